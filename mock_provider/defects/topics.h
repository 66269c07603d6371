// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mock_provider/defects/defect.h"

/// One function a file: the defects of its topic.
namespace oauthspec::provider::defects {

[[nodiscard]] DefectTopic authorization_injection();
[[nodiscard]] DefectTopic authorization_limits();
[[nodiscard]] DefectTopic authorization_request();
[[nodiscard]] DefectTopic authorization_response();
[[nodiscard]] DefectTopic client_assertion();
[[nodiscard]] DefectTopic client_authentication();
[[nodiscard]] DefectTopic code_grant();
[[nodiscard]] DefectTopic dpop();
[[nodiscard]] DefectTopic entropy();
[[nodiscard]] DefectTopic jwt_access_token();
[[nodiscard]] DefectTopic jwt_bearer();
[[nodiscard]] DefectTopic token_exchange();
[[nodiscard]] DefectTopic token_life();
[[nodiscard]] DefectTopic token_limits();
[[nodiscard]] DefectTopic verifier_limits();
[[nodiscard]] DefectTopic request_format();
[[nodiscard]] DefectTopic password_grant();
[[nodiscard]] DefectTopic refresh_token();
[[nodiscard]] DefectTopic token_response();
[[nodiscard]] DefectTopic token_errors();
[[nodiscard]] DefectTopic device_grant();
[[nodiscard]] DefectTopic consent_page();
[[nodiscard]] DefectTopic device_page();
[[nodiscard]] DefectTopic form_post();
[[nodiscard]] DefectTopic implicit();
[[nodiscard]] DefectTopic pkce();
[[nodiscard]] DefectTopic pushed_authorization();
[[nodiscard]] DefectTopic plain_http();
[[nodiscard]] DefectTopic races();
[[nodiscard]] DefectTopic robustness();
[[nodiscard]] DefectTopic redirect_uri();
[[nodiscard]] DefectTopic redirect_uri_families();
[[nodiscard]] DefectTopic registered_client();
[[nodiscard]] DefectTopic revocation();
[[nodiscard]] DefectTopic introspection();
[[nodiscard]] DefectTopic protected_resource();
[[nodiscard]] DefectTopic dpop_resource();
[[nodiscard]] DefectTopic registration();
[[nodiscard]] DefectTopic metadata();
[[nodiscard]] DefectTopic oauth1_requests();
[[nodiscard]] DefectTopic oauth1_temporary_credentials();
[[nodiscard]] DefectTopic oauth1_authorization();
[[nodiscard]] DefectTopic oauth1_consent_page();
[[nodiscard]] DefectTopic oauth1_verification_code();
[[nodiscard]] DefectTopic oauth1_token_credentials();
[[nodiscard]] DefectTopic oauth1_transmission();
[[nodiscard]] DefectTopic oauth1_nonces();
[[nodiscard]] DefectTopic oauth1_base_string();
[[nodiscard]] DefectTopic oauth1_normalization();
[[nodiscard]] DefectTopic oauth1_signature();
[[nodiscard]] DefectTopic oauth1_methods();

}  // namespace oauthspec::provider::defects
