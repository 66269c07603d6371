// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "harness/adapter/reference/oauth2_shapes.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth2/proofs.h"
#include "harness/defects/oauth2/remembered.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/same_uri.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/oauth2/bearer.h"

namespace oauthspec::defects::oauth2 {
namespace {

Result<std::string> proof_of(const Request& request) {
  if (oauth::message::count_headers(request.headers, "DPoP") != 1)
    return refusal(Errc::proof_missing);
  return std::string(*oauth::message::find_header(request.headers, "DPoP"));
}

bool is_type(const json& header) {
  return oauth::jose::has_type(header, "dpop+jwt");
}

bool is_accepted(const ProofServer& server, const json& header) {
  const auto* const algorithm = oauth::jose::algorithm_named(header.at("alg").get<std::string>());
  return algorithm != nullptr && !algorithm->is_mac() &&
         std::ranges::find(server.algs, algorithm->name) != server.algs.end();
}

json key_of(const json& header) {
  return header.value("jwk", json());
}

Result<std::shared_ptr<const oauth::crypto::PublicKey>> public_key(const json& jwk) {
  const auto numbers = oauth::jose::key_numbers(jwk);
  if (!numbers) return std::unexpected(numbers.error());
  auto key = oauth::crypto::openssl().public_key(*numbers);
  if (!key) return std::unexpected(key.error());
  return std::shared_ptr<const oauth::crypto::PublicKey>(std::move(*key));
}

std::string thumbprint(const json& jwk) {
  return oauth::jose::thumbprint(oauth::crypto::openssl(), jwk).value_or("");
}

json as_it_is(const json& payload) {
  return payload;
}

Result<void> check_required(const Claims& claims) {
  const bool there = claims.all.contains("htm") && claims.all.contains("htu") && claims.id &&
                     !claims.id->empty() && claims.issued;
  if (!there) return refusal(Errc::claim_missing);
  return {};
}

bool is_method(const json& htm, string_view method) {
  return htm == json(method);
}

bool is_target(string_view htu, string_view url) {
  const string_view target = url.substr(0, url.find_first_of("?#"));
  return htu.find_first_of("?#") == string_view::npos && oauth::codec::same_uri(htu, target);
}

bool is_fresh(const Claims& claims, double now, double window) {
  return std::abs(*claims.issued - now) <= window;
}

bool is_nonce(const Claims& claims, const ProofServer& server) {
  return !server.nonce || claims.all.value("nonce", json()) == *server.nonce;
}

bool is_key(string_view expected, string_view jkt) {
  return expected == jkt;
}

std::string id_key(const Claims& claims) {
  return *claims.id;
}

bool remember(ProofServer& server, const std::string& key) {
  return server.used.insert(key).second;
}

Judgement<ShownToken> shown(const Request& request) {
  const auto& headers = request.headers;
  if (oauth::message::count_headers(headers, "Authorization") > 1)
    return std::unexpected(Refusal{"invalid_request", 400, Errc::bearer_invalid});
  const string_view field = oauth::message::find_header(headers, "Authorization").value_or("");
  const std::size_t space = std::min(field.find(' '), field.size());
  const string_view scheme = field.substr(0, space);
  const bool dpop = oauth::message::equal_without_case(scheme, "DPoP");
  if (!dpop && !oauth::message::equal_without_case(scheme, "Bearer"))
    return std::unexpected(Refusal{"", 401, Errc::bearer_invalid});
  const std::string token(
      field.substr(std::min(field.find_first_not_of(' ', space), field.size())));
  if (!oauth::oauth2::is_b64token(token))
    return std::unexpected(Refusal{"invalid_token", 401, Errc::bearer_invalid});
  return ShownToken{token, dpop};
}

std::string token_hash(string_view token) {
  const auto digest = oauth::crypto::openssl().digest(oauth::crypto::Hash::sha256, token);
  return digest ? oauth::codec::base64_encode(digest->octets(), oauth::codec::Base64::url) : "";
}

bool is_hash(const json& ath, string_view hash) {
  return ath == json(hash);
}

bool is_bound(const Proofs& library, const BoundToken& known, const Proof& proof) {
  return known.jkt && library.is_key(*known.jkt, proof.jkt);
}

bool is_bearer(const BoundToken& known) {
  return !known.jkt;
}

bool never(const BoundToken* /*known*/) {
  return false;
}

Refusal answer(const ProofServer& server, string_view error, Errc reason) {
  const bool at_token_endpoint = !server.at_resource && error != "invalid_token";
  return {std::string(error), at_token_endpoint ? 400 : 401, reason};
}

// One request, put to the functions of a library in their order.
struct Judge {
  const Proofs& library;
  ProofServer& server;
  const Request& request;

  [[nodiscard]] std::unexpected<Refusal> refuse(string_view error, Errc reason) const {
    return std::unexpected(library.answer(server, error, reason));
  }

  [[nodiscard]] Result<Verifier> key(const json& header) const {
    const json jwk = library.key_of(header);
    if (jwk.is_null() && !header.contains("jwk")) return refusal(Errc::jose_header_invalid);
    if (library.is_private(jwk)) return refusal(Errc::key_invalid);
    const auto pair = remembered(jwk.dump(), [&] { return public_key(jwk); });
    if (!pair) return std::unexpected(pair.error());
    return Verifier{*pair, std::nullopt, json{{"jwk", jwk}}};
  }

  [[nodiscard]] Result<void> check_signature(const UnverifiedJwt& jwt) const {
    if (library.is_unsigned(jwt)) return {};
    if (!library.is_accepted(server, jwt.header)) return refusal(Errc::algorithm_unsupported);
    const auto by = key(jwt.header);
    if (!by) return std::unexpected(by.error());
    return verify_jwt(library, jwt, {*by});
  }

