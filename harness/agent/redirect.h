// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "harness/agent/step.h"
#include "harness/reference/message/http.h"

namespace oauthspec::agent {

/// The request that a redirection leads to, its URL with a fragment.
///
/// Input:  `fragment` is that of the URL that was asked for, inherited where the Location has none (RFC 7231 section 7.1.2).
/// Output: nothing for a response that is no redirection, or has no Location that comes to a URL.
/// Spec:   Fetch Living Standard section 4.4
[[nodiscard]] std::optional<oauth::message::Request> redirection(
    const oauth::message::Request& request, const std::string& fragment,
    const oauth::message::Response& response);

/// Reads a response as a page: HTML where its Content-Type says so or is missing; of other text only the text. The header field Refresh
/// counts where the page has none of its own.
[[nodiscard]] OpenPage open_page(const oauth::message::Response& response, std::string url);

}  // namespace oauthspec::agent
