// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/checks/finding.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"

/// What responses look like, for checks to judge by.
namespace oauthspec::checks {

/// The body as JSON, whatever the status; nothing where it is none, or its Content-Type does not say so.
[[nodiscard]] std::optional<nlohmann::json> json_of(const oauth::message::Response& response);

/// The error code of an error response in JSON; empty where there is none.
[[nodiscard]] std::string error_of(const oauth::message::Response& response);

/// A member of an object; empty where it is none, or no string.
[[nodiscard]] std::string text_of(const nlohmann::json& object, const char* name);

/// "400 invalid_grant", for messages.
[[nodiscard]] std::string describe(const oauth::message::Response& response);

[[nodiscard]] bool is_success(const oauth::message::Response& response);

/// Passes where the request was refused with a 4xx; a 2xx is a failure that says `accepted`, a 5xx inconclusive.
///
/// Input:  `errors` are the codes that the RFC has for it; a refusal with another one passes, and says so: whoever keeps an attacker
///         out under a wrong name keeps him out. No codes: there is nothing to say.
[[nodiscard]] Finding refused(const oauth::message::Response& response,
                              std::initializer_list<std::string_view> errors,
                              std::string_view accepted);

/// The same for checks that are about the code: another one is a failure.
[[nodiscard]] Finding refused_as(const oauth::message::Response& response,
                                 std::initializer_list<std::string_view> errors,
                                 std::string_view accepted);

/// Where a redirection goes: the Location field of a 302, 303 or 307; nothing where the response is none.
[[nodiscard]] std::optional<std::string> location_of(const oauth::message::Response& response);

/// The parameters of a URL's query, and those of its fragment.
[[nodiscard]] oauth::message::Parameters query_of(std::string_view url);
[[nodiscard]] oauth::message::Parameters fragment_of(std::string_view url);

/// Whether the URL without its query and fragment is the other one, likewise.
[[nodiscard]] bool leads_to(std::string_view url, std::string_view redirect_uri);

}  // namespace oauthspec::checks
