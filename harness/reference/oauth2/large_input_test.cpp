// SPDX-License-Identifier: Apache-2.0
// What a hostile peer sends in bulk, where the right answer is known: see codec/large_input_test.cpp. Every parser and many
// more shapes are in testing/hostile_input/.
#include <string>

#include <gtest/gtest.h>

#include "harness/reference/oauth2/error_response.h"
#include "harness/reference/oauth2/redirect_uri.h"
#include "harness/reference/oauth2/resource.h"
#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using oauthspec::testing::RefusesWith;

constexpr std::size_t kMany = 300'000;

TEST(LargeInput, OfResources) {
  message::Parameters parameters;
  for (std::size_t i = 0; i < kMany; ++i) {
    parameters.add("resource", "https://h/" + std::to_string(i));
    parameters.add("resource", "https://h/0");
  }
  const auto read = parse_resources(parameters, std::nullopt);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), kMany);
  EXPECT_EQ(read->front(), "https://h/0");
  EXPECT_EQ(read->back(), "https://h/" + std::to_string(kMany - 1));
}

TEST(LargeInput, OfChallengeParameters) {
  std::string field = "Bearer error=\"e\"";
  for (std::size_t i = 0; i < kMany; ++i) field += ", p" + std::to_string(i) + "=1";
  const auto read =
      parse_error_response(Endpoint::resource, {401, {{"WWW-Authenticate", field}}, ""});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->error, "e");
  EXPECT_THAT(
      parse_error_response(Endpoint::resource, {401, {{"WWW-Authenticate", field + ", P7=1"}}, ""}),
      RefusesWith(Errc::challenge_malformed));
}

// A name stands once in each challenge, and may stand in the next one again.
TEST(LargeInput, OfChallenges) {
  std::string field;
  for (std::size_t i = 0; i < kMany; ++i) field += "S" + std::to_string(i) + " realm=r, ";
  const auto read =
      parse_error_response(Endpoint::resource, {401, {{"WWW-Authenticate", field + "DPoP"}}, ""});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->realm, std::nullopt);
}

// A long redirection URI is taken apart once, and not again for each that is registered.
TEST(LargeInput, OfRegisteredRedirectUris) {
  std::vector<std::string> registered;
  for (std::size_t i = 0; i < kMany; ++i)
    registered.push_back("http://127.0.0.1/" + std::to_string(i));
  const std::string wanted = "http://127.0.0.1:8080/" + std::string(1024UL * 1024, 'a');
  EXPECT_THAT(match_redirect_uri(registered, wanted, ApplicationType::native),
              RefusesWith(Errc::redirect_uri_mismatch));
  registered.push_back("http://127.0.0.1" + wanted.substr(wanted.rfind('/')));
  EXPECT_EQ(match_redirect_uri(registered, wanted, ApplicationType::native), wanted);
}

}  // namespace
}  // namespace oauth::oauth2
