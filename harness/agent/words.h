// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "harness/agent/html.h"

namespace oauthspec::agent {

/// What pressing a button or following a link means to someone who is asked for consent.
enum class Meaning : std::uint8_t {
  none,     ///< Nothing that we know.
  allow,    ///< "Allow", "Authorise", "Ja".
  deny,     ///< "Deny", "Cancel", "Do not allow".
  proceed,  ///< "Continue", "Sign in", "Next": goes on without saying anything about access.
  other,    ///< Leads away: "Forgot password?", "Log out", "Create an account".
};

/// What a text says, in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Swedish, Danish, Norwegian, Finnish,
/// Turkish, Russian, Chinese, Japanese or Korean. "other" wins over "deny", and that over "allow", so that "Do not allow" is a denial.
///
/// Input:  UTF-8; names as programs write them too: "kc-accept", "denyAccess", "user_oauth_approval".
[[nodiscard]] Meaning meaning_of(std::string_view text);

/// What a button means: by its text, or where that only says "Submit" or nothing by its value, name or id.
[[nodiscard]] Meaning meaning_of(const Control& button);

/// What a link means: by its text, or where it has none by the last part of its address's path.
[[nodiscard]] Meaning meaning_of(const Link& link);

/// What a field is for.
enum class Purpose : std::uint8_t {
  unknown,
  username,  ///< A name or e-mail address that people sign in with.
  password,
  user_code,  ///< The code that a device shows (RFC 8628 section 3.3).
  remember,   ///< A checkbox that only makes the browser or server remember.
};

/// Told by type, autocomplete, name, id and label, in this order.
[[nodiscard]] Purpose purpose_of(const Control& field);

/// Whether a text or name speaks of a verification code or PIN.
[[nodiscard]] bool speaks_of_code(std::string_view text);

}  // namespace oauthspec::agent
