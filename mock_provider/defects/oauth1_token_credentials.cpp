// SPDX-License-Identifier: Apache-2.0
// The endpoint that gives token credentials: RFC 5849 section 2.3.
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/oauth1_replies.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth1 = oauth::oauth1;
namespace steps = oauth::oauth1::steps;
using oauth::Result;
using oauth::message::Parameters;
using oauth1::VerificationPolicy;

constexpr auto kToken = Endpoint::token_credentials;

VerificationPolicy without_tls(const Surroundings& around, Endpoint endpoint) {
  VerificationPolicy policy = rules::verification_policy(around, endpoint);
  policy.tls_required = policy.tls_required && endpoint != kToken;
  return policy;
}

VerificationPolicy no_token_here(const Surroundings& around, Endpoint endpoint) {
  VerificationPolicy policy = rules::verification_policy(around, endpoint);
  policy.token_required = policy.token_required && endpoint != kToken;
  return policy;
}

Result<void> any_client(const oauth1::KnownToken&, const oauth1::KnownClient&) {
  return {};
}

bool always_unused(const TemporaryRecord&) {
  return true;
}

OAuth1Judgement<void> always_authorizable(const Surroundings&, const TemporaryRecord&) {
  return {};
}

void decide_anew(TemporaryRecord& record, Decision decision, std::string_view subject,
                 std::string_view verifier) {
  rules::record_decision(record, decision, subject, verifier);
  record.exchanged = false;
}

void revive_used_ones(Rules& rules) {
  rules.oauth1.check_authorizable = &always_authorizable;
  rules.oauth1.record_decision = &decide_anew;
}

void give_the_temporary_ones(Rules& rules) {
  const auto seen = watch_temporary_credentials(rules);
  edit_credentials(rules, kToken, [seen](const oauth::message::Request& request, Parameters& form) {
    const auto found = seen->find(in_request(request, "oauth_token"));
    if (found != seen->end()) {
      form = {{"oauth_token", found->first}, {"oauth_token_secret", found->second.secret}};
    }
  });
}

TemporaryRecord of_a_century(const Surroundings& around, const ClientRecord& client,
                             std::string_view callback) {
  constexpr Seconds kCentury = Seconds{100} * 365 * 24 * 3600;
  TemporaryRecord record = rules::temporary_record(around, client, callback);
  record.expires = around.now + kCentury;
  return record;
}

bool is_token_request(std::string_view base_string) {
  return base_string.find("oauth_verifier") != std::string_view::npos;
}

// What a request is signed with is compared with or without the token secret.
Result<bool> without_secret_too(const oauth::crypto::Backend& backend,
                                oauth1::SignatureMethod method, const oauth1::KnownClient& client,
                                const std::optional<oauth1::KnownToken>& token,
                                std::string_view base_string, std::string_view signature) {
  auto right = steps::signature_matches(backend, method, client, token, base_string, signature);
  return right && *right ? right
                         : steps::signature_matches(backend, method, client, std::nullopt,
                                                    base_string, signature);
}

Result<bool> temporary_secret_optional(const oauth::crypto::Backend& backend,
                                       oauth1::SignatureMethod method,
                                       const oauth1::KnownClient& client,
                                       const std::optional<oauth1::KnownToken>& token,
                                       std::string_view base_string, std::string_view signature) {
  const auto compare =
      is_token_request(base_string) ? &without_secret_too : &steps::signature_matches;
  return compare(backend, method, client, token, base_string, signature);
}

Result<bool> token_secret_optional(const oauth::crypto::Backend& backend,
                                   oauth1::SignatureMethod method,
                                   const oauth1::KnownClient& client,
                                   const std::optional<oauth1::KnownToken>& token,
                                   std::string_view base_string, std::string_view signature) {
  const auto compare =
      is_token_request(base_string) ? &steps::signature_matches : &without_secret_too;
  return compare(backend, method, client, token, base_string, signature);
}

Result<bool> any_signature_with_verifier(const oauth::crypto::Backend& backend,
                                         oauth1::SignatureMethod method,
                                         const oauth1::KnownClient& client,
                                         const std::optional<oauth1::KnownToken>& token,
                                         std::string_view base_string, std::string_view signature) {
  return is_token_request(base_string)
             ? Result<bool>(true)
             : steps::signature_matches(backend, method, client, token, base_string, signature);
}

Result<void> once_or_twice_with_verifier(const Parameters& parameters) {
  return parameters.find("oauth_verifier") ? Result<void>() : steps::check_duplicates(parameters);
}

Result<Parameters> verifier_not_in_the_body(const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters rest = collected;
  if (rest.form_body.find("oauth_verifier")) rest.form_body = {};
  return steps::protocol_parameters(rest);
}

Result<Parameters> verifier_not_in_the_query(const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters rest = collected;
  if (rest.query.find("oauth_verifier")) rest.query = {};
  return steps::protocol_parameters(rest);
}

// So short that a computer tries all of them out.
std::string eight_digits(oauth::RandomSource& random) {
  std::array<std::uint8_t, 8> octets{};
  random.fill(octets);
  std::string text;
  for (const std::uint8_t octet : octets) text += static_cast<char>('0' + octet % 10);
  return text;
}

