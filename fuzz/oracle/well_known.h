// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// What makes the URL of a metadata document. A function that is null is not offered.
struct WellKnownUrls {
  /// The URL of an issuer's document; nothing where it may have none. `suffix` as in "oauth-authorization-server".
  std::optional<std::string> (*of_issuer)(std::string_view issuer,
                                          std::string_view suffix) = nullptr;
  /// That of a protected resource, whose identifier may have a query.
  std::optional<std::string> (*of_resource)(std::string_view resource,
                                            std::string_view suffix) = nullptr;
};

/// What the model makes of an identifier.
///
/// Spec:   RFC 8414 sections 2 and 3.1
[[nodiscard]] std::optional<std::string> model_issuer_url(std::string_view issuer,
                                                          std::string_view suffix);

/// Spec:   RFC 9728 sections 1.2 and 3.1
[[nodiscard]] std::optional<std::string> model_resource_url(std::string_view resource,
                                                            std::string_view suffix);

/// Input:      two parts: a suffix, and an identifier.
/// Properties: each function takes the identifiers that the model takes, and gives what it gives; the URL is one, of the identifier's
///             scheme and authority; taken out of it again, the well-known part leaves the identifier, "/" at its end aside.
/// Spec:       RFC 8414 sections 2 and 3; RFC 9728 sections 1.2 and 3
void check_well_known(const WellKnownUrls& urls, std::string_view input);

}  // namespace oauthspec::fuzz
