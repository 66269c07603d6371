// SPDX-License-Identifier: Apache-2.0
// The endpoint that gives temporary credentials: RFC 5849 section 2.1.
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "harness/checks/expect.h"
#include "harness/checks/oauth1_issuing.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

constexpr auto kTemporary = CredentialsKind::temporary;
constexpr int kBadRequest = 400;

Finding the_callback_is_confirmed(Session& session) {
  const auto parameters = given(session, kTemporary);
  if (!parameters) return parameters.error();
  const auto confirmed = parameters->find("oauth_callback_confirmed");
  if (!confirmed) return fail("the response has no oauth_callback_confirmed");
  return *confirmed == "true" ? pass() : fail("oauth_callback_confirmed is not \"true\"");
}

void add_to_callback(OAuth1Parts& parts, std::string_view parameter) {
  std::string callback(parts.protocol.find("oauth_callback").value_or(""));
  callback += callback.find('?') == std::string::npos ? '?' : '&';
  set(parts, "oauth_callback", callback.append(parameter));
}

// RFC5849-2.1-9: they identify one access request throughout.
Finding identifiers_differ(Session& session) {
  const auto all = several(session, kTemporary);
  if (!all) return all.error();
  std::set<std::string> keys;
  for (const auto& credentials : *all) keys.insert(credentials.key);
  return keys.size() == all->size() ? pass()
                                    : fail("two requests got the same temporary credentials");
}

Finding a_callback_is_required(Session& session) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request without oauth_callback was accepted",
       {.before = [](auto& parts) { leave_out(parts, "oauth_callback"); }}},
  });
  return refuses(session, kTemporary, kShapes, kBadRequest);
}

Finding a_callback_is_absolute(Session& session) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"an empty oauth_callback was accepted",
       {.before = [](auto& parts) { set(parts, "oauth_callback", ""); }}},
      {"a path was accepted as oauth_callback",
       {.before = [](auto& parts) { set(parts, "oauth_callback", "/ready"); }}},
      {"a relative path was accepted as oauth_callback",
       {.before = [](auto& parts) { set(parts, "oauth_callback", "ready?x=1"); }}},
      {"a URI without a scheme was accepted as oauth_callback",
       {.before = [](auto& parts) { set(parts, "oauth_callback", "//client.example/ready"); }}},
  });
  return refuses(session, kTemporary, kShapes);
}

Finding oob_has_case(Session& session) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"\"OOB\" was accepted as oauth_callback",
       {.before = [](auto& parts) { set(parts, "oauth_callback", "OOB"); }}},
      {"\"Oob\" was accepted as oauth_callback",
       {.before = [](auto& parts) { set(parts, "oauth_callback", "Oob"); }}},
  });
  return refuses(session, kTemporary, kShapes);
}

Finding oob_is_taken(Session& session) {
  return takes(session, kTemporary,
               {.before = [](auto& parts) { set(parts, "oauth_callback", "oob"); }},
               "the oauth_callback \"oob\" was refused");
}

Finding an_empty_token_is_none(Session& session) {
  return takes(session, kTemporary, {.before = [](auto& parts) { set(parts, "oauth_token", ""); }},
               "a request with an empty oauth_token was refused");
}

// Held against a callback that differs from it in its escapes alone, as not every server lets a client choose.
Finding an_escaped_callback_is_taken(Session& session) {
  return takes(session, kTemporary,
               {.common = [](auto& parts) { add_to_callback(parts, "of=client"); },
                .before = [](auto& parts) { add_to_callback(parts, "and=a%20client%2Bmore"); }},
               "a callback with percent-encoded characters was refused");
}

Finding the_token_secret_is_empty(Session& session) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request was accepted that was signed with a token secret",
       {.before =
            [](auto& parts) {
              parts.token = oauth::oauth1::Credentials{"", parts.client.secret};
            }}},
  });
  return refuses(session, kTemporary, kShapes);
}

