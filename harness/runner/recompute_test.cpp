// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/recompute.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::runner {
namespace {

using nlohmann::json;
using result::Result;
using result::Status;
using testing::HasSubstr;

/// Stands for the reference: its "signature" is what a signature depends on.
adapter::Verdict sign(const json& in) {
  std::string text = in["request"]["url"].get<std::string>();
  for (const char* name : {"nonce", "timestamp", "version"}) text += "," + in[name].dump();
  return adapter::Out{{{"signature", text}, {"base_string", "base of " + text}}, {}};
}

/// An oauth1.sign test that leaves everything to the library.
class RecomputeTest : public testing::Test {
 protected:
  RecomputeTest() {
    suite_.name = "oauth1/sign";
    suite_.op = "oauth1.sign";
    test_.id = "any";
    test_.requirements = {"RFC5849-3.4.2-1"};
    test_.in = json::parse(R"({
      "request": {"method": "GET", "url": "http://a/", "headers": [], "body": ""},
      "client": {"key": "k", "secret": "s"}, "token": null, "method": "HMAC-SHA1",
      "nonce": "n", "timestamp": "1", "version": "1.0", "realm": null, "extra": []})");
    test_.expect.outcomes = {
        {.policy = "", .out = json{{"signature", R"(http://a/,"n","1","1.0")"}}, .reject = {}}};
    test_.may_choose = {"nonce", "timestamp", "version", "url"};
  }

  [[nodiscard]] Result judge(const std::string& signature, std::map<std::string, json> actual) {
    const auto schema = vector::load_op_schema(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) /
                                               "vectors/schema/oauth1.sign.schema.json");
    if (!schema) throw std::runtime_error(vector::describe(schema.error()));
    const adapter::Answer answer{
        .id = 1, .verdict = adapter::Out{{{"signature", signature}}, std::move(actual)}};
    return runner::judge(test_, suite_, *schema, {}, answer, {},
                         [this](std::string_view op, const json& in) -> adapter::Verdict {
                           EXPECT_EQ(op, "oauth1.sign");
                           ++asked_;
                           return reference_(in);
                         });
  }

  vector::Suite suite_;
  vector::Test test_;
  std::function<adapter::Verdict(const json&)> reference_ = sign;
  int asked_ = 0;
};

TEST_F(RecomputeTest, ComparesWithWhatTheChoiceGives) {
  const Result result = judge(R"(http://a/,"mine","7",null)",
                              {{"nonce", "mine"}, {"timestamp", "7"}, {"version", nullptr}});
  EXPECT_EQ(result.status, Status::pass) << result.message;
  EXPECT_TRUE(result.recomputed);
  // The vector states no base string, so none is asked for.
  EXPECT_EQ(result.expected, json({{"out", {{"signature", R"(http://a/,"mine","7",null)"}}}}));
  EXPECT_EQ(result.sent, test_.in);
}

TEST_F(RecomputeTest, FailsASignatureThatDoesNotFitTheChoice) {
  const Result result = judge(R"(http://a/,"n","1","1.0")", {{"nonce", "mine"}});
  EXPECT_EQ(result.status, Status::fail);
  EXPECT_TRUE(result.recomputed);
  EXPECT_THAT(result.message, HasSubstr("/signature: at octet"));
}

TEST_F(RecomputeTest, AsksNobodyWhereTheChoiceIsTheVectorsOwn) {
  const Result result = judge(R"(http://a/,"n","1","1.0")", {{"nonce", "n"}, {"url", "http://a/"}});
  EXPECT_EQ(result.status, Status::pass);
  EXPECT_FALSE(result.recomputed);
  EXPECT_EQ(asked_, 0);
}

