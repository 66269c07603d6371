// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>

#include "harness/reference/message/http.h"
#include "harness/reference/oauth1/verify.h"

namespace oauthspec::testing {

/// Verifies an OAuth 1.0 request at a server that knows one client, "k" with the shared-secret "s".
[[nodiscard]] std::expected<oauth::oauth1::Verified, oauth::oauth1::Refusal> verify_oauth1(
    const oauth::message::Request& request);

}  // namespace oauthspec::testing
