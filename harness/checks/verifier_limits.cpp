// SPDX-License-Identifier: Apache-2.0
// Which code verifiers there are: RFC 7636 section 4.1.
#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "harness/checks/authorization.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"
#include "harness/reference/codec/base64.h"

namespace oauthspec::checks {
namespace {

// A token request with this verifier for a code with its S256 challenge: of any text, which is more than the reference makes one of.
Attempt<Response> redeem_with(Session& session, const std::string& verifier) {
  const auto right = right_request(session);
  if (!right) return std::unexpected(right.error());
  const auto digest =
      session.world().backend.digest(oauth::crypto::Hash::sha256, std::string_view(verifier));
  if (!digest) return std::unexpected(inconclusive("the challenge could not be computed"));
  const Parameters parameters =
      with(with(*right, "code_challenge",
                oauth::codec::base64_encode(digest->octets(), oauth::codec::Base64::url)),
           "code_challenge_method", "S256");
  const auto answer = ask(session, parameters);
  if (!answer) return std::unexpected(answer.error());
  if (!answer->is_success()) {
    return std::unexpected(inconclusive("no code was given: " + answer->describe()));
  }
  return session.redeem(issued_code(parameters, answer->parameters, verifier));
}

Finding is_taken(Session& session, const std::string& verifier, std::string_view what) {
  const auto response = redeem_with(session, verifier);
  if (!response) return response.error();
  return is_success(*response) ? pass()
                               : fail(fmt::format("a code verifier {} was refused with {}", what,
                                                  describe(*response)));
}

Finding is_refused(Session& session, const std::string& verifier, std::string_view what) {
  const auto right = redeem_with(session, session.fresh_text(64));
  if (!right) return right.error();
  if (!is_success(*right)) {
    return inconclusive("a right code verifier was refused: " + describe(*right));
  }
  const auto response = redeem_with(session, verifier);
  if (!response) return response.error();
  return refused(*response, {"invalid_grant", "invalid_request"},
                 fmt::format("a code verifier {} was accepted", what));
}

Finding the_shortest_is_good(Session& session) {
  return is_taken(session, session.fresh_text(43), "of 43 characters");
}

Finding the_longest_is_good(Session& session) {
  return is_taken(session, session.fresh_text(128), "of 128 characters");
}

Finding every_character_is_good(Session& session) {
  return is_taken(session, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~",
                  "with all unreserved characters");
}

Finding a_shorter_one_is_refused(Session& session) {
  return is_refused(session, session.fresh_text(42), "of 42 characters");
}

Finding a_longer_one_is_refused(Session& session) {
  return is_refused(session, session.fresh_text(129), "of 129 characters");
}

Finding another_character_is_refused(Session& session) {
  for (const std::string_view character : {"+", "/", "=", " ", "%", "\xc3\xa9"}) {
    const Finding finding =
        is_refused(session, session.fresh_text(50) + std::string(character),
                   fmt::format("that ends in a character other than unreserved ones ({})",
                               character == "\xc3\xa9" ? "U+00E9" : character));
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

// RFC6749-3.2-7
Finding an_empty_one_is_none(Session& session) {
  const auto right = session.tokens();
  if (!right) return right.error();
  const auto code = session.code();
  if (!code) return code.error();
  const auto response =
      session.token(session.client(), with(session.code_form(*code), "code_verifier", ""));
  if (!response) return response.error();
  return refused(*response, {"invalid_grant", "invalid_request"},
                 "a code with a challenge was exchanged for an empty code_verifier");
}

constexpr Needs kNeeds = {Need::code_grant, Need::pkce};

constexpr auto kVerifierLimitsChecks = std::to_array<Check>({
    {"verifier-limits/43-characters-are-enough",
     "A code_verifier of 43 characters is taken",
     {"RFC7636-4.6-2"},
     Level::must,
     kNeeds,
     the_shortest_is_good},
    {"verifier-limits/128-characters-are-not-too-many",
     "A code_verifier of 128 characters is taken",
     {"RFC7636-4.6-2"},
     Level::must,
     kNeeds,
     the_longest_is_good},
    {"verifier-limits/every-character-is-good",
     "A code_verifier with every unreserved character is taken",
     {"RFC7636-4.6-2"},
     Level::must,
     kNeeds,
     every_character_is_good},
    {"verifier-limits/42-characters-are-too-few",
     "A code_verifier of 42 characters is refused",
     {"RFC7636-4.1-2"},
     Level::should,
     kNeeds,
     a_shorter_one_is_refused},
    {"verifier-limits/129-characters-are-too-many",
     "A code_verifier of 129 characters is refused",
     {"RFC7636-4.1-2"},
     Level::should,
     kNeeds,
     a_longer_one_is_refused},
    {"verifier-limits/another-character-is-refused",
     "A code_verifier with a character that is not unreserved is refused",
     {"RFC7636-4.1-2"},
     Level::should,
     kNeeds,
     another_character_is_refused},
    {"verifier-limits/an-empty-one-is-none",
     "An empty code_verifier is as good as none",
     {"RFC7636-4.6-4", "RFC6749-3.2-7"},
     Level::must,
     kNeeds,
     an_empty_one_is_none},
});

}  // namespace

Topic verifier_limits() {
  return kVerifierLimitsChecks;
}

}  // namespace oauthspec::checks
