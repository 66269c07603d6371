// SPDX-License-Identifier: Apache-2.0
// Authenticated requests: RFC 5849 sections 3.1 to 3.3 and 3.5.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
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

Result<void> any_timestamp(const Parameters&) {
  return {};
}

bool always_fresh(std::uint64_t, std::chrono::sys_seconds, std::chrono::seconds) {
  return true;
}

bool fresh_in_milliseconds(std::uint64_t timestamp, std::chrono::sys_seconds now,
                           std::chrono::seconds window) {
  return steps::is_fresh(timestamp / 1000, now, window);
}

VerificationPolicy wide_window(const Surroundings& around, Endpoint endpoint) {
  VerificationPolicy policy = rules::verification_policy(around, endpoint);
  policy.window = std::chrono::years(100);
  return policy;
}

VerificationPolicy no_token(const Surroundings& around, Endpoint endpoint) {
  VerificationPolicy policy = rules::verification_policy(around, endpoint);
  policy.token_required = false;
  return policy;
}

bool forget_nonce(oauth1::NonceStore&, const oauth1::NonceUse&) {
  return true;
}

bool nonce_of_tokens_only(oauth1::NonceStore& nonces, const oauth1::NonceUse& use) {
  return use.token.empty() || nonces.remember(use);
}

bool nonce_without_timestamp(oauth1::NonceStore& nonces, const oauth1::NonceUse& use) {
  return nonces.remember(
      {std::numeric_limits<std::uint64_t>::max(), use.client, use.token, use.nonce});
}

bool nonce_without_token(oauth1::NonceStore& nonces, const oauth1::NonceUse& use) {
  return nonces.remember({use.timestamp, use.client, "", use.nonce});
}

bool nonce_without_client(oauth1::NonceStore& nonces, const oauth1::NonceUse& use) {
  return nonces.remember({use.timestamp, "", use.token, use.nonce});
}

bool without_nonces(oauth1::SignatureMethod) {
  return false;
}

Result<void> any_holder(const oauth1::KnownToken&, const oauth1::KnownClient&) {
  return {};
}

rules::OAuth1TokenKind temporary_everywhere(Endpoint endpoint) {
  return endpoint == Endpoint::temporary_credentials
             ? rules::OAuth1TokenKind::none
             : rules::OAuth1TokenKind::temporary_credentials;
}

Result<Parameters> from_every_place(const oauth1::RequestParameters& collected) {
  Parameters found;
  for (const auto* place :
       {&collected.authorization_header, &collected.form_body, &collected.query}) {
    for (const auto parameter : *place) {
      if (oauth1::is_protocol_parameter(parameter.name)) found.add(parameter);
    }
  }
  return found;
}

Result<Parameters> not_from_the_query(const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters rest = collected;
  rest.query = {};
  return steps::protocol_parameters(rest);
}

Result<Parameters> not_from_the_body(const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters rest = collected;
  rest.form_body = {};
  return steps::protocol_parameters(rest);
}

Result<oauth1::RequestParameters> scheme_with_case(const Request& request) {
  Request rest = request;
  std::erase_if(rest.headers, [](const auto& field) {
    return field.name == "Authorization" && !field.value.starts_with("OAuth ");
  });
  return oauth1::collect_parameters(rest);
}

Result<std::string> realm_signed(const Request& request,
                                 const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters all = collected;
  if (all.realm) all.query.add("realm", *all.realm);
  return oauth1::base_string(request, all);
}

Result<void> any_body_hash(const oauth::crypto::Backend&, const Request&, const Parameters&,
                           oauth1::SignatureMethod) {
  return {};
}

// Refusals at the resource with one status in the place of another.
template <int kFrom, int kTo>
void refuse_with(const Request&, http::Reply& reply) {
  if (reply.response.status == kFrom) reply.response.status = kTo;
}

void without_cache_control(const Request&, http::Reply& reply) {
  std::erase_if(reply.response.headers,
                [](const auto& field) { return field.name == "Cache-Control"; });
}

// One problem of the extension is answered with 403 where 401 is appropriate.
template <const char* kProblem>
void forbid(const Request&, http::Reply& reply) {
  if (reply.response.body.contains(kProblem)) reply.response.status = 403;
}
constexpr char kClientUnknown[] = "oauth_problem=consumer_key_unknown";
constexpr char kTokenRejected[] = "oauth_problem=token_rejected";
constexpr char kNonceUsed[] = "oauth_problem=nonce_used";
constexpr char kSignatureInvalid[] = "oauth_problem=signature_invalid";