constexpr auto kOauth1TemporaryCredentialsChecks = std::to_array<Check>({
    {"oauth1-temporary-credentials/200",
     "Temporary credentials are given with the status 200",
     {"RFC5849-2.1-8", "RFC5849-2.1-14"},
     Level::must,
     {Need::oauth1},
     of<kTemporary, answers_with_200>},
    {"oauth1-temporary-credentials/a-form",
     "Temporary credentials are given as application/x-www-form-urlencoded",
     {"RFC5849-2.1-8"},
     Level::must,
     {Need::oauth1},
     of<kTemporary, answers_with_a_form>},
    {"oauth1-temporary-credentials/an-identifier",
     "The response has an oauth_token",
     {"RFC5849-2.1-9"},
     Level::must,
     {Need::oauth1},
     of<kTemporary, gives_an_identifier>},
    {"oauth1-temporary-credentials/a-shared-secret",
     "The response has an oauth_token_secret",
     {"RFC5849-2.1-10"},
     Level::must,
     {Need::oauth1},
     of<kTemporary, gives_a_secret>},
    {"oauth1-temporary-credentials/the-callback-is-confirmed",
     "The response has oauth_callback_confirmed with the value true",
     {"RFC5849-2.1-11"},
     Level::must,
     {Need::oauth1},
     the_callback_is_confirmed},
    {"oauth1-temporary-credentials/a-callback-is-required",
     "A request without oauth_callback is refused with 400",
     {"RFC5849-2.1-2", "RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1},
     a_callback_is_required},
    {"oauth1-temporary-credentials/a-callback-is-absolute",
     "A callback that is neither an absolute URI nor oob is refused",
     {"RFC5849-2.1-3"},
     Level::should,
     {Need::oauth1},
     a_callback_is_absolute},
    {"oauth1-temporary-credentials/oob-has-case",
     "The callback oob is compared with its case",
     {"RFC5849-2.1-3", "RFC5849-3.1-9"},
     Level::should,
     {Need::oauth1},
     oob_has_case},
    {"oauth1-temporary-credentials/oob-is-taken",
     "The callback oob is taken",
     {"RFC5849-2.1-3"},
     Level::may,
     {Need::oauth1},
     oob_is_taken},
    {"oauth1-temporary-credentials/an-escaped-callback-is-taken",
     "A callback with percent-encoded characters is decoded as often as it was encoded",
     {"RFC5849-3.6-6", "RFC5849-2-8"},
     Level::must,
     {Need::oauth1},
     an_escaped_callback_is_taken},
    {"oauth1-temporary-credentials/an-empty-token-is-none",
     "A request with an empty oauth_token is taken",
     {"RFC5849-2.1-5"},
     Level::must,
     {Need::oauth1},
     an_empty_token_is_none},
    {"oauth1-temporary-credentials/the-token-secret-is-empty",
     "A request is verified with an empty token secret",
     {"RFC5849-2.1-4"},
     Level::must,
     {Need::oauth1},
     the_token_secret_is_empty},
    {"oauth1-temporary-credentials/the-signature-is-verified",
     "A request is verified before temporary credentials are given",
     {"RFC5849-2.1-7", "RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1},
     of<kTemporary, verifies_the_signature>},
    {"oauth1-temporary-credentials/a-wrong-signature-is-unauthorized",
     "A wrong signature is refused with 401",
     {"RFC5849-3.2-12"},
     Level::should,
     {Need::oauth1},
     of<kTemporary, wrong_signature_is_unauthorized>},
    {"oauth1-temporary-credentials/an-unknown-client-is-unauthorized",
     "An unknown client is refused with 401",
     {"RFC5849-3.2-10"},
     Level::should,
     {Need::oauth1},
     of<kTemporary, unknown_client_is_unauthorized>},
    {"oauth1-temporary-credentials/missing-is-a-bad-request",
     "A request without a parameter that it needs is refused with 400",
     {"RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1},
     of<kTemporary, missing_is_a_bad_request>},
    {"oauth1-temporary-credentials/twice-is-a-bad-request",
     "A request with a protocol parameter twice is refused with 400",
     {"RFC5849-3.2-9", "RFC5849-3.1-7"},
     Level::should,
     {Need::oauth1},
     of<kTemporary, twice_is_a_bad_request>},
    {"oauth1-temporary-credentials/an-unsupported-method-is-a-bad-request",
     "An unsupported signature method is refused with 400",
     {"RFC5849-3.2-7"},
     Level::should,
     {Need::oauth1},
     of<kTemporary, unsupported_method_is_a_bad_request>},
    {"oauth1-temporary-credentials/the-body-is-a-place",
     "Protocol parameters, oauth_callback among them, are taken from the body",
     {"RFC5849-3.5-1", "RFC5849-2.1-13"},
     Level::may,
     {Need::oauth1},
     of<kTemporary, body_is_a_place>},
    {"oauth1-temporary-credentials/the-query-is-a-place",
     "Protocol parameters, oauth_callback among them, are taken from the query",
     {"RFC5849-3.5.3-1", "RFC5849-2.1-13"},
     Level::may,
     {Need::oauth1},
     of<kTemporary, query_is_a_place>},
    {"oauth1-temporary-credentials/caches-store-none",
     "No shared cache is told that it may store temporary credentials",
     {"RFC5849-4.4-1"},
     Level::should,
     {Need::oauth1},
     of<kTemporary, is_not_for_caches>},
    {"oauth1-temporary-credentials/each-differ",
     "Each request gets temporary credentials of its own",
     {"RFC5849-2.1-9"},
     Level::must,
     {Need::oauth1},
     identifiers_differ},
    {"oauth1-temporary-credentials/secrets-are-long",
     "Shared-secrets of temporary credentials are not to be found by trying",
     {"RFC5849-4.9-1"},
     Level::should,
     {Need::oauth1},
     of<kTemporary, secrets_are_long>},
    {"oauth1-temporary-credentials/tls-is-required",
     "Temporary credentials are given over TLS alone",
     {"RFC5849-2.1-6"},
     Level::must,
     {Need::oauth1},
     of<kTemporary, tls_is_required>},
});

}  // namespace

Topic oauth1_temporary_credentials() {
  return kOauth1TemporaryCredentialsChecks;
}

}  // namespace oauthspec::checks
