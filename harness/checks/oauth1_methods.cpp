// SPDX-License-Identifier: Apache-2.0
// RSA-SHA1, PLAINTEXT and methods of extensions: RFC 5849 sections 3.4.3 and 3.4.4.
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include <nlohmann/json.hpp>

#include "harness/checks/expect.h"
#include "harness/checks/oauth1_trial.h"
#include "harness/checks/public_key_pem.h"
#include "harness/checks/topics.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::checks {
namespace {

using oauth::oauth1::SignatureMethod;
using PrivateKey = std::shared_ptr<const oauth::crypto::PrivateKey>;

constexpr int kBadRequest = 400;

// The RSA key of RFC 7517 appendix A.2: nobody's.
constexpr const char* kAnotherKey = R"({"kty":"RSA","e":"AQAB",
"n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
"d":"X4cTteJY_gn4FYPsXB8rdXix5vwsg1FLN5E3EaG6RJoVH-HLLKD9M7dx5oo7GURknchnrRweUkC7hT5fJLM0WbFAKNLWY2vv7B6NqXSzUvxT0_YSfqijwp3RTzlBaCxWp4doFk5N2o8Gy_nHNKroADIkJ46pRUohsXywbReAdYaMwFs9tv8d_cPVY3i07a3t8MN6TNwm0dSawm9v47UiCl3Sk5ZiG7xojPLu4sbg1U2jx4IBTNBznbJSzFHK66jT8bgkuqsk0GjskDJk19Z4qwjwbsnn4j2WBii3RL-Us2lGVkY8fkFzme1z0HbIkfz0Y6mqnOYtqc0X4jfcKoAC8Q",
"p":"83i-7IvMGXoMXCskv73TKr8637FiO7Z27zv8oj6pbWUQyLPQBQxtPVnwD20R-60eTDmD2ujnMt5PoqMrm8RfmNhVWDtjjMmCMjOpSXicFHj7XOuVIYQyqVWlWEh6dN36GVZYk93N8Bc9vY41xy8B9RzzOGVQzXvNEvn7O0nVbfs",
"q":"3dfOR9cuYq-0S-mkFLzgItgMEfFzB2q3hWehMuG0oCuqnb3vobLyumqjVZQO1dIrdwgTnCdpYzBcOfW5r370AFXjiWft_NGEiovonizhKpo9VVS78TzFgxkIdrecRezsZ-1kYd_s1qDbxtkDEgfAITAG9LUnADun4vIcb6yelxk",
"dp":"G4sPXkc6Ya9y8oJW9_ILj4xuppu0lzi_H7VTkS8xj5SdX3coE0oimYwxIi2emTAue0UOa5dpgFGyBJ4c8tQ2VF402XRugKDTP8akYhFo5tAA77Qe_NmtuYZc3C3m3I24G2GvR5sSDxUyAN2zq8Lfn9EUms6rY3Ob8YeiKkTiBj0",
"dq":"s9lAH9fggBsoFR8Oac2R_E2gw282rT2kGOAhvIllETE1efrA6huUUvMfBcMpn8lqeW6vzznYY5SSQF7pMdC_agI3nG8Ibp1BUb0JUiraRNqUfLhcQb_d9GF4Dh7e74WbRsobRonujTYN1xCaP6TO61jvWrX-L18txXw494Q_cgk",
"qi":"GyM_p6JrXySiz1toFgKbWV-JdI3jQ4ypu9rbMWx3rQJBfmt0FoYzgUIZEVFEcOqwemRN81zoDAaa-Bk0KWNGDjJHZDdDmFhW3AN7lI-puxk_mHZGJ11rxyR8O55XLSe3SPmRfKwZI6yU24ZxvQKFYItdldUKGzO6Ia6zTKhAVRU"})";

