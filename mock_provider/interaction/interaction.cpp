// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/interaction/interaction.h"

#include <utility>

#include "mock_provider/interaction/form.h"
#include "mock_provider/interaction/session.h"
#include "mock_provider/interaction/show.h"
#include "mock_provider/pages/pages.h"

namespace oauthspec::provider {
namespace {

http::Reply allow_at_once(Call& call, InteractionRecord record, Finish finish) {
  const auto& users = call.state.registry.users;
  const auto user = users.find(*call.state.settings.automatic_user);
  if (user == users.end()) {
    call.verdict = {.accepted = false,
                    .error = {},
                    .reason = {},
                    .requirement = {},
                    .explanation = "The automatic user is none that the provider knows."};
    return {
        pages::error("The provider is set up to sign in a user that it does not know.", {}, 500),
        {}};
  }
  record.subject = user->second.subject;
  return finish(call, record, Decision::allowed);
}

}  // namespace

http::Reply begin_interaction(Call& call, InteractionRecord record, Finish finish) {
  if (call.state.settings.automatic_user) {
    return allow_at_once(call, std::move(record), finish);
  }
  if (const SessionRecord* const session = session_not_asked(call, record)) {
    record.subject = session->subject;
    return finish(call, record, Decision::allowed);
  }
  record.id = oauth::Secret::take(call.state.random_text());
  record.csrf_token = oauth::Secret::take(call.state.random_text());
  record.expires = call.now + call.state.settings.lifetimes.interaction;
  InteractionRecord& kept = call.state.interactions.add(std::move(record));
  if (call.request.method == "POST") {
    // A browser that posts from another site sends no SameSite=Lax cookie; when it follows a redirection, it does.
    return redirect(call, interaction_url(call, kept));
  }
  return show_interaction(call, kept);
}

}  // namespace oauthspec::provider
