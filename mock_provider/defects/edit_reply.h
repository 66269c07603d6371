// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "mock_provider/defects/defect.h"

/// How defects write a reply wrongly.
namespace oauthspec::provider::defects {

/// Edits the JSON objects of an endpoint's successes, or of its refusals.
void edit_success(Rules& rules, Endpoint endpoint, void (*edit)(nlohmann::json& body));
void edit_refusal(Rules& rules, Endpoint endpoint, void (*edit)(nlohmann::json& body));

/// Answers with one status in place of another.
void answer_with(Rules& rules, Endpoint endpoint, int status, int instead);

/// Writes another value into a header field of all replies; empty: leaves the field out.
void write_field(Rules& rules, Endpoint endpoint, std::string name, std::string value);

}  // namespace oauthspec::provider::defects
