// SPDX-License-Identifier: Apache-2.0
// The authorization code grant at the token endpoint: RFC 6749 section 4.1.3.
#include <array>
#include <cctype>
#include <cstdint>

#include "harness/checks/expect.h"
#include "harness/checks/lifetime.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

// Whether the right request succeeds: what every refusal below is held against.
Finding a_code_is_exchanged(Session& session) {
  const auto tokens = session.tokens();
  return tokens ? pass() : tokens.error();
}

Finding a_code_is_used_once(Session& session) {
  const auto code = session.code();
  if (!code) return code.error();
  const auto first = session.redeem(*code);
  if (!first) return first.error();
  if (!is_success(*first))
    return inconclusive("the code could not be exchanged at all: " + describe(*first));
  const auto second = session.redeem(*code);
  if (!second) return second.error();
  return refused(*second, {"invalid_grant"}, "a code was exchanged for tokens twice");
}

Finding a_code_is_its_clients(Session& session) {
  const auto code = session.code();
  if (!code) return code.error();
  const auto response = session.redeem(*code, &sure(session.target().second));
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"},
                 "a code was exchanged by another client than it was issued to");
}

Finding a_public_code_is_its_clients(Session& session) {
  const auto code = session.code();
  if (!code) return code.error();
  const TestClient& open = sure(session.target().open);
  const auto response = session.redeem(*code, &open);
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"},
                 "a public client exchanged a code that was issued to another client");
}

// Sends a right request for a new code, with the form as it was changed.
Finding refuses(Session& session, Parameters (*change)(const IssuedCode&, const Parameters&),
                std::string_view accepted) {
  if (const Finding right = a_code_is_exchanged(session); right.verdict != Verdict::pass)
    return right;
  const auto code = session.code();
  if (!code) return code.error();
  const auto response = session.token(session.client(), change(*code, session.code_form(*code)));
  if (!response) return response.error();
  return refused(*response, {"invalid_grant", "invalid_request"}, accepted);
}

Finding the_redirect_uri_is_the_same(Session& session) {
  return refuses(
      session,
      [](const IssuedCode& code, const Parameters& form) {
        return with(form, "redirect_uri", code.redirect_uri + "/more");
      },
      "a code was exchanged with another redirect_uri than that of its authorization request");
}

Finding the_redirect_uri_has_its_case(Session& session) {
  return refuses(
      session,
      [](const IssuedCode& code, const Parameters& form) {
        std::string path = code.redirect_uri;
        for (std::size_t i = path.find("//") + 2; i < path.size(); ++i) {
          path[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(path[i])));
        }
        return with(form, "redirect_uri", path);
      },
      "a code was exchanged with the redirect_uri of its authorization request in another case");
}

Finding the_redirect_uri_is_there(Session& session) {
  if (session.target().documents.contains("draft-ietf-oauth-v2-1")) {
    return {Verdict::pass, "the server keeps a draft that lets the parameter be left out"};
  }
  return refuses(
      session,
      [](const IssuedCode&, const Parameters& form) { return without(form, "redirect_uri"); },
      "a code was exchanged without the redirect_uri that its authorization request had");
}

Finding the_verifier_is_right(Session& session) {
  return refuses(
      session,
      [](const IssuedCode& code, const Parameters& form) {
        std::string other = code.code_verifier;
        other.back() = other.back() == 'a' ? 'b' : 'a';
        return with(form, "code_verifier", other);
      },
      "a code was exchanged with a wrong code_verifier");
}

Finding the_verifier_is_there(Session& session) {
  return refuses(
      session,
      [](const IssuedCode&, const Parameters& form) { return without(form, "code_verifier"); },
      "a code that has a code_challenge was exchanged without a code_verifier");
}

// An attacker who saw the authorization request knows the challenge.
Finding the_challenge_is_no_verifier(Session& session) {
  const std::string challenge =
      "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";  // RFC 7636 appendix B
  const auto code =
      session.code({.client = nullptr,
                    .redirect_uri = {},
                    .scope = {},
                    .challenge = false,
                    .extra = {{"code_challenge", challenge}, {"code_challenge_method", "S256"}}});
  if (!code) return code.error();
  const auto response =
      session.token(session.client(), with(session.code_form(*code), "code_verifier", challenge));
  if (!response) return response.error();
  return refused(
      *response, {"invalid_grant"},
      "a code was exchanged with the code_challenge itself, although its method is S256");
}

