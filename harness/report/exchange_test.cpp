// SPDX-License-Identifier: Apache-2.0
#include "harness/report/exchange.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using nlohmann::json;
using result::Result;
using result::Status;

Exchange answered(int status, const json& headers, const std::string& body) {
  Result result;
  result.exchanges = json::array({samples::exchange_of("https://a/", "", status, body)});
  result.exchanges[0]["response"]["headers"] = headers;
  return exchanges_of(result).front();
}

TEST(Exchanges, AreReadInTheirOrder) {
  const auto all = exchanges_of(samples::server_check("a/b", Status::pass));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(request_line(all[0].request), "POST https://as.example/token?a=b%20c");
  EXPECT_EQ(header_of(all[0].request.headers, "content-TYPE"), "application/x-www-form-urlencoded");
  EXPECT_EQ(header_of(all[0].request.headers, "Accept"), "");
  EXPECT_EQ(all[1].request.body.octets, "grant_type=unheard");
  EXPECT_EQ(all[1].response->status, 400);
  EXPECT_EQ(all[1].started.count(), 1500);
  EXPECT_EQ(all[1].duration.count(), 2500);
}

TEST(Exchanges, KnowBodiesThatAreNoTextOrNotWhole) {
  Result result = samples::server_check("a/b", Status::pass);
  result.exchanges[0]["response"]["body"] = {{"b64", "/wA="}};
  result.exchanges[0]["response"]["body_octets"] = 20000;
  const Body body = exchanges_of(result)[0].response->body;
  EXPECT_EQ(body.octets, std::string("\xFF\0", 2));
  EXPECT_FALSE(body.is_text);
  EXPECT_EQ(body.all, 20000U);
  // What a mask leaves of Base64 is none.
  result.exchanges[0]["response"]["body"] = {{"b64", "***1"}};
  EXPECT_EQ(exchanges_of(result)[0].response->body.octets, "***1");
}

TEST(Exchanges, AreReadFromAnything) {
  Result result;
  EXPECT_TRUE(exchanges_of(result).empty());
  const json odd = json::parse(R"([[], 1, null, {}, {"request": 1, "response": [], "failure": "x"},
      {"request": {"method": 1, "url": {}, "headers": {"a": "b"}, "body": 7}, "started_us": "x"},
      {"request": {"headers": [1, [], ["a"], [1, 2]], "body": {"b64": 1}}, "response": {"status": "200", "body_octets": -1}}])");
  result.exchanges = odd;
  EXPECT_EQ(exchanges_of(result).size(), odd.size());
  for (const Exchange& exchange : exchanges_of(result))
    EXPECT_FALSE(answer_words(exchange).empty());
}

TEST(Exchanges, TheLastDecidesUnlessTheCheckNamesAnother) {
  Result result = samples::server_check("a/b", Status::fail);
  ASSERT_EQ(result.exchanges.size(), 2U);
  EXPECT_EQ(decisive_of(exchanges_of(result)), 1U);
  result.exchanges[0]["decisive"] = true;
  EXPECT_EQ(decisive_of(exchanges_of(result)), 0U);
}

TEST(AnswerWords, NameTheErrorOrThePlace) {
  EXPECT_EQ(answer_words(answered(400, json::array(), R"({"error": "invalid_grant"})")),
            "400 invalid_grant");
  EXPECT_EQ(answer_words(answered(
                302, json::parse(R"([["location", "https://c/?error=access_denied"]])"), "")),
            "302 to https://c/?error=access_denied");
  EXPECT_EQ(
      answer_words(answered(
          401, json::parse(R"([["WWW-Authenticate", "Bearer error=\"invalid_token\""]])"), "no")),
      "401 Bearer error=\"invalid_token\"");
  EXPECT_EQ(answer_words(answered(200, json::array(), "<html>")), "200");
  EXPECT_EQ(answer_words(answered(200, json::array(), "[]")), "200");
}

TEST(AnswerWords, SayWhyNothingCame) {
  Result result;
  json one = samples::exchange_of("https://a/", "", 200, "");
  one.erase("response");
  one["failure"] = {{"code", "timed_out"}, {"detail", "nothing for 10 s"}};
  result.exchanges = json::array({one});
  EXPECT_EQ(answer_words(exchanges_of(result)[0]), "no answer, timed_out: nothing for 10 s");
}

}  // namespace
}  // namespace oauthspec::report
