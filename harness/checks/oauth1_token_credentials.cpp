// SPDX-License-Identifier: Apache-2.0
// The endpoint that gives token credentials: RFC 5849 section 2.3.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "harness/checks/expect.h"
#include "harness/checks/guessing.h"
#include "harness/checks/lifetime.h"
#include "harness/checks/oauth1_issuing.h"
#include "harness/checks/oauth1_trial.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

constexpr auto kToken = CredentialsKind::token;
constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;

Finding no_token_is_a_bad_request(Session& session) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request without oauth_token was accepted",
       {.before = [](auto& parts) { leave_out(parts, "oauth_token"); }}},
  });
  return refuses(session, kToken, kShapes, kBadRequest);
}

Finding an_unknown_token_is_unauthorized(Session& session) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request with an oauth_token that was given to nobody was accepted",
       {.before =
            [](auto& parts) {
              set(parts, "oauth_token", altered(parts.protocol.find("oauth_token").value_or("")));
            }}},
  });
  return refuses(session, kToken, kShapes, kUnauthorized);
}

Finding temporary_credentials_are_their_clients(Session& session) {
  const TestOAuth1Client& second = sure(session.target().oauth1_second);
  const OAuth1Session oauth1(session);
  if (const auto known = oauth1.sign_and_send(OAuth1Session::by(second, oauth1.temporary_parts()));
      !known || !gives_credentials(*known)) {
    return inconclusive("the second client gets nothing at all");
  }
  const auto right = right_parts(oauth1, kToken);
  if (!right) return right.error();
  const auto response = attempt(oauth1, OAuth1Session::by(second, *right));
  if (!response) return response.error();
  Finding found =
      gives_nothing(*response, "another client got token credentials for what it was not allowed");
  if (found.verdict != Verdict::pass) return found;
  return gives_them_by_right(oauth1, kToken, *right);
}

// The parts of a request that has just got token credentials.
Attempt<OAuth1Parts> used(const OAuth1Session& oauth1) {
  auto right = right_parts(oauth1, kToken);
  if (!right) return right;
  const auto response = attempt(oauth1, *right);
  if (!response) return std::unexpected(response.error());
  if (!gives_credentials(*response)) {
    return std::unexpected(inconclusive("a right request is refused: " + describe(*response)));
  }
  return right;
}

Finding used_again(Session& session, std::optional<int> status) {
  const OAuth1Session oauth1(session);
  const auto parts = used(oauth1);
  if (!parts) return parts.error();
  const auto response = attempt(oauth1, *parts);
  return response
             ? gives_nothing(*response,
                             "temporary credentials gave token credentials a second time", status)
             : response.error();
}

Finding temporary_credentials_are_used_once(Session& session) {
  return used_again(session, std::nullopt);
}

Finding used_ones_are_unauthorized(Session& session) {
  return used_again(session, kUnauthorized);
}

Finding used_ones_are_not_authorized_again(Session& session) {
  const OAuth1Session oauth1(session);
  const auto parts = used(oauth1);
  if (!parts) return parts.error();
  if (!parts->token) return inconclusive("the request has no temporary credentials");
  const auto again = oauth1.authorize(*parts->token, oauth1.client().callback);
  if (!again) return pass();
  const auto response = attempt(oauth1, oauth1.token_parts(*again));
  return response ? gives_nothing(*response,
                                  "temporary credentials that were used could be authorized, and "
                                  "used, once more")
                  : response.error();
}

Finding token_credentials_are_new(Session& session) {
  const OAuth1Session oauth1(session);
  const auto right = right_parts(oauth1, kToken);
  if (!right) return right.error();
  const auto response = attempt(oauth1, *right);
  if (!response) return response.error();
  const auto token = OAuth1Session::credentials_of(*response);
  if (!token) return token.error();
  const bool same = right->token && right->token->key == token->key &&
                    right->token->secret.reveal() == token->secret.reveal();
  return same ? fail("the temporary credentials live on as token credentials") : pass();
}

