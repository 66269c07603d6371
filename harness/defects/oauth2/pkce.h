// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/defects/oauth2/planted.h"
#include "harness/reference/oauth2/pkce.h"

namespace oauthspec::defects::oauth2 {

using oauth::oauth2::ChallengeMethod;
using oauth::oauth2::Judgement;
using oauth::oauth2::Refusal;

/// What a server has of an exchange; nothing for a parameter that was not sent.
struct Exchange {
  std::optional<std::string> challenge;
  std::optional<std::string> method;
  std::optional<std::string> verifier;
  json methods;  ///< The names of those that the server supports.
  bool required = false;
};

/// A library of PKCE, taken apart.
///
/// Spec:   RFC 7636 section 4; RFC 9700 section 2.1.1
struct Pkce {
  // Of both sides.
  bool (*is_verifier)(string_view text);
  std::optional<ChallengeMethod> (*named)(string_view method);
  std::string (*digest)(string_view verifier);
  std::string (*encode)(string_view octets);
  std::string (*plain)(string_view verifier);

  // Of the server.
  bool (*is_challenge)(string_view text);
  std::string (*usual_method)(const Exchange& exchange);  ///< Where none was sent.
  bool (*is_offered)(const Exchange& exchange, string_view method);
  bool (*same)(string_view computed, string_view received);
  bool (*fits)(const Pkce& library, const Exchange& exchange, ChallengeMethod method);
  Judgement<void> (*without_challenge)(const Exchange& exchange);
  Judgement<void> (*without_verifier)(const Exchange& exchange);
  Refusal (*answer)(const Refusal& refusal);
};

template <>
const Pkce& sound<Pkce>();

/// The challenge of a verifier, by the library's functions.
[[nodiscard]] std::string challenge_of(const Pkce& library, string_view verifier,
                                       ChallengeMethod method);

/// oauth2.pkce_challenge and oauth2.pkce_verify
[[nodiscard]] Verdict answer_pkce_challenge(const Pkce& library, const json& in);
[[nodiscard]] Verdict answer_pkce_verify(const Pkce& library, const json& in);

}  // namespace oauthspec::defects::oauth2
