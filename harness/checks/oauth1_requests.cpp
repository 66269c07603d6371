// SPDX-License-Identifier: Apache-2.0
// Authenticated requests: RFC 5849 sections 3.1 to 3.3 and 3.5.
#include <array>

#include "harness/checks/expect.h"
#include "harness/checks/oauth1_session.h"
#include "harness/checks/topics.h"
#include "harness/reference/oauth1/authorization_header.h"

namespace oauthspec::checks {
namespace {

using oauth::oauth1::Location;

constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;

Finding a_right_request_is_taken(Session& session) {
  return is_taken(session, {}, "a right request was refused");
}

Finding a_client_key_is_required(Session& session) {
  return is_refused(session,
                    {.before = [](auto& parts) { leave_out(parts, "oauth_consumer_key"); }},
                    "a request without oauth_consumer_key was accepted", kBadRequest);
}

Finding a_method_is_required(Session& session) {
  return is_refused(session,
                    {.before = [](auto& parts) { leave_out(parts, "oauth_signature_method"); }},
                    "a request without oauth_signature_method was accepted", kBadRequest);
}

Finding a_timestamp_is_required(Session& session) {
  return is_refused(session, {.before = [](auto& parts) { leave_out(parts, "oauth_timestamp"); }},
                    "a request without oauth_timestamp was accepted", kBadRequest);
}

Finding a_nonce_is_required(Session& session) {
  return is_refused(session, {.before = [](auto& parts) { leave_out(parts, "oauth_nonce"); }},
                    "a request without oauth_nonce was accepted", kBadRequest);
}

Finding a_signature_is_required(Session& session) {
  return is_refused(session, {.after = [](auto& parts) { leave_out(parts, "oauth_signature"); }},
                    "a request without oauth_signature was accepted", kBadRequest);
}

// In the query, where duplicates are no fault of the Authorization header field's grammar.
Finding a_parameter_stands_once(Session& session) {
  return is_refused(
      session,
      {.common = [](auto& parts) { parts.location = Location::query; },
       .before =
           [](auto& parts) { parts.protocol = also(parts.protocol, "oauth_version", "1.0"); }},
      "a request with oauth_version twice was accepted", kBadRequest);
}

Finding an_unknown_parameter_is_refused(Session& session) {
  return is_refused(session, {.before = [](auto& parts) { set(parts, "oauth_unheard_of", "1"); }},
                    "a request with an unknown oauth_ parameter was accepted", kBadRequest);
}

Finding an_unknown_method_is_refused(Session& session) {
  return is_refused(
      session,
      {.before = [](auto& parts) { set(parts, "oauth_signature_method", "HMAC-UNHEARD-OF"); }},
      "a signature method that does not exist was accepted", kBadRequest);
}

Finding method_names_have_case(Session& session) {
  return is_refused(
      session, {.before = [](auto& parts) { set(parts, "oauth_signature_method", "hmac-sha1"); }},
      "the signature method hmac-sha1 was taken for HMAC-SHA1");
}

Finding another_version_is_refused(Session& session) {
  return is_refused(session, {.before = [](auto& parts) { set(parts, "oauth_version", "2.0"); }},
                    "a request with oauth_version 2.0 was accepted");
}

Finding a_longer_version_is_refused(Session& session) {
  return is_refused(session, {.before = [](auto& parts) { set(parts, "oauth_version", "1.0a"); }},
                    "a request with oauth_version 1.0a was accepted");
}

Finding a_version_may_be_left_out(Session& session) {
  return is_taken(session, {.before = [](auto& parts) { leave_out(parts, "oauth_version"); }},
                  "a request without oauth_version was refused");
}

Finding a_timestamp_is_a_number(Session& session) {
  return is_refused(session,
                    {.before =
                         [](auto& parts) {
                           set(parts, "oauth_timestamp",
                               std::string(*parts.protocol.find("oauth_timestamp")) + ".5");
                         }},
                    "an oauth_timestamp that is no integer was accepted");
}

Finding an_old_timestamp_is_refused(Session& session) {
  return is_refused(session, {.before = [](auto& parts) { set(parts, "oauth_timestamp", "1"); }},
                    "a request with a timestamp of 1970 was accepted");
}

// Only where a timestamp in milliseconds is taken is it certain that the unit was the fault.
Finding timestamps_are_in_seconds(Session& session) {
  const OAuth1Session oauth1(session);
  OAuth1Parts parts = oauth1.temporary_parts();
  const auto first = oauth1.sign_and_send(parts);
  if (!first) return first.error();
  if (is_success(*first)) return pass();
  set(parts, "oauth_nonce", session.fresh_text());
  set(parts, "oauth_timestamp", std::to_string(session.world().now()) + "000");
  const auto second = oauth1.sign_and_send(parts);
  if (!second) return second.error();
  return is_success(*second)
             ? fail("a timestamp in seconds was refused, and one in milliseconds accepted")
             : inconclusive("requests for temporary credentials are refused");
}

// Sends a request for the resource, and then one more made of it.
Finding after_one_more(Session& session, void (*change)(OAuth1Parts&),
                       Finding (*judge)(const Response&)) {
  const OAuth1Session oauth1(session);
  const auto token = oauth1.token_credentials();
  if (!token) return token.error();
  OAuth1Parts parts = oauth1.resource_parts(*token);
  const auto first = oauth1.sign_and_send(parts);
  if (!first) return first.error();
  if (!is_success(*first)) return inconclusive("a right request is refused: " + describe(*first));
  change(parts);
  const auto second = oauth1.sign_and_send(parts);
  return second ? judge(*second) : second.error();
}

Finding a_request_is_sent_once(Session& session) {
  return after_one_more(
      session, [](auto&) {},
      [](const Response& response) {
        return refused(response, {}, "the same request was accepted twice");
      });
}

Finding a_used_nonce_is_unauthorized(Session& session) {
  return after_one_more(
      session, [](auto&) {},
      [](const Response& response) {
        return refused_with(response, kUnauthorized, "the same request was accepted twice");
      });
}

Finding a_nonce_is_used_once(Session& session) {
  return after_one_more(
      session, [](auto& parts) { parts.request.url += "?another=1"; },
      [](const Response& response) {
        return refused(response, {}, "a nonce was accepted in a second request");
      });
}

Finding a_nonce_belongs_to_its_timestamp(Session& session) {
  return after_one_more(
      session,
      [](auto& parts) {
        const std::string now(*parts.protocol.find("oauth_timestamp"));
        set(parts, "oauth_timestamp", std::to_string(std::stoll(now) - 1));
      },
      [](const Response& response) {
        return taken(response, "a nonce was refused for its use with another timestamp");
      });
}

Finding a_nonce_belongs_to_its_token(Session& session) {
  const OAuth1Session oauth1(session);
  const auto token = oauth1.token_credentials();
  if (!token) return token.error();
  const auto other = oauth1.token_credentials();
  if (!other) return other.error();
  OAuth1Parts parts = oauth1.resource_parts(*token);
  const auto first = oauth1.sign_and_send(parts);
  if (!first) return first.error();
  if (!is_success(*first)) return inconclusive("a right request is refused: " + describe(*first));
  if (token->key == other->key) return inconclusive("both flows gave the same token");
  parts.token = *other;
  set(parts, "oauth_token", other->key);
  const auto second = oauth1.sign_and_send(parts);
  return second ? taken(*second, "a nonce was refused for its use with another token")
                : second.error();
}

Finding a_nonce_belongs_to_its_client(Session& session) {
  if (!session.target().oauth1_second) return unsupported("there is no second client");
  const OAuth1Session oauth1(session);
  const OAuth1Parts parts = oauth1.temporary_parts();
  const auto first = oauth1.sign_and_send(parts);
  if (!first) return first.error();
  if (!is_success(*first)) return inconclusive("a right request is refused: " + describe(*first));
  const auto second =
      oauth1.sign_and_send(OAuth1Session::by(sure(session.target().oauth1_second), parts));
  return second ? taken(*second, "a nonce was refused for its use by another client")
                : second.error();
}

Finding a_temporary_request_is_sent_once(Session& session) {
  const OAuth1Session oauth1(session);
  const OAuth1Parts parts = oauth1.temporary_parts();
  const auto first = oauth1.sign_and_send(parts);
  if (!first) return first.error();
  if (!is_success(*first)) return inconclusive("a right request is refused: " + describe(*first));
  const auto second = oauth1.sign_and_send(parts);
  return second ? refused(*second, {}, "the same request gave temporary credentials twice")
                : second.error();
}

Finding an_unknown_client_is_unauthorized(Session& session) {
  return is_refused(
      session, {.before = [](auto& parts) { set(parts, "oauth_consumer_key", "nobody-s-key"); }},
      "a request by an unknown client was accepted", kUnauthorized);
}

Finding an_unknown_token_is_unauthorized(Session& session) {
  return is_refused(session,
                    {.before = [](auto& parts) { set(parts, "oauth_token", "nobody-s-token"); }},
                    "a request with an unknown token was accepted", kUnauthorized);
}

Finding a_wrong_signature_is_unauthorized(Session& session) {
  return is_refused(
      session,
      {.after = [](auto& parts) { set(parts, "oauth_signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="); }},
      "a request with a wrong signature was accepted", kUnauthorized);
}

Finding a_token_is_required(Session& session) {
  return is_refused(session,
                    {.before =
                         [](auto& parts) {
                           leave_out(parts, "oauth_token");
                           parts.token.reset();
                         }},
                    "the resource was given without a token");
}

Finding a_token_is_its_clients(Session& session) {
  if (!session.target().oauth1_second) return unsupported("there is no second client");
  const OAuth1Session oauth1(session);
  const auto token = oauth1.token_credentials();
  if (!token) return token.error();
  const OAuth1Parts parts = oauth1.resource_parts(*token);
  const auto response =
      oauth1.sign_and_send(OAuth1Session::by(sure(session.target().oauth1_second), parts));
  return response ? refused(*response, {}, "a token was accepted from another client")
                  : response.error();
}

// No control before it: a provider that takes one kind of credentials for the other may refuse the right ones.
Finding temporary_credentials_open_nothing(Session& session) {
  const OAuth1Session oauth1(session);
  const auto authorized = oauth1.authorized();
  if (!authorized) return authorized.error();
  const auto response = oauth1.sign_and_send(oauth1.resource_parts(authorized->temporary));
  return response ? refused(*response, {}, "temporary credentials opened the protected resource")
                  : response.error();
}

Finding places_are_not_mixed(Session& session) {
  return is_refused(session,
                    {.before =
                         [](auto& parts) {
                           leave_out(parts, "oauth_version");
                           parts.request.url += "?oauth_version=1.0";
                         }},
                    "protocol parameters in two places were accepted");
}

Finding the_query_is_a_place(Session& session) {
  return is_taken(session, {.before = [](auto& parts) { parts.location = Location::query; }},
                  "protocol parameters in the query were refused");
}

Finding the_body_is_a_place(Session& session) {
  return is_taken(
      session,
      {.common = [](auto& parts) { post(parts, "application/x-www-form-urlencoded", "a=1"); },
       .before = [](auto& parts) { parts.location = Location::form_body; }},
      "protocol parameters in the body were refused");
}

Finding answers_are_kept_from_caches(Session& session) {
  const OAuth1Session oauth1(session);
  const auto token = oauth1.token_credentials();
  if (!token) return token.error();
  OAuth1Parts parts = oauth1.resource_parts(*token);
  parts.location = Location::query;
  const auto response = oauth1.sign_and_send(parts);
  if (!response) return response.error();
  if (!is_success(*response)) return inconclusive("the query is no place: " + describe(*response));
  for (const std::string_view name : {"Cache-Control", "Pragma", "Expires"}) {
    if (oauth::message::find_header(response->headers, name)) return pass();
  }
  return fail("an authenticated answer has no header field that keeps it from caches");
}

Finding the_scheme_has_no_case(Session& session) {
  const OAuth1Session oauth1(session);
  const auto token = oauth1.token_credentials();
  if (!token) return token.error();
  const auto ready = oauth1.sign(oauth1.resource_parts(*token));
  if (!ready) return ready.error();
  const auto field = oauth::oauth1::write_authorization_header({}, ready->protocol);
  if (!field) return inconclusive("the header field cannot be written");
  Request request = ready->request;
  request.headers.push_back({"Authorization", "oauth" + field->substr(5)});
  const auto response = session.send(request);
  return response ? taken(*response, "the scheme \"oauth\" was not taken for \"OAuth\"")
                  : response.error();
}

Finding a_realm_is_not_signed(Session& session) {
  return is_taken(session, {.before = [](auto& parts) { parts.realm = "Photos"; }},
                  "a request with a realm was refused");
}

Finding a_wrong_body_hash_is_refused(Session& session) {
  return is_refused(
      session,
      {.common = [](auto& parts) { post(parts, "text/plain", "a body"); },
       .before =
           [](auto& parts) { set(parts, "oauth_body_hash", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="); }},
      "a request with a wrong oauth_body_hash was accepted");
}

constexpr auto kChecks = std::to_array<Check>({
    {"oauth1-requests/a-right-request-is-taken",
     "A right request is taken",
     {"RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1},
     a_right_request_is_taken},
    {"oauth1-requests/a-client-key-is-required",
     "A request without oauth_consumer_key is refused with 400",
     {"RFC5849-3.2-8", "RFC5849-3.1-1"},
     Level::should,
     {Need::oauth1},
     a_client_key_is_required},
    {"oauth1-requests/a-method-is-required",
     "A request without oauth_signature_method is refused with 400",
     {"RFC5849-3.1-3", "RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1},
     a_method_is_required},
    {"oauth1-requests/a-timestamp-is-required",
     "A request without oauth_timestamp is refused with 400",
     {"RFC5849-3.1-4", "RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1},
     a_timestamp_is_required},
    {"oauth1-requests/a-nonce-is-required",
     "A request without oauth_nonce is refused with 400",
     {"RFC5849-3.1-5", "RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1},
     a_nonce_is_required},
    {"oauth1-requests/a-signature-is-required",
     "A request without oauth_signature is refused with 400",
     {"RFC5849-3.1-8", "RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1},
     a_signature_is_required},
    {"oauth1-requests/a-parameter-stands-once",
     "A request with a protocol parameter twice is refused with 400",
     {"RFC5849-3.2-9", "RFC5849-3.1-7"},
     Level::should,
     {Need::oauth1},
     a_parameter_stands_once},
    {"oauth1-requests/an-unknown-parameter-is-refused",
     "An unsupported protocol parameter is refused with 400",
     {"RFC5849-3.2-6"},
     Level::should,
     {Need::oauth1},
     an_unknown_parameter_is_refused},
    {"oauth1-requests/an-unknown-method-is-refused",
     "An unsupported signature method is refused with 400",
     {"RFC5849-3.2-7"},
     Level::should,
     {Need::oauth1},
     an_unknown_method_is_refused},
    {"oauth1-requests/method-names-have-case",
     "The signature method is compared with its case",
     {"RFC5849-3.1-9"},
     Level::should,
     {Need::oauth1},
     method_names_have_case},
    {"oauth1-requests/another-version-is-refused",
     "Another oauth_version than 1.0 is refused",
     {"RFC5849-3.2-4"},
     Level::must,
     {Need::oauth1},
     another_version_is_refused},
    {"oauth1-requests/a-longer-version-is-refused",
     "An oauth_version that begins with 1.0 is refused",
     {"RFC5849-3.2-4"},
     Level::must,
     {Need::oauth1},
     a_longer_version_is_refused},
    {"oauth1-requests/a-version-may-be-left-out",
     "A request without oauth_version is taken",
     {"RFC5849-3.1-12"},
     Level::must,
     {Need::oauth1},
     a_version_may_be_left_out},
    {"oauth1-requests/a-timestamp-is-a-number",
     "A timestamp that is no integer is refused",
     {"RFC5849-3.3-1"},
     Level::should,
     {Need::oauth1},
     a_timestamp_is_a_number},
    {"oauth1-requests/an-old-timestamp-is-refused",
     "A request of long ago is refused",
     {"RFC5849-3.3-4"},
     Level::may,
     {Need::oauth1},
     an_old_timestamp_is_refused},
    {"oauth1-requests/timestamps-are-in-seconds",
     "Timestamps are read in seconds",
     {"RFC5849-3.3-2"},
     Level::should,
     {Need::oauth1},
     timestamps_are_in_seconds},
    {"oauth1-requests/a-request-is-sent-once",
     "A request that is sent again is refused",
     {"RFC5849-3.2-2"},
     Level::must,
     {Need::oauth1},
     a_request_is_sent_once},
    {"oauth1-requests/a-used-nonce-is-unauthorized",
     "A used nonce is refused with 401",
     {"RFC5849-3.2-13"},
     Level::should,
     {Need::oauth1},
     a_used_nonce_is_unauthorized},
    {"oauth1-requests/a-nonce-is-used-once",
     "A nonce is refused in a second request with its timestamp",
     {"RFC5849-3.2-2"},
     Level::must,
     {Need::oauth1},
     a_nonce_is_used_once},
    {"oauth1-requests/a-nonce-belongs-to-its-timestamp",
     "A nonce may be used with another timestamp",
     {"RFC5849-3.3-5"},
     Level::should,
     {Need::oauth1},
     a_nonce_belongs_to_its_timestamp},
    {"oauth1-requests/a-nonce-belongs-to-its-token",
     "A nonce may be used with another token",
     {"RFC5849-3.3-5"},
     Level::should,
     {Need::oauth1},
     a_nonce_belongs_to_its_token},
    {"oauth1-requests/a-nonce-belongs-to-its-client",
     "A nonce may be used by another client",
     {"RFC5849-3.3-5"},
     Level::should,
     {Need::oauth1},
     a_nonce_belongs_to_its_client},
    {"oauth1-requests/a-temporary-request-is-sent-once",
     "A request for temporary credentials that is sent again is refused",
     {"RFC5849-3.2-2"},
     Level::must,
     {Need::oauth1},
     a_temporary_request_is_sent_once},
    {"oauth1-requests/an-unknown-client-is-unauthorized",
     "An unknown client is refused with 401",
     {"RFC5849-3.2-10"},
     Level::should,
     {Need::oauth1},
     an_unknown_client_is_unauthorized},
    {"oauth1-requests/an-unknown-token-is-unauthorized",
     "An unknown token is refused with 401",
     {"RFC5849-3.2-11"},
     Level::should,
     {Need::oauth1},
     an_unknown_token_is_unauthorized},
    {"oauth1-requests/a-wrong-signature-is-unauthorized",
     "A wrong signature is refused with 401",
     {"RFC5849-3.2-12", "RFC5849-3.2-1"},
     Level::should,
     {Need::oauth1},
     a_wrong_signature_is_unauthorized},
    {"oauth1-requests/a-token-is-required",
     "The resource is refused to a client without a token",
     {"RFC5849-3.1-2"},
     Level::may,
     {Need::oauth1},
     a_token_is_required},
    {"oauth1-requests/a-token-is-its-clients",
     "A token is refused to another client",
     {"RFC5849-3.2-14"},
     Level::may,
     {Need::oauth1},
     a_token_is_its_clients},
    {"oauth1-requests/temporary-credentials-open-nothing",
     "Temporary credentials are refused at the resource",
     {"RFC5849-3.2-3", "RFC5849-2.3-12"},
     Level::must,
     {Need::oauth1},
     temporary_credentials_open_nothing},
    {"oauth1-requests/places-are-not-mixed",
     "Protocol parameters in two places are refused",
     {"RFC5849-3.5-2"},
     Level::should,
     {Need::oauth1},
     places_are_not_mixed},
    {"oauth1-requests/the-query-is-a-place",
     "Protocol parameters are taken from the query",
     {"RFC5849-3.5.3-1"},
     Level::may,
     {Need::oauth1},
     the_query_is_a_place},
    {"oauth1-requests/the-body-is-a-place",
     "Protocol parameters are taken from the body",
     {"RFC5849-3.5-1"},
     Level::may,
     {Need::oauth1},
     the_body_is_a_place},
    {"oauth1-requests/answers-are-kept-from-caches",
     "An authenticated answer is kept from caches",
     {"RFC5849-4.4-1"},
     Level::should,
     {Need::oauth1},
     answers_are_kept_from_caches},
    {"oauth1-requests/the-scheme-has-no-case",
     "The scheme OAuth is read without case",
     {"RFC5849-3.5.1-4"},
     Level::must,
     {Need::oauth1},
     the_scheme_has_no_case},
    {"oauth1-requests/a-realm-is-not-signed",
     "The realm takes no part in the signature",
     {"RFC5849-3.5.1-5"},
     Level::must,
     {Need::oauth1},
     a_realm_is_not_signed},
    {"oauth1-requests/a-wrong-body-hash-is-refused",
     "A wrong oauth_body_hash is refused",
     {"EXT-body-hash-6"},
     Level::should,
     {Need::oauth1},
     a_wrong_body_hash_is_refused},
});

}  // namespace

Topic oauth1_requests() {
  return kChecks;
}

}  // namespace oauthspec::checks
