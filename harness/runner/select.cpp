// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/select.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace oauthspec::runner {
namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

template <class Visitor>
void for_each_case(std::span<const vector::Suite> suites, Visitor visit) {
  for (const vector::Suite& suite : suites) {
    for (const vector::Test& test : suite.tests) {
      visit(Case{&suite, &test});
    }
  }
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view name) {
  // Most patterns have no star, and most names do not begin as the others do.
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) {
    return pattern == name;
  }
  if (!name.starts_with(pattern.substr(0, star))) {
    return false;
  }
  pattern.remove_prefix(star);
  name.remove_prefix(star);
  // fits[j]: whether the pattern so far fits the first j octets. One row a step, so that no pattern is slow.
  std::vector<bool> fits(name.size() + 1, false);
  fits[0] = true;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    std::vector<bool> next(name.size() + 1, false);
    if (pattern[i] == '*') {
      const bool across = pattern.substr(i).starts_with("**");
      i += across ? 1 : 0;
      next[0] = fits[0];
      for (std::size_t j = 1; j <= name.size(); ++j) {
        next[j] = fits[j] || (next[j - 1] && (across || name[j - 1] != '/'));
      }
    } else {
      for (std::size_t j = 1; j <= name.size(); ++j) {
        next[j] = fits[j - 1] && pattern[i] == name[j - 1];
      }
    }
    fits = std::move(next);
  }
  return fits[name.size()];
}

bool selects(std::string_view pattern, std::string_view name) {
  if (pattern.ends_with('/')) {
    pattern.remove_suffix(1);
  }
  const bool within =
      name.size() > pattern.size() && name.starts_with(pattern) && name[pattern.size()] == '/';
  return (within && !pattern.empty()) || glob_matches(pattern, name);
}

std::uint64_t fnv1a_64(std::string_view octets) {
  constexpr std::uint64_t kBasis = 14695981039346656037U;
  constexpr std::uint64_t kPrime = 1099511628211U;
  std::uint64_t hash = kBasis;
  for (const char c : octets) {
    hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  }
  return hash;
}

std::expected<Shard, std::string> parse_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto index = number(text.substr(0, slash));
    const auto count = number(text.substr(slash + 1));
    if (index && count && *index >= 1 && *index <= *count) {
      return Shard{*index - 1, *count};
    }
  }
  return std::unexpected("a shard is written i/n with i from 1 to n, as in 2/5");
}

std::vector<Case> select(std::span<const vector::Suite> suites, const Selection& selection) {
  std::vector<Case> cases;
  for_each_case(suites, [&](const Case& candidate) {
    const std::string name = candidate.name();
    const bool wanted = selection.patterns.empty() ||
                        std::ranges::any_of(selection.patterns, [&](const auto& pattern) {
                          return selects(pattern, name);
                        });
    if (wanted && selection.shard.holds(name)) {
      cases.push_back(candidate);
    }
  });
  return cases;
}

std::vector<std::string> idle_patterns(std::span<const vector::Suite> suites,
                                       const Selection& selection) {
  std::vector<std::string> idle;
  std::ranges::copy_if(selection.patterns, std::back_inserter(idle),
                       [&](const std::string& pattern) {
                         bool used = false;
                         for_each_case(suites, [&](const Case& candidate) {
                           used = used || selects(pattern, candidate.name());
                         });
                         return !used;
                       });
  return idle;
}

}  // namespace oauthspec::runner
