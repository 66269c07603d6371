// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"

namespace oauth::oauth2 {

/// Whether a client runs on a server or is installed on its user's device.
///
/// Spec:   RFC 7591 section 2; RFC 8252
enum class ApplicationType : std::uint8_t { web, native };

/// Whether the text can be a redirection URI at all: an absolute URI without a fragment.
///
/// Errors: redirect_uri_invalid.
/// Spec:   RFC 6749 section 3.1.2
[[nodiscard]] Result<void> check_redirect_uri(std::string_view uri);

/// Decides where an authorization server may redirect to.
///
/// Input:  `registered` are the client's; `requested` is redirect_uri of the request, nothing where it has none.
/// Output: the redirection URI that the response goes to: `requested` as it is written, or the only one that is
///         registered.
/// Errors: redirect_uri_invalid (one that a user agent would run as a script, too); redirect_uri_missing (none is
///         named, and not exactly one is registered); redirect_uri_mismatch (it is none of those registered, character
///         by character; for a native client the port of a loopback address may differ).
/// Spec:   RFC 6749 sections 3.1.2.3 and 3.1.2.4; RFC 8252 sections 7.3 and 8.4; RFC 9700 section 4.1.3
[[nodiscard]] Result<std::string> match_redirect_uri(const std::vector<std::string>& registered,
                                                     std::optional<std::string_view> requested,
                                                     ApplicationType type);

}  // namespace oauth::oauth2
