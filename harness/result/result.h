// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace oauthspec::result {

/// What became of one test.
enum class Status : std::uint8_t {
  pass,
  fail,
  warn,         ///< A SHOULD was not met.
  skip,         ///< The library cannot express the case.
  unsupported,  ///< The adapter does not offer the op or the feature.
  vacuous,      ///< Refused as expected, but the control that must be accepted failed.
  xfail,        ///< Failed as the expectations say.
  xpass,        ///< Passed although the expectations say that it fails.
  flaky,
  crash,  ///< The process died.
  timeout,
  error,  ///< The adapter or the library failed in a way that is no answer.
  inconclusive,
  not_run,
};

[[nodiscard]] std::string_view name(Status status);
[[nodiscard]] std::optional<Status> status_named(std::string_view text);

/// One line of the results file.
struct Result {
  std::string test;  ///< "suite/id"
  Status status = Status::not_run;
  std::string op;
  std::string title;
  std::string level;  ///< "must", "should", "may"
  std::vector<std::string> requirements;
  std::string policy;   ///< "NAME=BRANCH" where the RFC leaves a choice and the answer shows one.
  std::string message;  ///< Why the status is what it is, for people.
  std::string why;      ///< Why it matters: the effects of the test's flags.
  nlohmann::json sent;  ///< The op's `in`.
  std::optional<nlohmann::json> expected;  ///< The test's `expect` as it was judged.
  std::optional<nlohmann::json> got;       ///< The answer as it came.
  bool recomputed = false;  ///< Whether `expected` was computed for what the library chose itself.
  std::optional<Status>
      before;  ///< In xfail, xpass and flaky: the status before the expectations were looked at.
  std::string reason;       ///< Why the expectations name this test; empty where they do not.
  std::string issue;        ///< Where that is discussed, as the expectations say.
  std::string stderr_text;  ///< What the adapter wrote to stderr meanwhile.
  std::chrono::microseconds duration{0};
  /// What went over the wire for a check of a server, in order: an array of {"request": {"method", "url", "headers", "body"},
  /// "response": {"status", "headers", "body"} or "failure": {"code", "detail"}, "started_us", "duration_us"}; null elsewhere.
  nlohmann::json exchanges;
  bool also =
      false;  ///< Of a document that the server does not claim: shown, and held against nobody.
};

}  // namespace oauthspec::result
