// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/sign.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth1 {
namespace {

using message::Request;
using oauthspec::testing::RefusesWith;

Signer hmac(std::string_view client_secret, std::string_view token_secret) {
  return *Signer::with_secrets(crypto::openssl(), SignatureMethod::hmac_sha1, client_secret,
                               token_secret);
}

const Request kPhoto{
    "GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", {}, ""};

ProtocolParameters photo_parameters() {
  ProtocolParameters parameters;
  parameters.consumer_key = "dpf43f3p2l4k3l03";
  parameters.token = "nnch734d00sl2jdk";
  parameters.timestamp = "137131202";
  parameters.nonce = "chapoH";
  return parameters;
}

// RFC 5849 1.2, the request for the photo.
TEST(Sign, MatchesTheRfcsPhotoExample) {
  Signer signer = hmac("kd94hf93k423kf44", "pfkkdhi9sl3r4s00");
  const auto made = sign(kPhoto, photo_parameters(), signer);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->signature, "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
  EXPECT_EQ(made->parameters.find("oauth_signature"), made->signature);
  // The key's state is kept from one signature to the next.
  EXPECT_EQ(sign(kPhoto, photo_parameters(), signer)->signature, made->signature);
}

// RFC 5849 3.1 as erratum 2550 corrects it.
TEST(Sign, MatchesTheCorrectedFormExample) {
  const Request request{"POST",
                        "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
                        {{"Content-Type", "application/x-www-form-urlencoded"}},
                        "c2&a3=2+q"};
  Signer signer = hmac("j49sk3j29djd", "dh893hdasih9");
  ProtocolParameters parameters;
  parameters.consumer_key = "9djdj82h48djs9d2";
  parameters.token = "kkk9d7dh3k39sjv7";
  parameters.timestamp = "137131201";
  parameters.nonce = "7d8f3e4a";
  EXPECT_EQ(sign(request, parameters, signer)->signature, "r6/TJjbCOr97/+UU0NsvSne7s5g=");
}

// RFC 5849 2.1 and 2.3.
TEST(Sign, MatchesTheRfcsPlaintextExamples) {
  const auto plaintext = [](std::string_view token_secret) {
    auto signer = Signer::with_secrets(crypto::openssl(), SignatureMethod::plaintext, "ja893SD9",
                                       token_secret);
    ProtocolParameters parameters;
    parameters.consumer_key = "jd83jd92dhsh93js";
    return sign({"POST", "https://server.example.com/request_temp_credentials", {}, ""}, parameters,
                *signer)
        ->signature;
  };
  EXPECT_EQ(plaintext(""), "ja893SD9&");
  EXPECT_EQ(plaintext("xyz4992k83j47x0b"), "ja893SD9&xyz4992k83j47x0b");
}

TEST(Sign, RefusesParametersThatNoRequestMayCarry) {
  Signer signer = hmac("s", "t");
  const auto refusal = [&](auto change, const Request& request = kPhoto) {
    ProtocolParameters parameters = photo_parameters();
    change(parameters);
    return sign(request, parameters, signer);
  };
  const auto unchanged = [](ProtocolParameters&) {};
  EXPECT_TRUE(refusal(unchanged));
  EXPECT_THAT(refusal([](auto& p) { p.nonce.reset(); }), RefusesWith(Errc::parameter_missing));
  EXPECT_THAT(refusal([](auto& p) { p.timestamp.reset(); }), RefusesWith(Errc::parameter_missing));
  for (const char* timestamp : {"0", "-1", "", "1.5", "00", "1e3", "0x1", " 1"}) {
    EXPECT_THAT(refusal([&](auto& p) { p.timestamp = timestamp; }),
                RefusesWith(Errc::timestamp_invalid))
        << timestamp;
  }
  EXPECT_THAT(refusal([](auto& p) { p.version = "1.1"; }), RefusesWith(Errc::version_unsupported));
  const message::Parameters again{{"oauth_nonce", "x"}};
  EXPECT_THAT(refusal([&](auto& p) { p.extra = &again; }), RefusesWith(Errc::parameter_duplicated));
  EXPECT_THAT(refusal(unchanged, {"GET", "http://h/?oauth_x=1", {}, ""}),
              RefusesWith(Errc::parameter_location));
}

TEST(Transmit, PutsEveryParameterInOnePlace) {
  const message::Parameters parameters{{"oauth_token", "a b"}, {"oauth_signature", "x="}};
  const auto in_header = transmit(kPhoto, parameters, Location::authorization_header, "R");
  EXPECT_EQ(message::find_header(in_header->headers, "Authorization"),
            "OAuth realm=\"R\", oauth_token=\"a%20b\", oauth_signature=\"x%3D\"");
  EXPECT_EQ(in_header->url, kPhoto.url);
  EXPECT_THAT(transmit({"GET", "http://h/", {{"authorization", "Basic YTpi"}}, ""}, parameters,
                       Location::authorization_header),
              RefusesWith(Errc::header_duplicate));
  EXPECT_THAT(transmit(kPhoto, parameters, Location::authorization_header, "a\nb"),
              RefusesWith(Errc::header_malformed));
  const auto in_query = transmit(kPhoto, parameters, Location::query);
  EXPECT_EQ(in_query->url, kPhoto.url + "&oauth_token=a%20b&oauth_signature=x%3D");
  EXPECT_THAT(transmit(kPhoto, parameters, Location::form_body),
              RefusesWith(Errc::parameter_location));
  const Request form{
      "POST", "http://h/", {{"Content-Type", "application/x-www-form-urlencoded"}}, "c=1"};
  EXPECT_EQ(transmit(form, parameters, Location::form_body)->body,
            "c=1&oauth_token=a%20b&oauth_signature=x%3D");
}

}  // namespace
}  // namespace oauth::oauth1
