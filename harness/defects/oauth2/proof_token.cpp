// SPDX-License-Identifier: Apache-2.0
// RFC 9449 sections 7 and 8: the nonce, the access token that a proof is bound to, and the answer.
#include <algorithm>
#include <array>
#include <utility>

#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth2/proofs.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.verify_dpop_proof";

template <auto Function, auto Wrong>
constexpr auto kWith = planted_in<answer_verify_proof, Proofs, Function, Wrong>;
template <auto Wrong>
constexpr auto kNonce = kWith<&Proofs::is_nonce, Wrong>;
template <auto Wrong>
constexpr auto kSameKey = kWith<&Proofs::is_key, Wrong>;
template <auto Wrong>
constexpr auto kShown = kWith<&Proofs::shown, Wrong>;
template <auto Wrong>
constexpr auto kHash = kWith<&Proofs::is_hash, Wrong>;
template <auto Wrong>
constexpr auto kBound = kWith<&Proofs::is_bound, Wrong>;
template <auto Wrong>
constexpr auto kAnswer = kWith<&Proofs::answer, Wrong>;

const Proofs& right() {
  return sound<Proofs>();
}

bool same_without_case(string_view a, string_view b) {
  return oauth::message::equal_without_case(a, b);
}

Result<Claims> hash_needs_token(const json& payload) {
  if (payload.contains("ath") && payload.value("htu", "").find("/token") != std::string::npos)
    return refusal(Errc::claim_invalid);
  return right().claims(payload);
}

// The nonce.
bool any_nonce(const Claims& /*claims*/, const ProofServer& /*server*/) {
  return true;
}

bool nonce_optional(const Claims& claims, const ProofServer& server) {
  return !claims.all.contains("nonce") || right().is_nonce(claims, server);
}

bool empty_nonce_too(const Claims& claims, const ProofServer& server) {
  return claims.all.value("nonce", json()) == "" || right().is_nonce(claims, server);
}

bool nonce_without_case(const Claims& claims, const ProofServer& server) {
  const json nonce = claims.all.value("nonce", json());
  return (nonce.is_string() && server.nonce &&
          same_without_case(nonce.get<std::string>(), *server.nonce)) ||
         right().is_nonce(claims, server);
}

bool nonce_among_others(const Claims& claims, const ProofServer& server) {
  const json nonce = claims.all.value("nonce", json());
  return (nonce.is_array() && server.nonce &&
          std::ranges::find(nonce, json(*server.nonce)) != nonce.end()) ||
         right().is_nonce(claims, server);
}

bool nonce_never_fits(const Claims& /*claims*/, const ProofServer& server) {
  return !server.nonce;
}

bool nonce_at_token_endpoint_only(const Claims& claims, const ProofServer& server) {
  return server.at_resource ? !server.nonce : right().is_nonce(claims, server);
}

// The key that is expected, and the access token.
bool any_key(string_view /*expected*/, string_view /*jkt*/) {
  return true;
}

bool key_without_case(string_view expected, string_view jkt) {
  return same_without_case(expected, jkt);
}

Judgement<ShownToken> first_authorization(const Request& request) {
  Request once = request;
  bool seen = false;
  std::erase_if(once.headers, [&](const auto& field) {
    return same_without_case(field.name, "Authorization") && std::exchange(seen, true);
  });
  return right().shown(once);
}

Judgement<ShownToken> field_by_end(const Request& request) {
  Request renamed = request;
  for (auto& field : renamed.headers) {
    if (field.name.ends_with("-Authorization")) field.name = "Authorization";
  }
  return right().shown(renamed);
}

Judgement<ShownToken> scheme_with_case(const Request& request) {
  const string_view field =
      oauth::message::find_header(request.headers, "Authorization").value_or("");
  if (field.starts_with("dpop")) return std::unexpected(Refusal{"", 401, Errc::bearer_invalid});
  return right().shown(request);
}

// A resource server that asks for a proof where none is shown beside a token, and for nothing else.
Verdict token_optional(const json& in) {
  json without_tokens = in;
  const Request first = adapter::read_request(in.at("sequence").at(0));
  if (oauth::message::count_headers(first.headers, "Authorization") == 0)
    without_tokens["tokens"] = nullptr;
  return answer_verify_proof(right(), without_tokens);
}

bool any_hash(const json& /*ath*/, string_view /*hash*/) {
  return true;
}

bool hash_optional(const json& ath, string_view hash) {
  return ath.is_null() || right().is_hash(ath, hash);
}

bool hash_padded_too(const json& ath, string_view hash) {
  return ath == std::string(hash) + "=" || right().is_hash(ath, hash);
}

bool half_a_hash(const json& ath, string_view hash) {
  return right().is_hash(ath, hash) || (ath.is_string() && ath.get<std::string>().size() == 22);
}

bool any_text_for_hash(const json& ath, string_view /*hash*/) {
  return ath.is_string();
}

