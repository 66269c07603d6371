// SPDX-License-Identifier: Apache-2.0
// The resource owner password credentials grant: RFC 6749 section 4.3.
#include <array>

#include "harness/checks/asked_scope.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

Parameters form_of(const TestClient& client, std::string_view username, std::string_view password) {
  return with_scope_of(
      client, {{"grant_type", "password"}, {"username", username}, {"password", password}});
}

// Sends the right credentials, and then others.
Finding refuses(Session& session, std::string_view username, std::string_view password,
                std::initializer_list<std::string_view> errors, std::string_view accepted) {
  const auto& [name, secret] = sure(session.target().password);
  const auto right =
      session.token(session.client(), form_of(session.client(), name, secret.reveal()));
  if (!right) return right.error();
  if (!is_success(*right)) {
    return inconclusive("the right credentials were refused: " + describe(*right));
  }
  const auto response =
      session.token(session.client(), form_of(session.client(), username, password));
  if (!response) return response.error();
  return refused_as(*response, errors, accepted);
}

Finding a_wrong_password_is_refused(Session& session) {
  return refuses(session, sure(session.target().password).first, session.fresh_text(), {},
                 "a resource owner's wrong password was taken");
}

Finding a_wrong_password_is_an_invalid_grant(Session& session) {
  return refuses(session, sure(session.target().password).first, session.fresh_text(),
                 {"invalid_grant"}, "a resource owner's wrong password was taken");
}

Finding a_part_of_a_password_is_refused(Session& session) {
  const std::string password(sure(session.target().password).second.reveal());
  if (password.size() < 2) return inconclusive("the password is too short to be cut");
  return refuses(session, sure(session.target().password).first,
                 std::string_view(password).substr(0, password.size() - 1), {},
                 "a part of a resource owner's password was taken");
}

Finding another_owners_password_is_refused(Session& session) {
  return refuses(session, session.fresh_text(), sure(session.target().password).second.reveal(), {},
                 "a password was taken for somebody who is unknown");
}

Finding it_is_not_offered(Session& session) {
  if (!session.target().password) {
    return {Verdict::pass, "the server under test has no resource owner with a password"};
  }
  const auto& [name, secret] = sure(session.target().password);
  const auto response =
      session.token(session.client(), form_of(session.client(), name, secret.reveal()));
  if (!response) return response.error();
  return refused(*response, {}, "the password grant gave a token");
}

constexpr auto kPasswordGrantChecks = std::to_array<Check>({
    {"password-grant/a-wrong-password-is-refused",
     "A wrong password is refused",
     {"RFC6749-4.3.2-8"},
     Level::must,
     {Need::code_grant, Need::password},
     a_wrong_password_is_refused},
    {"password-grant/a-wrong-password-is-an-invalid-grant",
     "The error of a wrong password is invalid_grant",
     {"RFC6749-5.2-8"},
     Level::must,
     {Need::code_grant, Need::password},
     a_wrong_password_is_an_invalid_grant},
    {"password-grant/a-part-of-a-password-is-refused",
     "A password is compared to its end",
     {"RFC6749-4.3.2-8"},
     Level::must,
     {Need::code_grant, Need::password},
     a_part_of_a_password_is_refused},
    {"password-grant/another-owners-password-is-refused",
     "A password is refused for somebody else",
     {"RFC6749-4.3.2-8"},
     Level::must,
     {Need::code_grant, Need::password},
     another_owners_password_is_refused},
    {"password-grant/it-is-not-offered",
     "The password grant is not offered",
     {"RFC9700-2.4-1"},
     Level::must,
     {Need::code_grant},
     it_is_not_offered},
});

}  // namespace

Topic password_grant() {
  return kPasswordGrantChecks;
}

}  // namespace oauthspec::checks
