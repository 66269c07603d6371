// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/refusal.h"

namespace oauth::oauth2 {

/// Whether the text can be a resource indicator: an absolute URI without a fragment.
///
/// Spec:   RFC 8707 section 2
[[nodiscard]] bool is_resource(std::string_view text);

/// Reads the resource parameters of a request, as an authorization server.
///
/// Input:  `known` are the resources that the server knows, or that the grant is for; nothing: it takes any.
/// Output: each once, in their order; none where the request has none. A refusal is invalid_target.
/// Spec:   RFC 8707 section 2
[[nodiscard]] Judgement<std::vector<std::string>> parse_resources(
    const message::Parameters& parameters, const std::optional<std::vector<std::string>>& known);

}  // namespace oauth::oauth2
