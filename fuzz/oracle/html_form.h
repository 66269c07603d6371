// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// What came of a page's first form.
struct SubmittedForm {
  oauth::message::Request request;
  std::vector<std::pair<std::string, std::string>>
      entries;         ///< The names and values that it submits.
  std::string filled;  ///< The name of a field that took the value; empty: none did.
};

/// A user agent without a screen: it follows forms, and keeps cookies. A function that is null is not offered, and not asked for.
struct FormAgent {
  /// Opens a page that came from `url`, puts `value` into the first field that people type into, and presses the first button.
  /// Nothing where there is no form, or it submits nothing.
  std::optional<SubmittedForm> (*submit)(const oauth::message::Response& page, std::string_view url,
                                         std::string_view value) = nullptr;
  /// The Cookie header field of a request for `to`, after a response from `from` set cookies.
  std::string (*cookies)(const oauth::message::Response& response, std::string_view from,
                         std::string_view to) = nullptr;
};

/// Input:      a response as input/http_text.h has it: Set-Cookie fields, and HTML.
/// Properties: a submission is GET or POST, of a URL without spaces and control characters; what was filled in comes out of it, and what
///             comes out, read as a server reads it, is what the form holds; a form of the page's own goes to the page's host; cookies
///             go to no other host, Secure ones not over http, HTTP header fields stay on their line; the same page gives the same.
/// Spec:       HTML Living Standard 4.10.21; RFC 6265 5; RFC 3986 2
void check_html_form(const FormAgent& agent, std::string_view input);

}  // namespace oauthspec::fuzz
