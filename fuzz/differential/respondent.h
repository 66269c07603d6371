// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <variant>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"
#include "harness/adapter/session.h"
#include "harness/result/result.h"

namespace oauthspec::fuzz {

/// No answer: the library died of a question, did not answer in time, or said what is no answer.
struct Trouble {
  result::Status status = result::Status::error;  ///< crash, timeout or error.
  std::string message;
};

/// What came of a question.
using Reaction = std::variant<adapter::Verdict, Trouble>;

/// An adapter that is asked one question after the other, and started again when it dies of one.
class Respondent {
 public:
  Respondent(adapter::Session& session, std::chrono::milliseconds patience)
      : session_(session), patience_(patience) {}

  /// Starts the adapter.
  ///
  /// Errors: it cannot be used.
  [[nodiscard]] std::expected<adapter::Hello, adapter::StartProblem> start() {
    return session_.start();
  }

  /// Asks.
  ///
  /// Errors: the adapter died, and cannot be started again; or the run was interrupted.
  [[nodiscard]] std::expected<Reaction, adapter::StartProblem> ask(std::string_view op,
                                                                   const nlohmann::json& in);

  [[nodiscard]] std::uint64_t questions() const { return next_id_; }

 private:
  [[nodiscard]] std::expected<Reaction, adapter::StartProblem> after_trouble(Trouble trouble);

  adapter::Session& session_;
  std::chrono::milliseconds patience_;
  std::uint64_t next_id_ = 0;
};

}  // namespace oauthspec::fuzz
