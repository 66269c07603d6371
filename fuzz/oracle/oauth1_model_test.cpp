// SPDX-License-Identifier: Apache-2.0
// The models of OAuth 1.0, held against what RFC 5849 prints.
#include <string>

#include <gtest/gtest.h>

#include "fuzz/oracle/oauth1_base_string_model.h"
#include "fuzz/oracle/oauth1_server_model.h"
#include "fuzz/oracle/oauth1_text_model.h"

namespace oauthspec::fuzz::oauth1_model {
namespace {

using oauth::message::Request;

// Section 3.4.1.1, with the signature of erratum 2550.
Request example_request() {
  return {"POST",
          "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
          {{"Host", "example.com"},
           {"Content-Type", "application/x-www-form-urlencoded"},
           {"Authorization",
            "OAuth realm=\"Example\",\r\n                oauth_consumer_key=\"9djdj82h48djs9d2\","
            "\r\n                oauth_token=\"kkk9d7dh3k39sjv7\", "
            "oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"137131201\", "
            "oauth_nonce=\"7d8f3e4a\", oauth_signature=\"r6%2FTJjbCOr97%2F%2BUU0NsvSne7s5g%3D\""}},
          "c2&a3=2+q"};
}

// Section 3.4.1.3.1
TEST(Oauth1Model, CollectsTheParametersOfTheExample) {
  const auto collected = collect(example_request());
  ASSERT_TRUE(collected.has_value());
  EXPECT_EQ(collected->query, (Pairs{{"b5", "=%3D"}, {"a3", "a"}, {"c@", ""}, {"a2", "r b"}}));
  EXPECT_EQ(collected->body, (Pairs{{"c2", ""}, {"a3", "2 q"}}));
  EXPECT_EQ(find(collected->header, "oauth_nonce"), "7d8f3e4a");
  EXPECT_EQ(find(collected->header, "oauth_signature"), "r6/TJjbCOr97/+UU0NsvSne7s5g=");
}

TEST(Oauth1Model, BuildsTheBaseStringOfTheExample) {
  const Request request = example_request();
  const auto collected = collect(request);
  ASSERT_TRUE(collected.has_value());
  EXPECT_EQ(base_string(request, *collected, {}),
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q"
            "%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_"
            "key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m"
            "ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk"
            "9d7dh3k39sjv7");
}

// Section 3.4.1.2
TEST(Oauth1Model, BuildsTheBaseStringUrisOfTheExamples) {
  EXPECT_EQ(base_string_uri("http://EXAMPLE.COM:80/r%20v/X?id=123", std::nullopt),
            "http://example.com/r%20v/X");
  EXPECT_EQ(base_string_uri("https://www.example.net/?q=1", "www.example.net:8080"),
            "https://www.example.net:8080/");
  EXPECT_EQ(base_string_uri("http://[::1]:080#f", std::nullopt), "http://[::1]/");
  EXPECT_EQ(base_string_uri("http://[::1/", std::nullopt), std::nullopt);
  EXPECT_EQ(base_string_uri("http://example.com:65536/", std::nullopt), std::nullopt);
  EXPECT_EQ(base_string_uri("http://example.com/a b", std::nullopt), std::nullopt);
}

// Section 3.4.1.3.2
TEST(Oauth1Model, NormalizesTheParametersOfTheExample) {
  EXPECT_EQ(normalize({{"b5", "=%3D"},
                       {"a3", "a"},
                       {"c@", ""},
                       {"a2", "r b"},
                       {"oauth_consumer_key", "9djdj82h48djs9d2"},
                       {"c2", ""},
                       {"a3", "2 q"}}),
            "a2=r%20b&a3=2%20q&a3=a&b5=%3D%253D&c%40=&c2=&oauth_consumer_key=9djdj82h48djs9d2");
}

// Section 3.5.1
TEST(Oauth1Model, ReadsAndWritesTheFieldOfTheExample) {
  const std::string text =
      "OAuth realm=\"Example\", oauth_consumer_key=\"0685bd9184jfhq22\", "
      "oauth_signature=\"wOJIO9A2W5mFwDgiDvZbTSMK%2FPY%3D\", oauth_version=\"1.0\"";
  const AuthorizationField field{"Example",
                                 {{"oauth_consumer_key", "0685bd9184jfhq22"},
                                  {"oauth_signature", "wOJIO9A2W5mFwDgiDvZbTSMK/PY="},
                                  {"oauth_version", "1.0"}}};
  EXPECT_EQ(read_authorization(text), field);
  EXPECT_EQ(write_authorization(field), text);
  EXPECT_EQ(read_authorization("oauth a=\"1\",\r\n\tb=\"\\\"\""),
            (AuthorizationField{std::nullopt, {{"a", "1"}, {"b", "\""}}}));
  for (const char* const bad :
       {"Basic a=\"1\"", "OAuth a=1", "OAuth a=\"1\",", "OAuth a=\"1\" b=\"2\"", "OAuth a=\"%4\"",
        "OAuth a=\"1\", a=\"1\"", "OAuth realm=\"1\", Realm=\"2\"", "OAuth, a=\"1\""}) {
    EXPECT_EQ(read_authorization(bad), std::nullopt) << bad;
  }
}

// Section 1.2, the third request: its signature, and the server's verdict.
TEST(Oauth1Model, AcceptsTheRequestForThePhotoOnce) {
  const Oauth1Setting setting{
      .clients = {{"dpf43f3p2l4k3l03", "kd94hf93k423kf44"}},
      .tokens = {{"nnch734d00sl2jdk", "pfkkdhi9sl3r4s00", "dpf43f3p2l4k3l03", {}}},
      .now = 137131202,
      .window = 300};
  Request request{"GET",
                  "http://photos.example.net/photos?file=vacation.jpg&size=original",
                  {{"Authorization",
                    "OAuth realm=\"Photos\", oauth_consumer_key=\"dpf43f3p2l4k3l03\", "
                    "oauth_token=\"nnch734d00sl2jdk\", oauth_signature_method=\"HMAC-SHA1\", "
                    "oauth_timestamp=\"137131202\", oauth_nonce=\"chapoH\", "
                    "oauth_signature=\"MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D\""}},
                  ""};
  Server server(setting);
  EXPECT_EQ(server.right_signature(request), "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
  Request changed = request;
  changed.url += "x";
  EXPECT_EQ(server.verify(changed), std::nullopt);
  EXPECT_EQ(server.verify(request), (Oauth1Accepted{"dpf43f3p2l4k3l03", "nnch734d00sl2jdk"}));
  EXPECT_EQ(server.verify(request), std::nullopt);
}

// Section 3.4.4, which prints no value.
TEST(Oauth1Model, SignsWithBothSecretsEncoded) {
  EXPECT_EQ(signature("PLAINTEXT", "a&b %", "", "x"), "a%26b%20%25&");
  EXPECT_EQ(signature("RSA-SHA1", "a", "b", "x"), std::nullopt);
}

// RFC 4648 section 10
TEST(Oauth1Model, WritesTheBase64OfTheRfc) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

// The example of OAuth Request Body Hash 1.0, draft 4, section 6.
TEST(Oauth1Model, HashesTheBodyOfTheExample) {
  EXPECT_EQ(body_hash(oauth::crypto::Hash::sha1, "Hello World!"), "Lve95gjOVATpfV8EL5X4nxwjKHE=");
  EXPECT_EQ(body_hash(oauth::crypto::Hash::sha1, ""), "2jmj7l5rSw0yVb/vlWAYkK/YBwk=");
}

}  // namespace
}  // namespace oauthspec::fuzz::oauth1_model
