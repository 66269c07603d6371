// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "harness/reference/crypto/backend.h"

/// What is known of signatures, so that none is verified twice, and none at all that a mutator has just made: to verify one takes longer than
/// all else that is done for an input. As much is remembered as there are places for: nothing is allocated, since an engine looks for leaks after
/// every input that leaves something behind.
///
/// Threads: one at a time.
namespace oauthspec::fuzz {

/// A key that is asked, by what may be said of it in public.
class AskedKey {
 public:
  /// A private key and its public half have one name.
  explicit AskedKey(const oauth::crypto::KeyNumbers& numbers);

  [[nodiscard]] std::size_t name() const { return name_; }
  [[nodiscard]] std::size_t in(oauth::crypto::Scheme scheme, oauth::crypto::Hash hash) const;

 private:
  std::size_t name_;
};

struct SignedText {
  std::size_t key = 0;  ///< AskedKey::in()
  std::string_view text;
  std::string_view signature;
};

/// Nothing where it was never noted, or others were since.
[[nodiscard]] std::optional<bool> verdict_of(const SignedText& asked);

void note_verdict(const SignedText& asked, bool right);

}  // namespace oauthspec::fuzz
