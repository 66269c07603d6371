// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/lines.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "harness/adapter/messages.h"

namespace oauthspec::adapter {
namespace {

using Greeting = std::expected<Hello, StartProblem>;

Greeting no_hello(std::string reason) {
  return std::unexpected(StartProblem{std::move(reason), {}});
}

struct ReadHello {
  std::chrono::milliseconds patience;

  Greeting operator()(const std::string& text) const {
    auto hello = parse_hello(text);
    if (hello) {
      return *std::move(hello);
    }
    return (*this)(Garbage{printable(text, kShownOctets), hello.error().reason});
  }
  Greeting operator()(const Garbage& garbage) const {
    return no_hello(
        fmt::format("its hello is not understood: {}: {}", garbage.reason, garbage.line));
  }
  Greeting operator()(const Died& died) const {
    return no_hello(fmt::format("it {} before its hello", describe(died)));
  }
  Greeting operator()(const TimedOut& /*none*/) const {
    return no_hello(
        fmt::format("it sent no hello within {} s (does it flush its output after each line?)",
                    std::chrono::duration<double>(patience).count()));
  }
  Greeting operator()(const Interrupted& /*none*/) const {
    return std::unexpected(StartProblem{"interrupted", {}, true});
  }
};

struct ReadAnswer {
  Event operator()(const std::string& text) const {
    auto answer = parse_answer(text);
    if (!answer) {
      return Garbage{printable(text, kShownOctets), std::move(answer.error().reason)};
    }
    return *std::move(answer);
  }
  Event operator()(const auto& other) const { return other; }
};

}  // namespace

Greeting hello_of(const Line& line, std::chrono::milliseconds patience) {
  return std::visit(ReadHello{patience}, line);
}

Event event_of(const Line& line) {
  return std::visit(ReadAnswer{}, line);
}

}  // namespace oauthspec::adapter
