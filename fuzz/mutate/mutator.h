// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// Where a mutator's choices come from: the same seed gives the same choices.
using Dice = std::minstd_rand;

/// A number below `bound`, which is not 0.
[[nodiscard]] inline std::size_t below(Dice& dice, std::size_t bound) {
  return dice() % bound;
}

/// Changes octets in place, as an engine does that knows nothing of their grammar: gives their new size, which is at most `capacity`.
using OctetMutator = std::size_t (*)(std::uint8_t* octets, std::size_t size, std::size_t capacity);

/// A change with which `octets` changes a text that a grammar holds together: a value, a name.
[[nodiscard]] std::string mutate_octets(std::string_view text, std::size_t capacity,
                                        OctetMutator octets);

/// Changes inputs in the terms of their grammar. Any octets are an input; what is not of the grammar is left to the octet mutator.
struct Mutator {
  /// A changed input of at most `capacity` octets.
  std::string (*mutate)(std::string_view input, std::size_t capacity, Dice& dice,
                        OctetMutator octets);
  /// An input made of two, of at most `capacity` octets.
  std::string (*cross)(std::string_view a, std::string_view b, std::size_t capacity, Dice& dice);
};

/// The mutator that this program is linked with: fuzz/mutate/use_<mutator>.cpp.
[[nodiscard]] const Mutator& linked_mutator();

}  // namespace oauthspec::fuzz
