// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "harness/defects/defect.h"

namespace oauthspec::defects::oauth2 {

/// The defects of each topic, one file a topic.
[[nodiscard]] std::span<const Defect> scope_defects();
[[nodiscard]] std::span<const Defect> token_response_defects();
[[nodiscard]] std::span<const Defect> www_authenticate_defects();
[[nodiscard]] std::span<const Defect> error_response_defects();
[[nodiscard]] std::span<const Defect> introspection_defects();
[[nodiscard]] std::span<const Defect> device_authorization_defects();
[[nodiscard]] std::span<const Defect> pushed_authorization_defects();
[[nodiscard]] std::span<const Defect> device_poll_defects();
[[nodiscard]] std::span<const Defect> revocation_defects();
[[nodiscard]] std::span<const Defect> resource_defects();
[[nodiscard]] std::span<const Defect> metadata_url_defects();
[[nodiscard]] std::span<const Defect> basic_authorization_defects();
[[nodiscard]] std::span<const Defect> authorization_request_defects();
[[nodiscard]] std::span<const Defect> authorization_response_defects();
[[nodiscard]] std::span<const Defect> authorization_response_checks_defects();
[[nodiscard]] std::span<const Defect> request_checks_defects();
[[nodiscard]] std::span<const Defect> token_request_defects();
[[nodiscard]] std::span<const Defect> endpoint_request_defects();
[[nodiscard]] std::span<const Defect> metadata_defects();
[[nodiscard]] std::span<const Defect> signed_metadata_defects();

/// All of them.
[[nodiscard]] std::vector<std::span<const Defect>> tables();

}  // namespace oauthspec::defects::oauth2
