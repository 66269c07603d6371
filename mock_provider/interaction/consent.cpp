// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include "mock_provider/interaction/form.h"
#include "mock_provider/interaction/interaction.h"
#include "mock_provider/interaction/session.h"
#include "mock_provider/interaction/show.h"

namespace oauthspec::provider {
namespace {

oauth::oauth2::Scope checked_scope(const oauth::message::Parameters& form) {
  oauth::oauth2::Scope scope;
  for (const oauth::message::ParameterView parameter : form) {
    if (parameter.name == "scope") {
      scope.emplace_back(parameter.value);
    }
  }
  return scope;
}

http::Reply decide(Call& call, const oauth::message::Parameters& form,
                   Finish (*finish_of)(const InteractionRecord&)) {
  const auto [interaction, session, reply] = posted_interaction(call, form);
  if (interaction == nullptr) {
    return reply;
  }
  const InteractionRules& rules = call.state.rules.interaction;
  if (user_of(call, session->subject) == nullptr || !rules.same_owner(*interaction, *session)) {
    return show_interaction(call, *interaction);  // somebody else than the page was shown to
  }
  const Decision decision = rules.decision(text_of(form, "decision"));
  oauth::oauth2::Scope granted = rules.allowed_scope(interaction->scope, checked_scope(form));
  if (decision == Decision::allowed && granted.empty() && !interaction->scope.empty()) {
    return show_interaction(call, *interaction,
                            "Check at least one thing that it may do, or deny.");
  }
  InteractionRecord record = *interaction;
  call.state.interactions.remove(record.id.reveal());
  record.scope = std::move(granted);
  return finish_of(record)(call, record, decision);
}

http::Reply show(Call& call, InteractionRecord& interaction,
                 Finish (*finish_of)(const InteractionRecord&)) {
  const SessionRecord* const session = session_not_asked(call, interaction);
  if (session == nullptr) {
    return show_interaction(call, interaction);
  }
  InteractionRecord record = interaction;
  record.subject = session->subject;
  call.state.interactions.remove(record.id.reveal());
  return finish_of(record)(call, record, Decision::allowed);
}

}  // namespace

http::Reply consent(Call& call, Finish (*finish_of)(const InteractionRecord&)) {
  const auto parameters = browser_parameters(call);
  if (!parameters) {
    return unreadable(call, parameters.error());
  }
  if (call.request.method == "POST") {
    return decide(call, *parameters, finish_of);
  }
  InteractionRecord* const interaction =
      find_interaction(call, text_of(*parameters, "interaction"));
  return interaction == nullptr ? interaction_lost(call) : show(call, *interaction, finish_of);
}

}  // namespace oauthspec::provider
