// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/bearer.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Request;
using Places = std::vector<BearerPlace>;

/// As forms have it, escaped or not.
constexpr auto kWhiteSpace =
    std::to_array<std::string_view>({"%0A", "%0D", "%20", "+", " ", "\n", "\r"});

BearerFound find_rightly(const Request& request, const Places& places) {
  return reference<BearerReader>().find(request, places);
}

BearerFound find_with_case(const Request& request, const Places& places) {
  Request changed = request;
  std::erase_if(changed.headers, [](const auto& field) {
    return model_lower(field.value).starts_with("bearer ") && !field.value.starts_with("Bearer ");
  });
  return find_rightly(changed, places);
}

BearerFound find_first_place(const Request& request, const Places& places) {
  for (const BearerPlace place : places) {
    auto found = find_rightly(request, {place});
    if (found.kind != BearerFound::Kind::none) return found;
  }
  return {};
}

BearerFound find_first_field(const Request& request, const Places& places) {
  Request changed;
  changed.method = request.method;
  changed.url = request.url;
  changed.body = request.body;
  bool seen = false;
  for (const auto& field : request.headers) {
    const bool first = model_lower(field.name) != "authorization" || !seen;
    seen = seen || model_lower(field.name) == "authorization";
    if (first) changed.headers.push_back(field);
  }
  return find_rightly(changed, places);
}

BearerFound find_trimmed(const Request& request, const Places& places) {
  Request changed = request;
  while (true) {
    const auto* const end = std::ranges::find_if(
        kWhiteSpace, [&changed](std::string_view text) { return changed.body.ends_with(text); });
    if (end == kWhiteSpace.end()) return find_rightly(changed, places);
    changed.body.resize(changed.body.size() - end->size());
  }
}

BearerFound find_in_fragment(const Request& request, const Places& places) {
  Request changed = request;
  std::ranges::replace(changed.url, '#', '&');
  return find_rightly(changed, places);
}

std::optional<std::string> challenge_as_it_comes(const BearerChallenge& challenge) {
  if (!challenge.realm) return reference<BearerReader>().challenge(challenge);
  auto written = reference<BearerReader>().challenge(challenge);
  if (written) *written = "Bearer realm=\"" + *challenge.realm + '"';
  return written;
}

std::optional<Request> attach_bound_as_bearer(const Request& request, std::string_view token,
                                              std::string_view proof) {
  auto sent = reference<BearerReader>().attach_bound(request, token, proof);
  if (sent && !request.headers.empty()) {
    for (auto& field : sent->headers) {
      if (field.value.starts_with("DPoP ")) field.value.replace(0, 4, "Bearer");
    }
  }
  return sent;
}

constexpr auto kBugs = std::to_array<PlantedBug<BearerReader>>({
    {"scheme-with-case", "Only \"Bearer\" is the scheme, not \"bearer\".", "RFC 6750 2.1",
     [](BearerReader& reader) { reader.find = find_with_case; }},
    {"first-place-wins", "A token in two places is taken from the first.", "Keycloak CVE-2026-9689",
     [](BearerReader& reader) { reader.find = find_first_place; }},
    {"first-field-wins", "Of two Authorization header fields the first is looked at.",
     "RFC 6750 3.1", [](BearerReader& reader) { reader.find = find_first_field; }},
    {"white-space-cut-off", "White space behind the token in a form is cut off.",
     "hermes-relay #368", [](BearerReader& reader) { reader.find = find_trimmed; }},
    {"fragment-is-query", "A fragment behind the query is read with it.", "RFC 6750 2.3",
     [](BearerReader& reader) { reader.find = find_in_fragment; }},
    {"bound-as-bearer", "A token that is bound to a key is sent by the scheme Bearer.",
     "RFC 9449 7.1", [](BearerReader& reader) { reader.attach_bound = attach_bound_as_bearer; }},
    {"realm-not-escaped", "A quotation mark in the realm is written as it is.", "simple_oauth #14",
     [](BearerReader& reader) { reader.challenge = challenge_as_it_comes; }},
});

}  // namespace

template <>
std::span<const PlantedBug<BearerReader>> planted_bugs<BearerReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
