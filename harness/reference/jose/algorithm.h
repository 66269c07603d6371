// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "harness/reference/crypto/backend.h"

namespace oauth::jose {

/// One signature algorithm of JSON Web Algorithms. "none" is not among them.
struct Algorithm {
  std::string_view name;                 ///< As `alg` has it.
  std::optional<crypto::Scheme> scheme;  ///< Nothing: HMAC.
  crypto::Hash hash = crypto::Hash::sha256;
  crypto::KeyType key =
      crypto::KeyType::rsa;  ///< The kind of key that it takes; not looked at for HMAC.

  [[nodiscard]] bool is_mac() const { return !scheme; }
};

/// The algorithm of that name; null for one that this library has not, "none" included.
///
/// Input:  compared with case.
/// Spec:   RFC 7518 section 3.1; RFC 8037 section 3.1
[[nodiscard]] const Algorithm* algorithm_named(std::string_view name);

}  // namespace oauth::jose
