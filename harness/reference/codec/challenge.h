// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/base/error.h"

namespace oauth::codec {

/// One challenge of a WWW-Authenticate header field.
struct Challenge {
  std::string scheme;                  ///< In lower case.
  std::optional<std::string> token68;  ///< What stands in place of parameters.
  /// Names in lower case, values without quotation marks and escapes.
  std::vector<std::pair<std::string, std::string>> parameters;

  /// The value of the parameter of this name, which is in lower case.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
};

/// Reads the challenges of one field.
///
/// Errors: challenge_malformed with the place where the grammar was left, or of a name that stands twice in a challenge.
/// ABNF:   1#challenge; challenge = auth-scheme [ 1*SP ( token68 / #auth-param ) ];
///         auth-param = token BWS "=" BWS ( token / quoted-string )
/// Spec:   RFC 7235 sections 2.1 and 4.1
[[nodiscard]] Result<std::vector<Challenge>> parse_challenges(std::string_view field);

/// Writes one challenge with quoted values.
///
/// Errors: header_malformed: a value holds a control character.
/// Spec:   RFC 7235 section 4.1
[[nodiscard]] Result<std::string> write_challenge(
    std::string_view scheme,
    const std::vector<std::pair<std::string_view, std::string_view>>& parameters);

}  // namespace oauth::codec
