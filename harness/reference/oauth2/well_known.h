// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/reference/base/error.h"

namespace oauth::oauth2 {

/// Where the metadata of an issuer is: the suffix goes between its host and its path.
///
/// Input:  `suffix` as in "oauth-authorization-server"; http instead of https is for tests on a loopback interface only.
/// Errors: identifier_invalid: no https URI with a host, or one with a query or fragment.
/// Spec:   RFC 8414 sections 2 and 3
[[nodiscard]] Result<std::string> issuer_metadata_url(std::string_view issuer,
                                                      std::string_view suffix,
                                                      bool allow_plain_http = false);

/// Where the metadata of a protected resource is. Its identifier may have a query, which stays behind the path.
///
/// Errors: identifier_invalid: no https URI with a host, or one with a fragment.
/// Spec:   RFC 9728 sections 1.2 and 3
[[nodiscard]] Result<std::string> resource_metadata_url(std::string_view resource,
                                                        std::string_view suffix,
                                                        bool allow_plain_http = false);

}  // namespace oauth::oauth2
