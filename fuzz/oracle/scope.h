// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::fuzz {

/// How a granted scope differs from the one that was asked for.
struct ScopeVerdict {
  std::vector<std::string>
      missing;  ///< Asked for, and not granted: in alphabetical order, each once.
  std::vector<std::string> additional;  ///< Granted, and not asked for: likewise.
  bool sufficient = true;               ///< Whether none is missing.

  friend bool operator==(const ScopeVerdict&, const ScopeVerdict&) = default;
};

/// Reader and writer of scopes. A function that is null is not offered, and not asked for.
struct ScopeReader {
  /// The tokens in their order; nothing where the text is no scope.
  std::optional<std::vector<std::string>> (*parse)(std::string_view text) = nullptr;
  /// Nothing where these are no tokens.
  std::optional<std::string> (*write)(const std::vector<std::string>& scope) = nullptr;
  /// `granted` is nothing where the response says nothing of it.
  ScopeVerdict (*compare)(const std::vector<std::string>& requested,
                          const std::optional<std::vector<std::string>>& granted) = nullptr;
};

/// The models.
[[nodiscard]] std::optional<std::vector<std::string>> model_scope(std::string_view text);
[[nodiscard]] ScopeVerdict model_compare_scope(
    const std::vector<std::string>& requested,
    const std::optional<std::vector<std::string>>& granted);

/// Input:      two texts with 0xFF between them: what was asked for, and what was granted; without 0xFF nothing is said of that.
/// Properties: parse() takes what the model takes and gives what it gives, of each and of the whole; write() undoes it, and refuses what
///             is no token; compare() says what the model says, whatever the order of the tokens, and however often one stands there; a scope
///             differs from itself in nothing; what is missing one way is additional the other way.
/// Spec:       RFC 6749 sections 3.3 and 5.1, and appendix A.4
void check_scope(const ScopeReader& reader, std::string_view input);

}  // namespace oauthspec::fuzz
