// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/redirect_uri.h"

#include <algorithm>
#include <array>

#include "fuzz/oracle/request_model.h"
#include "fuzz/oracle/uri_model.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using Matched = std::optional<std::string>;
using Registered = std::vector<std::string>;
using Requested = std::optional<std::string>;

Matched match_rightly(const Registered& registered, const Requested& requested, bool native) {
  return reference<RedirectMatcher>().match(registered, requested, native);
}

/// Lets pass, beside what is right, a URI that `fits` one that is registered.
template <class Fits>
Matched match_loosely(const Registered& registered, const Requested& requested, bool native,
                      Fits fits) {
  auto matched = match_rightly(registered, requested, native);
  if (matched || !requested || !match_rightly({*requested}, requested, native)) return matched;
  const bool near = std::ranges::any_of(registered, [&](const std::string& known) {
    return model_parse_uri(known) &&
           fits(*model_parse_uri(known), *model_parse_uri(*requested), known, *requested);
  });
  return near ? *requested : std::move(matched);
}

Matched match_prefix(const Registered& registered, const Requested& requested, bool native) {
  return match_loosely(registered, requested, native,
                       [](const auto&, const auto&, const auto& known, const auto& uri) {
                         return uri.starts_with(known);
                       });
}

Matched match_host_suffix(const Registered& registered, const Requested& requested, bool native) {
  return match_loosely(registered, requested, native,
                       [](const auto& known, const auto& uri, const auto&, const auto&) {
                         return known.authority && uri.authority &&
                                !known.authority->host.empty() && uri.scheme == known.scheme &&
                                uri.path == known.path && uri.query == known.query &&
                                uri.authority->host.ends_with(known.authority->host);
                       });
}

Matched match_any_query(const Registered& registered, const Requested& requested, bool native) {
  return match_loosely(registered, requested, native,
                       [](const auto&, const auto&, const auto& known, const auto& uri) {
                         return uri.substr(0, uri.find('?')) == known;
                       });
}

Matched match_without_case(const Registered& registered, const Requested& requested, bool native) {
  return match_loosely(registered, requested, native,
                       [](const auto&, const auto&, const auto& known, const auto& uri) {
                         return model_lower(uri) == model_lower(known);
                       });
}

Matched match_loopback_loosely(const Registered& registered, const Requested& requested,
                               bool native) {
  return match_loosely(registered, requested, native,
                       [native](const auto& known, const auto& uri, const auto&, const auto&) {
                         return native && known.authority && uri.authority &&
                                known.authority->host == "127.0.0.1" &&
                                uri.authority->host == "127.0.0.1" && known.scheme == "http" &&
                                uri.scheme == "http";
                       });
}

Matched match_without_tabs(const Registered& registered, const Requested& requested, bool native) {
  if (!requested || !requested->contains('\t')) return match_rightly(registered, requested, native);
  std::string kept = *requested;
  std::erase(kept, '\t');
  return match_rightly(registered, kept, native) ? *requested : Matched();
}

constexpr auto kBugs = std::to_array<PlantedBug<RedirectMatcher>>({
    {"prefix", "What begins with a registered URI is taken for it.",
     "Keycloak CVE-2026-3872, doorkeeper wildcards",
     [](RedirectMatcher& matcher) { matcher.match = match_prefix; }},
    {"host-suffix", "A host that ends with the registered one is taken for it.",
     "oauth2-proxy CVE-2021-21291",
     [](RedirectMatcher& matcher) { matcher.match = match_host_suffix; }},
    {"any-query", "A query is no part of what is compared.", "ory/fosite CVE-2020-15233",
     [](RedirectMatcher& matcher) { matcher.match = match_any_query; }},
    {"case-folded", "Letters are compared without case.", "ory/fosite CVE-2020-15234",
     [](RedirectMatcher& matcher) { matcher.match = match_without_case; }},
    {"loopback-any-path", "On a loopback address the path may differ, as the port may.",
     "Keycloak CVE-2024-8883",
     [](RedirectMatcher& matcher) { matcher.match = match_loopback_loosely; }},
    {"tabs-left-out", "Tabs are left out before URIs are compared.", "oauth2-proxy CVE-2020-11053",
     [](RedirectMatcher& matcher) { matcher.match = match_without_tabs; }},
});

}  // namespace

template <>
std::span<const PlantedBug<RedirectMatcher>> planted_bugs<RedirectMatcher>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
