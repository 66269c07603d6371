// SPDX-License-Identifier: Apache-2.0
// The client and the server of this library against each other: the three requests of RFC 5849
// section 2, by every method and in every place, and what a server must refuse of a request that
// was right.
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "harness/reference/oauth1/authorization.h"
#include "harness/reference/oauth1/client.h"
#include "harness/reference/oauth1/credentials_response.h"
#include "harness/reference/oauth1/verify.h"
#include "harness/testing/rsa_test_key.h"

namespace oauth::oauth1 {
namespace {

using message::Request;

class StoppedClock final : public Clock {
 public:
  std::chrono::sys_seconds now() const override { return now_; }
  void set(std::int64_t seconds) { now_ = std::chrono::sys_seconds(std::chrono::seconds(seconds)); }

 private:
  std::chrono::sys_seconds now_{std::chrono::seconds(1'700'000'000)};
};

class CountingRandom final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> octets) override {
    ++calls_;
    for (std::size_t i = 0; i < octets.size(); ++i)
      octets[i] = static_cast<std::uint8_t>(calls_ >> (i % 4 * 8));
  }

 private:
  std::uint32_t calls_ = 0;
};

class KnownCredentials final : public CredentialStore {
 public:
  std::map<std::string, KnownClient, std::less<>> clients;
  std::map<std::string, KnownToken, std::less<>> tokens;

  std::optional<KnownClient> find_client(std::string_view key) const override {
    return find(clients, key);
  }
  std::optional<KnownToken> find_token(std::string_view key) const override {
    return find(tokens, key);
  }

 private:
  template <class Known>
  static std::optional<Known> find(const std::map<std::string, Known, std::less<>>& map,
                                   std::string_view key) {
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
  }
};

class Flow : public testing::Test {
 protected:
  Flow() {
    std::shared_ptr<const crypto::PrivateKey> private_key =
        *crypto::openssl().private_key(oauthspec::testing::kRsaPrivateKey);
    std::shared_ptr<const crypto::PublicKey> public_key =
        *crypto::openssl().public_key(oauthspec::testing::kRsaPublicKey);
    client_ = {"client", Secret("client&secret"), private_key};
    known_.clients["client"] = {"client", Secret("client&secret"), public_key};
    known_.tokens["token"] = {"token", Secret("token secret"), "client", std::nullopt};
  }

  Client client(ClientSettings settings = {}) {
    return {crypto::openssl(), clock_, random_, client_, std::move(settings)};
  }
  RequestVerifier verifier(VerificationPolicy policy = {}) {
    return {crypto::openssl(), known_, nonces_, clock_, std::move(policy)};
  }

