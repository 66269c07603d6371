// SPDX-License-Identifier: Apache-2.0
// What an authenticated request has, and whose it is: RFC 5849 sections 3.1 and 3.2.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "harness/reference/oauth1/base_string.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth1 = oauth::oauth1;
namespace steps = oauth::oauth1::steps;
using oauth::Result;
using oauth::message::Parameters;
using oauth::message::Request;
using oauth1::VerificationPolicy;

// With a value in the place of each of these that is missing.
template <std::size_t kCount>
Parameters filled(const Parameters& parameters, const std::array<std::string_view, kCount>& names) {
  Parameters all = parameters;
  for (const std::string_view name : names) {
    if (!all.find(name)) all.add(name, "1");
  }
  return all;
}

Result<void> without_nonce(const Parameters& parameters, const VerificationPolicy& policy) {
  return steps::check_required(filled(parameters, std::array<std::string_view, 1>{"oauth_nonce"}),
                               policy);
}

Result<void> as_it_comes(const Parameters&, const VerificationPolicy&) {
  return {};
}

Result<void> once_or_twice(const Parameters&) {
  return {};
}

Result<void> any_version(const Parameters&) {
  return {};
}

Result<void> version_that_begins_so(const Parameters& parameters) {
  if (!parameters.find("oauth_version").value_or("1.0").starts_with("1.0")) {
    return std::unexpected(oauth::Error{oauth::Errc::version_unsupported, 0});
  }
  return {};
}

Result<void> version_required(const Parameters& parameters) {
  if (parameters.find("oauth_version") != "1.0") {
    return std::unexpected(oauth::Error{oauth::Errc::version_unsupported, 0});
  }
  return {};
}

Result<oauth1::SignatureMethod> hmac_sha1_else(const Parameters& parameters,
                                               const VerificationPolicy& policy) {
  return steps::choose_method(parameters, policy).value_or(oauth1::SignatureMethod::hmac_sha1);
}

Result<oauth1::SignatureMethod> method_without_case(const Parameters& parameters,
                                                    const VerificationPolicy& policy) {
  std::string name(parameters.find("oauth_signature_method").value_or(""));
  std::ranges::transform(name, name.begin(), [](char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  });
  return steps::choose_method({{"oauth_signature_method", name}}, policy);
}

VerificationPolicy no_token(const Surroundings& around, Endpoint endpoint) {
  VerificationPolicy policy = rules::verification_policy(around, endpoint);
  policy.token_required = false;
  return policy;
}

Result<void> any_holder(const oauth1::KnownToken&, const oauth1::KnownClient&) {
  return {};
}

rules::OAuth1TokenKind temporary_everywhere(Endpoint endpoint) {
  return endpoint == Endpoint::temporary_credentials
             ? rules::OAuth1TokenKind::none
             : rules::OAuth1TokenKind::temporary_credentials;
}

Result<void> any_body_hash(const oauth::crypto::Backend&, const Request&, const Parameters&,
                           oauth1::SignatureMethod) {
  return {};
}

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return small;
}

Parameters with_small_names(const Parameters& parameters) {
  Parameters small;
  for (const auto parameter : parameters) {
    small.add(in_small_letters(parameter.name), parameter.value);
  }
  return small;
}

Result<Parameters> names_without_case(const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters small;
  small.authorization_header = with_small_names(collected.authorization_header);
  small.form_body = with_small_names(collected.form_body);
  small.query = with_small_names(collected.query);
  return steps::protocol_parameters(small);
}

// The registry's identifiers are in small letters.
Result<Parameters> client_without_case(const oauth1::RequestParameters& collected) {
  const auto found = steps::protocol_parameters(collected);
  if (!found) return found;
  Parameters parameters;
  for (const auto parameter : *found) {
    parameters.add(parameter.name, parameter.name == "oauth_consumer_key"
                                       ? in_small_letters(parameter.value)
                                       : std::string(parameter.value));
  }
  return parameters;
}

// Forms are hashed like any other body.
Result<void> hash_of_forms_too(const oauth::crypto::Backend& backend, const Request& request,
                               const Parameters& parameters, oauth1::SignatureMethod method) {
  Request plain = request;
  std::erase_if(plain.headers, [](const auto& field) { return field.name == "Content-Type"; });
  return steps::check_body_hash(backend, plain, parameters, method);
}

// As of the protocol's own parameters alone.
Result<std::string> body_hash_unsigned(const Request& request,
                                       const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters rest = collected;
  rest.authorization_header = {};
  for (const auto parameter : collected.authorization_header) {
    if (parameter.name != "oauth_body_hash") rest.authorization_header.add(parameter);
  }
  return oauth1::base_string(request, rest);
}

// Refusals at the resource with one status in the place of another.
template <int kFrom, int kTo>
void refuse_with(const Request&, http::Reply& reply) {
  if (reply.response.status == kFrom) reply.response.status = kTo;
}