constexpr std::array kOauth1TokenCredentialsDefects = {
    Defect{"oauth1-token-created", "RFC5849-2.3-9",
           "Token credentials are given with the status 201.",
           [](Rules& rules) { answer_with(rules, kToken, 201, 200); }},
    Defect{"oauth1-token-as-text", "RFC5849-2.3-9", "Token credentials are given as text/html.",
           [](Rules& rules) { write_field(rules, kToken, "Content-Type", "text/html"); }},
    Defect{"oauth1-token-without-identifier", "RFC5849-2.3-10",
           "Token credentials have no identifier.",
           [](Rules& rules) { write_credentials(rules, kToken, "oauth_token", ""); }},
    Defect{"oauth1-token-without-secret", "RFC5849-2.3-11",
           "Token credentials have no shared-secret.",
           [](Rules& rules) { write_credentials(rules, kToken, "oauth_token_secret", ""); }},
    Defect{"oauth1-temporary-of-another-client", "RFC5849-2.3-5",
           "Any client may use temporary credentials.",
           [](Rules& rules) { rules.oauth1.check_holder = &any_client; }},
    Defect{"oauth1-temporary-used-again", "RFC5849-2.3-7",
           "Temporary credentials may be used any number of times.",
           [](Rules& rules) { rules.oauth1.is_unused = &always_unused; }},
    Defect{"oauth1-used-revived", "RFC5849-2-1",
           "Temporary credentials that were used can be authorized, and used, once more.",
           &revive_used_ones},
    Defect{"oauth1-temporary-live-on", "RFC5849-2-1",
           "The temporary credentials are given as token credentials.", &give_the_temporary_ones},
    Defect{"oauth1-used-forbidden", "RFC5849-3.2-11",
           "Temporary credentials that were used are refused with 403.",
           [](Rules& rules) { refuse_with(rules, kToken, "token_used", 403); }},
    Defect{"oauth1-temporary-not-found", "RFC5849-3.2-11",
           "Temporary credentials that were given to nobody are refused with 404.",
           [](Rules& rules) { refuse_with(rules, kToken, "token_rejected", 404); }},
    Defect{"oauth1-temporary-of-a-century", "RFC5849-2.3-6",
           "Temporary credentials do not expire when they should.",
           [](Rules& rules) { rules.oauth1.temporary_record = &of_a_century; }},
    Defect{"oauth1-temporary-secret-optional", "RFC5849-2.3-2",
           "A request for token credentials need not be signed with the temporary ones' secret.",
           [](Rules& rules) { rules.oauth1.signature_matches = &temporary_secret_optional; }},
    Defect{"oauth1-resource-without-token-secret", "RFC5849-2.3-11",
           "A request for the resource need not be signed with the token secret.",
           [](Rules& rules) { rules.oauth1.signature_matches = &token_secret_optional; }},
    Defect{"oauth1-token-unverified", "RFC5849-2.3-4",
           "A verification code gets token credentials whatever the signature is.",
           [](Rules& rules) { rules.oauth1.signature_matches = &any_signature_with_verifier; }},
    Defect{"oauth1-token-signature-forbidden", "RFC5849-3.2-12",
           "A wrong signature is refused with 403, where token credentials are given.",
           [](Rules& rules) { refuse_with(rules, kToken, "signature_invalid", 403); }},
    Defect{"oauth1-token-client-not-found", "RFC5849-3.2-10",
           "An unknown client is refused with 404, where token credentials are given.",
           [](Rules& rules) { refuse_with(rules, kToken, "consumer_key_unknown", 404); }},
    Defect{"oauth1-no-temporary-credentials", "RFC5849-2.3-15",
           "A request for token credentials without oauth_token is verified as if it had one.",
           [](Rules& rules) { rules.oauth1.verification_policy = &no_token_here; }},
    Defect{"oauth1-token-twice", "RFC5849-3.2-9",
           "A request with a verification code may have its other parameters twice.",
           [](Rules& rules) { rules.oauth1.check_duplicates = &once_or_twice_with_verifier; }},
    Defect{
        "oauth1-token-method-unauthorized", "RFC5849-3.2-7",
        "An unsupported signature method is refused with 401, where token credentials are given.",
        [](Rules& rules) { refuse_with(rules, kToken, "signature_method_rejected", 401); }},
    Defect{"oauth1-verifier-not-in-the-body", "RFC5849-2.3-14",
           "oauth_verifier is not looked for in the body.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &verifier_not_in_the_body; }},
    Defect{"oauth1-verifier-not-in-the-query", "RFC5849-2.3-14",
           "oauth_verifier is not looked for in the query.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &verifier_not_in_the_query; }},
    Defect{"oauth1-token-for-caches", "RFC5849-4.4-1",
           "Caches are told that they may store token credentials.",
           [](Rules& rules) { write_field(rules, kToken, "Cache-Control", "max-age=600"); }},
    Defect{"oauth1-secrets-of-eight-digits", "RFC5849-4.9-1",
           "Identifiers and shared-secrets have eight digits.",
           [](Rules& rules) { rules.oauth1.make_credential = &eight_digits; }},
    Defect{"oauth1-token-without-tls", "RFC5849-2.3-3", "Token credentials are given without TLS.",
           [](Rules& rules) { rules.oauth1.verification_policy = &without_tls; }},
};

}  // namespace

DefectTopic oauth1_token_credentials() {
  return kOauth1TokenCredentialsDefects;
}

}  // namespace oauthspec::provider::defects
