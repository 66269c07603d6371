// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "mock_provider/defects/defect.h"

/// Authorization responses that are written wrongly.
namespace oauthspec::provider::defects {

/// Changes where a browser is sent with an authorization response: the Location field of a redirection to the client, from the
/// authorization endpoint or behind the consent page.
void alter_responses(Rules& rules, const std::function<void(std::string& location)>& change);

/// Whether query or fragment of a URL have a parameter of the name.
[[nodiscard]] bool names(std::string_view url, std::string_view name);

/// Leaves a parameter out.
void drop(std::string& url, std::string_view name);

/// Adds a parameter, as it is written, to the last part of a URL that has some.
void add(std::string& url, std::string_view parameter);

}  // namespace oauthspec::provider::defects
