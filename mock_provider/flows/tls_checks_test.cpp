// SPDX-License-Identifier: Apache-2.0
// The checks of TLS and of plain http, put to the provider over sockets: as it is, and as it would be with something wrong about its TLS.
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/checks/needs.h"
#include "harness/checks/run.h"
#include "harness/checks/tls_endpoints.h"
#include "harness/checks/topics.h"
#include "harness/http/tls_probe.h"
#include "mock_provider/flows/flows_fixture.h"

namespace oauthspec::provider::testing {
namespace {

using checks::Finding;
using checks::TlsOffer;
using checks::Verdict;
using ::testing::HasSubstr;
using Handshake = std::expected<void, http::TransportFailure>;

std::unexpected<http::TransportFailure> refused() {
  return std::unexpected(
      http::TransportFailure{http::TransportCode::tls_failed, "handshake failure"});
}

/// Answers http as https: a server that forgot to ask for TLS.
class Downgraded final : public http::Transport {
 public:
  explicit Downgraded(http::Transport& secure) : secure_(secure) {}

  std::expected<oauth::message::Response, http::TransportFailure> send(
      const oauth::message::Request& request) override {
    oauth::message::Request secure = request;
    if (secure.url.starts_with("http:")) secure.url.insert(4, "s");
    return secure_.send(secure);
  }

 private:
  http::Transport& secure_;
};

/// The provider with TLS, on a port of loopback.
class TlsChecks : public FlowsTest {
 protected:
  TlsChecks() : target_(described(world)) {
    probe_.trust = {false, http::testing::test_identity().authority_pem, false};
  }

  checks::Target described(const flows::World& reached) {
    checks::Target target(reached, owner);
    target.server = discover();
    target.confidential = checks::TestClient{
        {"client", oauth::oauth2::SecretBasic{oauth::Secret("secret")}}, {kCallback}, {"read"}};
    target.resource = url("/resource");
    target.oauth1_server = {url("/oauth1/initiate"), url("/oauth1/authorize"),
                            url("/oauth1/token")};
    target.oauth1_client =
        checks::TestOAuth1Client{"client", oauth::Secret("secret"), nullptr, kCallback};
    target.handshake = [this](const std::string& url, const TlsOffer& offer) -> Handshake {
      http::TlsProbe probe = probe_;
      probe.version = offer.version;
      probe.ciphers = offer.ciphers;
      probe.trust.insecure = offer.trusting;
      const auto agreed = http::probe_tls(url, probe);
      if (!agreed) return std::unexpected(agreed.error());
      return {};
    };
    return target;
  }

  /// The ids of checks that fail, of those of the topic.
  static std::set<std::string> failing(const checks::Topic topic, const checks::Target& target) {
    std::set<std::string> ids;
    for (const checks::Check& check : topic) {
      if (checks::run(check, target).finding.verdict == Verdict::fail) ids.emplace(check.id);
    }
    return ids;
  }

  static Finding finding(std::string_view id, const checks::Target& target) {
    const checks::Check* const check = checks::find_check(id);
    EXPECT_NE(check, nullptr) << id;
    return check != nullptr ? checks::run(*check, target).finding : Finding();
  }

