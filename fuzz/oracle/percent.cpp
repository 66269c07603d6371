// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/percent.h"

#include <string>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/oracle/percent_model.h"

namespace oauthspec::fuzz {
namespace {

std::string model_encoded(std::string_view octets) {
  std::string text;
  append_model_encoded(text, octets);
  return text;
}

void check_encoding(const PercentCodec& codec, std::string_view octets) {
  holds(codec.encode(octets) == model_encoded(octets),
        "octets are encoded as RFC 5849 section 3.6 says");
}

void check_undoing(const PercentCodec& codec, std::string_view octets) {
  const auto back = codec.decode(model_encoded(octets));
  holds(back && *back == octets, "decoding undoes encoding");
}

void check_encoding_twice(const PercentCodec& codec, std::string_view octets) {
  holds(codec.encode_twice(octets) == model_encoded(model_encoded(octets)),
        "encoding twice is encoding what is encoded");
}

void check_decoding(const PercentCodec& codec, std::string_view text) {
  const auto decoded = codec.decode(text);
  std::string expected;
  const bool is_right = append_model_decoded(expected, text);
  holds(decoded.has_value() == is_right,
        "an escape is refused where it is cut short or has no digits, and nowhere else");
  if (!decoded || !is_right) return;
  holds(*decoded == expected, "escapes are decoded as RFC 3986 section 2.1 says");
}

void check_canonical(const PercentCodec& codec, std::string_view text) {
  const auto decoded = codec.decode(text);
  if (!decoded) return;
  holds(codec.encode(*decoded) == model_encoded(*decoded), "what is encoded again is canonical");
}

int sign(int order) {
  return static_cast<int>(order > 0) - static_cast<int>(order < 0);
}

/// Of both halves of the input the order is that of the encoded texts.
void check_order(const PercentCodec& codec, std::string_view octets) {
  const std::string_view a = octets.substr(0, octets.size() / 2);
  const std::string_view b = octets.substr(a.size());
  const int expected = sign(model_encoded(a).compare(model_encoded(b)));
  holds(sign(codec.compare_encoded(a, b)) == expected, "the order is that of the encoded texts");
  holds(sign(codec.compare_encoded(b, a)) == -expected, "the order turns round with its texts");
}

void check_agreement(const PercentCodec& codec, std::string_view octets) {
  const auto outcomes = codec.by_each(octets);
  for (const PercentOutcome& outcome : outcomes) {
    holds(outcome == outcomes.front(), "vector instructions give what scalar ones give");
  }
}

}  // namespace

void check_percent(const PercentCodec& codec, std::string_view octets) {
  const Turn turn(octets, 7);
  if (turn.is(0) && codec.encode != nullptr) check_encoding(codec, octets);
  if (turn.is(1) && codec.decode != nullptr) check_undoing(codec, octets);
  if (turn.is(2) && codec.decode != nullptr) check_decoding(codec, octets);
  if (turn.is(3) && codec.decode != nullptr && codec.encode != nullptr) {
    check_canonical(codec, octets);
  }
  if (turn.is(4) && codec.encode_twice != nullptr) check_encoding_twice(codec, octets);
  if (turn.is(5) && codec.compare_encoded != nullptr) check_order(codec, octets);
  if (turn.is(6) && codec.by_each != nullptr) check_agreement(codec, octets);
}

}  // namespace oauthspec::fuzz