Attempt<PrivateKey> another_key(Session& session) {
  const auto numbers = oauth::jose::key_numbers(nlohmann::json::parse(kAnotherKey));
  if (!numbers) return std::unexpected(inconclusive("the other key cannot be read"));
  auto key = session.world().backend.private_key(*numbers);
  if (!key) return std::unexpected(inconclusive("the other key cannot be read"));
  return PrivateKey(*std::move(key));
}

void by_rsa(OAuth1Parts& parts) {
  use_method(parts, SignatureMethod::rsa_sha1);
}

void plaintext(OAuth1Parts& parts) {
  use_method(parts, SignatureMethod::plaintext);
}

Finding refused_by_key(const ResourceTrials& trials, const PrivateKey& key,
                       std::string_view accepted) {
  OAuth1Parts parts = trials.parts();
  parts.client.private_key = key;
  const auto response = trials.answer(std::move(parts), {.before = by_rsa});
  return response ? refused(*response, {}, accepted) : response.error();
}

bool has_tls(const Session& session) {
  return session.target().oauth1_resource.starts_with("https:");
}

// RFC 5849 section 3.4 leaves it to the server which methods there are: 400 says that this one is not.
Finding is_offered(Session& session, ResourceTrial::Change method, std::string_view refused,
                   const TestOAuth1Client* client = nullptr) {
  if (method == plaintext && !has_tls(session)) {
    return unsupported("the resource is not reached over TLS");
  }
  const auto trials = ResourceTrials::begin(session, client);
  if (!trials) return trials.error();
  const auto response = trials->answer({.before = method});
  if (!response) return response.error();
  return response->status == kBadRequest ? unsupported("the server refuses the method with 400")
                                         : taken_as_signed(*response, refused);
}

// The first request of its flow by RSA-SHA1, too: without a token there is none to sign with.
Finding a_right_rsa_signature_is_taken(Session& session) {
  const TestOAuth1Client* const client = rsa_client(session.target());
  if (client == nullptr) return unsupported("there is no client with an RSA key");
  const OAuth1Session oauth1(session);
  OAuth1Parts parts = OAuth1Session::by(*client, oauth1.temporary_parts());
  by_rsa(parts);
  constexpr std::string_view kRefused = "a right RSA-SHA1 signature was refused";
  const auto first = oauth1.sign_and_send(std::move(parts));
  if (!first) return first.error();
  if (!is_success(*first)) return taken_as_signed(*first, kRefused);
  const auto trials = ResourceTrials::begin(session, client);
  if (!trials) return trials.error();
  const auto response = trials->answer({.before = by_rsa});
  return response ? taken_as_signed(*response, kRefused) : response.error();
}

Finding another_key_is_refused(Session& session) {
  const auto key = another_key(session);
  if (!key) return key.error();
  const auto trials = ResourceTrials::begin(session, rsa_client(session.target()));
  if (!trials) return trials.error();
  if (const auto control = trials->control({.before = by_rsa}); !control) return control.error();
  return refused_by_key(*trials, *key, "a signature by another RSA key was accepted");
}

Finding an_rsa_signature_covers_the_request(Session& session) {
  const auto trials = ResourceTrials::begin(session, rsa_client(session.target()));
  if (!trials) return trials.error();
  return refuses_each(
      *trials, by_rsa,
      {{.what = "a parameter of the query", .after = [](auto& parts) { put(parts, kPlainQuery); }},
       {.what = "oauth_nonce",
        .after =
            [](auto& parts) {
              set(parts, "oauth_nonce",
                  with_other_case(parts.protocol.find("oauth_nonce").value_or("")));
            }},
       {.what = "oauth_signature",
        .after = [](auto& parts) { set(parts, "oauth_signature", "AAAA"); }}},
      "an RSA-SHA1 request was accepted that was changed behind its signature");
}

Finding a_hash_of_another_method_is_refused(Session& session) {
  const auto trials = ResourceTrials::begin(session, rsa_client(session.target()));
  if (!trials) return trials.error();
  return refuses_each(
      *trials, by_rsa,
      {{.what = {}, .before = [](auto& parts) { parts.method = SignatureMethod::rsa_sha256; }}},
      "a request that says RSA-SHA1 was accepted with a signature by SHA-256");
}

