// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/checks/check.h"

/// One function a file: the checks of its topic.
namespace oauthspec::checks {

[[nodiscard]] Topic authorization_injection();
[[nodiscard]] Topic authorization_limits();
[[nodiscard]] Topic authorization_request();
[[nodiscard]] Topic authorization_response();
[[nodiscard]] Topic code_grant();
[[nodiscard]] Topic consent_page();
[[nodiscard]] Topic device_page();
[[nodiscard]] Topic form_post();
[[nodiscard]] Topic implicit();
[[nodiscard]] Topic pkce();
[[nodiscard]] Topic pushed_authorization();
[[nodiscard]] Topic redirect_uri();
[[nodiscard]] Topic redirect_uri_families();
[[nodiscard]] Topic registered_client();
[[nodiscard]] Topic revocation();
[[nodiscard]] Topic introspection();
[[nodiscard]] Topic protected_resource();
[[nodiscard]] Topic dpop_resource();
[[nodiscard]] Topic registration();
[[nodiscard]] Topic metadata();
[[nodiscard]] Topic resource_metadata();
[[nodiscard]] Topic oauth1_authorization();
[[nodiscard]] Topic oauth1_consent_page();
[[nodiscard]] Topic oauth1_requests();
[[nodiscard]] Topic oauth1_races();
[[nodiscard]] Topic races();
[[nodiscard]] Topic oauth1_temporary_credentials();
[[nodiscard]] Topic oauth1_token_credentials();
[[nodiscard]] Topic oauth1_verification_code();
[[nodiscard]] Topic robust_endpoints();
[[nodiscard]] Topic robustness();
[[nodiscard]] Topic tls();
[[nodiscard]] Topic plain_http();
[[nodiscard]] Topic oauth1_transmission();
[[nodiscard]] Topic oauth1_nonces();
[[nodiscard]] Topic oauth1_base_string();
[[nodiscard]] Topic oauth1_normalization();
[[nodiscard]] Topic oauth1_signature();
[[nodiscard]] Topic oauth1_methods();
[[nodiscard]] Topic client_assertion();
[[nodiscard]] Topic client_authentication();
[[nodiscard]] Topic client_credentials();
[[nodiscard]] Topic device_grant();
[[nodiscard]] Topic dpop();
[[nodiscard]] Topic entropy();
[[nodiscard]] Topic jwt_access_token();
[[nodiscard]] Topic jwt_bearer();
[[nodiscard]] Topic password_grant();
[[nodiscard]] Topic refresh_token();
[[nodiscard]] Topic request_format();
[[nodiscard]] Topic token_errors();
[[nodiscard]] Topic token_exchange();
[[nodiscard]] Topic token_life();
[[nodiscard]] Topic token_limits();
[[nodiscard]] Topic verifier_limits();
[[nodiscard]] Topic token_response();

}  // namespace oauthspec::checks
