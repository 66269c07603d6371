// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/reference/reference.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string>
#include <variant>

#include <gtest/gtest.h>

namespace oauthspec::adapter {
namespace {

using nlohmann::json;

json verify_input() {
  return {{"clients", {{{"key", "k"}, {"secret", "first"}}, {{"key", "k"}, {"secret", "second"}}}},
          {"tokens", json::array()},
          {"now", 1},
          {"window", 300},
          {"sequence", json::array({{{"method", "GET"},
                                     {"url",
                                      "https://h/?oauth_consumer_key=k&oauth_signature=first%26"
                                      "&oauth_signature_method=PLAINTEXT"},
                                     {"headers", json::array()},
                                     {"body", ""}}})}};
}

TEST(Reference, AnswersAnOp) {
  const Verdict verdict = reference_answer("oauth1.percent_encode", {{"text", "a b"}});
  ASSERT_TRUE(std::holds_alternative<Out>(verdict));
  EXPECT_EQ(std::get<Out>(verdict).value, "a%20b");
}

TEST(Reference, AnswersOctetsThatAreNoUtf8) {
  const Verdict verdict = reference_answer("oauth1.percent_decode", {{"text", "%FF"}});
  ASSERT_TRUE(std::holds_alternative<Out>(verdict));
  EXPECT_EQ(std::get<Out>(verdict).value, json({{"b64", "/w=="}}));
}

TEST(Reference, TakesTheFirstOfTwoCredentialsWithOneKey) {
  const Verdict verdict = reference_answer("oauth1.verify", verify_input());
  ASSERT_TRUE(std::holds_alternative<Out>(verdict));
  EXPECT_EQ(std::get<Out>(verdict).value, json::array({{{"verdict", "accepted"}}}));
}

TEST(Reference, FailsOnWhatTheSchemaRefuses) {
  const auto changed = [](const char* pointer, const json& value) {
    json in = verify_input();
    in[json::json_pointer(pointer)] = value;
    return in;
  };
  for (const json& in :
       {changed("/now", 1.5), changed("/now", 1e300), changed("/now", true), changed("/now", "1"),
        changed("/now", UINT64_MAX), changed("/window", nullptr), changed("/clients", nullptr),
        changed("/clients", {{"a", json::object()}}), changed("/sequence", "x"),
        changed("/sequence/0/headers", nullptr), changed("/sequence/0/headers", {"Host"}),
        changed("/sequence/0/body", {{"b64", "?"}}), changed("/tokens/0/key", 1), json(),
        json(1)}) {
    EXPECT_TRUE(std::holds_alternative<Failure>(reference_answer("oauth1.verify", in))) << in;
  }
  const json response = {{"status", 200}, {"headers", json::array()}, {"body", ""}};
  const json big = {{"status", 4294967496}, {"headers", json::array()}, {"body", ""}};
  for (const json& in : {json{{"kind", "other"}, {"response", response}},
                         json{{"kind", "token"}, {"response", big}}}) {
    EXPECT_TRUE(
        std::holds_alternative<Failure>(reference_answer("oauth1.parse_credentials_response", in)))
        << in;
  }
}

TEST(Reference, RepeatsNothingOfItsInput) {
  const json secret = "s3cret";
  const auto message_of = [](std::string_view op, const json& in) {
    const Verdict verdict = reference_answer(op, in);
    if (const auto* failure = std::get_if<Failure>(&verdict)) return failure->message;
    return std::get<Reject>(verdict).message;
  };
  for (const std::string& message :
       {message_of("s3cret", {}), message_of("oauth1.verify", {{"clients", secret}}),
        message_of("oauth1.verify", {{"s3cret", 1}}),
        message_of("oauth1.percent_encode", {{"text", {{"b64", secret}}}}),
        message_of("oauth1.percent_encode", {{"text", {{"s3cret", secret}}}}),
        message_of("oauth1.percent_decode", {{"text", "s3cret%"}}),
        message_of("oauth1.base_string_uri", {{"url", "s3cret"}})}) {
    EXPECT_FALSE(message.empty());
    EXPECT_EQ(message.find("s3cret"), std::string::npos) << message;
  }
}

/// OpenSSL without HMAC and without elliptic curves.
class PoorBackend final : public oauth::crypto::Backend {
 public:
  std::string_view name() const override { return "poor"; }
  oauth::Result<oauth::crypto::Digest> digest(oauth::crypto::Hash hash,
                                              std::string_view text) const override {
    return oauth::crypto::openssl().digest(hash, text);
  }
  oauth::Result<void> random(std::span<std::uint8_t> octets) const override {
    return oauth::crypto::openssl().random(octets);
  }
  oauth::Result<std::unique_ptr<oauth::crypto::MacKey>> mac_key(
      oauth::crypto::Hash /*hash*/, std::string_view /*key*/) const override {
    return lacking();
  }
  oauth::Result<std::unique_ptr<oauth::crypto::PrivateKey>> private_key(
      std::string_view /*pem*/) const override {
    return lacking();
  }
  oauth::Result<std::unique_ptr<oauth::crypto::PublicKey>> public_key(
      std::string_view /*pem*/) const override {
    return lacking();
  }
  oauth::Result<std::unique_ptr<oauth::crypto::PrivateKey>> private_key(
      const oauth::crypto::KeyNumbers& /*numbers*/) const override {
    return lacking();
  }
  oauth::Result<std::unique_ptr<oauth::crypto::PublicKey>> public_key(
      const oauth::crypto::KeyNumbers& /*numbers*/) const override {
    return lacking();
  }

 private:
  static std::unexpected<oauth::Error> lacking() {
    return std::unexpected(oauth::Error{oauth::Errc::crypto_unsupported, 0});
  }
};

json hmac_input() {
  json in = verify_input();
  in["sequence"][0]["url"] =
      "https://h/?oauth_consumer_key=k&oauth_signature=x&oauth_signature_method=HMAC-SHA1"
      "&oauth_timestamp=1&oauth_nonce=n";
  return in;
}

// A signature that nobody could compute is no wrong signature.
TEST(Reference, SkipsWhatItsCryptoLibraryLacks) {
  const PoorBackend backend;
  EXPECT_TRUE(
      std::holds_alternative<Out>(reference_answer_by(backend, "oauth1.verify", verify_input())));
  EXPECT_TRUE(std::holds_alternative<Out>(reference_answer("oauth1.verify", hmac_input())));
  const Verdict verdict = reference_answer_by(backend, "oauth1.verify", hmac_input());
  ASSERT_TRUE(std::holds_alternative<Skip>(verdict));
  EXPECT_EQ(std::get<Skip>(verdict).need, "an algorithm that poor lacks");
}

TEST(Reference, OffersNoFeatureThatItsCryptoLibraryLacks) {
  const std::array<std::string_view, 2> lacking{"RSA", "EdDSA"};
  const auto all = reference_hello().features;
  auto fewer = reference_hello(lacking).features;
  for (const char* gone : {"RSA-SHA1", "RSA-SHA256", "RS256", "EdDSA"}) {
    EXPECT_NE(std::ranges::find(all, gone), all.end()) << gone;
    EXPECT_EQ(std::ranges::find(fewer, gone), fewer.end()) << gone;
  }
  EXPECT_EQ(fewer.size() + 4, all.size());
}

}  // namespace
}  // namespace oauthspec::adapter
