// SPDX-License-Identifier: Apache-2.0
// The endpoint that gives temporary credentials: RFC 5849 section 2.1.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "harness/reference/codec/percent.h"
#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/oauth1_replies.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth1 = oauth::oauth1;
namespace steps = oauth::oauth1::steps;
using oauth::Errc;
using oauth::Result;
using oauth::message::Parameters;
using oauth1::VerificationPolicy;

constexpr auto kTemporary = Endpoint::temporary_credentials;

void rename_identifier(const oauth::message::Request&, Parameters& form) {
  Parameters edited;
  for (const auto parameter : form) {
    edited.add(parameter.name == "oauth_token" ? "oauth_key" : parameter.name, parameter.value);
  }
  form = edited;
}

VerificationPolicy no_callback_required(const Surroundings& around, Endpoint endpoint) {
  VerificationPolicy policy = rules::verification_policy(around, endpoint);
  std::erase(policy.required, "oauth_callback");
  return policy;
}

VerificationPolicy without_tls(const Surroundings& around, Endpoint endpoint) {
  VerificationPolicy policy = rules::verification_policy(around, endpoint);
  policy.tls_required = policy.tls_required && endpoint != kTemporary;
  return policy;
}

OAuth1Judgement<void> callback_if_there(const ClientRecord& client, std::string_view callback) {
  return callback.empty() ? OAuth1Judgement<void>() : rules::check_callback(client, callback);
}

OAuth1Judgement<void> any_callback(const ClientRecord&, std::string_view) {
  return {};
}

