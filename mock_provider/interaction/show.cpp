// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/interaction/show.h"

#include <utility>

#include "mock_provider/interaction/form.h"
#include "mock_provider/pages/pages.h"

namespace oauthspec::provider {
namespace {

std::string client_name(const Call& call, const InteractionRecord& interaction) {
  const auto found = call.state.registry.clients.find(interaction.client_id);
  const bool named = found != call.state.registry.clients.end() && !found->second.name.empty();
  return named ? found->second.name : interaction.client_id;
}

http::Reply consent_page(const Call& call, const InteractionRecord& interaction,
                         const SessionRecord& session, const UserRecord& user,
                         std::string message) {
  pages::ConsentPage page{.form = {.action = call.issuer + "/consent",
                                   .interaction = interaction.id.reveal(),
                                   .csrf_token = interaction.csrf_token.reveal()},
                          .client = client_name(call, interaction),
                          .user = user.name.empty() ? user.username : user.name,
                          .scope = {},
                          .redirect_uri = interaction.redirect_uri,
                          .user_code = interaction.user_code.value_or(""),
                          .sign_out = call.issuer + "/sign-out",
                          .session_csrf_token = session.csrf_token.reveal(),
                          .message = std::move(message)};
  for (const std::string& token : interaction.scope) {
    page.scope.push_back({.token = token, .checked = true});
  }
  return {pages::consent(page), {}};
}

}  // namespace

http::Reply sign_in_page(const Call& call, const InteractionRecord& interaction,
                         std::string username, std::string message) {
  return {pages::sign_in({.form = {.action = call.issuer + "/sign-in",
                                   .interaction = interaction.id.reveal(),
                                   .csrf_token = interaction.csrf_token.reveal()},
                          .client = client_name(call, interaction),
                          .username = std::move(username),
                          .message = std::move(message)}),
          {}};
}

http::Reply show_interaction(Call& call, InteractionRecord& interaction, std::string message) {
  const BrowserSession session = open_session(call);
  if (interaction.browser.empty()) {
    interaction.browser = session.record->browser;
  }
  if (!call.state.rules.interaction.same_browser(interaction, *session.record)) {
    return interaction_lost(call);
  }
  const UserRecord* const user = user_of(call, session.record->subject);
  http::Reply reply;
  if (user == nullptr) {
    reply = sign_in_page(call, interaction, {}, std::move(message));
  } else {
    interaction.subject = user->subject;
    reply = consent_page(call, interaction, *session.record, *user, std::move(message));
  }
  if (session.fresh) {
    send_cookie(call, *session.record, reply);
  }
  return reply;
}

const SessionRecord* session_not_asked(Call& call, const InteractionRecord& interaction) {
  const SessionRecord* const session = find_session(call);
  if (session == nullptr || user_of(call, session->subject) == nullptr) {
    return nullptr;
  }
  const InteractionRules& rules = call.state.rules.interaction;
  const bool own = interaction.browser.empty() || rules.same_browser(interaction, *session);
  const bool asked = !interaction.refusal && rules.asks_again(interaction, *session);
  return own && !asked ? session : nullptr;
}

std::string interaction_url(const Call& call, const InteractionRecord& interaction) {
  return call.issuer + "/consent?interaction=" + std::string(interaction.id.reveal());
}

InteractionRecord* find_interaction(Call& call, std::string_view id) {
  InteractionRecord* const found = call.state.interactions.find(id);
  const bool lives =
      found != nullptr && call.state.rules.interaction.interaction_lives(call.around(), *found);
  return lives ? found : nullptr;
}

PostedInteraction posted_interaction(Call& call, const oauth::message::Parameters& form) {
  InteractionRecord* const interaction = find_interaction(call, text_of(form, "interaction"));
  SessionRecord* const session = find_session(call);
  const InteractionRules& rules = call.state.rules.interaction;
  if (interaction == nullptr || session == nullptr || !rules.same_browser(*interaction, *session)) {
    return {.reply = interaction_lost(call)};
  }
  if (!rules.same_csrf_token(interaction->csrf_token, text_of(form, "csrf_token"))) {
    return {.reply = form_refused(call)};
  }
  return {.interaction = interaction, .session = session};
}

http::Reply interaction_lost(Call& call) {
  call.verdict = {.accepted = false,
                  .error = {},
                  .reason = "parameter_invalid",
                  .requirement = {},
                  .explanation = "The interaction is over, has expired, or is another browser's."};
  return {pages::error("This page has expired, or was opened in another browser. Go back to the "
                       "application, and start again."),
          {}};
}

http::Reply form_refused(Call& call) {
  call.verdict = {.accepted = false,
                  .error = {},
                  .reason = "parameter_invalid",
                  .requirement = "RFC6749-10.12-5",
                  .explanation = "The form has not the token that the provider's page has."};
  return {pages::error("This form did not come from a page of this provider.", {}, 403), {}};
}

}  // namespace oauthspec::provider
