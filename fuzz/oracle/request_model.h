// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/message/http.h"

/// What requests are made of, slow and plain: a part of the models of what a server reads.
namespace oauthspec::fuzz {

/// Names and values, in their order.
using PairList = std::vector<std::pair<std::string, std::string>>;

/// Letters of ASCII in lower case, all else as it is.
[[nodiscard]] std::string model_lower(std::string_view text);

/// The pieces between the separators, empty ones too.
[[nodiscard]] std::vector<std::string_view> model_split(std::string_view text, char separator);

/// One name or value, as application/x-www-form-urlencoded writes and reads it; nothing where an escape is cut short or has no digits.
///
/// Spec:   HTML 4.01 section 17.13.4.1; RFC 6749 appendix B
[[nodiscard]] std::string model_form_text(std::string_view octets);
[[nodiscard]] std::optional<std::string> model_form_octets(std::string_view text);

/// All pairs of a form or query.
[[nodiscard]] std::string model_write_form(const PairList& pairs);
[[nodiscard]] std::optional<PairList> model_read_form(std::string_view text);

/// The values of all pairs of this name.
[[nodiscard]] std::vector<std::string> model_values(const PairList& pairs, std::string_view name);
/// The value of the first pair of this name, where it has one: without a value a parameter counts as left out.
///
/// Spec:   RFC 6749 sections 3.1 and 3.2
[[nodiscard]] std::optional<std::string> model_value(const PairList& pairs, std::string_view name);

/// The values of all header fields of this name, which is in lower case.
[[nodiscard]] std::vector<std::string> model_fields(const oauth::message::Request& request,
                                                    std::string_view name);
/// Whether a request says that its body is a form, in its one Content-Type field.
[[nodiscard]] bool model_says_form(const oauth::message::Request& request);

/// Base64 in the alphabet with "+" and "/", padded; and octets that were written so and not otherwise.
///
/// Spec:   RFC 4648 sections 4 and 3.5
[[nodiscard]] std::string model_base64(std::string_view octets);
[[nodiscard]] std::optional<std::string> model_base64_octets(std::string_view text);
/// The same octets in the alphabet with "-" and "_", not padded.
///
/// Spec:   RFC 4648 section 5; RFC 7636 appendix A
[[nodiscard]] std::string model_base64url(std::string_view octets);

}  // namespace oauthspec::fuzz
