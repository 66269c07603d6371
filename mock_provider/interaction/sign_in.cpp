// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "mock_provider/interaction/form.h"
#include "mock_provider/interaction/interaction.h"
#include "mock_provider/interaction/show.h"
#include "mock_provider/pages/pages.h"

namespace oauthspec::provider {
namespace {

http::Reply not_signed_in(Call& call, const InteractionRecord& interaction,
                          std::string_view username) {
  call.verdict = {.accepted = false,
                  .error = {},
                  .reason = "credentials_invalid",
                  .requirement = "RFC6749-3.1-1",
                  .explanation = "User name and password do not belong together."};
  return sign_in_page(call, interaction, std::string(username),
                      "The user name or the password is wrong.");
}

}  // namespace

http::Reply sign_in(Call& call) {
  const auto form = browser_parameters(call);
  if (!form) {
    return unreadable(call, form.error());
  }
  if (call.request.method != "POST") {
    return interaction_lost(call);
  }
  const auto [interaction, session, reply] = posted_interaction(call, *form);
  if (interaction == nullptr) {
    return reply;
  }
  // RFC6749-3.1-1
  const auto& users = call.state.registry.users;
  const auto found = users.find(text_of(*form, "username"));
  const UserRecord* const user = found == users.end() ? nullptr : &found->second;
  if (!call.state.rules.interaction.same_password(user, text_of(*form, "password")) ||
      user == nullptr) {
    return not_signed_in(call, *interaction, text_of(*form, "username"));
  }
  const SessionRecord& renewed = renew_session(call, *session, user->subject);
  http::Reply onwards = redirect(call, interaction_url(call, *interaction));
  send_cookie(call, renewed, onwards);
  return onwards;
}

}  // namespace oauthspec::provider