// One problem of the extension is answered with 403 where 401 is appropriate.
template <const char* kProblem>
void forbid(const Request&, http::Reply& reply) {
  if (reply.response.body.contains(kProblem)) reply.response.status = 403;
}
constexpr char kClientUnknown[] = "oauth_problem=consumer_key_unknown";
constexpr char kTokenRejected[] = "oauth_problem=token_rejected";
constexpr char kSignatureInvalid[] = "oauth_problem=signature_invalid";

constexpr auto kResource = Endpoint::oauth1_resource;

constexpr std::array kOauth1RequestsDefects = {
    Defect{"oauth1-nonce-not-required", "RFC5849-3.1-5", "A request needs no nonce.",
           [](Rules& rules) { rules.oauth1.check_required = &without_nonce; }},
    Defect{"oauth1-nothing-required", "RFC5849-3.2-8",
           "No parameter is asked for before the credentials are looked up.",
           [](Rules& rules) { rules.oauth1.check_required = &as_it_comes; }},
    Defect{"oauth1-missing-is-forbidden", "RFC5849-3.1-3",
           "Bad requests are refused with 403 where 400 is appropriate.",
           [](Rules& rules) { alter(rules, kResource, &refuse_with<400, 403>); }},
    Defect{"oauth1-parameter-twice", "RFC5849-3.2-9", "A protocol parameter may stand twice.",
           [](Rules& rules) { rules.oauth1.check_duplicates = &once_or_twice; }},
    Defect{"oauth1-unknown-parameter", "RFC5849-3.2-6",
           "Unknown parameters of the protocol's namespace are passed over.",
           [](Rules& rules) { rules.oauth1.check_supported = &as_it_comes; }},
    Defect{"oauth1-unknown-method-is-hmac", "RFC5849-3.2-7",
           "A signature method that it does not know is taken for HMAC-SHA1.",
           [](Rules& rules) { rules.oauth1.choose_method = &hmac_sha1_else; }},
    Defect{"oauth1-method-without-case", "RFC5849-3.1-9",
           "The signature method is compared without case.",
           [](Rules& rules) { rules.oauth1.choose_method = &method_without_case; }},
    Defect{"oauth1-version-unread", "RFC5849-3.2-4", "oauth_version is not looked at.",
           [](Rules& rules) { rules.oauth1.check_version = &any_version; }},
    Defect{"oauth1-version-prefix", "RFC5849-3.2-4",
           "oauth_version may be anything that begins with 1.0.",
           [](Rules& rules) { rules.oauth1.check_version = &version_that_begins_so; }},
    Defect{"oauth1-version-required", "RFC5849-3.1-12",
           "A request without oauth_version is refused.",
           [](Rules& rules) { rules.oauth1.check_version = &version_required; }},
    Defect{"oauth1-client-forbidden", "RFC5849-3.2-10", "An unknown client is refused with 403.",
           [](Rules& rules) { alter(rules, kResource, &forbid<kClientUnknown>); }},
    Defect{"oauth1-token-forbidden", "RFC5849-3.2-11", "An unknown token is refused with 403.",
           [](Rules& rules) { alter(rules, kResource, &forbid<kTokenRejected>); }},
    Defect{"oauth1-signature-forbidden", "RFC5849-3.2-12", "A wrong signature is refused with 403.",
           [](Rules& rules) { alter(rules, kResource, &forbid<kSignatureInvalid>); }},
    Defect{"oauth1-no-token-required", "RFC5849-3.1-2",
           "The resource is given to clients without a token.",
           [](Rules& rules) { rules.oauth1.verification_policy = &no_token; }},
    Defect{"oauth1-token-of-another-client", "RFC5849-3.2-14", "A token is taken from any client.",
           [](Rules& rules) { rules.oauth1.check_holder = &any_holder; }},
    Defect{"oauth1-temporary-credentials-everywhere", "RFC5849-3.2-3",
           "Temporary credentials are taken for token credentials.",
           [](Rules& rules) { rules.oauth1.token_kind = &temporary_everywhere; }},
    Defect{"oauth1-body-hash-unread", "EXT-body-hash-6",
           "oauth_body_hash is not compared with the body.",
           [](Rules& rules) { rules.oauth1.check_body_hash = &any_body_hash; }},
    Defect{"oauth1-names-without-any-case", "RFC5849-3.1-9",
           "Names of protocol parameters are compared without case.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &names_without_case; }},
    Defect{"oauth1-client-without-case", "RFC5849-3.1-9",
           "The identifier of a client is compared without case.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &client_without_case; }},
    Defect{"oauth1-body-hash-of-forms", "EXT-body-hash-7", "A form may have a body hash.",
           [](Rules& rules) { rules.oauth1.check_body_hash = &hash_of_forms_too; }},
    Defect{"oauth1-body-hash-unsigned", "EXT-body-hash-5",
           "oauth_body_hash takes no part in the signature.",
           [](Rules& rules) { rules.oauth1.base_string = &body_hash_unsigned; }},
};

}  // namespace

DefectTopic oauth1_requests() {
  return kOauth1RequestsDefects;
}

}  // namespace oauthspec::provider::defects
