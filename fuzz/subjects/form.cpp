// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/form.h"

#include <algorithm>

#include "fuzz/subjects/reference.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/message/parameters.h"

namespace oauthspec::fuzz {
namespace {

std::optional<FormPairs> decode(std::string_view text) {
  oauth::message::Parameters parameters;
  if (!parameters.add_form(text)) return std::nullopt;
  FormPairs pairs;
  pairs.reserve(parameters.size());
  for (const auto [name, value] : parameters) pairs.emplace_back(name, value);
  return pairs;
}

std::string write(const FormPairs& pairs) {
  oauth::message::Parameters parameters;
  parameters.reserve(pairs.size(), 0);
  for (const auto& [name, value] : pairs) parameters.add(name, value);
  return oauth::message::write_form(parameters);
}

std::vector<FormPiece> split(std::string_view text) {
  std::vector<FormPiece> pieces;
  pieces.reserve(static_cast<std::size_t>(std::ranges::count(text, '&')) + 1);
  for (oauth::codec::RawPairs pairs(text); pairs.next();) {
    const oauth::codec::RawPair& pair = pairs.current();
    pieces.push_back({pair.name, pair.value, pair.name_offset, pair.value_offset});
  }
  return pieces;
}

std::optional<std::size_t> refused_at(std::string_view text) {
  oauth::message::Parameters parameters;
  const auto done = parameters.add_form(text);
  if (done) return std::nullopt;
  return done.error().offset;
}

}  // namespace

template <>
FormCodec reference<FormCodec>() {
  return {.decode = decode,
          .write = write,
          .encode = oauth::codec::form_encode,
          .split = split,
          .refused_at = refused_at};
}

}  // namespace oauthspec::fuzz
