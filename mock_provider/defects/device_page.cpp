// SPDX-License-Identifier: Apache-2.0
// The page for user codes: RFC 8628 sections 3.3 and 5.1.
#include <array>
#include <string>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

bool any_user_code(std::string_view, std::string_view) {
  return true;
}

bool as_many_as_you_like(const Surroundings&, const UserCodeAttempts&) {
  return true;
}

// The field for the code as one that nobody sees.
void hide_the_field(const oauth::message::Request&, http::Reply& reply) {
  constexpr std::string_view kField = R"(name="user_code" type="text")";
  if (const auto at = reply.response.body.find(kField); at != std::string::npos) {
    reply.response.body.replace(at, kField.size(), R"(name="user_code" type="hidden")");
  }
}

void leave_out_the_code(const oauth::message::Request&, http::Reply& reply) {
  constexpr std::string_view kBegin = R"(<p class="code">)";
  const auto at = reply.response.body.find(kBegin);
  if (at != std::string::npos) {
    reply.response.body.erase(at, reply.response.body.find("</p>", at) - at);
  }
}

void plant_code_not_shown(Rules& rules) {
  alter(rules, Endpoint::device, &hide_the_field);
  alter(rules, Endpoint::consent, &leave_out_the_code);
}

constexpr std::array kDevicePageDefects = {
    Defect{"user-code-not-shown", "RFC8628-3.3.1-3",
           "Who comes with verification_uri_complete never sees the code.", &plant_code_not_shown},
    Defect{"user-code-not-compared", "RFC8628-3.3-2", "Any user code connects the first device.",
           [](Rules& rules) { rules.device.same_user_code = &any_user_code; }},
    Defect{"user-codes-guessed", "RFC8628-5.1-2", "User codes may be guessed without end.",
           [](Rules& rules) { rules.interaction.may_try_user_code = &as_many_as_you_like; }},
};

}  // namespace

DefectTopic device_page() {
  return kDevicePageDefects;
}

}  // namespace oauthspec::provider::defects