// Somebody who takes the challenge out of the authorization request must gain nothing.
Finding no_verifier_without_challenge(Session& session) {
  CodeRequest request;
  request.challenge = false;
  const auto returned = session.authorized(session.code_parameters(request));
  if (!returned) return returned.error();
  const Parameters response = query_of(returned->url);
  const auto given = response.find("code");
  if (!given) {
    return response.find("error") ? pass()
                                  : inconclusive("the response has neither code nor error");
  }
  const Parameters form{{"grant_type", "authorization_code"},
                        {"code", *given},
                        {"redirect_uri", session.client().redirect_uris.front()},
                        {"code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}};
  const auto exchanged = session.token(session.client(), form);
  if (!exchanged) return exchanged.error();
  return refused(*exchanged, {"invalid_grant", "invalid_request"},
                 "a code_verifier was taken for a code without a code_challenge");
}

Finding a_code_expires_soon(Session& session) {
  constexpr std::int64_t kMostSeconds = 600;  // RFC6749-4.1.2-3: what is recommended
  if (const Finding right = a_code_is_exchanged(session); right.verdict != Verdict::pass)
    return right;
  const auto code = session.code();
  if (!code) return code.error();
  if (const auto waited = outlive(session, kMostSeconds); !waited) return waited.error();
  const auto response = session.redeem(*code);
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"}, "a code was exchanged after more than ten minutes");
}

Finding reuse_takes_tokens_back(Session& session) {
  const auto code = session.code();
  if (!code) return code.error();
  const auto first = session.redeem(*code);
  if (!first) return first.error();
  const auto tokens = Session::read_tokens(*first);
  if (!tokens) return tokens.error();
  const auto before = session.takes(tokens->access_token);
  if (!before) return before.error();
  if (!*before) return inconclusive("the resource refuses the token from the start");
  if (const auto second = session.redeem(*code); !second) return second.error();
  const auto after = session.takes(tokens->access_token);
  if (!after) return after.error();
  return *after ? fail("the access token of a code that was used twice is still taken") : pass();
}

Finding an_unknown_code_is_refused(Session& session) {
  const auto response = session.redeem(made_up_code(session));
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"}, "a code that nobody issued was exchanged");
}

constexpr auto kCodeGrantChecks = std::to_array<Check>({
    {"code-grant/a-code-is-exchanged",
     "A code is exchanged for tokens",
     {"RFC6749-4.1.3-1"},
     Level::must,
     {Need::code_grant},
     a_code_is_exchanged},
    {"code-grant/a-code-is-used-once",
     "A code that was exchanged is refused",
     {"RFC6749-4.1.2-6", "RFC9700-4.2.4-3"},
     Level::must,
     {Need::code_grant},
     a_code_is_used_once},
    {"code-grant/a-code-is-its-clients",
     "A code is refused to another client",
     {"RFC6749-4.1.3-10"},
     Level::must,
     {Need::code_grant, Need::second_client},
     a_code_is_its_clients},
    {"code-grant/a-public-client-gets-its-own-codes",
     "A code of another client is refused to a public one",
     {"RFC6749-4.1.3-11"},
     Level::must,
     {Need::code_grant, Need::open_client},
     a_public_code_is_its_clients},
    {"code-grant/the-redirect-uri-is-the-same",
     "A code is refused with another redirect_uri than that of the authorization request",
     {"RFC6749-4.1.3-14"},
     Level::must,
     {Need::code_grant},
     the_redirect_uri_is_the_same},
    {"code-grant/the-redirect-uri-has-its-case",
     "A code is refused with a redirect_uri in another case",
     {"RFC6749-4.1.3-14"},
     Level::must,
     {Need::code_grant},
     the_redirect_uri_has_its_case},
    {"code-grant/the-redirect-uri-is-there",
     "A code is refused without the redirect_uri of the authorization request",
     {"RFC6749-4.1.3-13"},
     Level::must,
     {Need::code_grant},
     the_redirect_uri_is_there},
    {"code-grant/the-verifier-is-right",
     "A code is refused with a wrong code_verifier",
     {"RFC7636-4.6-3"},
     Level::must,
     {Need::code_grant, Need::pkce},
     the_verifier_is_right},
    {"code-grant/the-verifier-is-there",
     "A code that has a code_challenge is refused without a code_verifier",
     {"RFC7636-4.6-4", "RFC9700-2.1.1-8"},
     Level::must,
     {Need::code_grant, Need::pkce},
     the_verifier_is_there},
    {"code-grant/the-challenge-is-no-verifier",
     "A code is verified by the method of its challenge",
     {"RFC7636-4.5-2"},
     Level::must,
     {Need::code_grant, Need::pkce},
     the_challenge_is_no_verifier},
    {"code-grant/no-verifier-without-challenge",
     "A code_verifier is refused where the authorization request had no code_challenge",
     {"RFC9700-4.8.2-4", "RFC9700-2.1.1-9"},
     Level::must,
     {Need::code_grant, Need::pkce},
     no_verifier_without_challenge},
    {"code-grant/a-code-expires-soon",
     "A code is refused after ten minutes",
     {"RFC6749-4.1.2-3"},
     Level::should,
     {Need::code_grant},
     a_code_expires_soon,
     Waits::yes},
    {"code-grant/reuse-takes-tokens-back",
     "The tokens that a code was exchanged for are revoked when it is used again",
     {"RFC6749-4.1.2-7"},
     Level::should,
     {Need::code_grant, Need::resource},
     reuse_takes_tokens_back},
    {"code-grant/an-unknown-code-is-refused",
     "A code that nobody issued is refused",
     {"RFC6749-4.1.3-12"},
     Level::must,
     {Need::code_grant},
     an_unknown_code_is_refused},
});

}  // namespace

Topic code_grant() {
  return kCodeGrantChecks;
}

}  // namespace oauthspec::checks
