// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/randomness.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string_view>

namespace oauthspec::checks {
namespace {

using Samples = std::span<const std::string>;

// The characters that one place has in the samples.
std::set<char> characters_at(Samples samples, std::size_t place) {
  std::set<char> characters;
  for (const std::string& sample : samples) {
    if (place < sample.size()) {
      characters.insert(sample[place]);
    }
  }
  return characters;
}

std::size_t longest(Samples samples) {
  return std::ranges::max(samples, {}, &std::string::size).size();
}

bool is_in_all(Samples samples, std::size_t place) {
  return place < std::ranges::min(samples, {}, &std::string::size).size();
}

// Whether a place counts, as that of a number or a time does: from each sample to the next it goes one way, as far as the places before
// it are the same. A random place does so once in millions, with as many pairs as are asked for.
bool counts(Samples samples, std::size_t place) {
  constexpr std::size_t kFewestPairs = 9;
  std::size_t pairs = 0;
  std::size_t up = 0;
  std::size_t down = 0;
  for (std::size_t i = 1; i < samples.size(); ++i) {
    const std::string_view before = samples[i - 1];
    const std::string_view after = samples[i];
    if (before.substr(0, place) != after.substr(0, place)) continue;
    ++pairs;
    up += before[place] <= after[place] ? 1U : 0U;
    down += before[place] >= after[place] ? 1U : 0U;
  }
  return pairs >= kFewestPairs && (up == pairs || down == pairs);
}

bool are_all(const std::set<char>& characters, std::string_view alphabet) {
  return std::ranges::all_of(characters, [alphabet](char character) {
    return alphabet.find(character) != std::string_view::npos;
  });
}

// The size of the smallest usual alphabet that has these characters.
double alphabet_of(const std::set<char>& characters) {
  constexpr std::string_view kAlphabets[] = {
      "0123456789",
      "0123456789abcdef",
      "0123456789ABCDEF",
      "0123456789abcdefghijklmnopqrstuvwxyz",
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_",
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_+/=.~",
  };
  constexpr double kVisible = 95;
  for (const std::string_view alphabet : kAlphabets) {
    if (are_all(characters, alphabet)) return static_cast<double>(alphabet.size());
  }
  return kVisible;
}

}  // namespace

Guessing guess(Samples samples) {
  Guessing guessing;
  guessing.repeats = std::set<std::string>(samples.begin(), samples.end()).size() < samples.size();
  std::set<char> characters;
  std::size_t places = 0;
  std::size_t places_of_all = 0;
  for (std::size_t place = 0; place < longest(samples); ++place) {
    const std::set<char> here = characters_at(samples, place);
    const bool in_all = is_in_all(samples, place);
    if (in_all && (here.size() == 1 || counts(samples, place))) continue;
    characters.insert(here.begin(), here.end());
    ++places;
    places_of_all += in_all ? 1U : 0U;
  }
  if (places != 0) {
    guessing.at_most = static_cast<double>(places) * std::log2(alphabet_of(characters));
    guessing.seen =
        static_cast<double>(places_of_all) * std::log2(static_cast<double>(characters.size()));
  }
  return guessing;
}

}  // namespace oauthspec::checks
