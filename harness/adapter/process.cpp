// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/process.h"

#include <utility>

#include "harness/adapter/conversation.h"
#include "harness/adapter/lines.h"
#include "harness/adapter/messages.h"

namespace oauthspec::adapter {

ProcessSession::ProcessSession(ProcessOptions options)
    : options_(std::move(options)),
      conversation_(std::make_unique<Conversation>(options_.stderr_octets)) {}

ProcessSession::~ProcessSession() = default;

std::expected<Hello, StartProblem> ProcessSession::start() {
  kill();
  static_cast<void>(take_stderr());  // The last words of the child before this one.
  if (auto problem = conversation_->open(options_.command)) {
    return std::unexpected(StartProblem{*std::move(problem), {}});
  }
  conversation_->put(write_runner_hello(options_.suite_version));
  const auto deadline = Conversation::Clock::now() + options_.start_timeout;
  auto hello = hello_of(conversation_->next_line(deadline), options_.start_timeout);
  if (!hello) {
    kill();
    hello.error().stderr_text = take_stderr();
  }
  return hello;
}

void ProcessSession::send(const Call& call) {
  conversation_->put(write_call(call));
}

std::size_t ProcessSession::unsent() const {
  return conversation_->unsent();
}

Event ProcessSession::wait(std::chrono::steady_clock::time_point deadline) {
  return event_of(conversation_->next_line(deadline));
}

std::string ProcessSession::take_stderr() {
  return conversation_->take_stderr();
}

void ProcessSession::finish() {
  conversation_->put(write_bye());
  conversation_->let_end(options_.finish_grace);
  kill();
}

void ProcessSession::kill() {
  conversation_->close(options_.kill_grace);
}

void ProcessSession::interrupt() {
  conversation_->interrupt();
}

}  // namespace oauthspec::adapter
