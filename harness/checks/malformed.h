// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/checks/session.h"

/// Requests that no right client sends, and whether a server stands them.
namespace oauthspec::checks {

/// One of them, with what is wrong with it, for messages: "a broken percent-encoding".
struct Malformed {
  std::string what;
  Request request;
};

/// What a request that is malformed may not be answered with beside a 5xx status.
using Granted = bool (*)(const Response&);

/// Puts requests to a server, and asks it something right before and after.
///
/// Output: fails where one is answered with a 5xx status, with what `granted` is true of, or not at all in time, and where the server does
///         not answer the right request any more. 501 for an unknown method, and 505, are answers as good as any; 503 says that the server
///         is busy: inconclusive. A connection that is closed instead of an answer is for the right request behind to judge.
[[nodiscard]] Finding withstands(Session& session, const Request& right,
                                 const std::vector<Malformed>& malformed, Granted granted);

/// The response has tokens in it.
[[nodiscard]] bool gives_tokens(const Response& response);
/// The response has any success status.
[[nodiscard]] bool gives_anything(const Response& response);
/// Nothing is too much.
[[nodiscard]] bool gives_nothing_amiss(const Response& response);

/// A value of a form that is wrong, as it is written.
struct RawValue {
  std::string_view what;
  std::string octets;
};

/// By what is wrong with them.
[[nodiscard]] std::vector<RawValue> broken_percent_encodings();
[[nodiscard]] std::vector<RawValue> nul_and_control_characters();
[[nodiscard]] std::vector<RawValue> invalid_utf8();
[[nodiscard]] std::vector<RawValue> long_values();

/// So many parameters, "p0=0&p1=1...".
[[nodiscard]] std::string many_parameters(std::size_t count);

/// The request with its body replaced.
[[nodiscard]] Request with_body(Request request, std::string body);
/// The request with fields of the name replaced by one; with an empty value: without them.
[[nodiscard]] Request with_field(Request request, std::string_view name, std::string_view value);

}  // namespace oauthspec::checks
