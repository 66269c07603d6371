// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/interaction/form.h"
#include "mock_provider/interaction/interaction.h"
#include "mock_provider/interaction/show.h"
#include "mock_provider/pages/pages.h"

namespace oauthspec::provider {
namespace {

http::Reply ask(const Call& call, const SessionRecord& session, const UserRecord& user) {
  return {pages::sign_out(user.name, call.issuer + "/sign-out", session.csrf_token.reveal()), {}};
}

http::Reply end_session(Call& call, const oauth::message::Parameters& form,
                        const SessionRecord& session) {
  const SessionRecord& renewed = renew_session(call, session, {});
  const InteractionRecord* const interaction = find_interaction(call, text_of(form, "interaction"));
  const bool goes_on =
      interaction != nullptr && call.state.rules.interaction.same_browser(*interaction, renewed);
  http::Reply reply = goes_on ? redirect(call, interaction_url(call, *interaction))
                              : http::Reply{pages::signed_out(), {}};
  send_cookie(call, renewed, reply);
  return reply;
}

}  // namespace

http::Reply sign_out(Call& call) {
  const auto parameters = browser_parameters(call);
  if (!parameters) {
    return unreadable(call, parameters.error());
  }
  const SessionRecord* const session = find_session(call);
  const UserRecord* const user = session == nullptr ? nullptr : user_of(call, session->subject);
  if (user == nullptr) {
    return {pages::signed_out(), {}};
  }
  if (call.request.method != "POST") {
    return ask(call, *session, *user);
  }
  if (!call.state.rules.interaction.same_csrf_token(session->csrf_token,
                                                    text_of(*parameters, "csrf_token"))) {
    return form_refused(call);
  }
  return end_session(call, *parameters, *session);
}

}  // namespace oauthspec::provider
