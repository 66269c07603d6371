// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/percent.h"

#include <cstddef>

#include "fuzz/check/holds.h"
#include "fuzz/oracle/percent_model.h"

namespace oauthspec::fuzz {
namespace {

/// `encoded` is what the model gives of `octets`.
void check_encoding(const PercentCodec& codec, std::string_view octets, std::string_view encoded) {
  holds(codec.encode(octets) == encoded, "octets are encoded as RFC 5849 section 3.6 says");
  if (codec.decode != nullptr) {
    const auto back = codec.decode(encoded);
    holds(back && *back == octets, "decoding undoes encoding");
  }
}

void check_encoding_twice(const PercentCodec& codec, std::string_view octets,
                          std::string_view encoded) {
  std::string twice;
  append_model_encoded(twice, encoded);
  holds(codec.encode_twice(octets) == twice, "encoding twice is encoding what is encoded");
}

void check_decoding(const PercentCodec& codec, std::string_view text) {
  const auto decoded = codec.decode(text);
  std::string expected;
  const bool is_right = append_model_decoded(expected, text);
  holds(decoded.has_value() == is_right,
        "an escape is refused where it is cut short or has no digits, and nowhere else");
  if (!decoded || !is_right) return;
  holds(*decoded == expected, "escapes are decoded as RFC 3986 section 2.1 says");
  // Where nothing was escaped, this was asked already.
  if (codec.encode == nullptr || *decoded == text) return;
  std::string canonical;
  append_model_encoded(canonical, expected);
  holds(codec.encode(*decoded) == canonical, "what is encoded again is canonical");
}

int sign(int order) {
  return static_cast<int>(order > 0) - static_cast<int>(order < 0);
}

/// Of both halves of the input the order is that of the encoded texts.
void check_order(const PercentCodec& codec, std::string_view a, std::string_view b,
                 std::string_view encoded_a, std::string_view encoded_b) {
  const int expected = sign(encoded_a.compare(encoded_b));
  holds(sign(codec.compare_encoded(a, b)) == expected, "the order is that of the encoded texts");
  holds(sign(codec.compare_encoded(b, a)) == -expected, "the order turns round with its texts");
}

}  // namespace

void check_percent(const PercentCodec& codec, std::string_view octets) {
  const std::string_view a = octets.substr(0, octets.size() / 2);
  const std::string_view b = octets.substr(a.size());
  // One text for both halves, since what each is encoded to does not depend on the other.
  std::string text;
  append_model_encoded(text, a);
  const std::size_t end_of_a = text.size();
  append_model_encoded(text, b);
  const std::string_view encoded = text;

  if (codec.encode != nullptr) check_encoding(codec, octets, encoded);
  if (codec.encode_twice != nullptr) check_encoding_twice(codec, octets, encoded);
  if (codec.decode != nullptr) check_decoding(codec, octets);
  if (codec.compare_encoded != nullptr) {
    check_order(codec, a, b, encoded.substr(0, end_of_a), encoded.substr(end_of_a));
  }
}

}  // namespace oauthspec::fuzz
