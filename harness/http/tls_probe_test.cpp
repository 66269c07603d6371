// SPDX-License-Identifier: Apache-2.0
#include "harness/http/tls_probe.h"

#include <chrono>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/http/testing/test_server.h"
#include "harness/http/testing/weak_tls_server.h"
#include "harness/http/tls_hello.h"

namespace oauthspec::http {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::test_identity;
using testing::TestServer;
using testing::WeakTlsServer;

TlsProbe trusting(std::string version, std::string ciphers = "") {
  TlsProbe probe;
  probe.version = std::move(version);
  probe.ciphers = std::move(ciphers);
  probe.trust = {false, test_identity().authority_pem, false};
  return probe;
}

TransportCode refusal(const std::string& url, const TlsProbe& probe) {
  const auto agreed = probe_tls(url, probe);
  EXPECT_FALSE(agreed) << agreed->version << " " << agreed->cipher;
  return agreed ? TransportCode{} : agreed.error().code;
}

TEST(ProbeTls, AgreesOnWhatTheServerSpeaks) {
  const TestServer server;
  for (const char* const version : {"1.2", "1.3"}) {
    const auto agreed = probe_tls(server.url("/", true), trusting(version));
    ASSERT_TRUE(agreed) << agreed.error().detail;
    EXPECT_EQ(agreed->version, version);
  }
  EXPECT_EQ(probe_tls(server.url("/", true), trusting(""))->version, "1.3");
  const auto agreed =
      probe_tls(server.url("/", true), trusting("", "ECDHE-ECDSA-AES128-GCM-SHA256"));
  ASSERT_TRUE(agreed) << agreed.error().detail;
  EXPECT_EQ(agreed->version, "1.2");
  EXPECT_EQ(agreed->cipher, "ECDHE-ECDSA-AES128-GCM-SHA256");
}

TEST(ProbeTls, IsRefusedWhatTheServerDoesNotSpeak) {
  const TestServer server;
  const std::string url = server.url("/", true);
  for (const char* const version : {"SSL 3.0", "1.0", "1.1"}) {
    EXPECT_EQ(refusal(url, trusting(version)), TransportCode::tls_failed) << version;
  }
  for (const char* const ciphers : {"eNULL", "aNULL", "RC4-SHA:ECDHE-ECDSA-RC4-SHA",
                                    "ECDHE-ECDSA-DES-CBC3-SHA", "EXP-RC4-MD5"}) {
    EXPECT_EQ(refusal(url, trusting("", ciphers)), TransportCode::tls_failed) << ciphers;
  }
}

TEST(ProbeTls, SeesOldVersions) {
  const WeakTlsServer server(test_identity(), TLS1_1_VERSION, "ALL");
  for (const char* const version : {"1.0", "1.1"}) {
    const auto agreed = probe_tls(server.url(), trusting(version));
    ASSERT_TRUE(agreed) << version << ": " << agreed.error().detail;
    EXPECT_EQ(agreed->version, version);
  }
  EXPECT_EQ(refusal(server.url(), trusting("1.2")), TransportCode::tls_failed);
}

TEST(ProbeTls, SeesCiphersThatEncryptNothing) {
  const WeakTlsServer server(test_identity(), TLS1_2_VERSION, "eNULL");
  const auto agreed = probe_tls(server.url(), trusting("", "eNULL"));
  ASSERT_TRUE(agreed) << agreed.error().detail;
  EXPECT_EQ(agreed->cipher, "ECDHE-ECDSA-NULL-SHA");
}

TEST(ProbeTls, TrustsNoOtherNameOrAuthority) {
  const TestServer server;
  const std::uint16_t port = server.server->endpoints()[1].port;
  TlsProbe probe = trusting("1.3");
  probe.addresses = {{"as.example", port, "127.0.0.1"}};
  const std::string url = "https://as.example:" + std::to_string(port) + "/";
  EXPECT_EQ(refusal(url, probe), TransportCode::tls_failed);
  probe.trust.insecure = true;
  EXPECT_TRUE(probe_tls(url, probe));
  TlsProbe strangers;
  EXPECT_EQ(refusal(server.url("/", true), strangers), TransportCode::tls_failed);
}

TEST(ProbeTls, TakesNoLongerThanItMay) {
  testing::FunctionService service([](const auto& /*request*/) { return Reply{}; });
  const auto plain = Server::start(service, {});  // A ClientHello is no request: it waits for more.
  ASSERT_TRUE(plain);
  const std::string origin = (*plain)->endpoints().front().origin;
  const std::string url = "https" + origin.substr(origin.find(':'));
  TlsProbe probe = trusting("1.2");
  probe.timeout = 300ms;
  const auto before = std::chrono::steady_clock::now();
  static_cast<void>(refusal(url, probe));
  probe.ciphers = "RC4-SHA";
  static_cast<void>(refusal(url, probe));
  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
}

TEST(ProbeTls, SaysThatNobodyListens) {
  std::string url;
  {
    const TestServer server;
    url = server.url("/", true);
  }
  EXPECT_EQ(refusal(url, trusting("1.2")), TransportCode::refused);
  EXPECT_EQ(refusal(url, trusting("1.2", "RC4-SHA")), TransportCode::refused);
}

TEST(ProbeTls, RefusesToOfferWhatThereIsNot) {
  const TestServer server;
  const std::string url = server.url("/", true);
  EXPECT_EQ(refusal(server.url("/"), trusting("1.2")), TransportCode::url_invalid);
  for (const TlsProbe& probe :
       {trusting("1.4"), trusting("", "NO-SUCH"), trusting("", "RC4-SHA:ECDHE-RSA-AES128-SHA"),
        trusting("1.3", "RC4-SHA"), trusting("SSL 3.0", "eNULL")}) {
    EXPECT_EQ(refusal(url, probe), TransportCode::url_invalid) << probe.version << probe.ciphers;
  }
}

// RFC 5246 appendix A: what an old server says to RC4-SHA.
const std::string kServerHello = std::string("\x16\x03\x03\0\x2A\x02\0\0\x26\x03\x03", 11) +
                                 std::string(32, 'r') + std::string("\0\0\x05\0", 4);

TEST(ServerHelloOctets, AreRead) {
  const ServerHello said = read_server_hello(kServerHello);
  EXPECT_EQ(said.state, ServerHello::State::agreed);
  EXPECT_EQ(said.version, 0x0303);
  EXPECT_EQ(said.cipher, 0x0005);
  EXPECT_EQ(retired_cipher_name(said.cipher), "RC4-SHA");
}

TEST(ServerHelloOctets, AreWaitedFor) {
  // Of the last octet, which says that nothing is compressed, nothing depends.
  for (std::size_t octets = 0; octets + 1 < kServerHello.size(); ++octets) {
    EXPECT_EQ(read_server_hello(kServerHello.substr(0, octets)).state, ServerHello::State::more)
        << octets;
  }
}

TEST(ServerHelloOctets, MayBeAnAlertOrNoTls) {
  const ServerHello refused = read_server_hello(std::string_view("\x15\x03\0\0\x02\x02\x28", 7));
  EXPECT_EQ(refused.state, ServerHello::State::refused);
  EXPECT_EQ(refused.alert, 40);
  EXPECT_EQ(read_server_hello("HTTP/1.1 400 Bad Request").state, ServerHello::State::foreign);
  EXPECT_EQ(read_server_hello("\x16gibberish").state, ServerHello::State::foreign);
}

TEST(ClientHelloOctets, CountThemselves) {
  const std::string hello = write_client_hello({0x0303, {0x0005, 0xC011}, "as.example"});
  EXPECT_EQ(hello.substr(0, 3), "\x16\x03\x01");
  const auto octet = [&hello](std::size_t at) { return static_cast<std::uint8_t>(hello.at(at)); };
  EXPECT_EQ(static_cast<std::size_t>(octet(3) * 256 + octet(4)), hello.size() - 5);
  EXPECT_EQ(static_cast<std::size_t>(octet(7) * 256 + octet(8)), hello.size() - 9);
  EXPECT_THAT(hello, HasSubstr("as.example"));
  EXPECT_THAT(hello, HasSubstr(std::string("\0\x04\0\x05\xC0\x11", 6)));
  const std::string old = write_client_hello({0x0300, {0x0005}, "as.example"});
  EXPECT_EQ(old.size(), 5U + 4U + 2U + 32U + 1U + 4U + 2U);  // no extensions
}

}  // namespace
}  // namespace oauthspec::http
