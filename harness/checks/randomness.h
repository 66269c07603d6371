// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

/// How hard it is to guess what a server issues, by some samples of it.
namespace oauthspec::checks {

/// Bits of a text. How it is made is not known: between the two bounds nothing can be told.
struct Guessing {
  /// It has no more: every character that is not the same in all samples, and does not just count up or down, is drawn at random from its
  /// whole alphabet. A random text is never held for less than it is.
  double at_most = 0;
  /// What it looks like: the same with those characters only that were seen.
  double seen = 0;
  bool repeats = false;  ///< Two samples are equal.
};

/// Input:  at least two samples in the order in which they were issued, each for an authorization of its own. A dozen of them make it
///         next to impossible that a random character is the same in all.
/// Spec:   RFC 6749 section 10.10
[[nodiscard]] Guessing guess(std::span<const std::string> samples);

}  // namespace oauthspec::checks
