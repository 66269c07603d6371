// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string_view>

namespace oauth {

/// Why an input was refused. One flat list for the whole library, error_codes.def.
enum class Errc : std::uint8_t {
#define OAUTHSPEC_ERROR(enumerator, clause, meaning) enumerator,
#include "harness/reference/base/error_codes.def"
#undef OAUTHSPEC_ERROR
};

/// A refusal: the rule that was broken, and where. Never holds a piece of the input, which may be
/// secret.
struct Error {
  Errc code{};
  /// Octets from the start of the input that broke the rule; 0 where no place can be named.
  std::size_t offset = 0;

  friend bool operator==(const Error&, const Error&) = default;
};

/// Every function that can refuse its input returns one.
template <class T>
using Result = std::expected<T, Error>;

/// The code's stable name, as vectors and adapters write it: "percent_truncated".
[[nodiscard]] std::string_view name(Errc code);

/// The document and section that the code enforces: "RFC 3986 2.1".
[[nodiscard]] std::string_view clause(Errc code);

/// What is wrong, in one line for people.
[[nodiscard]] std::string_view meaning(Errc code);

}  // namespace oauth
