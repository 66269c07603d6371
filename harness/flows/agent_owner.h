// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/agent/user_agent.h"
#include "harness/flows/flow.h"

namespace oauthspec::flows {

/// A resource owner who is a form-following agent: nobody has to sit at a browser.
class AgentOwner final : public ResourceOwner {
 public:
  /// Lifetime: the agent outlives the owner. Its cookies stay, so that it signs in once.
  explicit AgentOwner(agent::UserAgent& agent) : agent_(&agent) {}

  [[nodiscard]] Outcome<oauth::message::Request> authorize(
      const std::string& url, const std::string& redirect_uri) override;
  [[nodiscard]] Outcome<std::string> authorize_out_of_band(const std::string& url) override;
  [[nodiscard]] Outcome<void> enter_user_code(const std::string& verification_uri,
                                              const std::string& user_code) override;

 private:
  agent::UserAgent* agent_;
};

}  // namespace oauthspec::flows
