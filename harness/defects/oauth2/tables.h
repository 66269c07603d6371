// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "harness/defects/defect.h"

namespace oauthspec::defects::oauth2 {

/// The defects of each topic, one file a topic.
[[nodiscard]] std::span<const Defect> assertion_claims_defects();
[[nodiscard]] std::span<const Defect> assertion_request_defects();
[[nodiscard]] std::span<const Defect> assertion_signature_defects();
[[nodiscard]] std::span<const Defect> assertion_time_defects();
[[nodiscard]] std::span<const Defect> authorization_request_defects();
[[nodiscard]] std::span<const Defect> authorization_response_checks_defects();
[[nodiscard]] std::span<const Defect> authorization_response_defects();
[[nodiscard]] std::span<const Defect> basic_authorization_defects();
[[nodiscard]] std::span<const Defect> basic_credentials_defects();
[[nodiscard]] std::span<const Defect> bearer_form_defects();
[[nodiscard]] std::span<const Defect> bearer_header_defects();
[[nodiscard]] std::span<const Defect> client_assertion_defects();
[[nodiscard]] std::span<const Defect> device_authorization_defects();
[[nodiscard]] std::span<const Defect> device_poll_defects();
[[nodiscard]] std::span<const Defect> dpop_proof_defects();
[[nodiscard]] std::span<const Defect> endpoint_request_defects();
[[nodiscard]] std::span<const Defect> error_response_defects();
[[nodiscard]] std::span<const Defect> introspection_defects();
[[nodiscard]] std::span<const Defect> loopback_redirection_defects();
[[nodiscard]] std::span<const Defect> metadata_defects();
[[nodiscard]] std::span<const Defect> metadata_url_defects();
[[nodiscard]] std::span<const Defect> pkce_challenge_defects();
[[nodiscard]] std::span<const Defect> pkce_verify_defects();
[[nodiscard]] std::span<const Defect> proof_claims_defects();
[[nodiscard]] std::span<const Defect> proof_signature_defects();
[[nodiscard]] std::span<const Defect> proof_token_defects();
[[nodiscard]] std::span<const Defect> pushed_authorization_defects();
[[nodiscard]] std::span<const Defect> redirect_uri_comparison_defects();
[[nodiscard]] std::span<const Defect> redirection_defects();
[[nodiscard]] std::span<const Defect> request_checks_defects();
[[nodiscard]] std::span<const Defect> resource_defects();
[[nodiscard]] std::span<const Defect> revocation_defects();
[[nodiscard]] std::span<const Defect> scope_defects();
[[nodiscard]] std::span<const Defect> signed_metadata_defects();
[[nodiscard]] std::span<const Defect> token_request_defects();
[[nodiscard]] std::span<const Defect> token_response_defects();
[[nodiscard]] std::span<const Defect> www_authenticate_defects();

/// All of them.
[[nodiscard]] std::vector<std::span<const Defect>> tables();

}  // namespace oauthspec::defects::oauth2
