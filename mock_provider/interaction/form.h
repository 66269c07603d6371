// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/http/reply.h"
#include "harness/reference/base/error.h"
#include "harness/reference/message/parameters.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider {

/// The parameters of a browser's request: of the query of a GET, of the form of a POST.
///
/// Errors: method_invalid (another method), content_type_unexpected (a POST that is no form), percent_truncated,
///         percent_bad_digit.
[[nodiscard]] oauth::Result<oauth::message::Parameters> browser_parameters(const Call& call);

/// The value of a parameter; empty where there is none.
[[nodiscard]] std::string_view text_of(const oauth::message::Parameters& parameters,
                                       std::string_view name);

/// Sends the browser elsewhere.
[[nodiscard]] http::Reply redirect(const Call& call, std::string_view location);

/// An error page, of 405 for method_invalid, and its verdict.
[[nodiscard]] http::Reply unreadable(Call& call, const oauth::Error& error);

}  // namespace oauthspec::provider
