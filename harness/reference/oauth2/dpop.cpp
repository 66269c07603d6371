// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/dpop.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/json.h"
#include "harness/reference/codec/same_uri.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"
#include "harness/reference/oauth2/bearer.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;

constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;
constexpr std::string_view kType = "dpop+jwt";

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

/// RFC9449-4.2-7: the hash of an access token.
Result<std::string> token_hash(const crypto::Backend& backend, std::string_view token) {
  const auto digest = backend.digest(crypto::Hash::sha256, token);
  if (!digest) return std::unexpected(digest.error());
  return codec::base64_encode(digest->octets(), codec::Base64::url);
}

/// The URI without query and fragment.
Result<std::string> target_of(std::string_view url) {
  const auto uri = codec::parse_uri(url);
  if (!uri) return std::unexpected(uri.error());
  return std::string(url.substr(0, url.find_first_of("?#")));
}

/// RFC9449-4.3-9, RFC9449-4.3-13: the same once both are normalised.
bool same_target(std::string_view htu, std::string_view url) {
  const auto claimed = target_of(htu);
  const auto actual = target_of(url);
  return claimed && actual && claimed->size() == htu.size() && codec::same_uri(*claimed, *actual);
}

/// A text claim; nothing where it is missing or of another type.
std::optional<std::string> text_claim(const jose::Claims& claims, const char* name) {
  const auto found = claims.all.find(name);
  if (found == claims.all.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

/// A proof whose signature and form are right; what it says is still to be compared.
struct Proof {
  jose::Claims claims;
  std::string jkt;
};

/// RFC9449-4.3-1: the one proof of a request.
Result<std::string_view> proof_of(const message::Request& request) {
  if (message::count_headers(request.headers, "DPoP") != 1) return refuse(Errc::proof_missing);
  return *message::find_header(request.headers, "DPoP");
}

Result<Proof> read_proof(const crypto::Backend& backend, const message::Request& request,
                         const std::vector<std::string>& algs) {
  const auto text = proof_of(request);
  if (!text) return std::unexpected(text.error());
  const auto jws = jose::parse_jws(*text);
  if (!jws) return std::unexpected(jws.error());
  // RFC9449-4.3-4, RFC9449-11.5-1
  if (!jose::has_type(jws->header, kType)) return refuse(Errc::jwt_type_unexpected);
  // RFC9449-4.3-5, RFC9449-11.6-1
  const jose::Algorithm* algorithm = jose::algorithm_named(jws->alg());
  if (algorithm == nullptr || algorithm->is_mac() ||
      std::ranges::find(algs, jws->alg()) == algs.end()) {
    return refuse(Errc::algorithm_unsupported);
  }
  // RFC9449-4.2-3, RFC9449-4.3-7
  const auto jwk = jws->header.find("jwk");
  if (jwk == jws->header.end()) return refuse(Errc::jose_header_invalid);
  if (jose::is_private(*jwk)) return refuse(Errc::key_invalid);
  const auto numbers = jose::key_numbers(*jwk);
  if (!numbers) return std::unexpected(numbers.error());
  auto key = backend.public_key(*numbers);
  if (!key) return std::unexpected(key.error());
  // RFC9449-4.3-6
  const std::shared_ptr<const crypto::PublicKey> shared(std::move(*key));
  if (auto done = jose::verify_jws(backend, *jws, *algorithm, shared); !done) {
    return std::unexpected(done.error());
  }
  auto claims = jose::claims_of(*jws);
  if (!claims) return std::unexpected(claims.error());
  auto jkt = jose::thumbprint(backend, *jwk);
  if (!jkt) return std::unexpected(jkt.error());
  return Proof{*std::move(claims), *std::move(jkt)};
}

Result<void> check_claims(const Proof& proof, const message::Request& request,
                          const ProofContext& context) {
  const auto method = text_claim(proof.claims, "htm");
  const auto url = text_claim(proof.claims, "htu");
  // RFC9449-4.2-5, RFC9449-4.3-3
  if (!method || !url || !proof.claims.id || proof.claims.id->empty() || !proof.claims.issued) {
    return refuse(Errc::claim_missing);
  }
  // RFC9449-4.3-8
  if (*method != request.method || !same_target(*url, request.url)) {
    return refuse(Errc::proof_mismatch);
  }
  // RFC9449-4.3-11, RFC9449-11.1-1
  if (std::abs(*proof.claims.issued - context.now) > context.window) {
    return refuse(Errc::proof_stale);
  }
  return {};
}

struct ProofJudge {
  const crypto::Backend& backend;
  const message::Request& request;
  const ProofContext& context;
  UsedProofs& used;

  [[nodiscard]] int status() const {
    return context.tokens == nullptr ? kBadRequest : kUnauthorized;
  }

  // RFC9449-5-2, RFC9449-7.1-2
  [[nodiscard]] std::unexpected<Refusal> invalid_proof(Errc reason) const {
    return std::unexpected(Refusal{"invalid_dpop_proof", status(), reason});
  }
  static std::unexpected<Refusal> invalid_token(Errc reason) {
    return std::unexpected(Refusal{"invalid_token", kUnauthorized, reason});
  }

  /// The proof itself, and its thumbprint.
  [[nodiscard]] Judgement<Proof> proof() const {
    auto read = read_proof(backend, request, context.algs);
    if (!read) return invalid_proof(read.error().code);
    if (auto done = check_claims(*read, request, context); !done) {
      return invalid_proof(done.error().code);
    }
    // RFC9449-4.3-10, RFC9449-8-3, RFC9449-11.3-1
    if (context.nonce && text_claim(read->claims, "nonce") != context.nonce) {
      return std::unexpected(Refusal{"use_dpop_nonce", status(), Errc::proof_mismatch});
    }
    // RFC9449-10-1, RFC9449-5-5
    if (context.jkt && read->jkt != *context.jkt) return invalid_proof(Errc::proof_key_mismatch);
    return *std::move(read);
  }

  /// RFC9449-11.1-1: each proof is taken once.
  [[nodiscard]] Judgement<std::string> take(const Proof& proof) const {
    if (!used.insert(*proof.claims.id).second) return invalid_proof(Errc::jti_used);
    return proof.jkt;
  }

  [[nodiscard]] Judgement<std::string> at_authorization_server() const {
    const auto read = proof();
    if (!read) return std::unexpected(read.error());
    return take(*read);
  }

  /// RFC9449-7.1-1, RFC9449-6-1
  [[nodiscard]] Judgement<std::string> with_dpop_scheme(std::string_view token) const {
    const BoundToken* known = find(token);
    const auto read = proof();
    if (!read) return std::unexpected(read.error());
    if (known == nullptr || !known->jkt) return invalid_token(Errc::token_invalid);
    // RFC9449-4.3-12
    const auto hash = token_hash(backend, token);
    if (!hash || text_claim(read->claims, "ath") != *hash) {
      return invalid_proof(Errc::proof_mismatch);
    }
    if (read->jkt != *known->jkt) return invalid_token(Errc::proof_key_mismatch);
    return take(*read);
  }

  /// RFC9449-7.2-1: a bound token is no bearer token.
  [[nodiscard]] Judgement<std::string> with_bearer_scheme(std::string_view token) const {
    const BoundToken* known = find(token);
    if (known == nullptr || known->jkt) return invalid_token(Errc::token_invalid);
    return std::string();
  }

  [[nodiscard]] const BoundToken* find(std::string_view token) const {
    const auto found = std::ranges::find_if(*context.tokens, [token](const BoundToken& known) {
      return equal_in_constant_time(known.token, token);
    });
    return found == context.tokens->end() ? nullptr : &*found;
  }

  [[nodiscard]] Judgement<std::string> at_resource_server() const {
    const auto field = message::find_header(request.headers, "Authorization");
    if (message::count_headers(request.headers, "Authorization") > 1) {
      return std::unexpected(Refusal{"invalid_request", kBadRequest, Errc::bearer_invalid});
    }
    const std::string_view value = field.value_or("");
    const std::size_t space = std::min(value.find(' '), value.size());
    const std::string_view scheme = value.substr(0, space);
    const std::size_t begin = std::min(value.find_first_not_of(' ', space), value.size());
    const std::string_view token = value.substr(begin);
    const bool dpop = message::equal_without_case(scheme, "DPoP");
    if (!dpop && !message::equal_without_case(scheme, "Bearer")) {
      return std::unexpected(Refusal{"", kUnauthorized, Errc::bearer_invalid});
    }
    if (!is_b64token(token)) return invalid_token(Errc::bearer_invalid);
    return dpop ? with_dpop_scheme(token) : with_bearer_scheme(token);
  }
};

}  // namespace

Result<std::string> make_dpop_proof(const crypto::Backend& backend, std::string_view alg,
                                    std::shared_ptr<const crypto::PrivateKey> key,
                                    const ProofClaims& claims) {
  // RFC9449-4.2-2
  const jose::Algorithm* algorithm = jose::algorithm_named(alg);
  if (algorithm == nullptr || algorithm->is_mac()) return refuse(Errc::algorithm_unsupported);
  // RFC9449-4.2-5
  if (claims.method.empty() || claims.id.empty()) return refuse(Errc::claim_missing);
  const auto target = target_of(claims.url);
  if (!target) return std::unexpected(target.error());
  json payload{
      {"jti", claims.id}, {"htm", claims.method}, {"htu", *target}, {"iat", claims.issued}};
  if (claims.access_token) {
    auto hash = token_hash(backend, *claims.access_token);
    if (!hash) return std::unexpected(hash.error());
    payload["ath"] = *std::move(hash);
  }
  // RFC9449-4.2-8
  if (claims.nonce) payload["nonce"] = *claims.nonce;
  // RFC9449-4.2-3, RFC9449-4.2-4
  const auto numbers = key->public_numbers();
  if (!numbers) return std::unexpected(numbers.error());
  // RFC9449-4.2-1
  const json header{{"typ", kType}, {"alg", alg}, {"jwk", jose::public_jwk(*numbers)}};
  const auto text = codec::write_json(payload);
  if (!text) return std::unexpected(text.error());
  return jose::sign_jws(backend, header, *text, std::move(key));
}

Judgement<std::string> verify_dpop(const crypto::Backend& backend, const message::Request& request,
                                   const ProofContext& context, UsedProofs& used) {
  const ProofJudge judge{backend, request, context, used};
  return context.tokens == nullptr ? judge.at_authorization_server() : judge.at_resource_server();
}

}  // namespace oauth::oauth2
