// SPDX-License-Identifier: Apache-2.0
// Those that read keys and tokens of JOSE.
#include <memory>
#include <utility>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/json.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"
#include "harness/reference/oauth2/client_assertion.h"
#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/dpop.h"
#include "harness/testing/hostile_input/parsers.h"
#include "harness/testing/rsa_test_key.h"

namespace oauthspec::testing {
namespace {

using namespace oauth;
using nlohmann::json;

constexpr const char* kSecret = "an HMAC key that has the octets of SHA-256";
constexpr const char* kProofUri = "https://server.example/token";

std::string base64url(std::string_view octets) {
  return codec::base64_encode(octets, codec::Base64::url);
}

std::shared_ptr<const crypto::PrivateKey> private_key() {
  static const std::shared_ptr<const crypto::PrivateKey> kKey =
      *crypto::openssl().private_key(kRsaPrivateKey);
  return kKey;
}

json public_key() {
  return jose::public_jwk(*private_key()->public_numbers());
}

/// A header, as text, and a payload, signed.
std::string sign(const json& header, std::string_view payload, const jose::SigningKey& key) {
  return *jose::sign_jws(crypto::openssl(), header, payload, key);
}

Reading of_jws(const std::string& text) {
  return [text] { return outcome_of(jose::parse_jws(text)); };
}
Reading of_header(const std::string& text) {
  return of_jws(base64url(text) + ".e30.AA");
}
Reading of_claims(const std::string& text) {
  return [text] { return outcome_of(jose::parse_claims(text)); };
}

Outcome read_key(std::string_view text) {
  const auto jwk = codec::parse_json(text);
  if (!jwk) return jwk.error().code;
  const auto numbers = jose::key_numbers(*jwk);
  if (!numbers) return numbers.error().code;
  return outcome_of(crypto::openssl().public_key(*numbers));
}
Reading of_key(const std::string& text) {
  return [text] { return read_key(text); };
}
/// A key whose modulus is the text.
Reading of_modulus(const std::string& text) {
  json jwk = public_key();
  jwk["n"] = base64url(text);
  return of_key(jwk.dump());
}

/// A JWT that a client authenticates with.
Reading of_assertion(const std::string& text) {
  message::Parameters parameters{{"client_assertion_type", oauth2::kJwtAssertionType},
                                 {"client_assertion", text}};
  return [parameters = std::move(parameters)] {
    const std::vector<oauth2::TrustedIssuer> issuers{
        {"c", {{Secret(kSecret), std::nullopt}}, {"HS256"}}};
    const std::vector<std::string> audience{"https://server.example"};
    const oauth2::AssertionContext context{oauth2::AssertionUse::client_authentication, issuers,
                                           audience, 0, 0};
    oauth2::UsedIds used;
    return outcome_of(verify_assertion(crypto::openssl(), parameters, context, used));
  };
}
/// The same of these claims, with a right signature.
Reading of_assertion_claims(const std::string& text) {
  return of_assertion(sign({{"alg", "HS256"}}, text, Secret(kSecret)));
}

Reading of_proof(const std::string& text) {
  message::Request request{"POST", kProofUri, {{"DPoP", text}}, ""};
  return [request = std::move(request)] {
    const std::vector<std::string> algs{"RS256"};
    const oauth2::ProofContext context{nullptr, std::nullopt, std::nullopt, algs, 0, 60};
    oauth2::UsedProofs used;
    return outcome_of(verify_dpop(crypto::openssl(), request, context, used));
  };
}
Reading of_proof_claims(const std::string& text) {
  const json header{{"typ", "dpop+jwt"}, {"alg", "RS256"}, {"jwk", public_key()}};
  return of_proof(sign(header, text, private_key()));
}

constexpr const char* kAssertionClaims =
    R"({"iss":"c","sub":"c","aud":"https://server.example","exp":9})";
constexpr const char* kProofClaims =
    R"({"jti":"j","htm":"POST","htu":"https://server.example/token","iat":0})";

}  // namespace

std::vector<Parser> jose_parsers() {
  const std::string jws = sign({{"alg", "HS256"}}, kAssertionClaims, Secret(kSecret));
  const json header{{"typ", "dpop+jwt"}, {"alg", "RS256"}, {"jwk", public_key()}};
  const std::string modulus =
      *codec::base64_decode(public_key().at("n").get<std::string>(), codec::Base64::url);
  return {
      {"jose/jws", Syntax::jws, jws, of_jws},
      {"jose/jws, its header", Syntax::json, R"({"alg":"HS256"})", of_header},
      {"jose/jwt, its claims", Syntax::json, kAssertionClaims, of_claims},
      {"jose/jwk", Syntax::json, public_key().dump(), of_key},
      {"jose/jwk, its modulus", Syntax::text, modulus, of_modulus},
      {"oauth2/client_assertion", Syntax::jws, jws, of_assertion},
      {"oauth2/client_assertion, its claims", Syntax::json, kAssertionClaims, of_assertion_claims},
      {"oauth2/dpop", Syntax::jws, sign(header, kProofClaims, private_key()), of_proof},
      {"oauth2/dpop, its claims", Syntax::json, kProofClaims, of_proof_claims},
  };
}

}  // namespace oauthspec::testing
