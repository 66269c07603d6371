// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/metadata.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/edit_json.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Response;

const MetadataReader& right() {
  static const auto reader = reference<MetadataReader>();
  return reader;
}

std::optional<Members> slash_aside(const Response& response, Document document,
                                   std::string_view identifier) {
  auto read = right().parse(response, document, identifier);
  if (read || !identifier.ends_with('/')) return read;
  return right().parse(response, document, identifier.substr(0, identifier.size() - 1));
}

/// The identifier as the document writes it, with its escapes.
std::string_view written_identifier(std::string_view body, Document document) {
  const std::string_view name = document == Document::server ? "\"issuer\"" : "\"resource\"";
  const std::size_t at = body.find(name);
  const std::size_t open = at == std::string_view::npos ? at : body.find('"', at + name.size());
  if (open == std::string_view::npos) return {};
  body.remove_prefix(open + 1);
  return body.substr(0, body.find('"'));
}

std::optional<Members> escapes_stay(const Response& response, Document document,
                                    std::string_view identifier) {
  auto read = right().parse(response, document, identifier);
  if (read && document != Document::client &&
      written_identifier(response.body, document) != identifier) {
    return {};
  }
  return read;
}

std::optional<Members> empty_is_absent(const Response& response, Document document,
                                       std::string_view identifier) {
  const auto edited = with_edited_body(response, [](json& object) {
    for (auto member = object.begin(); member != object.end();) {
      const bool empty = member->is_array() && member->empty();
      member = empty ? object.erase(member) : std::next(member);
    }
  });
  return right().parse(edited, document, identifier);
}

std::optional<Members> none_is_dropped(const Response& response, Document document,
                                       std::string_view identifier) {
  const auto edited = with_edited_body(response, [](json& object) {
    for (auto& [name, value] : object.items()) {
      if (!name.ends_with("_alg_values_supported") || !value.is_array() || value.size() < 2) {
        continue;
      }
      value.erase(std::remove(value.begin(), value.end(), json("none")), value.end());
    }
  });
  return right().parse(edited, document, identifier);
}

std::optional<Members> keys_twice(const Response& response, Document document,
                                  std::string_view identifier) {
  json keys;
  const auto edited = with_edited_body(response, [&keys](json& object) {
    if (!object.contains("jwks_uri") || !object.contains("jwks")) return;
    keys = object["jwks"];
    object.erase("jwks");
  });
  auto read = right().parse(edited, document, identifier);
  if (read && !keys.is_null()) (*read)["jwks"] = keys;
  return read;
}

std::optional<Members> unsigned_wins(const Response& response, Document document,
                                     std::string_view identifier,
                                     const MetadataSignature& signature) {
  auto read = right().parse_signed(response, document, identifier, signature);
  const auto plain = read ? right().parse(response, document, identifier) : std::nullopt;
  return plain ? plain : read;
}

constexpr auto kBugs = std::to_array<PlantedBug<MetadataReader>>({
    {"slash-of-identifier-aside", "The identifier may lack the slash at its end.", "RFC 8414 4",
     [](MetadataReader& reader) { reader.parse = slash_aside; }},
    {"identifier-with-escapes", "The identifier is compared before JSON's escapes are undone.",
     "RFC 8414 4", [](MetadataReader& reader) { reader.parse = escapes_stay; }},
    {"empty-array-is-absent", "A member with no elements counts as absent.", "RFC 8414 3.2",
     [](MetadataReader& reader) { reader.parse = empty_is_absent; }},
    {"none-is-dropped", "The algorithm none is passed over among others.", "CVE-2026-13089",
     [](MetadataReader& reader) { reader.parse = none_is_dropped; }},
    {"keys-in-two-places", "A client may have both jwks and jwks_uri.", "RFC 7591 2",
     [](MetadataReader& reader) { reader.parse = keys_twice; }},
    {"unsigned-wins", "What is not signed is believed where it is whole.", "RFC 8414 2.1",
     [](MetadataReader& reader) { reader.parse_signed = unsigned_wins; }},
});

}  // namespace

template <>
std::span<const PlantedBug<MetadataReader>> planted_bugs<MetadataReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
