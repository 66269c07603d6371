// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/defects/oauth2/planted.h"
#include "harness/reference/base/error.h"

namespace oauthspec::defects::oauth2 {

/// What an authorization server decides on: the redirection URIs of a client, and the one that a request names.
struct Redirecting {
  std::vector<std::string> registered;
  std::optional<std::string> requested;
  bool native = false;
};

/// How an authorization server finds out where it may redirect to, taken apart.
///
/// Spec:   RFC 6749 section 3.1.2; RFC 8252 sections 7 and 8.4
struct Redirection {
  /// The URI that is to be compared.
  oauth::Result<std::string> (*candidate)(const Redirecting& redirecting);
  oauth::Result<void> (*check)(string_view uri);
  std::vector<std::string> (*known)(const Redirecting& redirecting);
  bool (*same)(string_view registered, string_view requested);
  bool (*may_vary)(bool native);  ///< Whether the port of a loopback address may be another one.
  bool (*is_loopback)(string_view host);
  /// The URI without the port of its loopback address; nothing where it has none.
  std::optional<std::string> (*without_port)(const Redirection& library, string_view uri);
  bool (*matches)(const Redirection& library, const Redirecting& redirecting,
                  string_view registered, string_view requested);
  bool (*none_registered)(const Redirecting& redirecting);  ///< Accepted, where nothing is.
  bool (*is_script)(string_view uri);                       ///< What a user agent would run.
  std::string (*target)(const Redirecting& redirecting, string_view accepted);
};

template <>
const Redirection& sound<Redirection>();

/// oauth2.match_redirect_uri
[[nodiscard]] Verdict answer_match_redirect_uri(const Redirection& library, const json& in);

}  // namespace oauthspec::defects::oauth2
