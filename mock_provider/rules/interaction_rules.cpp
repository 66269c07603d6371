// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/interaction_rules.h"

#include <algorithm>

namespace oauthspec::provider::rules {
namespace {

// A code has more than 30 bits: so many guesses in so many seconds find one in none of its lifetimes.
constexpr unsigned kWrongUserCodes = 10;
constexpr Seconds kUserCodeWindow = 60;

bool window_is_over(const Surroundings& around, const UserCodeAttempts& attempts) {
  return around.now >= attempts.since + kUserCodeWindow;
}

}  // namespace

bool same_password(const UserRecord* user, std::string_view entered) {
  // Nobody's password is compared too, so that the time does not tell who has an account.
  const std::string_view known = user == nullptr ? "nobody has it" : user->password.reveal();
  const bool same = oauth::equal_in_constant_time(known, entered);
  return user != nullptr && same;
}

bool same_csrf_token(const oauth::Secret& expected, std::string_view posted) {
  // RFC6749-10.12-5
  return !posted.empty() && oauth::equal_in_constant_time(expected.reveal(), posted);
}

bool same_browser(const InteractionRecord& interaction, const SessionRecord& session) {
  return interaction.browser == session.browser;
}

bool session_lives(const Surroundings& around, const SessionRecord& session) {
  return around.now <= session.expires;
}

bool same_owner(const InteractionRecord& interaction, const SessionRecord& session) {
  return interaction.subject == session.subject;
}

bool asks_again(const InteractionRecord&, const SessionRecord&) {
  return true;  // RFC6749-10.2-5, RFC8252-8.6-1, RFC8252-8.6-2
}

bool interaction_lives(const Surroundings& around, const InteractionRecord& interaction) {
  return around.now <= interaction.expires;
}

Decision decision(std::string_view posted) {
  // RFC6749-10.12-5: explicit consent.
  return posted == "allow" ? Decision::allowed : Decision::denied;
}

oauth::oauth2::Scope allowed_scope(const oauth::oauth2::Scope& asked,
                                   const oauth::oauth2::Scope& checked) {
  // RFC6749-3.3-5: less than was asked for, never more.
  oauth::oauth2::Scope granted;
  for (const std::string& token : asked) {
    if (std::ranges::find(checked, token) != checked.end()) {
      granted.push_back(token);
    }
  }
  return granted;
}

bool device_waits(const Surroundings& around, const DeviceRecord& device) {
  // RFC8628-3.2-7
  return device.decision == Decision::pending && around.now <= device.expires;
}

bool may_try_user_code(const Surroundings& around, const UserCodeAttempts& attempts) {
  // RFC8628-5.1-2
  return attempts.wrong < kWrongUserCodes || window_is_over(around, attempts);
}

UserCodeAttempts count_wrong_user_code(const Surroundings& around, UserCodeAttempts attempts) {
  if (window_is_over(around, attempts)) {
    attempts = {.since = around.now, .wrong = 0};
  }
  ++attempts.wrong;
  return attempts;
}

}  // namespace oauthspec::provider::rules
