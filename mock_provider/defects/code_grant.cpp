// SPDX-License-Identifier: Apache-2.0
// The authorization code grant at the token endpoint: RFC 6749 section 4.1.3.
#include <array>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;

oauth2::Judgement<void> any_client(const ClientRecord&, const CodeRecord&) {
  return {};
}

oauth2::Judgement<void> used_or_not(const CodeRecord&) {
  return {};
}

constexpr std::array kDefects = {
    Defect{"code-for-another-client", "RFC6749-4.1.3-10",
           "A code is exchanged by any client that has it.",
           [](Rules& rules) { rules.grant.check_code_client = &any_client; }},
    Defect{"code-used-twice", "RFC6749-4.1.2-6", "A code is exchanged as often as it is sent.",
           [](Rules& rules) { rules.grant.check_code_unused = &used_or_not; }},
};

}  // namespace

DefectTopic code_grant() {
  return kDefects;
}

}  // namespace oauthspec::provider::defects
