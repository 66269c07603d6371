// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/percent.h"

#include <algorithm>
#include <string>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/oracle/percent_model.h"

namespace oauthspec::fuzz {
namespace {

/// A text that the model writes, kept for the next input: asking a sanitizer for room takes longer than writing into it.
class ModelText {
 public:
  std::string_view of(std::string_view octets) {
    text_.clear();
    append_model_encoded(text_, octets);
    return text_;
  }

 private:
  std::string text_;
};

void check_encoding(const PercentCodec& codec, std::string_view octets) {
  static ModelText model;
  holds(codec.encode(octets) == model.of(octets),
        "octets are encoded as RFC 5849 section 3.6 says");
}

void check_undoing(const PercentCodec& codec, std::string_view octets) {
  static ModelText model;
  const auto back = codec.decode(model.of(octets));
  holds(back && *back == octets, "decoding undoes encoding");
}

void check_encoding_twice(const PercentCodec& codec, std::string_view octets) {
  static ModelText once;
  static ModelText twice;
  holds(codec.encode_twice(octets) == twice.of(once.of(octets)),
        "encoding twice is encoding what is encoded");
}

void check_decoding(const PercentCodec& codec, std::string_view text) {
  const auto decoded = codec.decode(text);
  static std::string expected;
  expected.clear();
  const bool is_right = append_model_decoded(expected, text);
  holds(decoded.has_value() == is_right,
        "an escape is refused where it is cut short or has no digits, and nowhere else");
  if (!decoded || !is_right) return;
  holds(*decoded == expected, "escapes are decoded as RFC 3986 section 2.1 says");
}

void check_canonical(const PercentCodec& codec, std::string_view text) {
  const auto decoded = codec.decode(text);
  if (!decoded) return;
  static ModelText model;
  holds(codec.encode(*decoded) == model.of(*decoded), "what is encoded again is canonical");
}

int sign(int order) {
  return static_cast<int>(order > 0) - static_cast<int>(order < 0);
}

/// Of both halves of the input the order is that of the encoded texts.
void check_order(const PercentCodec& codec, std::string_view octets) {
  const std::string_view a = octets.substr(0, octets.size() / 2);
  const std::string_view b = octets.substr(a.size());
  static ModelText before;
  static ModelText behind;
  const int expected = sign(before.of(a).compare(behind.of(b)));
  holds(sign(codec.compare_encoded(a, b)) == expected, "the order is that of the encoded texts");
  holds(sign(codec.compare_encoded(b, a)) == -expected, "the order turns round with its texts");
}

bool equal(const PercentOutcome& a, const PercentOutcome& b) {
  return a.encoded == b.encoded && a.encoded_twice == b.encoded_twice && a.decoded == b.decoded &&
         a.decoded_as_form == b.decoded_as_form && a.read == b.read &&
         std::ranges::equal(a.ends, b.ends);
}

/// Of several vector implementations each input is put to one.
void check_agreement(const PercentCodec& codec, std::string_view octets) {
  const std::size_t count = codec.implementations();
  if (count < 2) return;
  const PercentOutcome plain = codec.by(0, octets);
  const Turn turn(octets, count - 1);
  for (std::size_t at = 1; at < count; ++at) {
    if (!turn.is(at - 1)) continue;
    holds(equal(codec.by(at, octets), plain), "vector instructions give what scalar ones give");
  }
}

}  // namespace

void check_percent(const PercentCodec& codec, std::string_view octets) {
  // The agreement takes as long as several of the others: each of those has its turn twice as often.
  constexpr std::size_t kOthers = 6;
  const Turn turn(octets, 2 * kOthers + 1);
  const auto is = [&](std::size_t lot) { return turn.is(lot) || turn.is(kOthers + lot); };
  if (is(0) && codec.encode != nullptr) check_encoding(codec, octets);
  if (is(1) && codec.decode != nullptr) check_undoing(codec, octets);
  if (is(2) && codec.decode != nullptr) check_decoding(codec, octets);
  if (is(3) && codec.decode != nullptr && codec.encode != nullptr) check_canonical(codec, octets);
  if (is(4) && codec.encode_twice != nullptr) check_encoding_twice(codec, octets);
  if (is(5) && codec.compare_encoded != nullptr) check_order(codec, octets);
  if (turn.is(2 * kOthers) && codec.by != nullptr) check_agreement(codec, octets);
}

}  // namespace oauthspec::fuzz
