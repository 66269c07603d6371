// SPDX-License-Identifier: Apache-2.0
#include "harness/result/wire_mask.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/codec/percent.h"
#include "harness/result/json_lines.h"

namespace oauthspec::result {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
namespace codec = oauth::codec;

json exchange(const std::string& url, const std::string& body = "",
              const json& headers = json::array()) {
  return {{"request", {{"method", "POST"}, {"url", url}, {"headers", headers}, {"body", body}}},
          {"response", {{"status", 200}, {"headers", json::array()}, {"body", ""}}},
          {"started_us", 0},
          {"duration_us", 1}};
}

json answered(json exchange, const std::string& body, const json& headers = json::array()) {
  exchange["response"]["body"] = body;
  exchange["response"]["headers"] = headers;
  return exchange;
}

Result checked(const json& exchanges, const std::string& message = "") {
  Result result;
  result.test = "server/code-grant/x";
  result.op = "server";
  result.sent = json::object();
  result.message = message;
  result.exchanges = exchanges;
  return result;
}

/// The exchanges as they are masked, of one exchange its only one.
json masked(const json& exchanges, const std::vector<std::string>& known = {}) {
  return WireMask(known).masked(checked(exchanges)).exchanges;
}

json field(const char* name, const std::string& value) {
  return json::array({json::array({name, value})});
}

std::string masked_field(const char* name, const std::string& value) {
  const json hidden = masked(json::array({exchange("https://a/", "", field(name, value))}));
  return hidden[0]["request"]["headers"][0][1];
}

std::string masked_page(const std::string& body, const std::vector<std::string>& known = {}) {
  return masked(json::array({answered(exchange("https://a/"), body)}),
                known)[0]["response"]["body"];
}

TEST(WireMask, HidesWhatIsNamedInUrlsAndForms) {
  const json hidden = masked(json::array(
      {exchange("https://a/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz&access_token=abc",
                "code=SplxlOBeZQQYbYS6WxSbIA&code_verifier=dBjftJeZ4CVP&client_id=s6BhdRkqt3")}));
  EXPECT_EQ(hidden[0]["request"]["url"], "https://a/cb?code=***1&state=xyz&access_token=***2");
  EXPECT_EQ(hidden[0]["request"]["body"], "code=***1&code_verifier=***3&client_id=s6BhdRkqt3");
}

TEST(WireMask, HidesTokensOfAJsonAnswerWhereverTheyComeAgain) {
  const json first = answered(
      exchange("https://a/token"),
      R"({"access_token": "2YotnFZFEjr1zCsicMWpAA", "token_type": "Bearer", "refresh_token": "tGzv3JOkF0XG"})");
  const json second = answered(exchange("https://a/resource?t=2YotnFZFEjr1zCsicMWpAA"),
                               "<p>no such token: 2YotnFZFEjr1zCsicMWpAA</p>");
  const Result hidden = WireMask({}).masked(
      checked(json::array({first, second}), "it took 2YotnFZFEjr1zCsicMWpAA twice"));
  EXPECT_EQ(hidden.exchanges[0]["response"]["body"],
            R"({"access_token": "***1", "token_type": "Bearer", "refresh_token": "***2"})");
  EXPECT_EQ(hidden.exchanges[1]["request"]["url"], "https://a/resource?t=***1");
  EXPECT_EQ(hidden.exchanges[1]["response"]["body"], "<p>no such token: ***1</p>");
  EXPECT_EQ(hidden.message, "it took ***1 twice");
}

TEST(WireMask, HidesCredentials) {
  EXPECT_EQ(masked_field("Authorization", "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3"),
            "Basic ***1");
  EXPECT_EQ(masked_field("authorization", "Bearer mF_9.B5f-4.1JqM"), "Bearer ***1");
  EXPECT_EQ(masked_field("Authorization", "DPoP mF_9.B5f-4.1JqM"), "DPoP ***1");
  // However wrong they are.
  EXPECT_EQ(masked_field("Authorization", "mF_9.B5f-4.1JqM"), "***1");
  EXPECT_EQ(masked_field("Authorization", "Unheard mF_9.B5f = 1JqM"), "Unheard ***1");
  EXPECT_EQ(masked_field("Authorization", ""), "");
}

TEST(WireMask, HidesThePasswordOfBasicWhereverItComesAgain) {
  const json one = exchange(
      "https://a/", "", field("Authorization", "Basic " + codec::base64_encode("s6Bh:7Fjfp0ZBr1")));
  EXPECT_EQ(masked(json::array({one, exchange("https://a/?x=7Fjfp0ZBr1")}))[1]["request"]["url"],
            "https://a/?x=***2");
}

TEST(WireMask, HidesTheSecretParametersOfOAuth1) {
  EXPECT_EQ(
      masked_field(
          "Authorization",
          R"(OAuth oauth_consumer_key="dpf43", oauth_token="nnch734d00", oauth_signature="wOJI%2F9A2W5m")"),
      R"(OAuth oauth_consumer_key="dpf43", oauth_token="***1", oauth_signature="wOJI%2F9A2W5m")");
  EXPECT_EQ(masked_field(
                "Authorization",
                R"(OAuth oauth_signature_method="PLAINTEXT", oauth_signature="kd94hf93k423kf44")"),
            R"(OAuth oauth_signature_method="PLAINTEXT", oauth_signature="***1")");
}

TEST(WireMask, HidesCookies) {
  EXPECT_EQ(masked_field("Cookie", "session=0123456789abcdef; theme=dark"),
            "session=***1; theme=***2");
  const json hidden = masked(
      json::array({answered(exchange("https://a/"), "0123456789abcdef HttpOnly",
                            field("Set-Cookie", "session=0123456789abcdef; Path=/; HttpOnly"))}));
  EXPECT_EQ(hidden[0]["response"]["headers"][0][1], "session=***1; Path=/; HttpOnly");
  EXPECT_EQ(hidden[0]["response"]["body"], "***1 HttpOnly");
}

TEST(WireMask, HidesWhatIsKnownHoweverItIsWritten) {
  const std::string secret = "p/ss+w=rd & 1";
  EXPECT_EQ(masked_page("<b>p&#x2F;ss&#43;w&#61;rd &amp; 1</b>", {secret}), "<b>***1.1</b>");
  const json hidden = masked(json::array({exchange("https://a/?x=" + codec::percent_encode(secret),
                                                   codec::base64_encode("user:" + secret))}),
                             {secret, ""});
  EXPECT_EQ(hidden[0]["request"]["url"], "https://a/?x=***1.1");
  EXPECT_THAT(hidden[0]["request"]["body"].get<std::string>(), HasSubstr("***1"));
}

TEST(WireMask, HidesTheFieldsAndLinksOfAPage) {
  EXPECT_EQ(
      masked_page(
          R"(<form method="post"><input type=hidden value='4/P7q7W91+&#x2F;' name=code><input name="state" value="xyz"></form>)"),
      R"(<form method="post"><input type=hidden value='***1.1' name=code><input name="state" value="xyz"></form>)");
  EXPECT_EQ(masked_page("<a href='/cb?code=4P7q7W91&amp;state=x'>go on</a> <i>kept</i>"),
            "<a href='/cb?code=***1&amp;state=x'>go on</a> <i>kept</i>");
}

TEST(WireMask, LeavesOrdinaryWordsAloneWhereTheySaySomethingElse) {
  const json hidden = masked(
      json::array(
          {answered(exchange("https://a/token",
                             "grant_type=password&username=u&password=password&code=invalid"),
                    R"({"error": "invalid_grant", "hint": "password or code invalid"})")}),
      {"password"});
  EXPECT_EQ(hidden[0]["request"]["body"], "grant_type=password&username=u&password=***1&code=***2");
  EXPECT_EQ(hidden[0]["response"]["body"],
            R"({"error": "invalid_grant", "hint": "password or code invalid"})");
}

TEST(WireMask, HidesWhatIsLeftOfASecretWhereABodyIsCut) {
  json cut =
      answered(exchange("https://a/", "", field("Authorization", "Bearer mF9B5f41JqM0123456789")),
               "the token mF9B5f41JqM");
  EXPECT_EQ(masked(json::array({cut}))[0]["response"]["body"], "the token mF9B5f41JqM");
  cut["response"]["body_octets"] = 50000;
  EXPECT_EQ(masked(json::array({cut}))[0]["response"]["body"], "the token ***");
}

TEST(WireMask, HidesSecretsInOctetsThatAreNoText) {
  json one = exchange("https://a/", "", field("Cookie", "s=0123456789abcdef"));
  one["response"]["body"] = {{"b64", codec::base64_encode("\xFF 0123456789abcdef")}};
  EXPECT_EQ(masked(json::array({one}))[0]["response"]["body"],
            json({{"b64", codec::base64_encode("\xFF ***1")}}));
  one["response"]["body"] = {{"b64", codec::base64_encode("\xFF")}};
  EXPECT_EQ(masked(json::array({one}))[0]["response"]["body"], json({{"b64", "/w=="}}));
}

TEST(WireMask, HidesSecretsInWhatWentWrong) {
  json one = exchange("https://a/?code=4P7q7W91xyz");
  one.erase("response");
  one["failure"] = {{"code", "timed_out"}, {"detail", "nothing from https://a/?code=4P7q7W91xyz"}};
  EXPECT_EQ(masked(json::array({one}))[0]["failure"]["detail"],
            "nothing from https://a/?code=***1");
}

TEST(WireMask, LeavesAResultWithoutExchangesAlone) {
  const Result result = checked(json(), "nothing was sent");
  EXPECT_EQ(write_line(WireMask({"abcdefgh"}).masked(result)), write_line(result));
}

std::string some_secret() {
  constexpr std::size_t kShortest = 6;
  constexpr std::size_t kLongest = 40;
  const auto length = *rc::gen::inRange(kShortest, kLongest);
  return *rc::gen::container<std::string>(
      length, rc::gen::elementOf(std::string("ABCXYZ019 +&=%/\"\\-._~<>'")));
}

std::string escaped_for_html(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += std::string_view("<>&\"'+/=").contains(c) ? "&#" + std::to_string(int{c}) + ";"
                                                     : std::string(1, c);
  return out;
}

RC_GTEST_PROP(WireMaskOfAnySecret, LeavesNoFormOfIt, ()) {
  const std::string secret = some_secret();
  const std::vector<std::string> writings{secret, codec::percent_encode(secret),
                                          escaped_for_html(secret), json(secret).dump()};
  json all = json::array();
  for (const std::string& one : writings) {
    all.push_back(answered(exchange("https://a/?x=" + one, "text " + one), "<p>" + one + "</p>"));
  }
  const std::string text = masked(all, {secret}).dump();
  for (const std::string& one : writings) {
    const std::string quoted = json(one).dump();
    RC_ASSERT(text.find(quoted.substr(1, quoted.size() - 2)) == std::string::npos);
  }
}

}  // namespace
}  // namespace oauthspec::result
