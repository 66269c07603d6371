// SPDX-License-Identifier: Apache-2.0
// Nonces and timestamps: RFC 5849 sections 3.2 and 3.3.
#include <array>

#include "harness/checks/expect.h"
#include "harness/checks/oauth1_session.h"
#include "harness/checks/oauth1_trial.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

constexpr int kUnauthorized = 401;

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

// Nothing is asked of a server that takes old timestamps, but that these are no timestamps.
Finding a_timestamp_is_positive(Session& session) {
  return refuses_each(
      session, nullptr,
      {{.what = "0", .before = [](auto& parts) { set(parts, "oauth_timestamp", "0"); }},
       {.what = "a negative one",
        .before =
            [](auto& parts) {
              const std::string now(parts.protocol.find("oauth_timestamp").value_or(""));
              set(parts, "oauth_timestamp", "-" + now);
            }}},
      "an oauth_timestamp that is not positive was accepted");
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

// The first request has a nonce in one case of its letters, the second in the other.
Finding nonces_have_case(Session& session) {
  return after_one_more(
      session,
      [](auto& parts) {
        set(parts, "oauth_nonce", with_other_case(parts.protocol.find("oauth_nonce").value_or("")));
      },
      [](const Response& response) {
        return taken(response, "a nonce was refused for one whose letters differ in case");
      });
}

Finding an_rsa_request_is_sent_once(Session& session) {
  const auto trials = ResourceTrials::begin(session, rsa_client(session.target()));
  if (!trials) return trials.error();
  OAuth1Parts parts = trials->parts();
  use_method(parts, oauth::oauth1::SignatureMethod::rsa_sha1);
  const auto first = trials->control(parts, {});
  if (!first) return first.error();
  const auto second = trials->answer(parts, {});
  return second ? refused(*second, {}, "the same RSA-SHA1 request was accepted twice")
                : second.error();
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

constexpr auto kOauth1NoncesChecks = std::to_array<Check>({
    {"oauth1-requests/a-timestamp-is-a-number",
     "A timestamp that is no integer is refused",
     {"RFC5849-3.3-1"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_timestamp_is_a_number},
    {"oauth1-nonces/a-timestamp-is-positive",
     "A timestamp that is not positive is refused",
     {"RFC5849-3.3-1"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_timestamp_is_positive},
    {"oauth1-requests/an-old-timestamp-is-refused",
     "A request of long ago is refused",
     {"RFC5849-3.3-4"},
     Level::may,
     {Need::oauth1, Need::oauth1_resource},
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
     {Need::oauth1, Need::oauth1_resource},
     a_request_is_sent_once},
    {"oauth1-requests/a-used-nonce-is-unauthorized",
     "A used nonce is refused with 401",
     {"RFC5849-3.2-13"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_used_nonce_is_unauthorized},
    {"oauth1-requests/a-nonce-is-used-once",
     "A nonce is refused in a second request with its timestamp",
     {"RFC5849-3.2-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_nonce_is_used_once},
    {"oauth1-nonces/an-rsa-request-is-sent-once",
     "An RSA-SHA1 request that is sent again is refused",
     {"RFC5849-3.2-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_rsa, Need::oauth1_resource},
     an_rsa_request_is_sent_once},
    {"oauth1-nonces/nonces-have-case",
     "Nonces are compared with their case",
     {"RFC5849-3.1-9", "RFC5849-3.3-5"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     nonces_have_case},
    {"oauth1-requests/a-nonce-belongs-to-its-timestamp",
     "A nonce may be used with another timestamp",
     {"RFC5849-3.3-5"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_nonce_belongs_to_its_timestamp},
    {"oauth1-requests/a-nonce-belongs-to-its-token",
     "A nonce may be used with another token",
     {"RFC5849-3.3-5"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
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
});

}  // namespace

Topic oauth1_nonces() {
  return kOauth1NoncesChecks;
}

}  // namespace oauthspec::checks
