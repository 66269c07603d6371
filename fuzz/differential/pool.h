// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "fuzz/differential/compare.h"
#include "fuzz/mutate/mutator.h"
#include "harness/vector/load.h"

namespace oauthspec::fuzz {

/// The vectors that a library's inputs are made of: of ops that it offers, with features that it has, and that leave no choice open.
/// Left out are ops whose answers differ on every run (dpop_proof, client_assertion), since what the reference signed cannot be expected of
/// others.
[[nodiscard]] std::vector<Base> pool_of(const vector::Library& library, const adapter::Hello& hello,
                                        const std::set<std::string, std::less<>>& ops);

/// An input that the op's schema allows, made of a base's by a few changes; `other` may lend parts to it. Nothing where no luck was had.
[[nodiscard]] std::optional<nlohmann::json> mutant_of(const Base& base, const Base& other,
                                                      Dice& dice);

}  // namespace oauthspec::fuzz
