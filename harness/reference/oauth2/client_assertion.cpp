// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/client_assertion.h"

#include <algorithm>

#include "harness/reference/codec/json.h"
#include "harness/reference/jose/jwt.h"
#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/repeated_parameter.h"
#include "harness/reference/oauth2/token_request.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;

constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;

json audience_json(const std::vector<std::string>& audience) {
  return audience.size() == 1 ? json(audience.front()) : json(audience);
}

std::unexpected<Refusal> invalid_request(Errc reason) {
  return std::unexpected(Refusal{"invalid_request", kBadRequest, reason});
}

/// RFC7523-3.1-2, RFC7523-3.2-1
Refusal refusal_of(AssertionUse use, Errc reason) {
  if (use == AssertionUse::authorization_grant) return {"invalid_grant", kBadRequest, reason};
  return {"invalid_client", kUnauthorized, reason};
}

/// The text of the JWT that a request presents.
Judgement<std::string> presented(const message::Parameters& parameters, AssertionUse use) {
  const bool grant = use == AssertionUse::authorization_grant;
  const auto type = parameters.find(grant ? "grant_type" : "client_assertion_type");
  const auto text = parameters.find(grant ? "assertion" : "client_assertion");
  if (has_repeated_parameter(parameters)) return invalid_request(Errc::parameter_duplicated);
  if (!type || !text || text->empty()) return invalid_request(Errc::parameter_missing);
  // RFC7523-2.1-1, RFC7523-2.2-1
  if (*type != (grant ? kJwtGrantType : kJwtAssertionType)) {
    return invalid_request(Errc::parameter_unsupported);
  }
  return std::string(*text);
}

/// RFC7523-3-16: by one of the keys of its issuer, and an algorithm that was agreed on.
Result<void> verify_signature(const crypto::Backend& backend, const jose::Jws& jws,
                              const TrustedIssuer& issuer) {
  const jose::Algorithm* algorithm = jose::algorithm_named(jws.alg());
  if (algorithm == nullptr || std::ranges::find(issuer.algs, jws.alg()) == issuer.algs.end()) {
    return std::unexpected(Error{Errc::algorithm_unsupported, 0});
  }
  const auto kid = jws.header.find("kid");
  Error error{Errc::key_invalid, 0};
  for (const IssuerKey& key : issuer.keys) {
    // RFC 7515 section 4.1.4: a hint which key it is; a key without a name may be any.
    if (kid != jws.header.end() && key.kid && *kid != *key.kid) continue;
    const auto done = jose::verify_jws(backend, jws, *algorithm, key.key);
    if (done) return {};
    if (error.code == Errc::key_invalid) error = done.error();
  }
  return std::unexpected(error);
}

bool meets(const std::vector<std::string>& wanted, const std::vector<std::string>& given) {
  // RFC7523-3-8: simple string comparison.
  return std::ranges::any_of(given, [&wanted](const std::string& one) {
    return std::ranges::find(wanted, one) != wanted.end();
  });
}

/// The claims that RFC 7523 section 3 asks for.
Result<void> check_claims(const jose::Claims& claims, const AssertionContext& context) {
  // RFC7523-3-4, RFC7523-3-6, RFC7523-3-9
  if (!claims.subject || !claims.audience || !claims.expires) {
    return std::unexpected(Error{Errc::claim_missing, 0});
  }
  // RFC7523-3-5
  if (context.use == AssertionUse::client_authentication && *claims.subject != *claims.issuer) {
    return std::unexpected(Error{Errc::subject_mismatch, 0});
  }
  // RFC7523-3-7
  if (!meets(context.audience, *claims.audience)) {
    return std::unexpected(Error{Errc::audience_mismatch, 0});
  }
  // RFC7523-3-10, RFC7523-3-12
  return jose::check_times(claims, context.now, context.leeway);
}

/// All but the request around it.
Result<jose::Claims> verify_jwt(const crypto::Backend& backend, std::string_view text,
                                const AssertionContext& context) {
  const auto jws = jose::parse_jws(text);
  if (!jws) return std::unexpected(jws.error());
  auto claims = jose::claims_of(*jws);
  if (!claims) return claims;
  // RFC7523-3-2, RFC7523-3-3
  if (!claims->issuer) return std::unexpected(Error{Errc::claim_missing, 0});
  const auto issuer = std::ranges::find(context.issuers, *claims->issuer, &TrustedIssuer::issuer);
  if (issuer == context.issuers.end()) return std::unexpected(Error{Errc::issuer_unknown, 0});
  if (auto done = verify_signature(backend, *jws, *issuer); !done) {
    return std::unexpected(done.error());
  }
  if (auto done = check_claims(*claims, context); !done) return std::unexpected(done.error());
  return claims;
}

}  // namespace

Result<std::string> make_client_assertion(const crypto::Backend& backend, std::string_view alg,
                                          const jose::SigningKey& key,
                                          const std::optional<std::string>& kid,
                                          const AssertionClaims& claims) {
  // RFC7523-3-2, RFC7523-3-4, RFC7523-3-6
  if (claims.issuer.empty() || claims.subject.empty() || claims.audience.empty()) {
    return std::unexpected(Error{Errc::claim_missing, 0});
  }
  json payload{{"iss", claims.issuer},
               {"sub", claims.subject},
               {"aud", audience_json(claims.audience)},
               {"exp", claims.expires}};  // RFC7523-3-9
  if (claims.issued) payload["iat"] = *claims.issued;
  if (claims.not_before) payload["nbf"] = *claims.not_before;
  if (claims.id) payload["jti"] = *claims.id;
  for (const auto& [name, value] : claims.others.items()) {
    if (!payload.emplace(name, value).second) return std::unexpected(Error{Errc::claim_invalid, 0});
  }
  json header{{"alg", alg}, {"typ", "JWT"}};
  if (kid) header["kid"] = *kid;
  const auto text = codec::write_json(payload);
  if (!text) return std::unexpected(text.error());
  // RFC7523-3-15
  return jose::sign_jws(backend, header, *text, key);
}

Judgement<std::string> verify_assertion(const crypto::Backend& backend,
                                        const message::Parameters& parameters,
                                        const AssertionContext& context, UsedIds& used) {
  const auto text = presented(parameters, context.use);
  if (!text) return text;
  auto claims = verify_jwt(backend, *text, context);
  if (!claims) return std::unexpected(refusal_of(context.use, claims.error().code));
  // RFC7521-4.2.1-1: one mechanism of client authentication.
  const std::string_view secret = parameters.find("client_secret").value_or("");
  if (context.use == AssertionUse::client_authentication && !secret.empty()) {
    return std::unexpected(refusal_of(context.use, Errc::credentials_invalid));
  }
  // RFC7521-4.2-3
  const auto client_id = parameters.find("client_id");
  if (context.use == AssertionUse::client_authentication && client_id &&
      *client_id != *claims->subject) {
    return std::unexpected(refusal_of(context.use, Errc::subject_mismatch));
  }
  // RFC7523-3-14
  if (claims->id && !used.emplace(*claims->issuer, *claims->id).second) {
    return std::unexpected(refusal_of(context.use, Errc::jti_used));
  }
  return *std::move(claims->subject);
}

}  // namespace oauth::oauth2
