// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "fuzz/differential/respondent.h"
#include "harness/adapter/protocol.h"
#include "harness/runner/judge.h"
#include "harness/vector/op_schema.h"
#include "harness/vector/suite.h"

namespace oauthspec::fuzz {

/// A vector that inputs are made of by changes.
struct Base {
  const vector::Suite* suite = nullptr;
  const vector::Test* test = nullptr;
  const vector::OpSchema* schema = nullptr;
};

/// An input of which a library makes something else than the reference does. Who is right, the RFC says.
struct Difference {
  Base base;
  nlohmann::json in;
  adapter::Verdict reference;
  result::Status status = result::Status::fail;  ///< fail, error, crash or timeout.
  /// What differs, in a few words; those of one op with the same words have mostly one cause.
  std::string kind;
  std::string message;  ///< In one line, for people.
};

/// Puts inputs to a library and to the reference.
class Comparison {
 public:
  Comparison(Respondent& respondent, adapter::Hello hello, runner::ReferenceFunction reference)
      : respondent_(respondent), hello_(std::move(hello)), reference_(std::move(reference)) {}

  /// Puts one input to both, as the base's op.
  ///
  /// Input:  as the op's schema has it.
  /// Output: nothing where they agree, where the library cannot express the input, and where the reference answers nothing.
  /// Errors: the adapter cannot be used any longer.
  [[nodiscard]] std::expected<std::optional<Difference>, adapter::StartProblem> of(
      const Base& base, const nlohmann::json& in);

  [[nodiscard]] const adapter::Hello& hello() const { return hello_; }

 private:
  [[nodiscard]] std::optional<Difference> judged(const Base& base, const nlohmann::json& in,
                                                 const adapter::Verdict& reference,
                                                 adapter::Verdict theirs) const;

  Respondent& respondent_;
  adapter::Hello hello_;
  runner::ReferenceFunction reference_;
};

}  // namespace oauthspec::fuzz