// Whether the server knows no key of the client or another one: nobody gave it this one.
Finding a_client_without_a_key_is_refused(Session& session) {
  const auto key = another_key(session);
  if (!key) return key.error();
  const auto trials = ResourceTrials::begin(session);
  if (!trials) return trials.error();
  if (const auto control = trials->control({}); !control) return control.error();
  return refused_by_key(*trials, *key, "a client was taken at its word with a key of anybody's");
}

// Anybody has the public key, be it kept with a newline at its end or without.
Finding a_public_key_is_no_secret(Session& session) {
  const auto trials = ResourceTrials::begin(session, rsa_client(session.target()));
  if (!trials) return trials.error();
  if (const auto control = trials->control({.before = by_rsa}); !control) return control.error();
  const auto numbers = trials->parts().client.private_key->public_numbers();
  const auto* rsa = numbers ? std::get_if<oauth::crypto::RsaNumbers>(&*numbers) : nullptr;
  if (rsa == nullptr) return inconclusive("the client's key is no RSA key");
  const std::string pem = public_key_pem(*rsa);
  Worst worst;
  for (const std::string& secret : {pem, pem.substr(0, pem.size() - 1)}) {
    OAuth1Parts parts = trials->parts();
    use_method(parts, SignatureMethod::hmac_sha1);
    parts.client.secret = oauth::Secret(secret);
    const auto response = trials->answer(std::move(parts), {});
    if (worst.add(response
                      ? refused(*response, {}, "the client's public key was taken for its secret")
                      : response.error())) {
      break;
    }
  }
  return worst.finding();
}

Finding plaintext_is_taken(Session& session) {
  return is_offered(session, plaintext, "a right PLAINTEXT request was refused");
}

Finding plaintext_needs_no_nonce(Session& session) {
  if (!has_tls(session)) return unsupported("the resource is not reached over TLS");
  return is_taken(session,
                  {.common = plaintext,
                   .before =
                       [](auto& parts) {
                         leave_out(parts, "oauth_timestamp");
                         leave_out(parts, "oauth_nonce");
                       }},
                  "a PLAINTEXT request without timestamp and nonce was refused");
}

Finding a_wrong_plaintext_is_refused(Session& session) {
  if (!has_tls(session)) return unsupported("the resource is not reached over TLS");
  return refuses_each(
      session, plaintext,
      {{.what = "without the token's secret", .before = [](auto& parts) { parts.token.reset(); }},
       {.what = "without the client's secret",
        .before = [](auto& parts) { parts.client.secret = oauth::Secret(""); }},
       {.what = "empty", .after = [](auto& parts) { set(parts, "oauth_signature", ""); }}},
      "a wrong PLAINTEXT signature was accepted");
}

// Only of servers that are reached over TLS: what one that is under test without it takes for a channel as good as TLS is not ours to say.
Finding plaintext_is_refused_without_tls(Session& session) {
  if (!has_tls(session)) return unsupported("the resource is not reached over TLS");
  const auto trials = ResourceTrials::begin(session);
  if (!trials) return trials.error();
  if (const auto control = trials->control({.common = plaintext}); !control) return control.error();
  const auto response =
      trials->answer({.common = plaintext, .before = [](auto& parts) {
                        parts.request.url.erase(std::string_view("http").size(), 1);
                      }});
  if (!response) return unsupported("nobody answers without TLS");
  return is_success(*response) ? fail("a PLAINTEXT request was accepted without TLS") : pass();
}

Finding hmac_sha256_is_taken(Session& session) {
  return is_offered(
      session, [](auto& parts) { use_method(parts, SignatureMethod::hmac_sha256); },
      "a right HMAC-SHA256 signature was refused");
}