  http::TlsProbe probe_;
  checks::Target target_;
};

TEST_P(TlsChecks, FindNothingInTheProviderAsItIs) {
  for (const checks::Topic topic : {checks::tls(), checks::plain_http()}) {
    for (const checks::Check& check : topic) {
      const Finding found = checks::run(check, target_).finding;
      EXPECT_EQ(found.verdict, Verdict::pass)
          << check.id << ": " << checks::name(found.verdict) << ": " << found.message;
    }
  }
}

TEST_P(TlsChecks, FindACertificateThatNobodyTrusts) {
  probe_.trust.authority_pem.clear();
  const auto failed = failing(checks::tls(), target_);
  EXPECT_EQ(failed.size(), 8U);
  for (const std::string& id : failed) EXPECT_THAT(id, HasSubstr("certificate-is-good"));
  EXPECT_THAT(finding("tls/the-token-endpoints-certificate-is-good", target_).message,
              HasSubstr("self-signed certificate"));
}

TEST_P(TlsChecks, FindACertificateForAnotherName) {
  const std::string port = provider.origin().substr(provider.origin().rfind(':') + 1);
  probe_.addresses = {{"as.example", static_cast<std::uint16_t>(std::stoi(port)), "127.0.0.1"}};
  target_.server.token_endpoint = "https://as.example:" + port + "/token";
  EXPECT_EQ(failing(checks::tls(), target_),
            std::set<std::string>{"tls/the-token-endpoints-certificate-is-good"});
}

// What each check is to find where the server agrees to it.
struct Weakness {
  std::string_view check;
  std::string version;
  std::string cipher;
};

TEST_P(TlsChecks, FindEachThingThatNoServerShouldAgreeTo) {
  const auto strong = target_.handshake;
  for (const Weakness& weakness :
       std::vector<Weakness>{{"tls/ssl-3-is-not-spoken", "SSL 3.0", ""},
                             {"tls/tls-1.0-is-not-spoken", "1.0", ""},
                             {"tls/tls-1.1-is-not-spoken", "1.1", ""},
                             {"tls/everything-is-encrypted", "", "eNULL"},
                             {"tls/the-server-is-authenticated", "", "aNULL"},
                             {"tls/export-ciphers-are-refused", "", "EXP-DES-CBC-SHA"},
                             {"tls/rc4-is-refused", "", "ECDHE-RSA-RC4-SHA"},
                             {"tls/des-is-refused", "", "ECDHE-RSA-DES-CBC3-SHA"}}) {
    target_.handshake = [&](const std::string& url, const TlsOffer& offer) -> Handshake {
      const bool weak = weakness.cipher.empty() ? offer.version == weakness.version
                                                : offer.ciphers.contains(weakness.cipher);
      return weak ? Handshake() : strong(url, offer);
    };
    EXPECT_EQ(failing(checks::tls(), target_), std::set<std::string>{std::string(weakness.check)});
  }
}

TEST_P(TlsChecks, FindAServerThatSpeaksNothingModern) {
  target_.handshake = [](const std::string& /*url*/, const TlsOffer& offer) -> Handshake {
    return offer.version == "1.0" ? Handshake() : refused();
  };
  const auto failed = failing(checks::tls(), target_);
  EXPECT_EQ(failed.size(), 12U);
  EXPECT_TRUE(failed.contains("tls/the-token-endpoint-is-modern"));
  EXPECT_TRUE(failed.contains("tls/tls-1.0-is-not-spoken"));
}

TEST_P(TlsChecks, AccuseNobodyWhoIsNotThere) {
  target_.handshake = [](const std::string& /*url*/, const TlsOffer& /*offer*/) -> Handshake {
    return std::unexpected(
        http::TransportFailure{http::TransportCode::refused, "Connection refused"});
  };
  for (const checks::Check& check : checks::tls()) {
    const Finding found = checks::run(check, target_).finding;
    EXPECT_EQ(found.verdict, Verdict::inconclusive) << check.id;
    EXPECT_TRUE(found.unanswered) << check.id;
  }
}

TEST_P(TlsChecks, FindEveryEndpointThatAnswersWithoutTls) {
  Downgraded transport(provider.transport());
  flows::World forgetful{.transport = transport,
                         .backend = world.backend,
                         .clock = world.clock,
                         .random = world.random,
                         .wait = world.wait};
  const checks::Target target = described(forgetful);
  std::set<std::string> every;
  for (const checks::Check& check : checks::plain_http()) {
    if (!check.id.ends_with("-is-https")) every.emplace(check.id);
  }
  // What is signed for http is refused by a provider that takes it for https.
  every.erase("plain-http/no-temporary-credentials-are-given");
  every.erase("plain-http/no-token-credentials-are-given");
  EXPECT_EQ(failing(checks::plain_http(), target), every);
}

/// Gives credentials of OAuth 1.0 to whoever comes without TLS.
class Generous final : public http::Transport {
 public:
  explicit Generous(http::Transport& secure) : secure_(secure) {}

  std::expected<oauth::message::Response, http::TransportFailure> send(
      const oauth::message::Request& request) override {
    if (!request.url.starts_with("http:")) return secure_.send(request);
    return oauth::message::Response{200,
                                    {{"Content-Type", "application/x-www-form-urlencoded"}},
                                    "oauth_token=a&oauth_token_secret=b&"
                                    "oauth_callback_confirmed=true"};
  }

 private:
  http::Transport& secure_;
};

TEST_P(TlsChecks, FindCredentialsThatAreGivenWithoutTls) {
  Generous transport(provider.transport());
  const flows::World generous{.transport = transport,
                              .backend = world.backend,
                              .clock = world.clock,
                              .random = world.random,
                              .wait = world.wait};
  const checks::Target target = described(generous);
  const auto failed = failing(checks::plain_http(), target);
  EXPECT_TRUE(failed.contains("plain-http/no-temporary-credentials-are-given"));
  EXPECT_TRUE(failed.contains("plain-http/no-token-credentials-are-given"));
  // What no endpoint of OAuth 2.0 says is nobody's success.
  EXPECT_FALSE(failed.contains("plain-http/no-token-is-issued"));
}

TEST_P(TlsChecks, SayThatThereIsNothingToJudgeWithoutTls) {
  checks::Target plain = described(world);
  for (std::string* const url :
       {&plain.server.issuer, &plain.server.authorization_endpoint, &plain.server.token_endpoint,
        &plain.server.device_authorization_endpoint,
        &plain.server.pushed_authorization_request_endpoint, &plain.server.revocation_endpoint,
        &plain.server.introspection_endpoint, &plain.server.registration_endpoint, &plain.resource,
        &plain.oauth1_server.temporary_credential_request,
        &plain.oauth1_server.resource_owner_authorization, &plain.oauth1_server.token_request}) {
    url->erase(4, 1);  // https
  }
  EXPECT_TRUE(checks::https_origins(plain).empty());
  for (const checks::Topic topic : {checks::tls(), checks::plain_http()}) {
    for (const checks::Check& check : topic) {
      EXPECT_EQ(checks::run(check, plain).finding.verdict, Verdict::unsupported) << check.id;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Over, TlsChecks, ::testing::Values(Connection::tls), connection_name);

}  // namespace
}  // namespace oauthspec::provider::testing
