// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth1/functions.h"

/// Wrong ways to sort and join parameters (section 3.4.1.3.2).
namespace oauthspec::defects::oauth1::wrong {

// Encoding and order (`arrange`).
[[nodiscard]] Pairs sorted_before_encoding(const Functions& library, Pairs decoded);
[[nodiscard]] Pairs values_not_encoded(const Functions& library, Pairs decoded);
/// Identifiers and nonces are taken to be letters and digits.
[[nodiscard]] Pairs protocol_values_not_encoded(const Functions& library, Pairs decoded);
[[nodiscard]] Pairs not_sorted(const Functions& library, Pairs decoded);
[[nodiscard]] Pairs sorted_without_case(const Functions& library, Pairs decoded);
/// As "name=value", where "=" takes part in the order.
[[nodiscard]] Pairs sorted_joined(const Functions& library, Pairs decoded);
/// By the code units of UTF-16, as JavaScript and Java compare texts.
[[nodiscard]] Pairs sorted_by_code_units(const Functions& library, Pairs decoded);
/// "a2" before "a10".
[[nodiscard]] Pairs sorted_as_people_do(const Functions& library, Pairs decoded);
/// The oauth_ parameters first, as they were added first.
[[nodiscard]] Pairs sorted_apart(const Functions& library, Pairs decoded);
[[nodiscard]] Pairs values_not_sorted(const Functions& library, Pairs decoded);
[[nodiscard]] Pairs values_as_numbers(const Functions& library, Pairs decoded);
[[nodiscard]] Pairs values_without_case(const Functions& library, Pairs decoded);
[[nodiscard]] Pairs equal_pairs_merged(const Functions& library, Pairs decoded);
[[nodiscard]] Pairs last_value_only(const Functions& library, Pairs decoded);
[[nodiscard]] Pairs empty_values_dropped(const Functions& library, Pairs decoded);
[[nodiscard]] Pairs names_in_lower_case(const Functions& library, Pairs decoded);

// Joining (`join`).
[[nodiscard]] std::string equals_sign_left_out(const Pairs& arranged);
[[nodiscard]] std::string joined_by_commas(const Pairs& arranged);

}  // namespace oauthspec::defects::oauth1::wrong
