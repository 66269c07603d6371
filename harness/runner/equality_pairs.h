// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

/// The equalities of values that hold pairs in any order. Parts of equality.h; each gives the first
/// difference, or nothing where there is none.
namespace oauthspec::runner {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Compares two lists of pairs as multisets.
[[nodiscard]] std::optional<std::string> pairs_difference(Pairs expected, Pairs got);

/// `parameters`: arrays of [name, value].
[[nodiscard]] std::optional<std::string> parameters_difference(const nlohmann::json& expected,
                                                               const nlohmann::json& got);

/// `url`: what stands before the query, the query's decoded parameters, the fragment.
[[nodiscard]] std::optional<std::string> url_difference(std::string_view expected,
                                                        std::string_view got);

/// `header`: the auth-scheme without case, the parameters with raw values.
[[nodiscard]] std::optional<std::string> header_difference(std::string_view expected,
                                                           std::string_view got);

/// `form`: decoded parameters, of ASCII text only.
[[nodiscard]] std::optional<std::string> form_difference(std::string_view expected,
                                                         std::string_view got);

/// `credentials`: the auth-scheme without case, and what follows; after Basic, the two texts in it.
[[nodiscard]] std::optional<std::string> credentials_difference(std::string_view expected,
                                                                std::string_view got);

/// `challenges`: scheme and names without case, values unquoted; a server may add what RFC 6750 section 3 lets it.
[[nodiscard]] std::optional<std::string> challenges_difference(std::string_view expected,
                                                               std::string_view got);

}  // namespace oauthspec::runner
