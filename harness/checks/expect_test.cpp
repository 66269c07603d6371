// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/expect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/checks/session.h"

namespace oauthspec::checks {
namespace {

Response json(int status, const char* body) {
  return {status, {{"Content-Type", "application/json;charset=UTF-8"}}, body};
}

TEST(Expect, ReadsErrorsOutOfJsonAlone) {
  EXPECT_EQ(error_of(json(400, R"({"error":"invalid_grant"})")), "invalid_grant");
  EXPECT_EQ(error_of({400, {{"Content-Type", "text/html"}}, R"({"error":"invalid_grant"})"}), "");
  EXPECT_EQ(error_of(json(400, R"(["error"])")), "");
  EXPECT_EQ(error_of(json(400, R"({"error":1})")), "");
}

TEST(Expect, JudgesRefusals) {
  const char* grant = R"({"error":"invalid_grant"})";
  EXPECT_EQ(refused(json(400, grant), {"invalid_grant"}, "taken").verdict, Verdict::pass);
  EXPECT_EQ(refused(json(400, grant), {}, "taken").verdict, Verdict::pass);
  EXPECT_EQ(refused_as(json(400, grant), {"invalid_grant"}, "taken").verdict, Verdict::pass);
  // Under another name it is a refusal all the same, unless the name is what is asked for.
  const Finding misnamed = refused(json(400, grant), {"invalid_request"}, "taken");
  EXPECT_EQ(misnamed.verdict, Verdict::pass);
  EXPECT_THAT(misnamed.message,
              ::testing::HasSubstr("invalid_grant where the error is invalid_request"));
  EXPECT_EQ(refused_as(json(400, grant), {"invalid_request"}, "taken").verdict, Verdict::fail);
  EXPECT_EQ(refused(json(500, grant), {"invalid_grant"}, "taken").verdict, Verdict::inconclusive);
  const Finding taken = refused(json(200, "{}"), {"invalid_grant"}, "taken");
  EXPECT_EQ(taken.verdict, Verdict::fail);
  EXPECT_EQ(taken.message, "taken");
}

TEST(Expect, TakesUrlsApart) {
  EXPECT_EQ(query_of("https://c.example/cb?code=a%20b#x=y").find("code"), "a b");
  EXPECT_EQ(fragment_of("https://c.example/cb?code=a#x=y").find("x"), "y");
  EXPECT_TRUE(leads_to("https://c.example/cb?code=a", "https://c.example/cb"));
  EXPECT_FALSE(leads_to("https://c.example/cb/more?code=a", "https://c.example/cb"));
  EXPECT_EQ(location_of({303, {{"Location", "/there"}}, ""}), "/there");
  EXPECT_EQ(location_of({200, {{"Location", "/there"}}, ""}), std::nullopt);
}

TEST(Expect, ChangesOneParameter) {
  const Parameters two{{"a", "1"}, {"b", "2"}, {"a", "3"}};
  EXPECT_EQ(oauth::message::write_form(with(two, "a", "9")), "a=9&b=2");
  EXPECT_EQ(oauth::message::write_form(with(two, "c", "9")), "a=1&b=2&a=3&c=9");
  EXPECT_EQ(oauth::message::write_form(without(two, "a")), "b=2");
  EXPECT_EQ(oauth::message::write_form(also(two, "b", "9")), "a=1&b=2&a=3&b=9");
}

TEST(Expect, HoldsNoTokensWhereNoneAre) {
  EXPECT_TRUE(Session::read_tokens(json(200, R"({"access_token":"t"})")));
  for (const Response& bad : {json(400, R"({"access_token":"t"})"), json(200, "[]"),
                              json(200, R"({"access_token":1})")}) {
    const auto read = Session::read_tokens(bad);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().verdict, Verdict::inconclusive);
  }
}

TEST(Expect, TakesMembersOfOtherTypesForNone) {
  EXPECT_EQ(text_of({{"a", "x"}}, "a"), "x");
  EXPECT_EQ(text_of({{"a", 1}}, "a"), "");
  EXPECT_EQ(text_of({{"a", "x"}}, "b"), "");
  EXPECT_EQ(Session::read_tokens(json(200, R"({"access_token":"t","expires_in":9})"))->expires_in(),
            9);
  for (const char* body : {R"({"access_token":"t"})", R"({"access_token":"t","expires_in":"9"})"}) {
    const auto lifetime = Session::read_tokens(json(200, body))->expires_in();
    ASSERT_FALSE(lifetime);
    EXPECT_EQ(lifetime.error().verdict, Verdict::inconclusive);
  }
}

}  // namespace
}  // namespace oauthspec::checks
