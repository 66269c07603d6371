// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/oauth1_trial.h"

#include <utility>

#include <gtest/gtest.h>

#include "harness/checks/example_keys.h"

namespace oauthspec::checks {
namespace {

Response answered(int status) {
  return {.status = status, .headers = {}, .body = ""};
}

TEST(TakenAsSigned, AccusesForRefusalsThatSpeakOfTheRequestOnly) {
  EXPECT_EQ(taken_as_signed(answered(200), "refused").verdict, Verdict::pass);
  EXPECT_EQ(taken_as_signed(answered(204), "refused").verdict, Verdict::pass);
  for (const int status : {400, 401, 403}) {
    EXPECT_EQ(taken_as_signed(answered(status), "refused").verdict, Verdict::fail) << status;
  }
  for (const int status : {302, 404, 405, 413, 415, 429, 500, 503}) {
    EXPECT_EQ(taken_as_signed(answered(status), "refused").verdict, Verdict::inconclusive)
        << status;
  }
}

TEST(Worst, KeepsTheFindingThatSaysMost) {
  Worst worst;
  EXPECT_EQ(worst.finding().verdict, Verdict::pass);
  EXPECT_FALSE(worst.add(pass()));
  EXPECT_FALSE(worst.add(inconclusive("first")));
  EXPECT_FALSE(worst.add(inconclusive("second")));
  EXPECT_FALSE(worst.add(pass()));
  EXPECT_EQ(worst.finding().message, "first");
  EXPECT_TRUE(worst.add(fail("wrong")));
  EXPECT_FALSE(worst.add(inconclusive("third")));
  EXPECT_EQ(worst.finding().verdict, Verdict::fail);
}

TEST(OtherCase, ChangesLettersOnly) {
  EXPECT_EQ(with_other_case("aZ09-._~/+="), "Az09-._~/+=");
  EXPECT_EQ(with_other_case("\xC3\xA9"), "\xC3\xA9");
  EXPECT_EQ(with_other_case(""), "");
}

TEST(RequestShape, IsPutIntoTheRequest) {
  OAuth1Parts parts;
  parts.request = {"GET", "https://server.example/photos", {}, ""};
  put(parts, {});
  EXPECT_EQ(parts.request.url, "https://server.example/photos");
  EXPECT_EQ(parts.request.method, "GET");
  put(parts, kPlainQuery);
  EXPECT_EQ(parts.request.url, "https://server.example/photos?a=1");
  put(parts, {.query = "b"});
  EXPECT_EQ(parts.request.url, "https://server.example/photos?a=1&b");
  put(parts, kPlainForm);
  EXPECT_EQ(parts.request.method, "POST");
  EXPECT_EQ(parts.request.body, "a=1");
  put(parts, {.content_type = kFormType, .body = "a=2", .http_method = "PUT"});
  EXPECT_EQ(parts.request.method, "PUT");
  EXPECT_EQ(parts.request.body, "a=2");
  ASSERT_EQ(parts.request.headers.size(), 1U);
  EXPECT_EQ(parts.request.headers.front().value, kFormType);
}

TEST(Client, WithoutASecretSignsByItsKey) {
  TestOAuth1Client client{"key", oauth::Secret("secret"), nullptr, "https://client.example/"};
  OAuth1Parts parts;
  set(parts, "oauth_callback", "oob");
  parts = OAuth1Session::by(client, std::move(parts));
  EXPECT_EQ(parts.method, oauth::oauth1::SignatureMethod::hmac_sha1);
  EXPECT_EQ(parts.protocol.find("oauth_consumer_key"), "key");
  EXPECT_EQ(parts.protocol.find("oauth_callback"), "https://client.example/");
  // Which key it is does not matter before it signs.
  client = {"key", {}, example_keys(oauth::crypto::openssl()).front(), ""};
  parts = OAuth1Session::by(client, std::move(parts));
  EXPECT_EQ(parts.method, oauth::oauth1::SignatureMethod::rsa_sha1);
  EXPECT_EQ(parts.protocol.find("oauth_signature_method"), "RSA-SHA1");
}

}  // namespace
}  // namespace oauthspec::checks