  const Credentials token_{"token", Secret("token secret")};
  const Request resource_{"GET", "https://server.example.com/photos?size=original", {}, ""};
  StoppedClock clock_;
  CountingRandom random_;
  MemoryNonceStore nonces_;
  KnownCredentials known_;
  ClientCredentials client_;
};

TEST_F(Flow, IsAcceptedByEveryMethodInEveryPlace) {
  const Request form{"POST",
                     "https://server.example.com/photos?a=1",
                     {{"Content-Type", "application/x-www-form-urlencoded"}},
                     "b=2"};
  for (const SignatureMethod method : VerificationPolicy{}.methods) {
    for (const Location location :
         {Location::authorization_header, Location::form_body, Location::query}) {
      const auto request =
          client({.method = method, .location = location}).authenticate(form, token_);
      ASSERT_TRUE(request);
      const auto verified = verifier().verify(*request);
      ASSERT_TRUE(verified) << name(method) << name(verified.error().error.code);
      EXPECT_EQ(verified->client, "client");
      EXPECT_EQ(verified->token, "token");
      EXPECT_EQ(verified->method, method);
    }
  }
}

TEST_F(Flow, GoesFromTemporaryCredentialsToTokenCredentials) {
  Client party = client({.realm = "Photos"});
  // Section 2.1.
  const auto asked = party.temporary_credentials_request("https://server.example.com/initiate",
                                                         "https://client.example.net/cb?x=1");
  const auto initiated = verifier({.required = {"oauth_callback"}}).verify(*asked);
  ASSERT_TRUE(initiated);
  EXPECT_EQ(initiated->token, std::nullopt);
  const std::string callback(*initiated->protocol_parameters.find("oauth_callback"));
  const Credentials issued{"temporary", Secret("temporary secret")};
  known_.tokens["temporary"] = {"temporary", issued.secret, "client", std::nullopt};
  const auto temporary = parse_credentials_response(
      CredentialsKind::temporary, write_credentials_response(CredentialsKind::temporary, issued));
  ASSERT_TRUE(temporary);
  // Section 2.2.
  EXPECT_EQ(
      authorization_url("https://server.example.com/authorize?lang=de", temporary->credentials.key),
      "https://server.example.com/authorize?lang=de&oauth_token=temporary");
  const auto returned = callback_url(callback, "temporary", "473f82d3");
  EXPECT_EQ(returned,
            "https://client.example.net/cb?x=1&oauth_token=temporary&oauth_verifier=473f82d3");
  const auto arrived = parse_callback(*returned, temporary->credentials.key);
  ASSERT_TRUE(arrived);
  // Section 2.3.
  const auto token_request = party.token_credentials_request(
      "https://server.example.com/token", temporary->credentials, arrived->verifier);
  const auto verified = verifier({.required = {"oauth_verifier"}}).verify(*token_request);
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->protocol_parameters.find("oauth_verifier"), "473f82d3");
  EXPECT_EQ(parse_credentials_response(CredentialsKind::token,
                                       write_credentials_response(CredentialsKind::token, token_))
                ->credentials.key,
            "token");
}

TEST_F(Flow, UsesANonceOnceAndOnlyForARightSignature) {
  const auto request = client().authenticate(resource_, token_);
  Request forged = *request;
  forged.url += "x";
  EXPECT_EQ(verifier().verify(forged).error().error.code, Errc::signature_invalid);
  EXPECT_EQ(verifier().verify(forged).error().status, 401);
  EXPECT_TRUE(verifier().verify(*request));
  EXPECT_EQ(verifier().verify(*request).error().error.code, Errc::nonce_used);
}

TEST_F(Flow, RefusesWhatDoesNotBelongToTheToken) {
  const auto code_of = [&](const Request& request) {
    const auto verified = verifier().verify(request);
    return verified ? "accepted" : name(verified.error().error.code);
  };
  const auto request = client().authenticate(resource_, token_);
  known_.tokens["token"].expires = clock_.now();
  EXPECT_EQ(code_of(*request), "token_invalid");
  known_.tokens["token"] = {"token", Secret("token secret"), "another client", std::nullopt};
  EXPECT_EQ(code_of(*request), "token_invalid");
  known_.tokens.clear();
  EXPECT_EQ(code_of(*request), "token_invalid");
  known_.clients.clear();
  EXPECT_EQ(code_of(*request), "client_unknown");
}

TEST_F(Flow, KeepsTheWindow) {
  const auto request = client().authenticate(resource_, token_);
  const std::int64_t start = clock_.now().time_since_epoch().count();
  for (const auto& [moved, fresh] : {std::pair(301, false), {-301, false}, {300, true}}) {
    clock_.set(start + moved);
    EXPECT_EQ(verifier().verify(*request).has_value(), fresh) << moved;
  }
  clock_.set(start + 1);
  EXPECT_FALSE(verifier({.window = std::chrono::seconds(-1)}).verify(*request));
  EXPECT_FALSE(verifier({.window = std::chrono::seconds::min()}).verify(*request));
}

TEST_F(Flow, AsksForWhatTheEndpointRequires) {
  const auto request = client().authenticate(resource_, std::nullopt);
  EXPECT_EQ(verifier({.required = {"oauth_callback"}}).verify(*request).error().error.code,
            Errc::parameter_missing);
  EXPECT_EQ(verifier({.token_required = true}).verify(*request).error().error.code,
            Errc::parameter_missing);
  EXPECT_EQ(verifier({.methods = {SignatureMethod::rsa_sha1}}).verify(*request).error().error.code,
            Errc::signature_method_unsupported);
  EXPECT_TRUE(verifier().verify(*request));
}

// RFC5849-2.1-6, RFC5849-2.3-3, RFC5849-3.4.4-1
TEST_F(Flow, AsksForTlsWhereSecretsAreShown) {
  const auto code_of = [&](SignatureMethod method, bool tls_required) {
    const auto request =
        client({.method = method}).authenticate({"POST", "http://h/", {}, ""}, std::nullopt);
    const auto verified = verifier({.tls_required = tls_required}).verify(*request);
    return verified ? "accepted" : name(verified.error().error.code);
  };
  EXPECT_EQ(code_of(SignatureMethod::hmac_sha1, false), "accepted");
  EXPECT_EQ(code_of(SignatureMethod::hmac_sha1, true), "transport_insecure");
  EXPECT_EQ(code_of(SignatureMethod::plaintext, false), "transport_insecure");
}

// EXT-body-hash-3, EXT-body-hash-4, EXT-body-hash-8
TEST_F(Flow, SendsABodyHashOnlyWhereItBelongs) {
  const auto sends = [](const Result<Request>& request) {
    return message::find_header(request->headers, "Authorization")->find("oauth_body_hash") !=
           std::string_view::npos;
  };
  Client hmac = client({.send_body_hash = true});
  EXPECT_TRUE(sends(hmac.authenticate(resource_, token_)));
  EXPECT_FALSE(sends(hmac.temporary_credentials_request("https://h/", "oob")));
  EXPECT_FALSE(sends(hmac.token_credentials_request("https://h/", token_, "v")));
  const Request form{
      "POST", "https://h/", {{"Content-Type", "application/x-www-form-urlencoded"}}, "b=2"};
  EXPECT_FALSE(sends(hmac.authenticate(form, token_)));
  EXPECT_FALSE(sends(client({.method = SignatureMethod::plaintext, .send_body_hash = true})
                         .authenticate(resource_, token_)));
}

TEST_F(Flow, ChecksTheBodyHash) {
  const Request json{
      "POST", "https://server.example.com/", {{"Content-Type", "application/json"}}, "{}"};
  const auto request = client({.send_body_hash = true}).authenticate(json, token_);
  Request changed = *request;
  changed.body = "[]";
  EXPECT_EQ(verifier().verify(changed).error().error.code, Errc::body_hash_invalid);
  EXPECT_TRUE(verifier().verify(*request));
}

TEST_F(Flow, TellsTheServerOfACallbackOnlyInTheFormsOfTheRfc) {
  EXPECT_TRUE(client().temporary_credentials_request("https://h/", "oob"));
  EXPECT_EQ(client().temporary_credentials_request("https://h/", "OOB").error().code,
            Errc::parameter_invalid);
  EXPECT_EQ(client().temporary_credentials_request("https://h/", "/cb").error().code,
            Errc::parameter_invalid);
}

TEST_F(Flow, NeedsTheKeyOfItsMethod) {
  client_.private_key.reset();
  EXPECT_EQ(
      client({.method = SignatureMethod::rsa_sha1}).authenticate(resource_, token_).error().code,
      Errc::key_invalid);
}

TEST(MemoryNonceStore, TellsUsesApartAndForgetsOldOnes) {
  MemoryNonceStore store;
  EXPECT_TRUE(store.remember({1, "a", "bc", "n"}));
  EXPECT_FALSE(store.remember({1, "a", "bc", "n"}));
  EXPECT_TRUE(store.remember({1, "ab", "c", "n"}));
  EXPECT_TRUE(store.remember({1, "a", "b", "cn"}));
  EXPECT_TRUE(store.remember({2, "a", "bc", "n"}));
  EXPECT_EQ(store.size(), 4U);
  store.forget_before(2);
  EXPECT_EQ(store.size(), 1U);
}

}  // namespace
}  // namespace oauth::oauth1
