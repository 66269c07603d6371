// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/base64.h"

#include "fuzz/oracle/base64.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"

namespace oauthspec::fuzz {
namespace {

using oauth::codec::Base64;

template <Base64 alphabet>
std::string encode(std::string_view octets) {
  return oauth::codec::base64_encode(octets, alphabet);
}

template <Base64 alphabet>
std::optional<std::string> decode(std::string_view text) {
  return value_or_nothing(oauth::codec::base64_decode(text, alphabet));
}

}  // namespace

template <>
Base64Codec reference<Base64Codec>() {
  return {.encode = encode<Base64::standard>,
          .decode = decode<Base64::standard>,
          .encode_url = encode<Base64::url>,
          .decode_url = decode<Base64::url>};
}

}  // namespace oauthspec::fuzz
