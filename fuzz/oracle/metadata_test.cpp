// SPDX-License-Identifier: Apache-2.0
// The models of metadata and of its URLs, held against what the RFCs print.
#include "fuzz/oracle/metadata.h"

#include <gtest/gtest.h>

#include "fuzz/oracle/well_known.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

oauth::message::Response with_body(int status, const char* body) {
  return {status, {{"Content-Type", "application/json"}}, body};
}

TEST(MetadataModel, ReadsTheExampleOfRfc8414) {
  const auto response = with_body(200, R"({
      "issuer":
        "https://server.example.com",
      "authorization_endpoint":
        "https://server.example.com/authorize",
      "token_endpoint":
        "https://server.example.com/token",
      "token_endpoint_auth_methods_supported":
        ["client_secret_basic", "private_key_jwt"],
      "token_endpoint_auth_signing_alg_values_supported":
        ["RS256", "ES256"],
      "userinfo_endpoint":
        "https://server.example.com/userinfo",
      "jwks_uri":
        "https://server.example.com/jwks.json",
      "registration_endpoint":
        "https://server.example.com/register",
      "scopes_supported":
        ["openid", "profile", "email", "address",
         "phone", "offline_access"],
      "response_types_supported":
        ["code", "code token"],
      "service_documentation":
        "http://server.example.com/service_documentation.html",
      "ui_locales_supported":
        ["en-US", "en-GB", "en-CA", "fr-FR", "fr-CA"]
     })");
  const auto read = model_metadata(response, Document::server, "https://server.example.com");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->at("extra"),
            json({{"userinfo_endpoint", "https://server.example.com/userinfo"}}));
  EXPECT_EQ(read->at("grant_types_supported"), json({"authorization_code", "implicit"}));
  EXPECT_FALSE(model_metadata(response, Document::server, "https://server.example.com/"));
}

TEST(MetadataModel, ReadsTheExampleOfRfc9728) {
  const auto response = with_body(200, R"({
    "resource":
      "https://resource.example.com",
    "authorization_servers":
      ["https://as1.example.com",
       "https://as2.example.net"],
    "bearer_methods_supported":
      ["header", "body"],
    "scopes_supported":
      ["profile", "email", "phone"],
    "resource_documentation":
      "https://resource.example.com/resource_documentation.html"
   })");
  const auto read = model_metadata(response, Document::resource, "https://resource.example.com");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->at("bearer_methods_supported"), json({"header", "body"}));
  EXPECT_EQ(read->at("extra"), json::object());
}

TEST(MetadataModel, ReadsTheExampleOfRfc7591) {
  const auto read = model_metadata(with_body(201, R"({
      "client_id": "s6BhdRkqt3",
      "client_secret": "cf136dc3c1fc93f31185e5885805d",
      "client_id_issued_at": 2893256800,
      "client_secret_expires_at": 2893276800,
      "redirect_uris": [
        "https://client.example.org/callback",
        "https://client.example.org/callback2"],
      "grant_types": ["authorization_code", "refresh_token"],
      "client_name": "My Example Client",
      "client_name#ja-Jpan-JP":
         "\u30AF\u30E9\u30A4\u30A2\u30F3\u30C8\u540D",
      "token_endpoint_auth_method": "client_secret_basic",
      "logo_uri": "https://client.example.org/logo.png",
      "jwks_uri": "https://client.example.org/my_public_keys.jwks",
      "example_extension_parameter": "example_value"
     })"),
                                   Document::client, "");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->at("client_secret_expires_at"), 2'893'276'800);
  EXPECT_EQ(read->at("extra").size(), 2U);
  EXPECT_FALSE(model_metadata(with_body(201, R"({"client_id":"c","client_secret":"s"})"),
                              Document::client, ""));
}

TEST(WellKnownModel, GivesTheUrlsThatTheRfcsPrint) {
  constexpr std::string_view kServer = "oauth-authorization-server";
  constexpr std::string_view kResource = "oauth-protected-resource";
  EXPECT_EQ(model_issuer_url("https://example.com", kServer),
            "https://example.com/.well-known/oauth-authorization-server");
  EXPECT_EQ(model_issuer_url("https://example.com/issuer1", kServer),
            "https://example.com/.well-known/oauth-authorization-server/issuer1");
  EXPECT_EQ(model_resource_url("https://resource.example.com", kResource),
            "https://resource.example.com/.well-known/oauth-protected-resource");
  EXPECT_EQ(model_resource_url("https://resource.example.com/resource1", kResource),
            "https://resource.example.com/.well-known/oauth-protected-resource/resource1");
  EXPECT_FALSE(model_issuer_url("http://example.com", kServer));
  EXPECT_FALSE(model_issuer_url("https://example.com?a", kServer));
}

}  // namespace
}  // namespace oauthspec::fuzz
