// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/json.h"

#include "fuzz/check/allocation.h"
#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/oracle/json_model.h"
#include "fuzz/oracle/utf8.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::size_t kDepth = 64;

/// A tree of many small nodes, and a message for what is wrong.
std::size_t enough_for(std::size_t octets) {
  constexpr std::size_t kOfACall = 8192;
  constexpr std::size_t kOfAnOctet = 256;
  return kOfACall + kOfAnOctet * octets;
}

void check_writing(const JsonCodec& codec, std::string_view text) {
  const auto written = codec.rewrite(text);
  if (!written) return;
  holds(codec.rewrite(*written) == written, "writing what is written changes nothing");
  if (codec.rewrite_otherwise != nullptr) {
    holds(codec.rewrite_otherwise(text) == written, "two writers write the same");
  }
}

void check_reading(const JsonCodec& codec, std::string_view text) {
  std::optional<std::string> written;
  const auto allocated = allocated_while([&] { written = codec.rewrite(text); });
  const auto expected = model_read_json(text, kDepth);
  const bool refused = !written && model_has_byte_order_mark(text);
  holds(refused || written.has_value() == expected.has_value(),
        "a text is JSON where RFC 8259's grammar takes it, and nowhere else");
  holds(!allocated || *allocated <= enough_for(text.size()),
        "what is allocated to read a text grows no faster than the text");
  if (!written || !expected) return;
  const auto value = model_read_json(*written, kDepth);
  holds(value && *value == *expected, "what is written again has the same value");
}

void check_string(const JsonCodec& codec, std::string_view octets) {
  const auto value = model_read_json(codec.write_string(octets), kDepth);
  holds(value && value->is(ModelJson::Kind::string), "any octets are written as a string");
  holds(model_invalid_utf8_at(octets) || (value && value->text == octets),
        "UTF-8 is written as the string that it is");
}

}  // namespace

void check_json(const JsonCodec& codec, std::string_view text) {
  const Turn turn(text, 3);
  if (turn.is(0) && codec.rewrite != nullptr) check_reading(codec, text);
  if (turn.is(1) && codec.rewrite != nullptr) check_writing(codec, text);
  if (turn.is(2) && codec.write_string != nullptr) check_string(codec, text);
}

}  // namespace oauthspec::fuzz
