// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/base64.h"

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/oracle/base64_model.h"

namespace oauthspec::fuzz {
namespace {

using Encode = std::string (*)(std::string_view octets);
using Decode = std::optional<std::string> (*)(std::string_view text);

void check_encoding(Encode encode, std::string_view octets, bool is_url) {
  holds(encode(octets) == model_base64_encode(octets, is_url),
        "octets are encoded as RFC 4648 says");
}

void check_undoing(Decode decode, std::string_view octets, bool is_url) {
  const auto back = decode(model_base64_encode(octets, is_url));
  holds(back && *back == octets, "decoding undoes encoding");
}

void check_decoding(Decode decode, std::string_view text, bool is_url) {
  holds(decode(text) == model_base64_decode(text, is_url),
        "nothing is decoded but what encoding writes");
}

}  // namespace

void check_base64(const Base64Codec& codec, std::string_view octets) {
  const Turn turn(octets, 6);
  if (turn.is(0) && codec.encode != nullptr) check_encoding(codec.encode, octets, false);
  if (turn.is(1) && codec.decode != nullptr) check_undoing(codec.decode, octets, false);
  if (turn.is(2) && codec.decode != nullptr) check_decoding(codec.decode, octets, false);
  if (turn.is(3) && codec.encode_url != nullptr) check_encoding(codec.encode_url, octets, true);
  if (turn.is(4) && codec.decode_url != nullptr) check_undoing(codec.decode_url, octets, true);
  if (turn.is(5) && codec.decode_url != nullptr) check_decoding(codec.decode_url, octets, true);
}

}  // namespace oauthspec::fuzz
