// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace oauth::oauth1 {

/// One use of a nonce. A nonce is unique among requests with the same timestamp, client and token.
///
/// Spec:   RFC 5849 section 3.3
struct NonceUse {
  std::uint64_t timestamp = 0;
  std::string_view client;
  std::string_view token;  ///< Empty where there is none.
  std::string_view nonce;
};

/// Where a server remembers which nonces were used.
class NonceStore {
 public:
  NonceStore() = default;
  NonceStore(const NonceStore&) = delete;
  NonceStore& operator=(const NonceStore&) = delete;
  virtual ~NonceStore() = default;

  /// Remembers the use; false where it is remembered already. One call does both, so that of two
  /// requests racing for a nonce one wins.
  [[nodiscard]] virtual bool remember(const NonceUse& use) = 0;
};

/// A store in memory, for one thread.
class MemoryNonceStore final : public NonceStore {
 public:
  [[nodiscard]] bool remember(const NonceUse& use) override;

  /// Forgets every use with a timestamp before this one: the server refuses those as stale anyhow.
  ///
  /// Spec:   RFC 5849 section 3.3, last paragraph
  void forget_before(std::uint64_t timestamp);

  [[nodiscard]] std::size_t size() const;

 private:
  // By timestamp. Ordered sets, since a client could choose nonces that all hash
  // alike.
  std::map<std::uint64_t, std::set<std::string>> used_;
};

}  // namespace oauth::oauth1