Finding the_temporary_secret_signs(Session& session) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request was accepted that was signed without the temporary credentials' secret",
       {.before =
            [](auto& parts) {
              if (parts.token) parts.token->secret = oauth::Secret("");
            }}},
      {"a request was accepted that was signed with another secret of the temporary credentials",
       {.before =
            [](auto& parts) {
              if (parts.token) {
                parts.token->secret = oauth::Secret(altered(parts.token->secret.reveal()));
              }
            }}},
  });
  return refuses(session, kToken, kShapes);
}

Finding the_token_secret_signs(Session& session) {
  return is_refused(session,
                    {.before =
                         [](auto& parts) {
                           if (parts.token) parts.token->secret = oauth::Secret("");
                         }},
                    "a request was accepted that was signed without the token secret");
}

Finding temporary_credentials_expire(Session& session) {
  const OAuth1Session oauth1(session);
  const auto control = right_parts(oauth1, kToken);
  if (!control) return control.error();
  if (Finding right = gives_them_by_right(oauth1, kToken, *control);
      right.verdict != Verdict::pass) {
    return right;
  }
  const auto parts = right_parts(oauth1, kToken);
  if (!parts) return parts.error();
  const std::int64_t lifetime = sure(session.target().oauth1_temporary_lifetime);
  if (const auto waited = outlive(session, lifetime); !waited) return waited.error();
  const auto response = attempt(oauth1, *parts);
  return response ? gives_nothing(*response, "temporary credentials were used after they expired")
                  : response.error();
}

