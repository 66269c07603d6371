// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/introspection.h"

#include <array>

#include "fuzz/planted/edit_json.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Response;

const IntrospectionReader& right() {
  static const auto reader = reference<IntrospectionReader>();
  return reader;
}

/// As a script language has it: only false, 0, null and nothing are not.
std::optional<Members> any_value_is_active(const Response& response) {
  return right().parse(with_edited_body(response, [](json& object) {
    const auto found = object.find("active");
    if (found == object.end() || found->is_boolean()) return;
    *found = !(*found == 0 || found->is_null() || *found == "");
  }));
}

std::optional<Members> missing_is_inactive(const Response& response) {
  return right().parse(
      with_edited_body(response, [](json& object) { object.emplace("active", false); }));
}

std::optional<Members> texts_of_audience(const Response& response) {
  return right().parse(with_edited_body(response, [](json& object) {
    const auto found = object.find("aud");
    if (found == object.end() || !found->is_array()) return;
    json texts = json::array();
    for (const json& item : *found) {
      if (item.is_string()) texts.push_back(item);
    }
    *found = std::move(texts);
  }));
}

std::optional<Members> last_of_a_name(const Response& response) {
  return right().parse(with_edited_body(response, [](json&) {}));
}

std::optional<Response> write_all(const Members& members) {
  if (members.at("active") == true || !members.contains("client_id")) return right().write(members);
  const json body{{"active", false}, {"client_id", members["client_id"]}};
  return Response{200, {{"Content-Type", "application/json"}}, body.dump()};
}

constexpr auto kBugs = std::to_array<PlantedBug<IntrospectionReader>>({
    {"any-value-is-active", "active may be a text or a number.", "RFC 7662 2.2",
     [](IntrospectionReader& reader) { reader.parse = any_value_is_active; }},
    {"no-member-is-inactive", "A response without active is one of an inactive token.",
     "RFC 7662 2.2", [](IntrospectionReader& reader) { reader.parse = missing_is_inactive; }},
    {"audience-of-other-types", "What is no text in aud is passed over.", "liboauth2 #3",
     [](IntrospectionReader& reader) { reader.parse = texts_of_audience; }},
    {"last-of-a-name-counts", "Of two members of one name the last one counts.", "RFC 8259 4",
     [](IntrospectionReader& reader) { reader.parse = last_of_a_name; }},
    {"inactive-tells-more", "Of a token that is not active the client is told.", "RFC 7662 2.2",
     [](IntrospectionReader& reader) { reader.write = write_all; }},
});

}  // namespace

template <>
std::span<const PlantedBug<IntrospectionReader>> planted_bugs<IntrospectionReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
