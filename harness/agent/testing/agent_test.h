// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <gtest/gtest.h>

#include "harness/agent/testing/scripted_transport.h"
#include "harness/agent/user_agent.h"

namespace oauthspec::testing {

/// An agent before a server in a table, whose client is called back at http://client.example/cb.
class AgentTest : public ::testing::Test {
 protected:
  static constexpr std::string_view kCallback = "http://client.example/cb";

  static agent::Instructions alice(agent::Decision decision = agent::Decision::allow) {
    agent::Instructions instructions;
    instructions.username = "alice";
    instructions.password = "wonder land";
    instructions.decision = decision;
    return instructions;
  }

  static oauth::message::Response with_cookie(oauth::message::Response response,
                                              std::string cookie) {
    response.headers.push_back({"Set-Cookie", std::move(cookie)});
    return response;
  }

  static bool is_callback(std::string_view url) { return url.starts_with(kCallback); }

  agent::Ending visit(std::string_view url, agent::Instructions instructions = alice()) {
    agent::UserAgent user_agent(server_, clock_, std::move(instructions));
    return user_agent.visit(url, is_callback);
  }

  /// The URL that the visit arrived at, or what became of it instead.
  static std::string arrival(const agent::Ending& ending) {
    const auto* arrived = std::get_if<agent::Arrived>(&ending);
    return arrived == nullptr ? agent::describe(ending) : arrived->url;
  }

  /// Why the visit stayed on a page, or what became of it instead.
  static std::string reason(const agent::Ending& ending) {
    const auto* stayed = std::get_if<agent::Stayed>(&ending);
    return stayed == nullptr ? agent::describe(ending) : stayed->why;
  }

  static std::string cookies_of(const oauth::message::Request& request) {
    return std::string(oauth::message::find_header(request.headers, "Cookie").value_or(""));
  }

  ScriptedTransport server_;
  SettableClock clock_;
};

}  // namespace oauthspec::testing
