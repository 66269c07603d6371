// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/reference/oauth2/scope.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/surroundings.h"

namespace oauthspec::provider::rules {

/// Whether a resource owner's password is the one that was entered. Takes as long for a user that is not known.
///
/// Input:  `user` is null where the user name is nobody's.
/// Spec:   RFC 6749 section 3.1
[[nodiscard]] bool same_password(const UserRecord* user, std::string_view entered);

/// Whether a form comes from a page of the provider; in constant time.
///
/// Spec:   RFC 6749 section 10.12
[[nodiscard]] bool same_csrf_token(const oauth::Secret& expected, std::string_view posted);

/// Whether an interaction is continued in the browser that it was first shown in.
///
/// Spec:   RFC 6749 section 10.12
[[nodiscard]] bool same_browser(const InteractionRecord& interaction, const SessionRecord& session);

/// Whether the session has not expired.
[[nodiscard]] bool session_lives(const Surroundings& around, const SessionRecord& session);

/// Whether a page showed the owner who is signed in now.
[[nodiscard]] bool same_owner(const InteractionRecord& interaction, const SessionRecord& session);

/// Whether an owner who is signed in is asked, whatever she allowed before.
///
/// Spec:   RFC 6749 section 10.2; RFC 8252 section 8.6
[[nodiscard]] bool asks_again(const InteractionRecord& interaction, const SessionRecord& session);

/// Whether the interaction has not expired.
[[nodiscard]] bool interaction_lives(const Surroundings& around,
                                     const InteractionRecord& interaction);

/// Whether the owner said yes: anything but that is a no.
///
/// Spec:   RFC 6749 sections 4.1.1 and 4.1.2.1
[[nodiscard]] Decision decision(std::string_view posted);

/// What is granted: of what was asked for, what the owner left checked.
///
/// Spec:   RFC 6749 section 3.3
[[nodiscard]] oauth::oauth2::Scope allowed_scope(const oauth::oauth2::Scope& asked,
                                                 const oauth::oauth2::Scope& checked);

/// Whether a device still waits for its user.
///
/// Spec:   RFC 8628 sections 3.2 and 3.3
[[nodiscard]] bool device_waits(const Surroundings& around, const DeviceRecord& device);

/// Whether another user code may be tried.
///
/// Spec:   RFC 8628 section 5.1
[[nodiscard]] bool may_try_user_code(const Surroundings& around, const UserCodeAttempts& attempts);

/// Counts a wrong user code.
///
/// Spec:   RFC 8628 section 5.1
[[nodiscard]] UserCodeAttempts count_wrong_user_code(const Surroundings& around,
                                                     UserCodeAttempts attempts);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What is decided while a resource owner is asked.
struct InteractionRules {
  decltype(&rules::same_password) same_password = &rules::same_password;
  decltype(&rules::same_csrf_token) same_csrf_token = &rules::same_csrf_token;
  decltype(&rules::same_browser) same_browser = &rules::same_browser;
  decltype(&rules::session_lives) session_lives = &rules::session_lives;
  decltype(&rules::same_owner) same_owner = &rules::same_owner;
  decltype(&rules::asks_again) asks_again = &rules::asks_again;
  decltype(&rules::interaction_lives) interaction_lives = &rules::interaction_lives;
  decltype(&rules::decision) decision = &rules::decision;
  decltype(&rules::allowed_scope) allowed_scope = &rules::allowed_scope;
  decltype(&rules::device_waits) device_waits = &rules::device_waits;
  decltype(&rules::may_try_user_code) may_try_user_code = &rules::may_try_user_code;
  decltype(&rules::count_wrong_user_code) count_wrong_user_code = &rules::count_wrong_user_code;
};

}  // namespace oauthspec::provider
