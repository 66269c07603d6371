// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/token_request.h"

namespace oauthspec::provider::rules {

/// The parameters of a request that is a form, for the endpoints beside the token endpoint.
///
/// Output: a refusal is invalid_request: another method than POST, no form, a parameter there twice.
/// Spec:   RFC 7009 section 2.1; RFC 7662 section 2.1; RFC 8628 section 3.1
[[nodiscard]] oauth::oauth2::Judgement<oauth::message::Parameters> read_form(
    const oauth::message::Request& request);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// How requests of clients are read, before anything in them is verified.
struct RequestRules {
  decltype(&oauth::oauth2::parse_token_request) read_token_request =
      &oauth::oauth2::parse_token_request;
  decltype(&rules::read_form) read_form = &rules::read_form;
  /// Beside the token endpoint; there it is a part of reading the request.
  decltype(&oauth::oauth2::find_client) find_client = &oauth::oauth2::find_client;
};

}  // namespace oauthspec::provider
