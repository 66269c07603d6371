// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "harness/adapter/reference/oauth2_shapes.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth2/assertions.h"
#include "harness/defects/oauth2/remembered.h"
#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/token_request.h"

namespace oauthspec::defects::oauth2 {
namespace {

using adapter::items_of;

std::unexpected<Refusal> invalid_request(Errc reason) {
  return std::unexpected(Refusal{"invalid_request", 400, reason});
}

Judgement<std::string> presented(const Parameters& parameters, bool grant) {
  const auto type = parameters.find(grant ? "grant_type" : "client_assertion_type");
  const auto text = parameters.find(grant ? "assertion" : "client_assertion");
  if (parameters.has_duplicate_name()) return invalid_request(Errc::parameter_duplicated);
  if (!type || !text || text->empty()) return invalid_request(Errc::parameter_missing);
  if (*type != (grant ? oauth::oauth2::kJwtGrantType : oauth::oauth2::kJwtAssertionType))
    return invalid_request(Errc::parameter_unsupported);
  return std::string(*text);
}

Result<void> check_beside(const Parameters& parameters, const Claims& claims) {
  if (!parameters.find("client_secret").value_or("").empty())
    return refusal(Errc::credentials_invalid);
  const auto client_id = parameters.find("client_id");
  if (client_id && *client_id != *claims.subject) return refusal(Errc::subject_mismatch);
  return {};
}

const Issuer* find_issuer(const AssertionServer& server, const json& payload) {
  const auto found = std::ranges::find_if(server.issuers, [&](const Issuer& issuer) {
    return payload.contains("iss") && payload.at("iss") == issuer.name;
  });
  return found == server.issuers.end() ? nullptr : &*found;
}

Errc why_unknown(const json& payload) {
  if (!payload.contains("iss")) return Errc::claim_missing;
  return payload.at("iss").is_string() ? Errc::issuer_unknown : Errc::claim_invalid;
}

bool is_registered(const Issuer& issuer, const UnverifiedJwt& jwt) {
  return std::ranges::any_of(issuer.algs,
                             [&](const std::string& alg) { return jwt.header.at("alg") == alg; });
}

std::vector<Verifier> keys_for(const AssertionServer& /*server*/, const Issuer& issuer,
                               const json& header) {
  std::vector<Verifier> keys = issuer.keys;
  std::erase_if(keys, [&](const Verifier& key) {
    return header.contains("kid") && key.kid && header.at("kid") != *key.kid;
  });
  return keys;
}

json as_it_is(const json& payload) {
  return payload;
}

Result<void> check_required(const Claims& claims) {
  if (!claims.subject || !claims.audience || !claims.expires) return refusal(Errc::claim_missing);
  return {};
}

bool is_subject(const Claims& claims, bool grant) {
  return grant || claims.subject == claims.issuer;
}

bool is_audience(string_view wanted, string_view given) {
  return wanted == given;
}

bool is_meant(const Assertions& library, const AssertionServer& server, const Claims& claims) {
  return std::ranges::any_of(*claims.audience, [&](const std::string& given) {
    return std::ranges::any_of(server.audience, [&](const std::string& wanted) {
      return library.is_audience(wanted, given);
    });
  });
}

std::string id_key(const Claims& claims) {
  return claims.issuer.value_or("") + "\n" + *claims.id;
}

bool remember(AssertionServer& server, const std::string& key) {
  return server.used.insert(key).second;
}

Refusal answer(bool grant, Errc reason) {
  return grant ? Refusal{"invalid_grant", 400, reason} : Refusal{"invalid_client", 401, reason};
}

Result<void> check_claims(const Assertions& library, const AssertionServer& server,
                          const Claims& claims) {
  if (auto done = library.check_required(claims); !done) return done;
  if (!library.is_subject(claims, server.grant)) return refusal(Errc::subject_mismatch);
  if (!library.is_meant(library, server, claims)) return refusal(Errc::audience_mismatch);
  return library.check_times(claims, server.now, server.leeway);
}

Result<Claims> verified_claims(const Assertions& library, const AssertionServer& server,
                               string_view text) {
  const auto jwt = read_jwt(library, text);
  if (!jwt) return std::unexpected(jwt.error());
  const auto payload = library.parse(jwt->payload);
  if (!payload) return std::unexpected(payload.error());
  const Issuer* issuer = library.find_issuer(server, *payload);
  if (issuer == nullptr) return refusal(why_unknown(*payload));
  if (!library.is_unsigned(*jwt) && !library.is_registered(*issuer, *jwt))
    return refusal(Errc::algorithm_unsupported);
  const auto verified = verify_jwt(library, *jwt, library.keys_for(server, *issuer, jwt->header));
  if (!verified) return std::unexpected(verified.error());
  auto claims = library.claims(library.taken(*payload));
  if (!claims) return claims;
  if (auto done = check_claims(library, server, *claims); !done)
    return std::unexpected(done.error());
  return claims;
}

Judgement<std::string> verify_one(const Assertions& library, AssertionServer& server,
                                  const Parameters& parameters) {
  const auto text = library.presented(parameters, server.grant);
  if (!text) return text;
  const auto claims = verified_claims(library, server, *text);
  if (!claims) return std::unexpected(library.answer(server.grant, claims.error().code));
  if (!server.grant) {
    if (auto done = library.check_beside(parameters, *claims); !done)
      return std::unexpected(library.answer(server.grant, done.error().code));
  }
  if (claims->id && !library.remember(server, library.id_key(*claims)))
    return std::unexpected(library.answer(server.grant, Errc::jti_used));
  return claims->subject.value_or("");
}

// A key that is none verifies nothing.
Issuer read_issuer(const json& written) {
  Issuer issuer{written.at("issuer"), {}, adapter::read_texts(written, "algs")};
  for (const json& key : items_of(written.at("keys"))) {
    auto read = remembered(key.dump(), [&] { return adapter::read_verification_key(key); });
    if (!read) continue;
    issuer.keys.push_back(
        {*std::move(read),
         key.contains("jwk") ? adapter::read_optional(key.at("jwk"), "kid") : std::nullopt, key});
  }
  return issuer;
}

AssertionServer read_server(const json& in) {
  AssertionServer server;
  server.grant = in.at("use") == "authorization_grant";
  server.audience = adapter::read_texts(in, "audience");
  server.now = static_cast<double>(adapter::read_integer(in.at("now")));
  server.leeway = static_cast<double>(adapter::read_integer(in.at("leeway")));
  for (const json& written : items_of(in.at("issuers"))) {
    server.issuers.push_back(read_issuer(written));
  }
  return server;
}

}  // namespace

template <>
const Assertions& sound<Assertions>() {
  static const Assertions kSound{sound<Jose>(), presented,   check_beside, find_issuer,
                                 is_registered, keys_for,    as_it_is,     check_required,
                                 is_subject,    is_audience, is_meant,     oauth::jose::check_times,
                                 id_key,        remember,    answer};
  return kSound;
}

Verdict answer_verify_assertion(const Assertions& library, const json& in) {
  AssertionServer server = read_server(in);
  json verdicts = json::array();
  for (const json& parameters : items_of(in.at("sequence"))) {
    const auto subject = verify_one(library, server, adapter::read_parameters(parameters));
    verdicts.push_back(subject ? json{{"verdict", "accepted"}, {"subject", *subject}}
                               : adapter::refused(subject.error()));
  }
  return Out{std::move(verdicts), {}};
}

}  // namespace oauthspec::defects::oauth2
