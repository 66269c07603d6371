// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "harness/reference/crypto/backend.h"

namespace oauthspec::adapter {

/// A backend that notices whether it was asked for what its library lacks. The reference refuses what follows from that by many codes, none of which is a
/// verdict about the input.
///
/// Threads: one at a time.
class NoticingBackend final : public oauth::crypto::Backend {
 public:
  explicit NoticingBackend(const oauth::crypto::Backend& backend) : backend_(backend) {}

  [[nodiscard]] bool lacked() const { return lacked_; }

  [[nodiscard]] std::string_view name() const override { return backend_.name(); }
  [[nodiscard]] oauth::Result<oauth::crypto::Digest> digest(oauth::crypto::Hash hash,
                                                            std::string_view text) const override {
    return noticed(backend_.digest(hash, text));
  }
  [[nodiscard]] oauth::Result<void> random(std::span<std::uint8_t> octets) const override {
    return noticed(backend_.random(octets));
  }
  [[nodiscard]] oauth::Result<std::unique_ptr<oauth::crypto::MacKey>> mac_key(
      oauth::crypto::Hash hash, std::string_view key) const override {
    return noticed(backend_.mac_key(hash, key));
  }
  [[nodiscard]] oauth::Result<std::unique_ptr<oauth::crypto::PrivateKey>> private_key(
      std::string_view pem) const override {
    return noticed(backend_.private_key(pem));
  }
  [[nodiscard]] oauth::Result<std::unique_ptr<oauth::crypto::PublicKey>> public_key(
      std::string_view pem) const override {
    return noticed(backend_.public_key(pem));
  }
  [[nodiscard]] oauth::Result<std::unique_ptr<oauth::crypto::PrivateKey>> private_key(
      const oauth::crypto::KeyNumbers& numbers) const override {
    return noticed(backend_.private_key(numbers));
  }
  [[nodiscard]] oauth::Result<std::unique_ptr<oauth::crypto::PublicKey>> public_key(
      const oauth::crypto::KeyNumbers& numbers) const override {
    return noticed(backend_.public_key(numbers));
  }

 private:
  template <class T>
  oauth::Result<T> noticed(oauth::Result<T> result) const {
    if (!result && result.error().code == oauth::Errc::crypto_unsupported) lacked_ = true;
    return result;
  }

  const oauth::crypto::Backend& backend_;
  mutable bool lacked_ = false;
};

}  // namespace oauthspec::adapter
