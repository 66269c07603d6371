// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "harness/reference/codec/base64.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/oauth2/client_assertion.h"
#include "harness/reference/oauth2/dpop.h"
#include "harness/reference/oauth2/pkce.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider::testing {

/// The key of RFC 7515 appendix A.3.1, or another one of the same curve.
inline nlohmann::json ec_jwk(bool other = false) {
  if (other) {  // RFC 7517 appendix A.2
    return {{"kty", "EC"},
            {"crv", "P-256"},
            {"x", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"},
            {"y", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"},
            {"d", "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}};
  }
  return {{"kty", "EC"},
          {"crv", "P-256"},
          {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
          {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
          {"d", "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}};
}

inline std::shared_ptr<const oauth::crypto::PrivateKey> ec_key(bool other = false) {
  return *oauth::crypto::openssl().private_key(*oauth::jose::key_numbers(ec_jwk(other)));
}

/// {"keys": [...]} of its public half.
inline nlohmann::json ec_key_set() {
  nlohmann::json jwk = ec_jwk();
  jwk.erase("d");
  return {{"keys", nlohmann::json::array({jwk})}};
}

/// Talks to the token endpoint and those beside it.
class TokenTest : public ProviderTest {
 protected:
  using Parameters = oauth::message::Parameters;
  using Fields = std::vector<oauth::message::HeaderField>;

  explicit TokenTest(Settings settings = {}) : ProviderTest(std::move(settings)) {}

  [[nodiscard]] Seconds now() const { return state.now(); }
  void wait(Seconds seconds) { clock.at += std::chrono::seconds(seconds); }

  static oauth::message::HeaderField basic(const std::string& id, const std::string& secret) {
    const std::string text = id + ':' + secret;
    const std::vector<std::uint8_t> octets(text.begin(), text.end());
    return {"Authorization",
            "Basic " + oauth::codec::base64_encode(octets, oauth::codec::Base64::standard)};
  }
  static Fields client() { return {basic("client", "secret")}; }
  static Fields second() { return {basic("second", "second-secret")}; }
  /// A form that a public client sends.
  static Parameters with_public(Parameters form) {
    form.add("client_id", "public");
    return form;
  }

  /// The object of a reply with this status; null where it is another one, and the test fails.
  static nlohmann::json body(const http::Reply& reply, int status = 200) {
    EXPECT_EQ(reply.response.status, status) << reply.response.body;
    const auto object = nlohmann::json::parse(reply.response.body, nullptr, false);
    return reply.response.status == status && object.is_object() ? object
                                                                 : nlohmann::json::object();
  }
  /// The error code of a reply, with its status: "400 invalid_grant"; "200 " where it is none.
  static std::string error(const http::Reply& reply) {
    const auto object = nlohmann::json::parse(reply.response.body, nullptr, false);
    const auto code = object.is_object() ? object.value("error", "") : "";
    return std::to_string(reply.response.status) + ' ' + code;
  }
  static std::string text(const nlohmann::json& object, const char* name) {
    return object.is_object() ? object.value(name, "") : "";
  }
  /// The requirement that the last request's verdict names.
  [[nodiscard]] std::string blamed() const {
    return state.log.at(state.log.count()).verdict.requirement;
  }

  /// A DPoP proof for a POST to the path.
  oauth::message::HeaderField proof(std::string_view path, const std::string& id,
                                    const std::optional<std::string>& nonce = std::nullopt,
                                    bool other_key = false) const {
    oauth::oauth2::ProofClaims claims;
    claims.method = "POST";
    claims.url = std::string(kOrigin) + std::string(path);
    claims.id = id;
    claims.issued = now();
    claims.nonce = nonce;
    return {"DPoP", *oauth::oauth2::make_dpop_proof(oauth::crypto::openssl(), "ES256",
                                                    ec_key(other_key), claims)};
  }
  static std::string thumbprint() {
    return *oauth::jose::thumbprint(oauth::crypto::openssl(), ec_jwk());
  }

  /// A JWT of the claims that RFC 7523 asks for, for the provider, good for a minute.
  [[nodiscard]] oauth::oauth2::AssertionClaims assertion_claims(const std::string& issuer,
                                                                const std::string& subject) const {
    oauth::oauth2::AssertionClaims claims;
    claims.issuer = issuer;
    claims.subject = subject;
    claims.audience = {std::string(kOrigin)};
    claims.expires = now() + 60;
    return claims;
  }
  static std::string signed_by_ec(const oauth::oauth2::AssertionClaims& claims) {
    return *oauth::oauth2::make_client_assertion(oauth::crypto::openssl(), "ES256", ec_key(),
                                                 std::nullopt, claims);
  }

  /// A code as the authorization endpoint keeps one: of alice, for "read write".
  CodeRecord& add_code(const std::string& client_id) {
    CodeRecord record;
    record.code = oauth::Secret::take(state.random_text());
    record.grant = {.family = state.next_family(),
                    .client_id = client_id,
                    .subject = "alice",
                    .scope = {"read", "write"},
                    .resources = {},
                    .authorized_at = now()};
    record.redirect_uri = std::string(kCallback);
    record.expires = now() + 60;
    return state.codes.add(std::move(record));
  }
  static Parameters code_form(const CodeRecord& code) {
    return {{"grant_type", "authorization_code"},
            {"code", code.code.reveal()},
            {"redirect_uri", kCallback}};
  }
  /// What a client gets for a fresh code.
  nlohmann::json tokens(const std::string& client_id, const Fields& fields = client()) {
    return body(post("/token", code_form(add_code(client_id)), fields));
  }
  /// Whether the provider says to its resource server that the token is active.
  bool active(const std::string& token) {
    return body(post("/introspect", Parameters{{"token", token}},
                     {basic("resource-server", "resource-server-secret")}))
        .value("active", false);
  }

  static constexpr std::string_view kCallback = "https://client.example/callback";
  static constexpr std::string_view kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  static constexpr std::string_view kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
};

inline Settings settings_with(Profile profile) {
  Settings settings;
  settings.profile = profile;
  return settings;
}

/// The same, under another profile.
class BcpTokenTest : public TokenTest {
 protected:
  BcpTokenTest() : TokenTest(settings_with(Profile::bcp)) {}
};
class OAuth21TokenTest : public TokenTest {
 protected:
  OAuth21TokenTest() : TokenTest(settings_with(Profile::oauth21)) {}
};

}  // namespace oauthspec::provider::testing
