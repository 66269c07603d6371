// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/http/reply.h"
#include "harness/reference/oauth2/error_response.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// Answers with an error response of the token endpoint's kind, and writes the refusal into the verdict. The client is told no more than
/// it may know: whether it is unknown or its secret is wrong stands in the verdict alone.
///
/// Spec:   RFC 6749 section 5.2; RFC 9449 section 8
[[nodiscard]] http::Reply refuse(Call& call, const oauth::oauth2::Refusal& refusal);

/// The reason as an error_description tells it, whose grammar has no quotation mark.
///
/// Spec:   RFC 6749 sections 4.1.2.1 and 5.2
[[nodiscard]] std::string description(oauth::Errc reason);

/// A response that the reference wrote, or 500 where it could not.
[[nodiscard]] http::Reply answer(Call& call, oauth::Result<oauth::message::Response> response);

/// A refusal of a decision that is the provider's own.
[[nodiscard]] oauth::oauth2::Refusal refusal(std::string_view error, oauth::Errc reason,
                                             int status = 400);

/// Hands on a refusal, and notes for the verdict which requirement it enforces. Without a note refuse() names the one that defines the
/// error code.
///
/// Input:  `requirement` is an id of a catalogue, "RFC7636-4.6-3".
[[nodiscard]] std::unexpected<oauth::oauth2::Refusal> because(Call& call,
                                                              oauth::oauth2::Refusal refusal,
                                                              std::string_view requirement);

}  // namespace oauthspec::provider::oauth2_endpoints
