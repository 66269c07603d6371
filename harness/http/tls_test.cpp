// SPDX-License-Identifier: Apache-2.0
#include "harness/http/tls.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/http/testing/test_server.h"

namespace oauthspec::http {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using testing::get;
using ::testing::HasSubstr;
using testing::test_identity;
using testing::TestServer;
using testing::trusting_options;

class FixedClock final : public oauth::Clock {
 public:
  explicit FixedClock(std::chrono::sys_seconds time) : time_(time) {}
  [[nodiscard]] std::chrono::sys_seconds now() const override { return time_; }

 private:
  std::chrono::sys_seconds time_;
};

TransportFailure failure_of(const TestServer& server, const ClientOptions& options) {
  const auto response = SocketTransport(options).send(get(server.url("/", true)));
  EXPECT_FALSE(response);
  return response ? TransportFailure{} : response.error();
}

TEST(Tls, IsTrustedForEveryNameOfThisMachine) {
  const TestServer server;
  const std::string port = std::to_string(server.server->endpoints()[1].port);
  for (const std::string host : {"localhost", "127.0.0.1"}) {
    const auto response =
        SocketTransport(trusting_options()).send(get("https://" + host + ":" + port + "/x"));
    ASSERT_TRUE(response) << host << ": " << response.error().detail;
    EXPECT_EQ(response->body, "GET https://" + host + ":" + port + "/x");
  }
}

TEST(Tls, IsNotTrustedForAnotherName) {
  const TestServer server;
  const std::uint16_t port = server.server->endpoints()[1].port;
  ClientOptions options = trusting_options();
  options.addresses = {{"as.example", port, "127.0.0.1"}};
  const auto url = "https://as.example:" + std::to_string(port) + "/";
  const auto refused = SocketTransport(options).send(get(url));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, TransportCode::tls_failed);
  options.trust.insecure = true;
  EXPECT_TRUE(SocketTransport(options).send(get(url)));
}

TEST(Tls, IsNotTrustedWithoutItsAuthority) {
  TestServer server;
  ClientOptions options = trusting_options();
  options.trust = {};
  const TransportFailure failure = failure_of(server, options);
  EXPECT_EQ(failure.code, TransportCode::tls_failed);
  EXPECT_THAT(failure.detail, HasSubstr("self-signed certificate"));
  server.server->stop(1s);
  EXPECT_THAT(server.service.reasons(), ElementsAre(HasSubstr("unknown ca")));
  options.trust.insecure = true;
  EXPECT_TRUE(SocketTransport(options).send(get(TestServer().url("/", true))));
}

TEST(Tls, IsNotTrustedForAnotherAuthority) {
  const TestServer server;
  ClientOptions options = trusting_options();
  options.trust.authority_pem = make_tls_identity(oauth::SystemClock{})->authority_pem;
  EXPECT_EQ(failure_of(server, options).code, TransportCode::tls_failed);
}

TEST(Tls, SaysThatAnAuthorityIsNone) {
  const TestServer server;
  ClientOptions options = trusting_options();
  options.trust.authority_pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  EXPECT_EQ(failure_of(server, options).code, TransportCode::tls_failed);
}

TEST(Tls, IdentityIsValidWhereItsClockSays) {
  testing::FunctionService service(
      [](const auto& /*request*/) { return testing::text_reply("ok"); });
  ServerOptions options;
  options.listen.front().identity =
      make_tls_identity(FixedClock(std::chrono::sys_days{std::chrono::January / 1 / 2001})).value();
  const auto server = Server::start(service, options);
  ASSERT_TRUE(server);
  ClientOptions trusting = trusting_options();
  trusting.trust.authority_pem = options.listen.front().identity->authority_pem;
  const auto response =
      SocketTransport(trusting).send(get((*server)->endpoints().front().origin + "/"));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, TransportCode::tls_failed);
  EXPECT_THAT(response.error().detail, HasSubstr("expired"));
}

TEST(Tls, PlainHttpGetsNoFurther) {
  TestServer server;
  RawTarget plain;
  plain.port = server.server->endpoints()[1].port;
  RawClient client = RawClient::open(plain).value();
  ASSERT_TRUE(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  static_cast<void>(client.read_to_end());
  server.server->stop(1s);
  EXPECT_THAT(server.service.reasons(),
              ElementsAre(HasSubstr("TLS handshake failed: http request")));
}

TEST(TlsIdentity, IsReadFromFiles) {
  const std::filesystem::path folder =
      std::filesystem::path(::testing::TempDir()) / "oauthspec_tls_test";
  std::filesystem::create_directories(folder);
  const std::string certificate = folder / "certificate.pem";
  const std::string key = folder / "key.pem";
  std::ofstream(certificate) << test_identity().certificate_pem;
  std::ofstream(key) << test_identity().key_pem.reveal();
  testing::FunctionService service(
      [](const auto& /*request*/) { return testing::text_reply("ok"); });
  ServerOptions options;
  options.listen.front().identity = read_tls_identity(certificate, key).value();
  EXPECT_TRUE(Server::start(service, options));
  EXPECT_THAT(read_tls_identity(key, key).error(), HasSubstr("no certificate"));
  EXPECT_THAT(read_tls_identity(certificate, certificate).error(), HasSubstr("no private key"));
  EXPECT_THAT(read_tls_identity(certificate, folder / "absent.pem").error(),
              HasSubstr("absent.pem"));
  std::filesystem::remove_all(folder);
}

TEST(TlsIdentity, NeedsAKeyThatBelongsToTheCertificate) {
  testing::FunctionService service([](const auto& /*request*/) { return Reply{}; });
  ServerOptions options;
  options.listen.front().identity = test_identity();
  options.listen.front().identity->key_pem = make_tls_identity(oauth::SystemClock{})->key_pem;
  EXPECT_THAT(Server::start(service, options).error(), HasSubstr("the private key"));
}

}  // namespace
}  // namespace oauthspec::http
