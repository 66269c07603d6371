// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/form.h"

#include <algorithm>

#include "fuzz/check/allocation.h"
#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/oracle/form_model.h"
#include "fuzz/oracle/percent_model.h"

namespace oauthspec::fuzz {
namespace {

/// Room for a list that doubles as it grows, and for what a few calls need whatever the length.
std::size_t enough_for(std::size_t octets, std::size_t pairs) {
  constexpr std::size_t kOfACall = 512;
  constexpr std::size_t kOfAnOctet = 8;
  constexpr std::size_t kOfAPair = 512;
  return kOfACall + kOfAnOctet * octets + kOfAPair * pairs;
}

void check_writing(const FormCodec& codec, std::string_view text) {
  const auto pairs = model_form_decode(text);
  if (!pairs) return;
  holds(model_form_decode(codec.write(*pairs)) == pairs, "what is written is read as it was meant");
}

void check_undoing(const FormCodec& codec, std::string_view text) {
  const auto pairs = model_form_decode(text);
  if (!pairs) return;
  holds(codec.decode(codec.write(*pairs)) == pairs, "decoding undoes writing");
}

void check_decoding(const FormCodec& codec, std::string_view text) {
  std::optional<FormPairs> decoded;
  const auto allocated = allocated_while([&] { decoded = codec.decode(text); });
  const auto expected = model_form_decode(text);
  holds(decoded.has_value() == expected.has_value(),
        "a form is refused where a % begins no escape, and nowhere else");
  if (!decoded || !expected) return;
  holds(*decoded == *expected, "pairs are decoded in their order, each plus sign as a space");
  holds(!allocated || *allocated <= enough_for(text.size(), decoded->size()),
        "what is allocated to decode a form grows no faster than the form");
}

void check_encoding(const FormCodec& codec, std::string_view octets) {
  static std::string expected;
  expected.clear();
  append_model_form_encoded(expected, octets);
  holds(codec.encode(octets) == expected, "octets are encoded as HTML 4.01 says");
}

bool equal(const FormPiece& piece, const FormPiece& expected) {
  return piece.name == expected.name && piece.value == expected.value &&
         piece.name_offset == expected.name_offset && piece.value_offset == expected.value_offset;
}

void check_splitting(const FormCodec& codec, std::string_view text) {
  std::size_t at = 0;
  for (const FormPiece& piece : codec.split(text)) {
    const auto expected = next_model_piece(text, at);
    holds(expected && equal(piece, *expected), "a pair stands where it is said to stand");
  }
  holds(!next_model_piece(text, at), "every pair is told");
}

/// Whether an escape begins here, at a "%".
bool begins_escape(std::string_view rest) {
  constexpr unsigned kNone = 16;
  return rest.size() >= 3 && hexadecimal_value(rest[1]) != kNone &&
         hexadecimal_value(rest[2]) != kNone;
}

std::optional<std::size_t> model_refused_at(std::string_view text) {
  std::size_t next = 0;
  while (const auto piece = next_model_piece(text, next)) {
    for (const auto& [part, offset] : {std::pair(piece->name, piece->name_offset),
                                       std::pair(piece->value, piece->value_offset)}) {
      for (std::size_t at = part.find('%'); at != std::string_view::npos;
           at = part.find('%', at + 3)) {
        if (!begins_escape(part.substr(at))) return offset + at;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

void check_form(const FormCodec& codec, std::string_view text) {
  constexpr std::size_t kOften = 5;
  const Turn turn(text, 4 + 2 * kOften);
  if (turn.is(0) && codec.decode != nullptr) check_decoding(codec, text);
  if (turn.is(1) && codec.write != nullptr) check_writing(codec, text);
  if (turn.is(2) && codec.write != nullptr && codec.decode != nullptr) check_undoing(codec, text);
  if (turn.is_within(4, kOften) && codec.encode != nullptr) check_encoding(codec, text);
  if (turn.is_within(4 + kOften, kOften) && codec.split != nullptr) check_splitting(codec, text);
  if (turn.is(3) && codec.refused_at != nullptr && text.contains('%')) {
    holds(codec.refused_at(text) == model_refused_at(text),
          "a refusal is at the first % that begins no escape");
  }
}

}  // namespace oauthspec::fuzz
