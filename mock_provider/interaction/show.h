// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/http/reply.h"
#include "harness/reference/message/parameters.h"
#include "mock_provider/interaction/session.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider {

/// The page of an interaction: for signing in, or, where somebody is, for consenting.
///
/// Input:  `message` is what was wrong with the form before.
[[nodiscard]] http::Reply show_interaction(Call& call, InteractionRecord& interaction,
                                           std::string message = {});

/// The session of an owner who has signed in and is not asked anything: an error waits for her (RFC 9700 section 4.11.2), or the rules
/// ask nobody twice. Null: the page is shown.
[[nodiscard]] const SessionRecord* session_not_asked(Call& call,
                                                     const InteractionRecord& interaction);

/// Where that page is.
[[nodiscard]] std::string interaction_url(const Call& call, const InteractionRecord& interaction);

/// The page for signing in again, with what was entered.
[[nodiscard]] http::Reply sign_in_page(const Call& call, const InteractionRecord& interaction,
                                       std::string username, std::string message);

/// What a form of an interaction was posted for. Null: it may not be obeyed, and `reply` says why.
struct PostedInteraction {
  InteractionRecord* interaction = nullptr;
  SessionRecord* session = nullptr;
  http::Reply reply{};
};

/// Finds an interaction, as far as this browser may continue it and the form comes from a page of the provider.
[[nodiscard]] PostedInteraction posted_interaction(Call& call,
                                                   const oauth::message::Parameters& form);

/// The living interaction of this id; null where there is none.
[[nodiscard]] InteractionRecord* find_interaction(Call& call, std::string_view id);

/// The page that there is instead of an interaction.
[[nodiscard]] http::Reply interaction_lost(Call& call);

/// The page that a form from elsewhere gets.
[[nodiscard]] http::Reply form_refused(Call& call);

}  // namespace oauthspec::provider
