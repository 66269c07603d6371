// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/basic_authorization.h"

#include <algorithm>
#include <array>

#include "fuzz/oracle/request_model.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using Credentials = std::optional<std::pair<std::string, std::string>>;

Credentials parse_rightly(std::string_view field) {
  return reference<BasicCodec>().parse(field);
}

/// What a field hides, where it can be read at all.
std::optional<std::string> hidden_in(std::string_view field) {
  if (!model_lower(field).starts_with("basic ")) return std::nullopt;
  return model_base64_octets(field.substr(field.find_last_of(' ') + 1));
}

Credentials parse_at_last_colon(std::string_view field) {
  auto read = parse_rightly(field);
  const auto octets = hidden_in(field);
  if (!read || !octets) return read;
  const std::size_t colon = octets->rfind(':');
  const auto client_id = model_form_octets(std::string_view(*octets).substr(0, colon));
  const auto secret = model_form_octets(std::string_view(*octets).substr(colon + 1));
  if (!client_id || !secret) return std::nullopt;
  return std::pair(*client_id, *secret);
}

Credentials parse_plus_as_plus(std::string_view field) {
  auto read = parse_rightly(field);
  const auto octets = hidden_in(field);
  if (!read || !octets || !octets->contains('+')) return read;
  std::string escaped;
  for (const char c : *octets) escaped += c == '+' ? "%2B" : std::string(1, c);
  return parse_rightly("Basic " + model_base64(escaped));
}

Credentials parse_cut_escape(std::string_view field) {
  auto read = parse_rightly(field);
  const auto octets = hidden_in(field);
  if (read || !octets || !octets->ends_with('%')) return read;
  return parse_rightly("Basic " + model_base64(octets->substr(0, octets->size() - 1) + "%25"));
}

Credentials parse_to_nul(std::string_view field) {
  const auto octets = hidden_in(field);
  if (!octets) return parse_rightly(field);
  return parse_rightly("Basic " + model_base64(octets->substr(0, octets->find('\0'))));
}

Credentials parse_without_padding(std::string_view field) {
  std::string padded(field);
  while (padded.size() > 6 && (padded.size() - padded.rfind(' ') - 1) % 4 != 0) padded += '=';
  return parse_rightly(padded);
}

std::string write_colon(std::string_view client_id, std::string_view client_secret) {
  std::string text = model_form_text(client_id) + ':';
  for (const std::string_view piece : model_split(client_secret, ':')) {
    text += model_form_text(piece) + ':';
  }
  text.pop_back();
  return "Basic " + model_base64(text);
}

constexpr auto kBugs = std::to_array<PlantedBug<BasicCodec>>({
    {"last-colon", "Identifier and password part at the last colon.", "RFC 7617 2",
     [](BasicCodec& codec) { codec.parse = parse_at_last_colon; }},
    {"plus-is-a-plus", "A plus sign is read as it is, not as a space.", "WP-API #65",
     [](BasicCodec& codec) { codec.parse = parse_plus_as_plus; }},
    {"cut-escape-is-text", "A percent sign at the end is taken as text.", "RFC 6749 B",
     [](BasicCodec& codec) { codec.parse = parse_cut_escape; }},
    {"ends-at-nul", "What follows a NUL in the credentials is lost.", "C strings",
     [](BasicCodec& codec) { codec.parse = parse_to_nul; }},
    {"padding-not-needed", "Base64 without its padding is read.", "oauthlib #186",
     [](BasicCodec& codec) { codec.parse = parse_without_padding; }},
    {"colon-not-encoded", "A colon in the password is not form-encoded.", "mastercard python #35",
     [](BasicCodec& codec) { codec.write = write_colon; }},
});

}  // namespace

template <>
std::span<const PlantedBug<BasicCodec>> planted_bugs<BasicCodec>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
