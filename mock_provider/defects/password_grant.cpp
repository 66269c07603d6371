// SPDX-License-Identifier: Apache-2.0
// The resource owner password credentials grant: RFC 6749 section 4.3.
#include <array>
#include <string>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;

oauth2::Judgement<void> of_any_user(const UserRecord* user, const oauth::Secret&) {
  return user != nullptr ? oauth2::Judgement<void>()
                         : rules::check_password(user, oauth::Secret("wrong"));
}

// As strncmp() does with the length of what was sent.
oauth2::Judgement<void> its_beginning(const UserRecord* user, const oauth::Secret& password) {
  const bool begins = user != nullptr && user->password.reveal().starts_with(password.reveal());
  return begins ? oauth2::Judgement<void>() : rules::check_password(user, password);
}

oauth2::Judgement<void> offered(const Surroundings&, const std::string&) {
  return {};
}

constexpr std::array kPasswordGrantDefects = {
    Defect{"granted-password-not-compared", "RFC6749-4.3.2-8", "A user's password may be any.",
           [](Rules& rules) { rules.grant.check_password = &of_any_user; }},
    Defect{"password-compared-by-its-beginning", "RFC6749-4.3.2-8",
           "A password is compared as far as it goes.",
           [](Rules& rules) { rules.grant.check_password = &its_beginning; }},
    Defect{"password-grant-offered", "RFC9700-2.4-1", "The password grant is there after all.",
           [](Rules& rules) { rules.grant.check_offered = &offered; }},
};

}  // namespace

DefectTopic password_grant() {
  return kPasswordGrantDefects;
}

}  // namespace oauthspec::provider::defects
