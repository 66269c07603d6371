// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "fuzz/seeds/seeds.h"
#include "harness/adapter/reference/shapes.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

std::vector<std::string> text_of(const json& in) {
  return {adapter::read_bytes(in.at("text"))};
}

constexpr auto kPercentSeeds = std::to_array<SeedRule>({
    {"percent", "oauth1.percent_encode", text_of},
    {"percent", "oauth1.percent_decode", text_of},
});

}  // namespace

std::span<const SeedRule> percent_seeds() {
  return kPercentSeeds;
}

}  // namespace oauthspec::fuzz
