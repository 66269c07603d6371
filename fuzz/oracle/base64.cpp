// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/base64.h"

#include "fuzz/check/holds.h"
#include "fuzz/oracle/base64_model.h"

namespace oauthspec::fuzz {
namespace {

using Encode = std::string (*)(std::string_view octets);
using Decode = std::optional<std::string> (*)(std::string_view text);

void check_alphabet(Encode encode, Decode decode, std::string_view input, bool is_url) {
  const std::string expected = model_base64_encode(input, is_url);
  if (encode != nullptr) {
    holds(encode(input) == expected, "octets are encoded as RFC 4648 says");
  }
  if (decode == nullptr) return;
  const auto back = decode(expected);
  holds(back && *back == input, "decoding undoes encoding");
  holds(decode(input) == model_base64_decode(input, is_url),
        "nothing is decoded but what encoding writes");
}

}  // namespace

void check_base64(const Base64Codec& codec, std::string_view octets) {
  check_alphabet(codec.encode, codec.decode, octets, false);
  check_alphabet(codec.encode_url, codec.decode_url, octets, true);
}

}  // namespace oauthspec::fuzz
