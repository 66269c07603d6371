// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace oauthspec::fuzz {

/// How the inputs of one op's vectors become inputs of a target.
struct SeedRule {
  std::string_view target;  ///< "percent"
  std::string_view op;      ///< "oauth1.percent_decode"
  /// The inputs that a vector's "in" gives; none where it says nothing to this target.
  std::vector<std::string> (*inputs)(const nlohmann::json& in);
};

/// Every rule there is, those of a topic together; each file beside this one gives one topic's.
[[nodiscard]] std::vector<SeedRule> seed_rules();

// The rules of each topic.
[[nodiscard]] std::span<const SeedRule> codec_seeds();
[[nodiscard]] std::span<const SeedRule> oauth1_seeds();
[[nodiscard]] std::span<const SeedRule> jose_seeds();
[[nodiscard]] std::span<const SeedRule> percent_seeds();
[[nodiscard]] std::span<const SeedRule> response_seeds();
[[nodiscard]] std::span<const SeedRule> request_seeds();

}  // namespace oauthspec::fuzz