Finding hmac_sha512_is_taken(Session& session) {
  return is_offered(
      session, [](auto& parts) { use_method(parts, SignatureMethod::hmac_sha512); },
      "a right HMAC-SHA512 signature was refused");
}

Finding rsa_sha256_is_taken(Session& session) {
  return is_offered(
      session, [](auto& parts) { use_method(parts, SignatureMethod::rsa_sha256); },
      "a right RSA-SHA256 signature was refused", rsa_client(session.target()));
}

constexpr auto kOauth1MethodsChecks = std::to_array<Check>({
    {"oauth1-methods/a-right-rsa-signature-is-taken",
     "An RSA-SHA1 signature by the key of the client is taken",
     {"RFC5849-3.4.3-2", "RFC5849-4.1-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_rsa, Need::oauth1_resource},
     a_right_rsa_signature_is_taken},
    {"oauth1-methods/another-key-is-refused",
     "An RSA-SHA1 signature by another key is refused",
     {"RFC5849-3.4.3-2", "RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_rsa, Need::oauth1_resource},
     another_key_is_refused},
    {"oauth1-methods/an-rsa-signature-covers-the-request",
     "An RSA-SHA1 signature is refused with a request that was changed behind it",
     {"RFC5849-3.4.3-2", "RFC5849-3.4.1.3.1-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_rsa, Need::oauth1_resource},
     an_rsa_signature_covers_the_request},
    {"oauth1-methods/a-hash-of-another-method-is-refused",
     "An RSA signature by another hash than the one that is named is refused",
     {"RFC5849-3.4.3-2", "RFC5849-3.4-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_rsa, Need::oauth1_resource},
     a_hash_of_another_method_is_refused},
    {"oauth1-methods/a-client-without-a-key-is-refused",
     "RSA-SHA1 is refused to a client whose key it is not signed by",
     {"RFC5849-3.4.3-1", "RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_client_without_a_key_is_refused},
    {"oauth1-methods/a-public-key-is-no-secret",
     "HMAC-SHA1 with the public key of a client as its secret is refused",
     {"RFC5849-3.4.2-2", "RFC5849-3.4.3-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_rsa, Need::oauth1_resource},
     a_public_key_is_no_secret},
    {"oauth1-methods/plaintext-is-taken",
     "A right PLAINTEXT request over TLS is taken",
     {"RFC5849-3.4.4-2", "RFC5849-3.4-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     plaintext_is_taken},
    {"oauth1-methods/plaintext-needs-no-nonce",
     "A PLAINTEXT request without timestamp and nonce is taken",
     {"RFC5849-3.1-11"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     plaintext_needs_no_nonce},
    {"oauth1-methods/a-wrong-plaintext-is-refused",
     "A PLAINTEXT request without one of the two secrets is refused",
     {"RFC5849-3.4.4-2", "RFC5849-3.4.4-3"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_wrong_plaintext_is_refused},
    {"oauth1-methods/plaintext-is-refused-without-tls",
     "PLAINTEXT is refused without TLS",
     {"RFC5849-3.4.4-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     plaintext_is_refused_without_tls},
    {"oauth1-methods/hmac-sha256-is-taken",
     "A right HMAC-SHA256 signature is taken",
     {"EXT-HMAC-SHA256-1", "EXT-HMAC-SHA256-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     hmac_sha256_is_taken},
    {"oauth1-methods/hmac-sha512-is-taken",
     "A right HMAC-SHA512 signature is taken",
     {"EXT-HMAC-SHA512-1", "EXT-HMAC-SHA512-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     hmac_sha512_is_taken},
    {"oauth1-methods/rsa-sha256-is-taken",
     "A right RSA-SHA256 signature is taken",
     {"EXT-RSA-SHA256-1", "EXT-RSA-SHA256-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_rsa, Need::oauth1_resource},
     rsa_sha256_is_taken},
});

}  // namespace

Topic oauth1_methods() {
  return kOauth1MethodsChecks;
}

}  // namespace oauthspec::checks
