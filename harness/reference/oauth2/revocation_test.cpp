// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/revocation.h"

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using oauthspec::testing::RefusesWith;

// RFC 7231 section 7.1.1.1: Sun, 06 Nov 1994 08:49:37 GMT.
constexpr std::int64_t kNow = 784111777;

message::Response answer(int status, const char* body, const char* retry_after = nullptr) {
  message::Response response{status, {{"Content-Type", "application/json"}}, body};
  if (retry_after != nullptr) response.headers.push_back({"Retry-After", retry_after});
  return response;
}

// RFC7009-2.2-1, RFC7009-2.2-3: the status says it all, whatever the body holds.
TEST(ParseRevocationResponse, BelievesTheStatus) {
  const auto read = parse_revocation_response({200, {}, "<html>"}, kNow);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->revoked);
  const auto error =
      parse_revocation_response(answer(400, R"({"error":"unsupported_token_type"})"), kNow);
  ASSERT_TRUE(error);
  EXPECT_FALSE(error->revoked);
  EXPECT_EQ(error->error->error, "unsupported_token_type");
  EXPECT_THAT(parse_revocation_response({204, {}, ""}, kNow), RefusesWith(Errc::status_unexpected));
  EXPECT_THAT(parse_revocation_response({400, {}, ""}, kNow),
              RefusesWith(Errc::content_type_unexpected));
}

// RFC7009-2.2.1-3; RFC 7231 section 7.1.3: seconds or a date.
TEST(ParseRevocationResponse, SaysWhenToTryAgain) {
  const auto wait = [](const char* retry_after) {
    return parse_revocation_response(answer(503, "", retry_after), kNow)->retry_after;
  };
  EXPECT_EQ(wait("120"), 120);
  EXPECT_EQ(wait("Sun, 06 Nov 1994 08:51:37 GMT"), 120);
  EXPECT_EQ(wait("Sun, 06 Nov 1994 08:49:30 GMT"), 0);
  EXPECT_EQ(wait("soon"), std::nullopt);
  EXPECT_EQ(wait("99999999999999999999"), std::nullopt);
  EXPECT_EQ(wait(nullptr), std::nullopt);
}

}  // namespace
}  // namespace oauth::oauth2
