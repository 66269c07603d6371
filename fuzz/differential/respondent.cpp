// SPDX-License-Identifier: Apache-2.0
#include "fuzz/differential/respondent.h"

#include <utility>

namespace oauthspec::fuzz {

using adapter::StartProblem;

std::expected<Reaction, StartProblem> Respondent::ask(std::string_view op,
                                                      const nlohmann::json& in) {
  const std::uint64_t id = next_id_++;
  session_.send({.id = id, .op = std::string(op), .in = in});
  adapter::Event event = session_.wait(std::chrono::steady_clock::now() + patience_);
  if (auto* const answer = std::get_if<adapter::Answer>(&event)) {
    if (answer->id == id) return std::move(answer->verdict);
    return after_trouble({result::Status::error, "an answer to another question"});
  }
  if (const auto* const died = std::get_if<adapter::Died>(&event)) {
    return after_trouble({result::Status::crash, "the adapter " + describe(*died)});
  }
  if (const auto* const garbage = std::get_if<adapter::Garbage>(&event)) {
    return after_trouble({result::Status::error, garbage->reason + ": " + garbage->line});
  }
  if (std::holds_alternative<adapter::Interrupted>(event)) {
    return std::unexpected(StartProblem{"interrupted", session_.take_stderr(), true});
  }
  return after_trouble({result::Status::timeout, "no answer in time"});
}

std::expected<Reaction, StartProblem> Respondent::after_trouble(Trouble trouble) {
  session_.kill();
  const auto hello = session_.start();
  if (!hello) return std::unexpected(hello.error());
  return trouble;
}

}  // namespace oauthspec::fuzz