OAuth1Judgement<void> oob_in_any_case(const ClientRecord& client, std::string_view callback) {
  std::string small(callback);
  std::ranges::transform(small, small.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return rules::check_callback(client, small == "oob" ? small : callback);
}

OAuth1Judgement<void> uris_only(const ClientRecord& client, std::string_view callback) {
  return rules::check_callback(client, callback == "oob" ? std::string_view() : callback);
}

Result<void> no_empty_token(const Parameters& parameters, const VerificationPolicy& policy) {
  if (parameters.find("oauth_token") == "") {
    return std::unexpected(oauth::Error{Errc::parameter_unsupported, 0});
  }
  return steps::check_supported(parameters, policy);
}

Result<bool> client_secret_twice(const oauth::crypto::Backend& backend,
                                 oauth1::SignatureMethod method, const oauth1::KnownClient& client,
                                 const std::optional<oauth1::KnownToken>& token,
                                 std::string_view base_string, std::string_view signature) {
  const oauth1::KnownToken instead{{}, client.secret.value_or(oauth::Secret()), client.key, {}};
  return steps::signature_matches(backend, method, client, token ? token : instead, base_string,
                                  signature);
}

Result<bool> any_signature_without_token(const oauth::crypto::Backend& backend,
                                         oauth1::SignatureMethod method,
                                         const oauth1::KnownClient& client,
                                         const std::optional<oauth1::KnownToken>& token,
                                         std::string_view base_string, std::string_view signature) {
  return !token ? Result<bool>(true)
                : steps::signature_matches(backend, method, client, token, base_string, signature);
}

Result<void> once_or_twice_with_callback(const Parameters& parameters) {
  return parameters.find("oauth_callback") ? Result<void>() : steps::check_duplicates(parameters);
}

Result<oauth1::SignatureMethod> hmac_sha1_with_callback(const Parameters& parameters,
                                                        const VerificationPolicy& policy) {
  const auto method = steps::choose_method(parameters, policy);
  return parameters.find("oauth_callback") && !method ? oauth1::SignatureMethod::hmac_sha1 : method;
}

Result<Parameters> callback_not_in_the_body(const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters rest = collected;
  if (rest.form_body.find("oauth_callback")) rest.form_body = {};
  return steps::protocol_parameters(rest);
}

Result<Parameters> callback_not_in_the_query(const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters rest = collected;
  if (rest.query.find("oauth_callback")) rest.query = {};
  return steps::protocol_parameters(rest);
}

// Protocol parameters are decoded where they are read, and once more for the signature.
Result<std::string> decoded_twice(const oauth::message::Request& request,
                                  const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters again = collected;
  again.authorization_header = {};
  for (const auto parameter : collected.authorization_header) {
    std::string value(parameter.value);
    if (auto decoded = oauth::codec::percent_decode(value)) value = *std::move(decoded);
    again.authorization_header.add(parameter.name, value);
  }
  return rules::base_string(request, again);
}

// As a counter is written that everybody can see.
void count_secrets(Rules& rules) {
  const auto counter = std::make_shared<unsigned>(1000);
  edit_credentials(rules, kTemporary, [counter](const oauth::message::Request&, Parameters& form) {
    Parameters edited;
    for (const auto parameter : form) {
      edited.add(parameter.name, parameter.name == "oauth_token_secret"
                                     ? "secret-of-request-" + std::to_string(++*counter)
                                     : std::string(parameter.value));
    }
    form = edited;
  });
}

constexpr std::array kOauth1TemporaryCredentialsDefects = {
    Defect{"oauth1-temporary-created", "RFC5849-2.1-8",
           "Temporary credentials are given with the status 201.",
           [](Rules& rules) { answer_with(rules, kTemporary, 201, 200); }},
    Defect{"oauth1-temporary-as-text", "RFC5849-2.1-8",
           "Temporary credentials are given as text/html.",
           [](Rules& rules) { write_field(rules, kTemporary, "Content-Type", "text/html"); }},
    Defect{"oauth1-temporary-without-identifier", "RFC5849-2.1-9",
           "The identifier of temporary credentials has another name.",
           [](Rules& rules) { edit_credentials(rules, kTemporary, &rename_identifier); }},
    Defect{"oauth1-temporary-identifier-again", "RFC5849-2.1-9",
           "Every request gets the same temporary credentials.",
           [](Rules& rules) {
             write_credentials(rules, kTemporary, "oauth_token", "temporary-credentials");
           }},
    Defect{"oauth1-temporary-without-secret", "RFC5849-2.1-10",
           "Temporary credentials have no shared-secret.",
           [](Rules& rules) { write_credentials(rules, kTemporary, "oauth_token_secret", ""); }},
    Defect{
        "oauth1-callback-not-confirmed", "RFC5849-2.1-11",
        "The response does not say that the callback was taken.",
        [](Rules& rules) { write_credentials(rules, kTemporary, "oauth_callback_confirmed", ""); }},
    Defect{"oauth1-callback-confirmed-by-1", "RFC5849-2.1-11",
           "oauth_callback_confirmed has the value 1.",
           [](Rules& rules) {
             write_credentials(rules, kTemporary, "oauth_callback_confirmed", "1");
           }},
    Defect{"oauth1-callback-optional", "RFC5849-2.1-2",
           "Temporary credentials are given without a callback.",
           [](Rules& rules) {
             rules.oauth1.verification_policy = &no_callback_required;
             rules.oauth1.check_callback = &callback_if_there;
           }},
    Defect{"oauth1-callback-any-text", "RFC5849-2.1-3", "A callback may be any text.",
           [](Rules& rules) { rules.oauth1.check_callback = &any_callback; }},
    Defect{"oauth1-oob-without-case", "RFC5849-2.1-3", "\"OOB\" is taken for \"oob\".",
           [](Rules& rules) { rules.oauth1.check_callback = &oob_in_any_case; }},
    Defect{"oauth1-oob-unknown", "RFC5849-2.1-3", "Every client must name a URI as its callback.",
           [](Rules& rules) { rules.oauth1.check_callback = &uris_only; }},
    Defect{"oauth1-parameters-decoded-twice", "RFC5849-3.6-6",
           "Protocol parameters are decoded twice before they are signed.",
           [](Rules& rules) { rules.oauth1.base_string = &decoded_twice; }},
    Defect{"oauth1-empty-token-refused", "RFC5849-2.1-5",
           "An empty oauth_token is refused where there is none yet.",
           [](Rules& rules) { rules.oauth1.check_supported = &no_empty_token; }},
    Defect{"oauth1-client-secret-twice", "RFC5849-2.1-4",
           "The client secret takes the token secret's place where there is no token.",
           [](Rules& rules) { rules.oauth1.signature_matches = &client_secret_twice; }},
    Defect{"oauth1-temporary-unverified", "RFC5849-2.1-7",
           "Temporary credentials are given whatever the signature is.",
           [](Rules& rules) { rules.oauth1.signature_matches = &any_signature_without_token; }},
    Defect{"oauth1-temporary-signature-forbidden", "RFC5849-3.2-12",
           "A wrong signature is refused with 403, where temporary credentials are given.",
           [](Rules& rules) { refuse_with(rules, kTemporary, "signature_invalid", 403); }},
    Defect{"oauth1-temporary-client-not-found", "RFC5849-3.2-10",
           "An unknown client is refused with 404, where temporary credentials are given.",
           [](Rules& rules) { refuse_with(rules, kTemporary, "consumer_key_unknown", 404); }},
    Defect{"oauth1-temporary-missing-unauthorized", "RFC5849-3.2-8",
           "Missing parameters are refused with 401, where temporary credentials are given.",
           [](Rules& rules) { refuse_with(rules, kTemporary, "parameter_absent", 401); }},
    Defect{"oauth1-temporary-twice", "RFC5849-3.2-9",
           "A request with a callback may have its other parameters twice.",
           [](Rules& rules) { rules.oauth1.check_duplicates = &once_or_twice_with_callback; }},
    Defect{"oauth1-temporary-method-unread", "RFC5849-3.2-7",
           "A request with a callback is taken to be signed by HMAC-SHA1.",
           [](Rules& rules) { rules.oauth1.choose_method = &hmac_sha1_with_callback; }},
    Defect{"oauth1-callback-not-in-the-body", "RFC5849-2.1-13",
           "oauth_callback is not looked for in the body.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &callback_not_in_the_body; }},
    Defect{"oauth1-callback-not-in-the-query", "RFC5849-2.1-13",
           "oauth_callback is not looked for in the query.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &callback_not_in_the_query; }},
    Defect{"oauth1-temporary-for-caches", "RFC5849-4.4-1",
           "Caches are told that they may store temporary credentials.",
           [](Rules& rules) {
             write_field(rules, kTemporary, "Cache-Control", "public, max-age=600");
           }},
    Defect{"oauth1-temporary-secrets-counted", "RFC5849-4.9-1",
           "The shared-secrets of temporary credentials are numbers in their order.",
           &count_secrets},
    Defect{"oauth1-temporary-without-tls", "RFC5849-2.1-6",
           "Temporary credentials are given without TLS.",
           [](Rules& rules) { rules.oauth1.verification_policy = &without_tls; }},
};

}  // namespace

DefectTopic oauth1_temporary_credentials() {
  return kOauth1TemporaryCredentialsDefects;
}

}  // namespace oauthspec::provider::defects
