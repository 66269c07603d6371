// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// Answers a GET or HEAD with a public document, and any other method with 405. A cache has to ask again before it uses the document
/// once more: another provider with other keys may listen at the same port a moment later.
[[nodiscard]] http::Reply publish(Call& call, const nlohmann::json& document);

/// 405, with the methods that there are.
///
/// Spec:   RFC 7231 section 6.5.5
[[nodiscard]] http::Reply refuse_method(Call& call, std::string_view allowed);

/// 404
[[nodiscard]] http::Reply refuse_path(Call& call);

}  // namespace oauthspec::provider::oauth2_endpoints
