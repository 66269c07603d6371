// SPDX-License-Identifier: Apache-2.0
// The authorization code grant at the token endpoint: RFC 6749 section 4.1.3.
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

// Whether the right request succeeds: what every refusal below is held against.
Finding a_code_is_exchanged(Session& session) {
  const auto tokens = session.tokens();
  return tokens ? pass() : tokens.error();
}

Finding a_code_is_used_once(Session& session) {
  const auto code = session.code();
  if (!code) return code.error();
  const auto first = session.redeem(*code);
  if (!first) return first.error();
  if (!is_success(*first))
    return inconclusive("the code could not be exchanged at all: " + describe(*first));
  const auto second = session.redeem(*code);
  if (!second) return second.error();
  return refused(*second, {"invalid_grant"}, "a code was exchanged for tokens twice");
}

Finding a_code_is_its_clients(Session& session) {
  const auto code = session.code();
  if (!code) return code.error();
  const auto response = session.redeem(*code, &*session.target().second);
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"},
                 "a code was exchanged by another client than it was issued to");
}

const std::vector<Check> kChecks = {
    {"code-grant/a-code-is-exchanged",
     "A code is exchanged for tokens",
     {"RFC6749-4.1.3-1"},
     Level::must,
     {Need::code_grant},
     a_code_is_exchanged},
    {"code-grant/a-code-is-used-once",
     "A code that was exchanged is refused",
     {"RFC6749-4.1.2-6"},
     Level::must,
     {Need::code_grant},
     a_code_is_used_once},
    {"code-grant/a-code-is-its-clients",
     "A code is refused to another client",
     {"RFC6749-4.1.3-10"},
     Level::must,
     {Need::code_grant, Need::second_client},
     a_code_is_its_clients},
};

}  // namespace

Topic code_grant() {
  return kChecks;
}

}  // namespace oauthspec::checks
