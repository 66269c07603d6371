// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/token_request.h"

/// What all requests in a form have in common. A part of token_request.h and endpoint_request.h.
namespace oauth::oauth2 {

/// Whether an endpoint can take a request: an absolute URI without a fragment.
///
/// Errors: those of parse_uri(); uri_invalid for a fragment.
/// Spec:   RFC 6749 section 3.2
[[nodiscard]] Result<void> check_endpoint(std::string_view endpoint);

/// Whether an endpoint is one that the client itself must use by TLS: check_endpoint(), and https, unless plain http is allowed.
///
/// Errors: those of check_endpoint(); uri_scheme_unsupported.
/// Spec:   RFC 7009 section 2, RFC 8628 section 3.1
[[nodiscard]] Result<void> check_secure_endpoint(std::string_view endpoint, bool allow_plain_http);

/// Writes a POST with the parameters as its body.
///
/// Input:  `client` is null where none is sent.
/// Errors: those of check_endpoint() and add_client_authentication(); scope_invalid, resource_invalid; parameter_duplicated:
///         `options` or the client name a parameter again.
[[nodiscard]] Result<message::Request> write_form_request(std::string_view endpoint,
                                                          message::Parameters form,
                                                          const Client* client,
                                                          const FormOptions& options);

}  // namespace oauth::oauth2
