// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "harness/result/result.h"

namespace oauthspec::result {

/// What is expected of a test that is known not to pass.
enum class Expect : std::uint8_t {
  fail,     ///< A wrong answer, a vacuous refusal, or an error that the library itself raised.
  crash,    ///< The process dies; nothing else will do.
  timeout,  ///< No answer in time; nothing else will do.
  skip,     ///< The library cannot express the case, or its adapter does not offer it.
  flaky,    ///< It passes at times, and fails at others.
};

[[nodiscard]] std::string_view name(Expect expect);
[[nodiscard]] std::optional<Expect> expect_named(std::string_view text);

/// One entry of an expectations file, whose schema is vectors/schema/expectations.schema.json.
struct Expectation {
  std::string id;  ///< A glob over "suite/id".
  Expect expect = Expect::fail;
  std::string reason;
  std::string issue;  ///< Empty where there is none.
  std::string
      until;  ///< The last day on which it counts, "2027-01-31"; empty where it always does.

  friend bool operator==(const Expectation&, const Expectation&) = default;
};

/// What a reason begins with that no human has looked at yet.
inline constexpr std::string_view kUnreviewed = "unreviewed: ";

/// The entry as JSON, in one line.
[[nodiscard]] std::string write_entry(const Expectation& entry);

/// Whether the library itself raised the error; else its adapter broke the protocol.
[[nodiscard]] bool raised_by_library(const Result& result);

/// The entry that expects what became of a test, with a reason that is still unreviewed.
///
/// Output: nothing where no entry is needed, or none can help: a breach of the protocol is to be mended, and what a server does
///         not claim is held against nobody.
[[nodiscard]] std::optional<Expectation> expectation_for(const Result& result);

}  // namespace oauthspec::result
