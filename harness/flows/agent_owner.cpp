// SPDX-License-Identifier: Apache-2.0
#include "harness/flows/agent_owner.h"

#include <string_view>
#include <utility>
#include <variant>

#include "harness/agent/verification_code.h"

namespace oauthspec::flows {
namespace {

constexpr std::string_view kStep = "authorization by the resource owner";

std::string_view before_query(std::string_view url) {
  return url.substr(0, url.find_first_of("?#"));
}

}  // namespace

Outcome<oauth::message::Request> AgentOwner::authorize(const std::string& url,
                                                       const std::string& redirect_uri) {
  const std::string_view expected = before_query(redirect_uri);
  auto ending = agent_->visit(
      url, [expected](std::string_view next) { return before_query(next) == expected; });
  auto* const arrived = std::get_if<agent::Arrived>(&ending);
  if (arrived == nullptr) {
    auto failure = failed(kStep, agent::describe(ending));
    failure.error().endless = std::holds_alternative<agent::Looped>(ending);
    if (auto* const stayed = std::get_if<agent::Stayed>(&ending)) {
      failure.error().response = std::move(stayed->response);
    }
    return failure;
  }
  oauth::message::Request request = std::move(arrived->request);
  request.url = std::move(arrived->url);
  return request;
}

Outcome<std::string> AgentOwner::authorize_out_of_band(const std::string& url) {
  const auto ending = agent_->visit(url);
  const auto* const stayed = std::get_if<agent::Stayed>(&ending);
  const auto code =
      stayed == nullptr ? std::nullopt : agent::find_verification_code(stayed->open.page);
  if (!code) {
    return failed(kStep, "no verification code was shown: " + agent::describe(ending));
  }
  return *code;
}

Outcome<void> AgentOwner::enter_user_code(const std::string& verification_uri,
                                          const std::string& user_code) {
  const auto ending = agent_->enter_user_code(verification_uri, user_code);
  // What the page says of it is for people; whether it was allowed, the device learns by polling.
  if (!std::holds_alternative<agent::Stayed>(ending)) {
    return failed(kStep, agent::describe(ending));
  }
  return {};
}

}  // namespace oauthspec::flows
