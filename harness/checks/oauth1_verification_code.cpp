// SPDX-License-Identifier: Apache-2.0
// What the resource owner's decision is worth, and the verification code that proves it: RFC 5849 sections 2.2 and 2.3.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "harness/checks/browser.h"
#include "harness/checks/expect.h"
#include "harness/checks/guessing.h"
#include "harness/checks/oauth1_issuing.h"
#include "harness/checks/oauth1_visit.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

constexpr auto kToken = CredentialsKind::token;
constexpr int kBadRequest = 400;

std::string verifier_of(const OAuth1Parts& parts) {
  return std::string(parts.protocol.find("oauth_verifier").value_or(""));
}

Finding a_verifier_is_required(Session& session) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request without oauth_verifier was accepted",
       {.before = [](auto& parts) { leave_out(parts, "oauth_verifier"); }}},
      {"a request with an empty oauth_verifier was accepted",
       {.before = [](auto& parts) { set(parts, "oauth_verifier", ""); }}},
  });
  return refuses(session, kToken, kShapes);
}

Finding no_verifier_is_a_bad_request(Session& session) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request without oauth_verifier was accepted",
       {.before = [](auto& parts) { leave_out(parts, "oauth_verifier"); }}},
  });
  return refuses(session, kToken, kShapes, kBadRequest);
}

Finding a_verifier_is_verified(Session& session) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a wrong oauth_verifier was accepted",
       {.before = [](auto& parts) { set(parts, "oauth_verifier", altered(verifier_of(parts))); }}},
      {"the identifier was accepted as oauth_verifier",
       {.before =
            [](auto& parts) {
              set(parts, "oauth_verifier",
                  std::string(parts.protocol.find("oauth_token").value_or("")));
            }}},
  });
  return refuses(session, kToken, kShapes);
}

Finding a_verifier_is_compared_whole(Session& session) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"the beginning of the oauth_verifier was accepted",
       {.before =
            [](auto& parts) {
              std::string verifier = verifier_of(parts);
              verifier.resize(verifier.size() / 2);
              set(parts, "oauth_verifier", verifier);
            }}},
      {"an oauth_verifier was accepted that only begins as the right one",
       {.before = [](auto& parts) { set(parts, "oauth_verifier", verifier_of(parts) + "0"); }}},
  });
  return refuses(session, kToken, kShapes);
}

// With the letters' case turned round; the same where there are none.
std::string with_other_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char letter) {
    constexpr char kStep = 'a' - 'A';
    if (letter >= 'a' && letter <= 'z') return static_cast<char>(letter - kStep);
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + kStep) : letter;
  });
  return text;
}

Finding a_verifier_has_case(Session& session) {
  const OAuth1Session oauth1(session);
  const auto right = right_parts(oauth1, kToken);
  if (!right) return right.error();
  OAuth1Parts other = *right;
  set(other, "oauth_verifier", with_other_case(verifier_of(other)));
  if (verifier_of(other) == verifier_of(*right)) {
    return inconclusive("the verification code has no letters");
  }
  const auto response = attempt(oauth1, std::move(other));
  if (!response) return response.error();
  Finding found = gives_nothing(*response, "an oauth_verifier in other case was accepted");
  if (found.verdict != Verdict::pass) return found;
  return gives_them_by_right(oauth1, kToken, *right);
}

Finding a_verifier_belongs_to_its_token(Session& session) {
  const OAuth1Session oauth1(session);
  const auto one = right_parts(oauth1, kToken);
  if (!one) return one.error();
  const auto other = right_parts(oauth1, kToken);
  if (!other) return other.error();
  OAuth1Parts mixed = *one;
  set(mixed, "oauth_verifier", verifier_of(*other));
  if (verifier_of(*one) == verifier_of(*other)) {
    return inconclusive("both have the same oauth_verifier");
  }
  const auto response = attempt(oauth1, std::move(mixed));
  if (!response) return response.error();
  Finding found =
      gives_nothing(*response, "the oauth_verifier of other temporary credentials was accepted");
  if (found.verdict != Verdict::pass) return found;
  return gives_them_by_right(oauth1, kToken, *other);
}