constexpr auto kResource = Endpoint::oauth1_resource;

constexpr std::array kDefects = {
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
    Defect{"oauth1-timestamp-any-text", "RFC5849-3.3-1",
           "oauth_timestamp is read up to its first character that is no digit.",
           [](Rules& rules) { rules.oauth1.check_timestamp = &any_timestamp; }},
    Defect{"oauth1-timestamp-unread", "RFC5849-3.3-4",
           "A request is fresh whatever its timestamp is.",
           [](Rules& rules) { rules.oauth1.is_fresh = &always_fresh; }},
    Defect{"oauth1-window-of-a-century", "RFC5849-3.3-4",
           "Timestamps may lie a hundred years away.",
           [](Rules& rules) { rules.oauth1.verification_policy = &wide_window; }},
    Defect{"oauth1-milliseconds", "RFC5849-3.3-2", "Timestamps are read in milliseconds.",
           [](Rules& rules) { rules.oauth1.is_fresh = &fresh_in_milliseconds; }},
    Defect{"oauth1-nonce-forgotten", "RFC5849-3.2-2", "No nonce is remembered.",
           [](Rules& rules) { rules.oauth1.remember_nonce = &forget_nonce; }},
    Defect{"oauth1-nonce-of-tokens-only", "RFC5849-3.2-2",
           "Nonces of requests without a token are not remembered.",
           [](Rules& rules) { rules.oauth1.remember_nonce = &nonce_of_tokens_only; }},
    Defect{"oauth1-nonces-unused", "RFC5849-3.2-13", "Every signature method does without nonces.",
           [](Rules& rules) { rules.oauth1.uses_nonce = &without_nonces; }},
    Defect{"oauth1-nonce-without-timestamp", "RFC5849-3.3-5",
           "A nonce is refused whatever timestamp it comes with.",
           [](Rules& rules) { rules.oauth1.remember_nonce = &nonce_without_timestamp; }},
    Defect{"oauth1-nonce-without-token", "RFC5849-3.3-5",
           "A nonce is refused whatever token it comes with.",
           [](Rules& rules) { rules.oauth1.remember_nonce = &nonce_without_token; }},
    Defect{"oauth1-nonce-without-client", "RFC5849-3.3-5",
           "A nonce is refused whichever client it comes from.",
           [](Rules& rules) { rules.oauth1.remember_nonce = &nonce_without_client; }},
    Defect{"oauth1-client-forbidden", "RFC5849-3.2-10", "An unknown client is refused with 403.",
           [](Rules& rules) { alter(rules, kResource, &forbid<kClientUnknown>); }},
    Defect{"oauth1-token-forbidden", "RFC5849-3.2-11", "An unknown token is refused with 403.",
           [](Rules& rules) { alter(rules, kResource, &forbid<kTokenRejected>); }},
    Defect{"oauth1-nonce-forbidden", "RFC5849-3.2-13", "A used nonce is refused with 403.",
           [](Rules& rules) { alter(rules, kResource, &forbid<kNonceUsed>); }},
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
    Defect{"oauth1-places-mixed", "RFC5849-3.5-2",
           "Protocol parameters are gathered from all places.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &from_every_place; }},
    Defect{"oauth1-query-no-place", "RFC5849-3.5.3-1",
           "Protocol parameters in the query are passed over.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &not_from_the_query; }},
    Defect{"oauth1-body-no-place", "RFC5849-3.5-1",
           "Protocol parameters in the body are passed over.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &not_from_the_body; }},
    Defect{"oauth1-cacheable", "RFC5849-4.4-1",
           "Nothing keeps an authenticated answer from caches.",
           [](Rules& rules) { alter(rules, kResource, &without_cache_control); }},
    Defect{"oauth1-scheme-with-case", "RFC5849-3.5.1-4",
           "The scheme of the Authorization header field is compared with its case.",
           [](Rules& rules) { rules.oauth1.collect_parameters = &scheme_with_case; }},
    Defect{"oauth1-realm-signed", "RFC5849-3.5.1-5", "The realm takes part in the signature.",
           [](Rules& rules) { rules.oauth1.base_string = &realm_signed; }},
    Defect{"oauth1-body-hash-unread", "EXT-body-hash-6",
           "oauth_body_hash is not compared with the body.",
           [](Rules& rules) { rules.oauth1.check_body_hash = &any_body_hash; }},
};

}  // namespace

DefectTopic oauth1_requests() {
  return kDefects;
}

}  // namespace oauthspec::provider::defects
