// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <memory>
#include <utility>
#include <variant>

#include "harness/adapter/reference/oauth2_shapes.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth2/jwt_maker.h"
#include "harness/defects/oauth2/proofs.h"
#include "harness/defects/oauth2/remembered.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::defects::oauth2 {
namespace {

using oauth::crypto::PrivateKey;
using Pair = std::shared_ptr<const PrivateKey>;

Result<SigningKey> any_key(const json& written) {
  return remembered(written.dump(), [&] { return adapter::read_signing_key(written); });
}

Result<SigningKey> pair_only(const json& written) {
  auto pair = remembered(written.dump(), [&] { return adapter::read_private_key(written); });
  if (!pair) return std::unexpected(pair.error());
  return SigningKey(*std::move(pair));
}

Result<void> check_parties(const json& in) {
  const bool there = in.at("issuer") != "" && in.at("subject") != "" && !in.at("audience").empty();
  if (!there) return refusal(Errc::claim_missing);
  return {};
}

Result<void> check_target(const json& in) {
  const Algorithm* algorithm = oauth::jose::algorithm_named(in.at("alg").get<std::string>());
  if (algorithm == nullptr || algorithm->is_mac()) return refusal(Errc::algorithm_unsupported);
  if (in.at("method") == "" || in.at("jti") == "") return refusal(Errc::claim_missing);
  const auto uri = oauth::codec::parse_uri(in.at("url").get_ref<const std::string&>());
  if (!uri) return std::unexpected(uri.error());
  return {};
}

json assertion_header(const json& in, const json& /*public_key*/) {
  json header{{"alg", in.at("alg")}, {"typ", "JWT"}};
  if (!in.at("kid").is_null()) header["kid"] = in.at("kid");
  return header;
}

json proof_header(const json& in, const json& public_key) {
  return {{"typ", "dpop+jwt"}, {"alg", in.at("alg")}, {"jwk", public_key}};
}

json assertion_claims(const JwtMaker& /*library*/, const json& in) {
  json claims = in.at("claims");
  const json& audience = in.at("audience");
  claims["iss"] = in.at("issuer");
  claims["sub"] = in.at("subject");
  claims["aud"] = audience.size() == 1 ? audience.at(0) : audience;
  for (const char* name : {"exp", "iat", "nbf", "jti"}) {
    if (!in.at(name).is_null()) claims[name] = in.at(name);
  }
  return claims;
}

json proof_claims(const JwtMaker& library, const json& in) {
  json claims{{"jti", in.at("jti")},
              {"htm", in.at("method")},
              {"htu", library.target(in.at("url").get_ref<const std::string&>())},
              {"iat", in.at("iat")}};
  if (const auto token = adapter::read_optional(in, "access_token"))
    claims["ath"] = library.token_hash(*token);
  if (!in.at("nonce").is_null()) claims["nonce"] = in.at("nonce");
  return claims;
}

std::string target(string_view url) {
  return std::string(url.substr(0, url.find_first_of("?#")));
}

std::string write(const json& claims) {
  return claims.dump();
}

// A pair that was read once lives as long as its thread, and no other one is where it is.
std::string id_of(const Pair& pair) {
  return std::to_string(std::hash<Pair>{}(pair));
}

Result<std::string> sign(const json& header, string_view payload, const SigningKey& key) {
  const auto made = [&] {
    return oauth::jose::sign_jws(oauth::crypto::openssl(), header, payload, key);
  };
  const auto* pair = std::get_if<Pair>(&key);
  if (pair == nullptr) return made();
  return remembered(id_of(*pair) + header.dump() + std::string(payload), made);
}

json public_half(const SigningKey& key) {
  const auto* pair = std::get_if<Pair>(&key);
  if (pair == nullptr) return nullptr;
  return remembered(id_of(*pair), [&] {
    const auto numbers = (*pair)->public_numbers();
    return numbers ? oauth::jose::public_jwk(*numbers) : json();
  });
}

}  // namespace

template <>
const AssertionMaker& sound<AssertionMaker>() {
  static const AssertionMaker kSound{{any_key, check_parties, assertion_header, assertion_claims,
                                      target, sound<Proofs>().token_hash, write, sign}};
  return kSound;
}

template <>
const ProofMaker& sound<ProofMaker>() {
  static const ProofMaker kSound{{pair_only, check_target, proof_header, proof_claims, target,
                                  sound<Proofs>().token_hash, write, sign}};
  return kSound;
}

Verdict answer_make_jwt(const JwtMaker& library, const json& in) {
  const auto key = library.key(in.at("key"));
  if (!key) return adapter::reject(key.error());
  if (auto done = library.check(in); !done) return adapter::reject(done.error());
  return adapter::text_or_reject(library.sign(library.header(in, public_half(*key)),
                                              library.write(library.claims(library, in)), *key));
}

Verdict answer_make_assertion(const AssertionMaker& library, const json& in) {
  return answer_make_jwt(library, in);
}

Verdict answer_make_proof(const ProofMaker& library, const json& in) {
  return answer_make_jwt(library, in);
}

}  // namespace oauthspec::defects::oauth2