TEST_F(RecomputeTest, TakesAUrlThatIsTheSame) {
  const Result result = judge(R"(HTTP://A:80/%7e,"n","1","1.0")", {{"url", "HTTP://A:80/%7e"}});
  EXPECT_EQ(result.status, Status::skip);
  test_.in["request"]["url"] = "http://a/~";
  test_.expect.outcomes[0].out = json{{"signature", R"(http://a/~,"n","1","1.0")"}};
  const Result same = judge(R"(HTTP://A:80/%7e,"n","1","1.0")", {{"url", "HTTP://A:80/%7e"}});
  EXPECT_EQ(same.status, Status::pass) << same.message;
  EXPECT_TRUE(same.recomputed);
}

TEST_F(RecomputeTest, SkipsAnotherUrl) {
  const Result result = judge(R"(http://b/,"n","1","1.0")", {{"url", "http://b/"}});
  EXPECT_EQ(result.status, Status::skip);
  EXPECT_THAT(result.message, HasSubstr("the library took another url: \"http://b/\""));
}

TEST_F(RecomputeTest, CallsAChoiceThatIsNotTheLibrarysAnError) {
  test_.may_choose = {"timestamp"};
  const Result result = judge("x", {{"nonce", "mine"}});
  EXPECT_EQ(result.status, Status::error);
  EXPECT_THAT(result.message, HasSubstr("\"actual\" names nonce"));
  EXPECT_EQ(judge("x", {{"realm", "mine"}}).status, Status::error);
  // Saying what was given is saying more than was asked.
  EXPECT_EQ(judge("x", {{"nonce", "n"}}).status, Status::error);
}

TEST_F(RecomputeTest, CallsAChoiceOfAWrongTypeAnError) {
  for (const auto& [name, value] : std::map<std::string, json>{{"nonce", 5}, {"url", nullptr}}) {
    const Result result = judge("x", {{name, value}});
    EXPECT_EQ(result.status, Status::error);
    EXPECT_THAT(result.message, HasSubstr("does not fit the op"));
  }
  EXPECT_EQ(asked_, 0);
}

TEST_F(RecomputeTest, TrustsNoReferenceThatMissesTheVectorsOwnValue) {
  reference_ = [](const json&) -> adapter::Verdict {
    return adapter::Out{{{"signature", "always"}}, {}};
  };
  const Result result = judge("always", {{"nonce", "mine"}});
  EXPECT_EQ(result.status, Status::inconclusive);
  EXPECT_EQ(asked_, 1);
  reference_ = [](const json&) -> adapter::Verdict { return adapter::Skip{.need = "RSA-SHA1"}; };
  EXPECT_EQ(judge("always", {{"nonce", "mine"}}).status, Status::inconclusive);
}

TEST_F(RecomputeTest, IsInconclusiveWhereTheReferenceRefusesTheChoice) {
  reference_ = [this](const json& in) -> adapter::Verdict {
    if (in == test_.in) return sign(in);
    return adapter::Reject{.code = "parameter_invalid", .message = ""};
  };
  EXPECT_EQ(judge("x", {{"nonce", ""}}).status, Status::inconclusive);
  EXPECT_EQ(asked_, 2);
}

TEST_F(RecomputeTest, FailsAValueWhereOnlyARefusalWillDo) {
  test_.expect.outcomes = {{.policy = "", .out = {}, .reject = {}}};
  EXPECT_EQ(judge("x", {{"nonce", "mine"}}).status, Status::fail);
  EXPECT_EQ(asked_, 0);
}

TEST_F(RecomputeTest, RecomputesTheBranchThatTheReferenceTakes) {
  test_.expect.choice = "userinfo";
  test_.expect.outcomes = {
      {.policy = "other", .out = json{{"signature", "another"}}, .reject = {}},
      {.policy = "own", .out = json{{"signature", R"(http://a/,"n","1","1.0")"}}, .reject = {}}};
  const Result own = judge(R"(http://a/,"mine","1","1.0")", {{"nonce", "mine"}});
  EXPECT_EQ(own.status, Status::pass);
  EXPECT_EQ(own.policy, "userinfo=own");
  // What the other branch gives for this choice nobody can say.
  EXPECT_EQ(judge("another", {{"nonce", "mine"}}).status, Status::inconclusive);
}

}  // namespace
}  // namespace oauthspec::runner
