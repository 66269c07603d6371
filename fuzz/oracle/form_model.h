// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/oracle/form.h"

namespace oauthspec::fuzz {

/// What stands between "&" in a form, from `at` on, cut at its first "="; what is empty is no pair. `at` is behind it then.
[[nodiscard]] std::optional<FormPiece> next_model_piece(std::string_view text, std::size_t& at);

/// The decoded pairs: "+" is a space, "%XX" an octet; nothing where a "%" begins no escape.
///
/// Spec:   RFC 6749 appendix B; HTML 4.01 section 17.13.4.1
[[nodiscard]] std::optional<FormPairs> model_form_decode(std::string_view text);

/// The value of the first pair of this name.
[[nodiscard]] std::optional<std::string> first_of(const FormPairs& pairs, std::string_view name);

/// Appends one name or value: a space is "+", letters, digits and "*-._" stand, all else is "%XX".
void append_model_form_encoded(std::string& text, std::string_view octets);

}  // namespace oauthspec::fuzz
