// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "harness/reference/crypto/backend.h"

namespace oauth::crypto {

/// What MacKey::with_prefix() gives where a library cannot keep the state after a prefix: the prefix is put before each text, and hashed with it.
class PrefixedMacKey final : public MacKey {
 public:
  /// Input: a key of its own, for the whole texts.
  PrefixedMacKey(std::unique_ptr<MacKey> whole, std::string_view prefix)
      : whole_(std::move(whole)), text_(prefix), prefix_octets_(prefix.size()) {}

  Result<Digest> authenticate(std::string_view text) override {
    // The room stays: only a text longer than all before it takes memory.
    text_.resize(prefix_octets_);
    text_.append(text);
    return whole_->authenticate(text_);
  }

  Result<std::unique_ptr<MacKey>> with_prefix(std::string_view prefix) const override {
    std::string both = text_.substr(0, prefix_octets_);
    both.append(prefix);
    return whole_->with_prefix(both);
  }

 private:
  std::unique_ptr<MacKey> whole_;
  std::string text_;
  std::size_t prefix_octets_;
};

}  // namespace oauth::crypto
