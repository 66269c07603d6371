// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "harness/reference/base/error.h"

namespace oauth::oauth2 {

/// What a server answers where it refuses a request.
struct Refusal {
  std::string error;          ///< The error code on the wire; empty where the answer names none.
  std::optional<int> status;  ///< The HTTP status; nothing where the answer is a redirection.
  Errc reason{};              ///< The rule that was broken, for logs and tests.

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// What a server makes of a request: a value, or a refusal.
template <class T>
using Judgement = std::expected<T, Refusal>;

}  // namespace oauth::oauth2
