// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace oauthspec::agent {

/// What marks in a rule stand for: "{url}" is the page's URL without its fragment, "{query:NAME}" a parameter of that URL, decoded,
/// "{user_code}" the code that the device shows, "{username}" and "{password}" who signs in. A parameter that is not there is empty; other text in braces is no mark.
struct Marks {
  std::string_view page_url;
  std::string_view user_code{};
  std::string_view username{};
  std::string_view password{};
};

/// A URL with its marks replaced. A value is percent-encoded, unless it is "{url}" or stands first, where it is a URL itself:
/// "{query:callback_url}&g_continue", but "/grant/{query:client_id}".
[[nodiscard]] std::string with_marks_in_url(std::string_view text, const Marks& marks);

/// A body with its marks replaced: as text within a JSON string where that is its type, else encoded as in a form.
[[nodiscard]] std::string with_marks_in_body(std::string_view text, std::string_view content_type,
                                             const Marks& marks);

}  // namespace oauthspec::agent
