// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/exec_session.h"

#include <utility>

#include <fmt/format.h>

#include "harness/adapter/conversation.h"
#include "harness/adapter/lines.h"
#include "harness/adapter/messages.h"

namespace oauthspec::adapter {
namespace {

using Deadline = Conversation::Clock::time_point;

struct Said {
  Line line;
  bool cut =
      false;  // The output ended without a line end: a line all the same, if the process ends in peace.
};

Said next_said(Conversation& conversation, Deadline deadline) {
  Line line = conversation.next_line(deadline);
  if (std::holds_alternative<Died>(line)) {
    if (std::string rest = conversation.take_rest(); !rest.empty()) {
      return {std::move(rest), true};
    }
  }
  return {std::move(line), false};
}

// How the process ended; else why that is not known: it goes on, or it goes on writing.
Event ending(Conversation& conversation, Deadline deadline) {
  const Line line = next_said(conversation, deadline).line;
  if (const auto* text = std::get_if<std::string>(&line)) {
    return Garbage{printable(*text, kShownOctets), "more than one line"};
  }
  if (!std::holds_alternative<Died>(line)) {
    return event_of(line);
  }
  if (const auto died = conversation.ended(deadline)) {
    return *died;
  }
  return conversation.interrupted() ? Event(Interrupted{}) : Event(TimedOut{});
}

bool in_peace(const Event& ending) {
  const auto* died = std::get_if<Died>(&ending);
  return died != nullptr && died->exit_code == 0;
}

Event answer_to(std::uint64_t id, Conversation& conversation, Deadline deadline) {
  const Said said = next_said(conversation, deadline);
  Event event = event_of(said.line);
  const auto* answer = std::get_if<Answer>(&event);
  if (answer != nullptr && answer->id != id) {
    return Garbage{{}, fmt::format("it answered question {}, which was not asked", answer->id)};
  }
  const bool silent = std::holds_alternative<Died>(event);
  if (answer == nullptr && !silent && !said.cut) {
    return event;
  }
  if (Event end = ending(conversation, deadline); !in_peace(end)) {
    return end;
  }
  return silent ? Garbage{{}, "it ended without an answer"} : std::move(event);
}

std::unexpected<StartProblem> problem_of(const Event& ending) {
  if (std::holds_alternative<Interrupted>(ending)) {
    return std::unexpected(StartProblem{"interrupted", {}, true});
  }
  std::string reason = "it does not end after its hello";
  if (const auto* died = std::get_if<Died>(&ending)) {
    reason = fmt::format("it {} after its hello", describe(*died));
  } else if (const auto* garbage = std::get_if<Garbage>(&ending)) {
    reason = fmt::format("its hello is {}: {}", garbage->reason, garbage->line);
  }
  return std::unexpected(StartProblem{std::move(reason), {}});
}

std::expected<Hello, StartProblem> hello_from(Conversation& conversation,
                                              std::chrono::milliseconds patience) {
  const auto deadline = Conversation::Clock::now() + patience;
  const Said said = next_said(conversation, deadline);
  auto hello = hello_of(said.line, patience);
  if (!hello && !said.cut) {
    return hello;
  }
  if (const Event end = ending(conversation, deadline); !in_peace(end)) {
    return problem_of(end);
  }
  if (hello) {
    hello->max_in_flight = 1;
  }
  return hello;
}

}  // namespace

ExecSession::ExecSession(ProcessOptions options)
    : options_(std::move(options)),
      conversation_(std::make_unique<Conversation>(options_.stderr_octets)) {}

ExecSession::~ExecSession() = default;

std::expected<Hello, StartProblem> ExecSession::start() {
  if (auto problem = run(write_runner_hello(options_.suite_version))) {
    return std::unexpected(StartProblem{*std::move(problem), {}});
  }
  auto hello = hello_from(*conversation_, options_.start_timeout);
  kill();
  std::string words = take_stderr();
  if (!hello) {
    hello.error().stderr_text = std::move(words);
  }
  return hello;
}

// Starts a process whose whole stdin is the message; says why there is none.
std::optional<std::string> ExecSession::run(const std::string& message) {
  kill();
  static_cast<void>(take_stderr());
  if (auto problem = conversation_->open(options_.command)) {
    return problem;
  }
  conversation_->put(message);
  conversation_->end_input();
  return std::nullopt;
}

void ExecSession::send(const Call& call) {
  asked_ = call.id;
  not_started_ = run(write_call(call));
}

Event ExecSession::wait(std::chrono::steady_clock::time_point deadline) {
  if (not_started_) {
    return Garbage{{}, "no process can be started: " + *std::exchange(not_started_, {})};
  }
  Event event = answer_to(asked_, *conversation_, deadline);
  kill();
  return event;
}

std::string ExecSession::take_stderr() {
  return conversation_->take_stderr();
}

void ExecSession::finish() {
  kill();
}

void ExecSession::kill() {
  conversation_->close(options_.kill_grace);
}

void ExecSession::interrupt() {
  conversation_->interrupt();
}

}  // namespace oauthspec::adapter
