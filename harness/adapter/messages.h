// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <variant>

#include "harness/adapter/protocol.h"

/// The messages of the adapter protocol as lines of text, each ending in one line feed.
namespace oauthspec::adapter {

/// The longest line that either side may send, its line feed not counted.
inline constexpr std::size_t kLineOctets = 16UL * 1024 * 1024;

/// Why a line is no message, for people.
struct BadMessage {
  std::string reason;
};

/// What the runner says first; `suite_version` is the suite's own.
[[nodiscard]] std::string write_runner_hello(std::string_view suite_version);

/// What an adapter answers to it.
[[nodiscard]] std::string write_hello(const Hello& hello);

/// One question.
[[nodiscard]] std::string write_call(const Call& call);

/// One answer. A text in it that is no UTF-8 makes it an error: it was to be written {"b64"}.
[[nodiscard]] std::string write_answer(const Answer& answer);

/// The runner's last word.
[[nodiscard]] std::string write_bye();

/// Reads an adapter's hello.
///
/// Input:  a line without its line feed.
/// Errors: no JSON, a member that is missing or has the wrong type, another protocol.
[[nodiscard]] std::expected<Hello, BadMessage> parse_hello(std::string_view line);

/// Reads an answer.
///
/// Input:  a line without its line feed.
/// Errors: no JSON, no id, none or more than one of out, reject, skip and error, a member of the wrong type.
[[nodiscard]] std::expected<Answer, BadMessage> parse_answer(std::string_view line);

/// The first message that an adapter reads.
struct RunnerHello {
  int protocol = 0;
};

/// The last one.
struct Bye {};

/// Everything that a runner says.
using FromRunner = std::variant<RunnerHello, Call, Bye>;

/// Reads what a runner says.
///
/// Input:  a line without its line feed.
/// Errors: no JSON, none of the three messages.
[[nodiscard]] std::expected<FromRunner, BadMessage> parse_from_runner(std::string_view line);

}  // namespace oauthspec::adapter