Finding the_owner_has_to_decide(Session& session) {
  const OAuth1Session oauth1(session);
  constexpr auto kShapes = std::to_array<CredentialsTrial>({
      {},
      {.before = [](auto& changed) { leave_out(changed, "oauth_verifier"); }},
      {.before = [](auto& changed) { set(changed, "oauth_verifier", ""); }},
  });
  for (const CredentialsTrial& trial : kShapes) {
    const auto temporary = oauth1.temporary_credentials();
    if (!temporary) return temporary.error();
    const OAuth1Parts parts = oauth1.token_parts({*temporary, session.fresh_text(), {}});
    const auto response = attempt(oauth1, parts, trial);
    if (!response) return response.error();
    Finding found = gives_nothing(*response, "token credentials were given that no owner allowed");
    if (found.verdict != Verdict::pass) return found;
  }
  const auto right = right_parts(oauth1, kToken);
  return right ? gives_them_by_right(oauth1, kToken, *right) : right.error();
}

// Whether a form was sent that was not for signing in.
bool has_decided_since(Browser& browser, std::size_t first) {
  const auto& all = browser.exchanges();
  const std::string& password = browser.agent().instructions().password;
  return std::any_of(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(),
                     [&password](const agent::Exchange& exchange) {
                       return exchange.request.method == "POST" &&
                              exchange.request.body.find(password) == std::string::npos;
                     });
}

// A server may allow at once what its owner has allowed before (section 4.15): a form shows that somebody was asked.
Finding a_denial_is_none(Session& session) {
  const OAuth1Session oauth1(session);
  Browser browser(session);
  const auto control = visit(oauth1, browser);
  if (!control) return control.error();
  if (!was_allowed(*control)) return inconclusive("the owner cannot allow anything");
  browser.agent().instructions().decision = agent::Decision::deny;
  const std::size_t before = browser.exchanges().size();
  const auto denied = visit(oauth1, browser);
  if (!denied) return denied.error();
  const std::string verifier = was_allowed(*denied) ? denied->verifier : session.fresh_text();
  const auto response = attempt(oauth1, oauth1.token_parts({denied->temporary, verifier, {}}));
  if (!response) return response.error();
  if (!has_decided_since(browser, before)) return inconclusive("the owner is not asked");
  return gives_nothing(*response, "the owner denied, and the client got token credentials");
}

constexpr auto kOauth1VerificationCodeChecks = std::to_array<Check>({
    {"oauth1-verification-code/a-verifier-is-required",
     "A request without oauth_verifier is refused",
     {"RFC5849-2.3-8", "RFC5849-2.3-1"},
     Level::must,
     {Need::oauth1},
     a_verifier_is_required},
    {"oauth1-verification-code/no-verifier-is-a-bad-request",
     "A request without oauth_verifier is refused with 400",
     {"RFC5849-3.2-8", "RFC5849-2.3-1"},
     Level::should,
     {Need::oauth1},
     no_verifier_is_a_bad_request},
    {"oauth1-verification-code/a-verifier-is-verified",
     "A wrong oauth_verifier is refused",
     {"RFC5849-2.3-8"},
     Level::must,
     {Need::oauth1},
     a_verifier_is_verified},
    {"oauth1-verification-code/a-verifier-is-compared-whole",
     "An oauth_verifier that only begins as the right one is refused",
     {"RFC5849-2.3-8"},
     Level::must,
     {Need::oauth1},
     a_verifier_is_compared_whole},
    {"oauth1-verification-code/a-verifier-has-case",
     "An oauth_verifier is compared with its case",
     {"RFC5849-3.1-9", "RFC5849-2.3-8"},
     Level::must,
     {Need::oauth1},
     a_verifier_has_case},
    {"oauth1-verification-code/a-verifier-belongs-to-its-token",
     "The oauth_verifier of other temporary credentials is refused",
     {"RFC5849-2.3-8"},
     Level::must,
     {Need::oauth1},
     a_verifier_belongs_to_its_token},
    {"oauth1-verification-code/the-owner-has-to-decide",
     "Temporary credentials that no owner has decided on are refused",
     {"RFC5849-2.3-5", "RFC5849-2.2-8"},
     Level::must,
     {Need::oauth1},
     the_owner_has_to_decide},
    {"oauth1-verification-code/a-denial-is-none",
     "Temporary credentials whose owner has denied are refused",
     {"RFC5849-2.3-5"},
     Level::must,
     {Need::oauth1, Need::browser},
     a_denial_is_none},
});

}  // namespace

Topic oauth1_verification_code() {
  return kOauth1VerificationCodeChecks;
}

}  // namespace oauthspec::checks
