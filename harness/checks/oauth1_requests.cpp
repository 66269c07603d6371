// SPDX-License-Identifier: Apache-2.0
// What an authenticated request has, and whose it is: RFC 5849 sections 3.1 and 3.2.
#include <algorithm>
#include <array>

#include "harness/checks/expect.h"
#include "harness/checks/oauth1_session.h"
#include "harness/checks/oauth1_trial.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

using oauth::oauth1::Location;

constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;
constexpr std::string_view kBody = "a=1";
constexpr std::string_view kBodyHash = "hu2ncKYGCCSwkN1N8JHjvUEhJ5w=";  // Its SHA-1.

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

// The request has oauth_version twice, in the place that `common` chooses.
Finding stands_once(const ResourceTrials& trials, ResourceTrial::Change common,
                    std::string_view place) {
  if (const auto control = trials.control({.common = common}); !control) return control.error();
  const auto response = trials.answer({.common = common, .before = [](auto& parts) {
                                         parts.protocol =
                                             also(parts.protocol, "oauth_version", "1.0");
                                       }});
  const std::string accepted = "oauth_version was accepted twice " + std::string(place);
  return response ? refused_with(*response, kBadRequest, accepted) : response.error();
}

// In each place that the server takes protocol parameters from.
Finding a_parameter_stands_once(Session& session) {
  const auto trials = ResourceTrials::begin(session);
  if (!trials) return trials.error();
  const std::array findings = {
      stands_once(*trials, nullptr, "in the header field"),
      stands_once(
          *trials, [](auto& parts) { parts.location = Location::query; }, "in the query"),
      stands_once(
          *trials,
          [](auto& parts) {
            post(parts, kFormType, "a=1");
            parts.location = Location::form_body;
          },
          "in the body")};
  for (const Verdict verdict : {Verdict::fail, Verdict::pass}) {
    const auto found = std::ranges::find(findings, verdict, &Finding::verdict);
    if (found != findings.end()) return *found;
  }
  return findings.front();
}

Finding parameter_names_have_case(Session& session) {
  return is_refused(session,
                    {.common = [](auto& parts) { parts.location = Location::query; },
                     .before =
                         [](auto& parts) {
                           const std::string nonce(parts.protocol.find("oauth_nonce").value_or(""));
                           leave_out(parts, "oauth_nonce");
                           set(parts, "OAuth_Nonce", nonce);
                         }},
                    "OAuth_Nonce was taken for oauth_nonce");
}

