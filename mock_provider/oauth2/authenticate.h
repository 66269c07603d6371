// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/client.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The client of a request to an endpoint where clients authenticate.
///
/// Input:  `parameters` are the form's, for an assertion.
/// Output: never null. A refusal is invalid_client (401).
/// Spec:   RFC 6749 sections 2.3 and 3.2.1; RFC 7523 section 3
[[nodiscard]] oauth::oauth2::Judgement<const ClientRecord*> authenticate(
    Call& call, const oauth::oauth2::PresentedClient& presented,
    const oauth::message::Parameters& parameters);

/// The value of a parameter; nothing also where it is there without one (RFC6749-3.2-7).
[[nodiscard]] std::optional<std::string> value_of(const oauth::message::Parameters& parameters,
                                                  std::string_view name);

/// The client of a form: as authenticate(), with what the request shows of it.
///
/// Output: a refusal may be invalid_request, too: more than one method of authentication, or a part of one.
[[nodiscard]] oauth::oauth2::Judgement<const ClientRecord*> authenticate_form(
    Call& call, const oauth::message::Parameters& parameters);

}  // namespace oauthspec::provider::oauth2_endpoints
