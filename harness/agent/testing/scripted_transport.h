// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "harness/http/transport.h"
#include "harness/reference/base/clock.h"
#include "harness/reference/message/http.h"

namespace oauthspec::testing {

/// A page of HTML.
inline oauth::message::Response page(std::string html, int status = 200) {
  return {status, {{"Content-Type", "text/html; charset=utf-8"}}, std::move(html)};
}

/// A redirection.
inline oauth::message::Response moved(std::string location, int status = 302) {
  return {status, {{"Location", std::move(location)}}, {}};
}

/// A server in a table: "GET http://h/path?query" or "POST http://h/path" to its response, or to a function of the request. Anything
/// else is a server that is not there.
class ScriptedTransport : public http::Transport {
 public:
  using Answer = std::function<oauth::message::Response(const oauth::message::Request&)>;

  void on(std::string request, oauth::message::Response response) {
    answers_[std::move(request)] = [response = std::move(response)](const auto&) {
      return response;
    };
  }
  void on(std::string request, Answer answer) { answers_[std::move(request)] = std::move(answer); }

  std::expected<oauth::message::Response, http::TransportFailure> send(
      const oauth::message::Request& request) override {
    sent.push_back(request);
    const auto found = answers_.find(request.method + " " + request.url);
    if (found == answers_.end())
      return std::unexpected(http::TransportFailure{http::TransportCode::refused, "no such page"});
    return found->second(request);
  }

  std::vector<oauth::message::Request> sent;

 private:
  std::map<std::string, Answer> answers_;
};

/// A clock that stands still until it is set.
class SettableClock : public oauth::Clock {
 public:
  [[nodiscard]] std::chrono::sys_seconds now() const override {
    return std::chrono::sys_seconds(std::chrono::seconds(seconds));
  }
  std::int64_t seconds = 1'700'000'000;  // 14 November 2023
};

}  // namespace oauthspec::testing