Finding client_keys_have_case(Session& session) {
  const std::string& key = OAuth1Session(session).client().key;
  if (with_other_case(key) == key) return unsupported("the client's key has no letters");
  return is_refused(session,
                    {.before =
                         [](auto& parts) {
                           set(parts, "oauth_consumer_key", with_other_case(parts.client.key));
                         }},
                    "oauth_consumer_key was compared without case");
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

Finding a_wrong_body_hash_is_refused(Session& session) {
  return is_refused(
      session,
      {.common = [](auto& parts) { post(parts, "text/plain", kBody); },
       .before =
           [](auto& parts) { set(parts, "oauth_body_hash", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="); }},
      "a request with a wrong oauth_body_hash was accepted");
}

// To refuse the parameter as an unsupported one, with 400, is a server's right.
Finding a_right_body_hash_is_taken(Session& session) {
  const auto trials = ResourceTrials::begin(session);
  if (!trials) return trials.error();
  const auto common = [](auto& parts) { post(parts, "text/plain", kBody); };
  if (const auto control = trials->control({.common = common}); !control) return control.error();
  const auto response = trials->answer(
      {.common = common, .before = [](auto& parts) { set(parts, "oauth_body_hash", kBodyHash); }});
  if (!response) return response.error();
  return response->status == kBadRequest
             ? unsupported("the server refuses oauth_body_hash with 400")
             : taken_as_signed(*response, "a request with a right oauth_body_hash was refused");
}

Finding a_form_has_no_body_hash(Session& session) {
  return is_refused(session,
                    {.common = [](auto& parts) { post(parts, kFormType, kBody); },
                     .before = [](auto& parts) { set(parts, "oauth_body_hash", kBodyHash); }},
                    "a form with an oauth_body_hash was accepted");
}

constexpr auto kOauth1RequestsChecks = std::to_array<Check>({
    {"oauth1-requests/a-right-request-is-taken",
     "A right request is taken",
     {"RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_right_request_is_taken},
    {"oauth1-requests/a-client-key-is-required",
     "A request without oauth_consumer_key is refused with 400",
     {"RFC5849-3.2-8", "RFC5849-3.1-1"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_client_key_is_required},
    {"oauth1-requests/a-method-is-required",
     "A request without oauth_signature_method is refused with 400",
     {"RFC5849-3.1-3", "RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_method_is_required},
    {"oauth1-requests/a-timestamp-is-required",
     "A request without oauth_timestamp is refused with 400",
     {"RFC5849-3.1-4", "RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_timestamp_is_required},
    {"oauth1-requests/a-nonce-is-required",
     "A request without oauth_nonce is refused with 400",
     {"RFC5849-3.1-5", "RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_nonce_is_required},
    {"oauth1-requests/a-signature-is-required",
     "A request without oauth_signature is refused with 400",
     {"RFC5849-3.1-8", "RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_signature_is_required},
    {"oauth1-requests/a-parameter-stands-once",
     "A request with a protocol parameter twice is refused with 400",
     {"RFC5849-3.2-9", "RFC5849-3.1-7"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_parameter_stands_once},
    {"oauth1-requests/an-unknown-parameter-is-refused",
     "An unsupported protocol parameter is refused with 400",
     {"RFC5849-3.2-6"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     an_unknown_parameter_is_refused},
    {"oauth1-requests/an-unknown-method-is-refused",
     "An unsupported signature method is refused with 400",
     {"RFC5849-3.2-7"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     an_unknown_method_is_refused},
    {"oauth1-requests/method-names-have-case",
     "The signature method is compared with its case",
     {"RFC5849-3.1-9"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     method_names_have_case},
    {"oauth1-requests/parameter-names-have-case",
     "Names of protocol parameters are compared with their case",
     {"RFC5849-3.1-9"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     parameter_names_have_case},
    {"oauth1-requests/client-keys-have-case",
     "The identifier of a client is compared with its case",
     {"RFC5849-3.1-9", "RFC5849-3.2-10"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     client_keys_have_case},
    {"oauth1-requests/another-version-is-refused",
     "Another oauth_version than 1.0 is refused",
     {"RFC5849-3.2-4"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     another_version_is_refused},
    {"oauth1-requests/a-longer-version-is-refused",
     "An oauth_version that begins with 1.0 is refused",
     {"RFC5849-3.2-4"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_longer_version_is_refused},
    {"oauth1-requests/a-version-may-be-left-out",
     "A request without oauth_version is taken",
     {"RFC5849-3.1-12", "RFC5849-3.4.1.3.1-6"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_version_may_be_left_out},
    {"oauth1-requests/an-unknown-client-is-unauthorized",
     "An unknown client is refused with 401",
     {"RFC5849-3.2-10"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     an_unknown_client_is_unauthorized},
    {"oauth1-requests/an-unknown-token-is-unauthorized",
     "An unknown token is refused with 401",
     {"RFC5849-3.2-11"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     an_unknown_token_is_unauthorized},
    {"oauth1-requests/a-wrong-signature-is-unauthorized",
     "A wrong signature is refused with 401",
     {"RFC5849-3.2-12", "RFC5849-3.2-1"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_wrong_signature_is_unauthorized},
    {"oauth1-requests/a-token-is-required",
     "The resource is refused to a client without a token",
     {"RFC5849-3.1-2"},
     Level::may,
     {Need::oauth1, Need::oauth1_resource},
     a_token_is_required},
    {"oauth1-requests/a-token-is-its-clients",
     "A token is refused to another client",
     {"RFC5849-3.2-14"},
     Level::may,
     {Need::oauth1, Need::oauth1_resource},
     a_token_is_its_clients},
    {"oauth1-requests/temporary-credentials-open-nothing",
     "Temporary credentials are refused at the resource",
     {"RFC5849-3.2-3", "RFC5849-2.3-12"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     temporary_credentials_open_nothing},
    {"oauth1-requests/a-wrong-body-hash-is-refused",
     "A wrong oauth_body_hash is refused",
     {"EXT-body-hash-6"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_wrong_body_hash_is_refused},
    {"oauth1-requests/a-right-body-hash-is-taken",
     "A right oauth_body_hash is taken",
     {"EXT-body-hash-5", "EXT-body-hash-1", "EXT-body-hash-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_right_body_hash_is_taken},
    {"oauth1-requests/a-form-has-no-body-hash",
     "A form with an oauth_body_hash is refused",
     {"EXT-body-hash-7", "EXT-body-hash-3"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_form_has_no_body_hash},
});

}  // namespace

Topic oauth1_requests() {
  return kOauth1RequestsChecks;
}

}  // namespace oauthspec::checks
