// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "harness/agent/html.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"

namespace oauthspec::agent {

/// The button that a person presses first, or that Enter presses in a field: the first submit button that is not disabled.
///
/// Output: an index into the form's controls.
/// Spec:   HTML Living Standard section 4.10.21.2
[[nodiscard]] std::optional<std::size_t> default_button(const Form& form);

/// The names and values that a form submits: of each control that is successful, in the page's order; of the buttons the one that is
/// pressed. An image button gives the coordinates 0, 0; of a select element without "multiple" the first choice counts where none is
/// selected. Line breaks in values are CR LF, and a hidden field "_charset_" says UTF-8.
///
/// Input:  `button` is an index into the form's controls, or nothing where a script submits.
/// Spec:   HTML Living Standard section 4.10.21.4
[[nodiscard]] oauth::message::Parameters form_data(const Form& form,
                                                   std::optional<std::size_t> button);

/// The URL that relative ones of a page start from: its base element's, itself relative to the page, or the page's own.
[[nodiscard]] std::string base_of(const Page& page, std::string_view page_url);

/// The request that a form sends, in UTF-8 whatever the page's own encoding. Method, action and encoding are the button's where it has
/// its own. Without an action the form goes to the page itself, whatever its base element says. GET puts the form's data in the place of
/// the query, and keeps the fragment.
///
/// Input:  `page_url` is where the page came from.
/// Output: a POST has the Content-Type of its body: application/x-www-form-urlencoded, multipart/form-data (a file field sends no
///         file) or text/plain.
/// Errors: what is wrong, in one line for people: an action that comes to no URL, or a method "dialog", which submits
///         nothing.
/// Spec:   HTML Living Standard section 4.10.21.3
[[nodiscard]] std::expected<oauth::message::Request, std::string> submission(
    const Page& page, const Form& form, std::optional<std::size_t> button,
    std::string_view page_url);

}  // namespace oauthspec::agent
