// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "harness/agent/user_agent.h"
#include "harness/flows/agent_owner.h"
#include "harness/flows/client.h"
#include "harness/flows/management.h"
#include "harness/flows/server.h"
#include "harness/flows/tokens.h"
#include "mock_provider/flows/connected_provider.h"

namespace oauthspec::provider::testing {

/// The provider, and beside it a client by the reference and a resource owner who is a form-following agent.
class FlowsTest : public ::testing::TestWithParam<Connection> {
 protected:
  static constexpr const char* kCallback = "https://client.example/callback";

  FlowsTest()
      : provider(GetParam()),
        world{.transport = provider.transport(),
              .backend = oauth::crypto::openssl(),
              .clock = provider.clock(),
              .random = random_,
              .wait =
                  [this](std::int64_t seconds) {
                    provider.wait(seconds);
                    return true;
                  },
              .allow_plain_http = GetParam() == Connection::socket,
              .record = &sent} {}

  [[nodiscard]] std::string url(std::string_view path) const {
    return provider.origin() + std::string(path);
  }

  /// What the provider publishes of itself.
  flows::OAuth2Server discover() {
    auto found = flows::discover(world, provider.origin());
    EXPECT_TRUE(found) << found.error().reason;
    return found.value_or(flows::OAuth2Server());
  }

  static flows::Client confidential() {
    return oauth::oauth2::Client{"client", oauth::oauth2::SecretBasic{oauth::Secret("secret")}};
  }
  static flows::Client second() {
    return oauth::oauth2::Client{"second",
                                 oauth::oauth2::SecretBasic{oauth::Secret("second-secret")}};
  }
  static flows::Client open() {
    return oauth::oauth2::Client{"public", oauth::oauth2::NoAuthentication{}};
  }

  static flows::CodeGrantOptions code_options(oauth::oauth2::Scope scope = {"read", "write"}) {
    return {.redirect_uri = kCallback, .wanted = {.scope = std::move(scope)}};
  }

  /// Arms a behaviour by the provider's own control.
  void arm(std::string_view behaviour, int times = 1, const nlohmann::json& more = {}) {
    nlohmann::json body = {{"behaviour", behaviour}, {"times", times}};
    if (more.is_object()) {
      body.update(more);
    }
    const auto answer = provider.transport().send(
        {"POST", url("/_control/faults"), {{"Content-Type", "application/json"}}, body.dump()});
    ASSERT_TRUE(answer) << answer.error().detail;
    ASSERT_EQ(answer->status, 200) << answer->body;
  }

  /// The status of a GET of the protected resource with a token.
  int status_of_resource(const oauth::Secret& access_token, flows::ProofKey* key = nullptr) {
    const auto response =
        flows::request_resource(world, {"GET", url("/resource"), {}, ""}, access_token, key);
    return response ? response->status : 0;
  }

  /// How many requests of a step were sent.
  [[nodiscard]] int count(std::string_view step) const {
    int found = 0;
    for (const flows::Sent& one : sent) {
      found += one.step == step ? 1 : 0;
    }
    return found;
  }

  ConnectedProvider provider;
  std::vector<flows::Sent> sent;
  flows::World world;
  /// Alice.
  agent::UserAgent agent{provider.transport(), provider.clock(), instructions()};
  flows::AgentOwner owner{agent};
  /// Alice on a day when she says no.
  agent::UserAgent denying_agent{provider.transport(), provider.clock(),
                                 instructions(agent::Decision::deny)};
  flows::AgentOwner denying_owner{denying_agent};

 private:
  static agent::Instructions instructions(agent::Decision decision = agent::Decision::allow) {
    agent::Instructions alice;
    alice.username = "alice";
    alice.password = "wonderland";
    alice.decision = decision;
    return alice;
  }

  CountingSource random_;
};

/// What an outcome says, for comparisons: "token request: invalid_grant", the error code or the reject code; "" for success.
template <class T>
std::string outcome_of(const flows::Outcome<T>& outcome) {
  if (outcome) {
    return {};
  }
  const flows::Failure& failure = outcome.error();
  return failure.step + ": " +
         (failure.error.empty() ? failure.reason.substr(0, failure.reason.find(':'))
                                : failure.error);
}

inline std::string connection_name(const ::testing::TestParamInfo<Connection>& info) {
  return info.param == Connection::in_process ? "InProcess"
         : info.param == Connection::socket   ? "Socket"
                                              : "Tls";
}

inline auto every_connection() {
  return ::testing::Values(Connection::in_process, Connection::socket, Connection::tls);
}

}  // namespace oauthspec::provider::testing
