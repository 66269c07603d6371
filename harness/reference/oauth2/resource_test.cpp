// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/resource.h"

#include <gtest/gtest.h>

#include "harness/reference/oauth2/repeated_parameter.h"

namespace oauth::oauth2 {
namespace {

using Resources = std::vector<std::string>;

// RFC8707-2-1, RFC8707-2-2; a query is discouraged, not forbidden: RFC8707-2-3.
TEST(IsResource, IsAnAbsoluteUriWithoutAFragment) {
  EXPECT_TRUE(is_resource("https://cal.example.com/"));
  EXPECT_TRUE(is_resource("urn:example:api"));
  EXPECT_TRUE(is_resource("https://r.example/?tenant=1"));
  EXPECT_FALSE(is_resource("https://r.example/#"));
  EXPECT_FALSE(is_resource("/api"));
  EXPECT_FALSE(is_resource(""));
}

TEST(ParseResources, AnswersInvalidTarget) {
  const Resources known{"https://cal.example.com/", "https://contacts.example.com/"};
  const auto read = [&known](const message::Parameters& parameters) {
    return parse_resources(parameters, known);
  };
  // RFC8707-2-4, RFC6749-3.1-7
  EXPECT_EQ(read({{"resource", "https://contacts.example.com/"},
                  {"resource", ""},
                  {"resource", "https://cal.example.com/"},
                  {"resource", "https://contacts.example.com/"}}),
            (Resources{"https://contacts.example.com/", "https://cal.example.com/"}));
  EXPECT_EQ(read({{"scope", "a"}}), Resources{});
  // RFC8707-2-7, RFC8707-2.2-1
  const Refusal refusal{"invalid_target", 400, Errc::resource_invalid};
  EXPECT_EQ(read({{"resource", "https://other.example/"}}).error(), refusal);
  EXPECT_EQ(read({{"resource", "https://cal.example.com"}}).error(), refusal);
  EXPECT_EQ(parse_resources({{"resource", "https://r.example/#f"}}, std::nullopt).error(), refusal);
  EXPECT_TRUE(parse_resources({{"resource", "https://any.example/"}}, std::nullopt));
}

// RFC6749-3.2-9; RFC 8707 section 2 and RFC 8693 section 2.1 let two of them stand more than once.
TEST(HasRepeatedParameter, KnowsTheTwoThatMayBe) {
  EXPECT_TRUE(has_repeated_parameter({{"a", "1"}, {"b", ""}, {"a", "1"}}));
  EXPECT_FALSE(has_repeated_parameter({{"a", "1"}, {"A", "1"}}));
  EXPECT_FALSE(has_repeated_parameter(
      {{"resource", "1"}, {"resource", "2"}, {"audience", "1"}, {"audience", "2"}}));
}

}  // namespace
}  // namespace oauth::oauth2