  [[nodiscard]] Result<void> check_claims(const Claims& claims) const {
    if (auto done = library.check_required(claims); !done) return done;
    const json htm = claims.all.value("htm", json());
    const json htu = claims.all.value("htu", json());
    if (!library.is_method(htm, request.method))
      return refusal(htm.is_string() ? Errc::proof_mismatch : Errc::claim_missing);
    if (!htu.is_string()) return refusal(Errc::claim_missing);
    if (!library.is_target(htu.get_ref<const std::string&>(), request.url))
      return refusal(Errc::proof_mismatch);
    if (!library.is_fresh(claims, server.now, server.window)) return refusal(Errc::proof_stale);
    return {};
  }

  [[nodiscard]] Result<Proof> read() const {
    const auto text = library.proof_of(request);
    if (!text) return std::unexpected(text.error());
    const auto jwt = read_jwt(library, *text);
    if (!jwt) return std::unexpected(jwt.error());
    if (!library.is_type(jwt->header)) return refusal(Errc::jwt_type_unexpected);
    if (auto done = check_signature(*jwt); !done) return std::unexpected(done.error());
    const auto payload = library.parse(jwt->payload);
    if (!payload) return std::unexpected(payload.error());
    auto claims = library.claims(library.taken(*payload));
    if (!claims) return std::unexpected(claims.error());
    if (auto done = check_claims(*claims); !done) return std::unexpected(done.error());
    return Proof{*std::move(claims), library.thumbprint(library.key_of(jwt->header))};
  }

  [[nodiscard]] Judgement<Proof> proof() const {
    auto read_one = read();
    if (!read_one) return refuse("invalid_dpop_proof", read_one.error().code);
    if (!library.is_nonce(read_one->claims, server))
      return refuse("use_dpop_nonce", Errc::proof_mismatch);
    if (server.jkt && !library.is_key(*server.jkt, read_one->jkt))
      return refuse("invalid_dpop_proof", Errc::proof_key_mismatch);
    return *std::move(read_one);
  }

  [[nodiscard]] Judgement<std::string> take(const Proof& proof) const {
    if (proof.claims.id && !library.remember(server, library.id_key(proof.claims)))
      return refuse("invalid_dpop_proof", Errc::jti_used);
    return proof.jkt;
  }

  [[nodiscard]] Judgement<std::string> with_bearer(const BoundToken* known) const {
    if (library.needs_proof(known)) {
      if (const auto one = proof(); !one) return std::unexpected(one.error());
    }
    if (known == nullptr || !library.is_bearer(*known))
      return refuse("invalid_token", Errc::token_invalid);
    return std::string();
  }

  [[nodiscard]] Judgement<std::string> with_token(const ShownToken& token) const {
    const auto found = std::ranges::find(server.tokens, token.token, &BoundToken::token);
    const BoundToken* known = found == server.tokens.end() ? nullptr : &*found;
    if (!token.dpop) return with_bearer(known);
    const auto one = proof();
    if (!one) return std::unexpected(one.error());
    if (known == nullptr) return refuse("invalid_token", Errc::token_invalid);
    if (!library.is_hash(one->claims.all.value("ath", json()), library.token_hash(token.token)))
      return refuse("invalid_dpop_proof", Errc::proof_mismatch);
    if (!library.is_bound(library, *known, *one))
      return refuse("invalid_token", known->jkt ? Errc::proof_key_mismatch : Errc::token_invalid);
    return take(*one);
  }

  [[nodiscard]] Judgement<std::string> judge() const {
    if (server.at_resource) {
      const auto token = library.shown(request);
      return token ? with_token(*token) : std::unexpected(token.error());
    }
    const auto one = proof();
    return one ? take(*one) : std::unexpected(one.error());
  }
};

ProofServer read_server(const json& in) {
  ProofServer server;
  server.at_resource = !in.at("tokens").is_null();
  for (const json& token : server.at_resource ? in.at("tokens") : json::array())
    server.tokens.push_back({token.at("token"), adapter::read_optional(token, "jkt")});
  server.jkt = adapter::read_optional(in, "jkt");
  server.nonce = adapter::read_optional(in, "nonce");
  server.algs = adapter::read_texts(in, "algs");
  server.now = static_cast<double>(adapter::read_integer(in.at("now")));
  server.window = static_cast<double>(adapter::read_integer(in.at("window")));
  return server;
}

}  // namespace

template <>
const Proofs& sound<Proofs>() {
  static const Proofs kSound{
      sound<Jose>(), proof_of, is_type,        is_accepted, key_of,    oauth::jose::is_private,
      thumbprint,    as_it_is, check_required, is_method,   is_target, is_fresh,
      is_nonce,      is_key,   id_key,         remember,    shown,     token_hash,
      is_hash,       is_bound, is_bearer,      never,       answer};
  return kSound;
}

Verdict answer_verify_proof(const Proofs& library, const json& in) {
  ProofServer server = read_server(in);
  json verdicts = json::array();
  for (const json& written : adapter::items_of(in.at("sequence"))) {
    const Request request = adapter::read_request(written);
    const auto jkt = Judge{library, server, request}.judge();
    if (!jkt) {
      verdicts.push_back(adapter::refused(jkt.error()));
      continue;
    }
    verdicts.push_back({{"verdict", "accepted"}});
    if (!jkt->empty()) verdicts.back()["jkt"] = *jkt;
  }
  return Out{std::move(verdicts), {}};
}

}  // namespace oauthspec::defects::oauth2
