// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"

namespace oauth::oauth2 {

/// Scope tokens in the order in which they stand; the order has no meaning.
using Scope = std::vector<std::string>;

/// Reads the decoded value of a scope parameter.
///
/// Errors: scope_invalid at the first octet that does not fit: an empty text, a space at an end, two spaces in a row, an
///         octet that may not stand in a token.
/// ABNF:   scope = scope-token *( SP scope-token ); scope-token = 1*NQCHAR
/// Spec:   RFC 6749 section 3.3
[[nodiscard]] Result<Scope> parse_scope(std::string_view text);

/// Writes the value of a scope parameter.
///
/// Errors: scope_invalid: no token at all, or one that is none.
/// Spec:   RFC 6749 section 3.3
[[nodiscard]] Result<std::string> write_scope(const Scope& scope);

/// How a granted scope differs from the one that was asked for, as sets.
struct ScopeDifference {
  Scope missing;     ///< Requested, and not granted.
  Scope additional;  ///< Granted, and not requested.

  [[nodiscard]] bool changed() const { return !missing.empty() || !additional.empty(); }
  [[nodiscard]] bool sufficient() const { return missing.empty(); }
};

/// Compares two scopes.
///
/// Input:  `granted` is nothing where the response has no scope, which means as requested.
/// Output: tokens in alphabetical order, each once.
/// Spec:   RFC 6749 sections 3.3 and 5.1
[[nodiscard]] ScopeDifference compare_scope(const Scope& requested,
                                            const std::optional<Scope>& granted);

}  // namespace oauth::oauth2