std::string hash_in_hexadecimal(string_view token) {
  constexpr string_view kDigits = "0123456789abcdef";
  const auto octets = right().decode(right().token_hash(token)).value_or("");
  std::string text;
  for (const char c : octets) {
    text += kDigits[static_cast<unsigned char>(c) >> 4U];
    text += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  return text;
}

bool any_binding(const Proofs& /*library*/, const BoundToken& /*known*/, const Proof& /*proof*/) {
  return true;
}

bool unbound_too(const Proofs& library, const BoundToken& known, const Proof& proof) {
  return !known.jkt || right().is_bound(library, known, proof);
}

bool any_bound_key(const Proofs& /*library*/, const BoundToken& known, const Proof& /*proof*/) {
  return known.jkt.has_value();
}

bool always_bearer(const BoundToken& /*known*/) {
  return true;
}

bool always(const BoundToken* /*known*/) {
  return true;
}

// The answer.
Refusal nonce_is_invalid_proof(const ProofServer& server, string_view error, Errc reason) {
  return right().answer(server, error == "use_dpop_nonce" ? "invalid_dpop_proof" : error, reason);
}

Refusal always_400(const ProofServer& server, string_view error, Errc reason) {
  Refusal refusal = right().answer(server, error, reason);
  refusal.status = 400;
  return refusal;
}

Refusal always_401(const ProofServer& server, string_view error, Errc reason) {
  Refusal refusal = right().answer(server, error, reason);
  refusal.status = 401;
  return refusal;
}

Refusal invalid_client(const ProofServer& server, string_view error, Errc reason) {
  return right().answer(server, error == "invalid_dpop_proof" ? "invalid_client" : error, reason);
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "hash-needs-token", "RFC9449-4.3-12", "ath is refused where there is no token",
     kWith<&Proofs::claims, hash_needs_token>, Weight::warn},
    {kOp, "any-nonce", "RFC9449-4.3-10", "the nonce is not compared", kNonce<any_nonce>},
    {kOp, "nonce-optional", "RFC9449-11.3-1", "the nonce may be missing", kNonce<nonce_optional>},
    {kOp, "empty-nonce-too", "RFC9449-8-3", "an empty nonce is none, and none is needed",
     kNonce<empty_nonce_too>},
    {kOp, "nonce-without-case", "RFC9449-8-3", "the nonce is compared without case",
     kNonce<nonce_without_case>},
    {kOp, "nonce-among-others", "RFC9449-8-3", "the nonce may be an array",
     kNonce<nonce_among_others>},
    {kOp, "nonce-never-fits", "RFC9449-4.3-10", "a nonce that was used once is no good",
     kNonce<nonce_never_fits>},
    {kOp, "nonce-at-token-endpoint-only", "RFC9449-4.3-10",
     "a resource server refuses its own nonce", kNonce<nonce_at_token_endpoint_only>},
    {kOp, "any-key", "RFC9449-5-5", "the key is not compared with the one that is bound",
     kSameKey<any_key>},
    {kOp, "key-without-case", "RFC9449-10-1", "thumbprints are compared without case",
     kSameKey<key_without_case>},
    {kOp, "first-authorization", "RFC9449-7-1", "of two Authorization fields the first one counts",
     kShown<first_authorization>, Weight::warn},
    {kOp, "scheme-with-case", "RFC9449-7.1-1", "the scheme is compared with case",
     kShown<scheme_with_case>, Weight::warn},
    {kOp, "field-by-end", "RFC9449-7.1-5", "Proxy-Authorization is read, too",
     kShown<field_by_end>},
    {kOp, "token-optional", "RFC9449-7-1", "a proof will do without a token", token_optional},
    {kOp, "any-hash", "RFC9449-4.3-12", "ath is not compared", kHash<any_hash>},
    {kOp, "hash-optional", "RFC9449-4.2-7", "ath may be missing", kHash<hash_optional>},
    {kOp, "hash-padded-too", "RFC9449-4.2-7", "ath may be padded", kHash<hash_padded_too>},
    {kOp, "half-a-hash", "RFC9449-4.2-7", "ath may be half a hash, as at_hash is",
     kHash<half_a_hash>},
    {kOp, "any-text-for-hash", "RFC9449-4.3-12", "ath has to be there, and is not compared",
     kHash<any_text_for_hash>},
    {kOp, "hash-in-hexadecimal", "RFC9449-4.2-7", "ath is read in hexadecimal digits",
     kWith<&Proofs::token_hash, hash_in_hexadecimal>},
    {kOp, "any-binding", "RFC9449-7.1-1", "the key is not compared with that of the token",
     kBound<any_binding>},
    {kOp, "unbound-too", "RFC9449-6-1", "a bearer token is good under the scheme DPoP",
     kBound<unbound_too>, Weight::warn},
    {kOp, "any-bound-key", "RFC9449-7.1-1", "a token has to be bound, to whatever key",
     kBound<any_bound_key>},
    {kOp, "bound-token-as-bearer", "RFC9449-7.2-1", "a bound token is good as a bearer token",
     kWith<&Proofs::is_bearer, always_bearer>},
    {kOp, "proof-of-bearer-token", "RFC9449-7.2-2", "a bearer token needs a proof",
     kWith<&Proofs::needs_proof, always>, Weight::warn},
    {kOp, "nonce-is-invalid-proof", "RFC9449-8-3", "a missing nonce is invalid_dpop_proof",
     kAnswer<nonce_is_invalid_proof>, Weight::warn},
    {kOp, "always-400", "RFC9449-7.1-2", "a resource server answers 400", kAnswer<always_400>,
     Weight::warn},
    {kOp, "always-401", "RFC6749-5.2-1", "the token endpoint answers 401", kAnswer<always_401>,
     Weight::warn},
    {kOp, "invalid-client", "RFC9449-5-2", "an invalid proof is invalid_client",
     kAnswer<invalid_client>, Weight::warn},
});

}  // namespace

std::span<const Defect> proof_token_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
