// SPDX-License-Identifier: Apache-2.0
// What a hostile peer sends in bulk to those who read whole messages: see
// codec/large_input_test.cpp.
#include <string>

#include <gtest/gtest.h>

#include "harness/reference/oauth1/authorization.h"
#include "harness/reference/oauth1/authorization_header.h"
#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/credentials_response.h"
#include "harness/reference/oauth1/sign.h"
#include "harness/reference/oauth1/verify.h"
#include "harness/testing/matchers.h"

namespace oauth::oauth1 {
namespace {

using message::Request;
using oauthspec::testing::RefusesWith;

constexpr std::size_t kParameters = 300'000;

class StoppedClock final : public Clock {
 public:
  std::chrono::sys_seconds now() const override {
    return std::chrono::sys_seconds(std::chrono::seconds(137131202));
  }
};

class NobodyIsKnown final : public CredentialStore {
 public:
  std::optional<KnownClient> find_client(std::string_view /*key*/) const override { return {}; }
  std::optional<KnownToken> find_token(std::string_view /*key*/) const override { return {}; }
};

Errc verify(const Request& request) {
  const StoppedClock clock;
  const NobodyIsKnown nobody;
  MemoryNonceStore nonces;
  const RequestVerifier verifier(crypto::openssl(), nobody, nonces, clock, {});
  return verifier.verify(request).error().error.code;
}

/// Pairs of different names, from the last to the first.
std::string pairs(std::string_view before, std::string_view after) {
  std::string out;
  for (std::size_t i = kParameters; i > 0; --i)
    out.append(before).append(std::to_string(i)).append(after);
  return out;
}

TEST(LargeInput, OfParametersOfNoProtocol) {
  const Request form{"POST",
                     "http://h/",
                     {{"Content-Type", "application/x-www-form-urlencoded"}},
                     pairs("a", "=1&")};
  const auto text = base_string(form);
  ASSERT_TRUE(text);
  EXPECT_TRUE(text->starts_with("POST&http%3A%2F%2Fh%2F&a1%3D1%26a10%3D1%26a100%3D1%26"));
  EXPECT_EQ(verify(form), Errc::parameter_missing);
}

TEST(LargeInput, OfProtocolParameters) {
  EXPECT_EQ(verify({"GET", "https://h/?" + pairs("oauth_", "&"), {}, ""}),
            Errc::parameter_unsupported);
  EXPECT_EQ(verify({"GET", "https://h/?oauth_1&" + pairs("oauth_", "&"), {}, ""}),
            Errc::parameter_duplicated);
}

TEST(LargeInput, OfAnAuthorizationHeaderField) {
  const std::string field = "OAuth " + pairs("oauth_", "=\"\", ") + "a=\"\"";
  EXPECT_EQ(parse_authorization_header(field)->parameters.size(), kParameters + 1);
  EXPECT_THAT(parse_authorization_header(field + ", oauth_1=\"\""),
              RefusesWith(Errc::parameter_duplicated));
  EXPECT_EQ(verify({"GET", "https://h/", {{"Authorization", field}}, ""}),
            Errc::parameter_unsupported);
}

TEST(LargeInput, OfHeaderFields) {
  Request request{"GET", "https://h/", {}, ""};
  request.headers.assign(kParameters, {"Authorization", "Basic YTpi"});
  EXPECT_EQ(verify(request), Errc::parameter_missing);
  request.headers.assign(kParameters, {"Host", "h"});
  EXPECT_THAT(base_string(request), RefusesWith(Errc::host_header_invalid));
}

TEST(LargeInput, OfExtraParametersToSign) {
  message::Parameters extra;
  for (std::size_t i = 0; i < kParameters; ++i) extra.add("x_" + std::to_string(i), "");
  auto signer = Signer::with_secrets(crypto::openssl(), SignatureMethod::hmac_sha1, "s", "t");
  ProtocolParameters parameters;
  parameters.consumer_key = "k";
  parameters.timestamp = "1";
  parameters.nonce = "n";
  parameters.extra = &extra;
  const auto made = sign({"GET", "http://h/", {}, ""}, parameters, *signer);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->parameters.size(), kParameters + 5);
}

TEST(LargeInput, OfCredentials) {
  const message::Response response{
      200, {{"Content-Type", "application/x-www-form-urlencoded"}}, pairs("a", "&")};
  EXPECT_THAT(parse_credentials_response(CredentialsKind::token, response),
              RefusesWith(Errc::parameter_missing));
  EXPECT_THAT(parse_callback("http://h/?" + pairs("a", "&") + "%", "t"),
              RefusesWith(Errc::percent_truncated));
}

TEST(LargeInput, OfNonces) {
  MemoryNonceStore nonces;
  for (std::size_t i = 0; i < kParameters; ++i)
    ASSERT_TRUE(nonces.remember({1, "c", "t", std::to_string(i)}));
  EXPECT_FALSE(nonces.remember({1, "c", "t", "0"}));
}

TEST(LargeInput, OfKeys) {
  constexpr std::size_t kOctets = 16UL * 1024 * 1024;
  std::string begins;
  while (begins.size() < kOctets) begins += "-----BEGIN RSA PRIVATE KEY-----\n";
  for (const std::string& pem : {std::string(kOctets, '-'), begins}) {
    EXPECT_THAT(crypto::openssl().private_key(pem), RefusesWith(Errc::key_invalid));
    EXPECT_THAT(crypto::openssl().public_key(pem), RefusesWith(Errc::key_invalid));
  }
}

}  // namespace
}  // namespace oauth::oauth1