constexpr auto kOauth1TokenCredentialsChecks = std::to_array<Check>({
    {"oauth1-token-credentials/200",
     "Token credentials are given with the status 200",
     {"RFC5849-2.3-9"},
     Level::must,
     {Need::oauth1},
     of<kToken, answers_with_200>},
    {"oauth1-token-credentials/a-form",
     "Token credentials are given as application/x-www-form-urlencoded",
     {"RFC5849-2.3-9"},
     Level::must,
     {Need::oauth1},
     of<kToken, answers_with_a_form>},
    {"oauth1-token-credentials/an-identifier",
     "The response has an oauth_token",
     {"RFC5849-2.3-10"},
     Level::must,
     {Need::oauth1},
     of<kToken, gives_an_identifier>},
    {"oauth1-token-credentials/a-shared-secret",
     "The response has an oauth_token_secret",
     {"RFC5849-2.3-11"},
     Level::must,
     {Need::oauth1},
     of<kToken, gives_a_secret>},
    {"oauth1-token-credentials/temporary-credentials-are-their-clients",
     "Temporary credentials that another client was given are refused",
     {"RFC5849-2.3-5"},
     Level::must,
     {Need::oauth1, Need::oauth1_second},
     temporary_credentials_are_their_clients},
    {"oauth1-token-credentials/temporary-credentials-are-used-once",
     "Temporary credentials give token credentials once",
     {"RFC5849-2.3-7", "RFC5849-2-1"},
     Level::must,
     {Need::oauth1},
     temporary_credentials_are_used_once},
    {"oauth1-token-credentials/used-ones-are-unauthorized",
     "Temporary credentials that were used are refused with 401",
     {"RFC5849-3.2-11"},
     Level::should,
     {Need::oauth1},
     used_ones_are_unauthorized},
    {"oauth1-token-credentials/used-ones-are-not-authorized-again",
     "Temporary credentials that were used cannot be authorized once more",
     {"RFC5849-2-1"},
     Level::must,
     {Need::oauth1},
     used_ones_are_not_authorized_again},
    {"oauth1-token-credentials/token-credentials-are-new",
     "Token credentials are not the temporary ones",
     {"RFC5849-2-1"},
     Level::must,
     {Need::oauth1},
     token_credentials_are_new},
    {"oauth1-token-credentials/temporary-credentials-expire",
     "Temporary credentials that have expired are refused",
     {"RFC5849-2.3-6", "RFC5849-2-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_lifetime},
     temporary_credentials_expire,
     Waits::yes},
    {"oauth1-token-credentials/the-temporary-secret-signs",
     "A request is verified with the secret of the temporary credentials",
     {"RFC5849-2.3-2", "RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1},
     the_temporary_secret_signs},
    {"oauth1-token-credentials/the-token-secret-signs",
     "A request for the resource is verified with the secret of the token credentials",
     {"RFC5849-2.3-11", "RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     the_token_secret_signs},
    {"oauth1-token-credentials/the-signature-is-verified",
     "A request is verified before token credentials are given",
     {"RFC5849-2.3-4", "RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1},
     of<kToken, verifies_the_signature>},
    {"oauth1-token-credentials/a-wrong-signature-is-unauthorized",
     "A wrong signature is refused with 401",
     {"RFC5849-3.2-12"},
     Level::should,
     {Need::oauth1},
     of<kToken, wrong_signature_is_unauthorized>},
    {"oauth1-token-credentials/an-unknown-client-is-unauthorized",
     "An unknown client is refused with 401",
     {"RFC5849-3.2-10"},
     Level::should,
     {Need::oauth1},
     of<kToken, unknown_client_is_unauthorized>},
    {"oauth1-token-credentials/an-unknown-token-is-unauthorized",
     "An oauth_token that was given to nobody is refused with 401",
     {"RFC5849-3.2-11"},
     Level::should,
     {Need::oauth1},
     an_unknown_token_is_unauthorized},
    {"oauth1-token-credentials/no-token-is-a-bad-request",
     "A request without oauth_token is refused with 400",
     {"RFC5849-3.2-8", "RFC5849-2.3-15"},
     Level::should,
     {Need::oauth1},
     no_token_is_a_bad_request},
    {"oauth1-token-credentials/missing-is-a-bad-request",
     "A request without another parameter that it needs is refused with 400",
     {"RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1},
     of<kToken, missing_is_a_bad_request>},
    {"oauth1-token-credentials/twice-is-a-bad-request",
     "A request with a protocol parameter twice is refused with 400",
     {"RFC5849-3.2-9", "RFC5849-3.1-7"},
     Level::should,
     {Need::oauth1},
     of<kToken, twice_is_a_bad_request>},
    {"oauth1-token-credentials/an-unsupported-method-is-a-bad-request",
     "An unsupported signature method is refused with 400",
     {"RFC5849-3.2-7"},
     Level::should,
     {Need::oauth1},
     of<kToken, unsupported_method_is_a_bad_request>},
    {"oauth1-token-credentials/the-body-is-a-place",
     "Protocol parameters, oauth_verifier among them, are taken from the body",
     {"RFC5849-3.5-1", "RFC5849-2.3-14"},
     Level::may,
     {Need::oauth1},
     of<kToken, body_is_a_place>},
    {"oauth1-token-credentials/the-query-is-a-place",
     "Protocol parameters, oauth_verifier among them, are taken from the query",
     {"RFC5849-3.5.3-1", "RFC5849-2.3-14"},
     Level::may,
     {Need::oauth1},
     of<kToken, query_is_a_place>},
    {"oauth1-token-credentials/caches-store-none",
     "No shared cache is told that it may store token credentials",
     {"RFC5849-4.4-1"},
     Level::should,
     {Need::oauth1},
     of<kToken, is_not_for_caches>},
    {"oauth1-token-credentials/secrets-are-long",
     "Shared-secrets of token credentials are not to be found by trying",
     {"RFC5849-4.9-1"},
     Level::should,
     {Need::oauth1},
     of<kToken, secrets_are_long>},
    {"oauth1-token-credentials/tls-is-required",
     "Token credentials are given over TLS alone",
     {"RFC5849-2.3-3"},
     Level::must,
     {Need::oauth1},
     of<kToken, tls_is_required>},
});

}  // namespace

Topic oauth1_token_credentials() {
  return kOauth1TokenCredentialsChecks;
}

}  // namespace oauthspec::checks
