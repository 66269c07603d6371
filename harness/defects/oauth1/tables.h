// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "harness/defects/defect.h"

namespace oauthspec::defects::oauth1 {

/// The defects of each topic, one file a topic.
[[nodiscard]] std::span<const Defect> percent_defects();
[[nodiscard]] std::span<const Defect> base_string_uri_defects();
[[nodiscard]] std::span<const Defect> normalize_parameters_defects();
[[nodiscard]] std::span<const Defect> base_string_assembly_defects();
[[nodiscard]] std::span<const Defect> base_string_parameter_defects();
[[nodiscard]] std::span<const Defect> base_string_normalisation_defects();
[[nodiscard]] std::span<const Defect> signature_defects();
[[nodiscard]] std::span<const Defect> signed_request_defects();
[[nodiscard]] std::span<const Defect> verified_signature_defects();
[[nodiscard]] std::span<const Defect> verified_parameter_defects();
[[nodiscard]] std::span<const Defect> server_state_defects();
[[nodiscard]] std::span<const Defect> status_defects();
[[nodiscard]] std::span<const Defect> read_header_defects();
[[nodiscard]] std::span<const Defect> written_header_defects();
[[nodiscard]] std::span<const Defect> credentials_response_defects();
[[nodiscard]] std::span<const Defect> callback_defects();
[[nodiscard]] std::span<const Defect> authorization_url_defects();

/// All of them.
[[nodiscard]] std::vector<std::span<const Defect>> tables();

}  // namespace oauthspec::defects::oauth1
