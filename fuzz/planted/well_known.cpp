// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/well_known.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

const WellKnownUrls& right() {
  static const auto urls = reference<WellKnownUrls>();
  return urls;
}

/// As OpenID Connect Discovery has it.
std::optional<std::string> appended(std::string_view issuer, std::string_view suffix) {
  if (!right().of_issuer(issuer, suffix)) return std::nullopt;
  while (issuer.ends_with('/')) issuer.remove_suffix(1);
  return std::string(issuer) + "/.well-known/" + std::string(suffix);
}

std::optional<std::string> slashes_dropped(std::string_view issuer, std::string_view suffix) {
  auto url = right().of_issuer(issuer, suffix);
  while (url && url->ends_with('/')) url->pop_back();
  return url;
}

std::optional<std::string> query_dropped(std::string_view resource, std::string_view suffix) {
  auto url = right().of_resource(resource, suffix);
  if (url) url->resize(std::min(url->find('?'), url->size()));
  return url;
}

/// The host ends at the first "/", wherever that stands.
std::optional<std::string> inserted_at_slash(std::string_view resource, std::string_view suffix) {
  auto url = right().of_resource(resource, suffix);
  const std::size_t query = resource.find('?');
  const std::size_t slash = resource.find('/', 8);
  if (url && query < slash && slash != std::string_view::npos) {
    return std::string(resource.substr(0, slash)) + "/.well-known/" + std::string(suffix) +
           std::string(resource.substr(slash));
  }
  return url;
}

constexpr auto kBugs = std::to_array<PlantedBug<WellKnownUrls>>({
    {"appended-to-the-path", "The well-known part stands behind the issuer's path.",
     "OpenID Connect Discovery 4", [](WellKnownUrls& urls) { urls.of_issuer = appended; }},
    {"every-slash-is-dropped", "All slashes at the end are taken away, not the last.",
     "RFC 8414 3.1", [](WellKnownUrls& urls) { urls.of_issuer = slashes_dropped; }},
    {"query-is-dropped", "The query of a resource is lost.", "RFC 9728 3",
     [](WellKnownUrls& urls) { urls.of_resource = query_dropped; }},
    {"host-ends-at-a-slash", "A query at once behind the host is taken for a part of the host.",
     "mod_auth_openidc #453", [](WellKnownUrls& urls) { urls.of_resource = inserted_at_slash; }},
});

}  // namespace

template <>
std::span<const PlantedBug<WellKnownUrls>> planted_bugs<WellKnownUrls>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
