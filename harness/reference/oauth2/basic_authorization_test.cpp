// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/basic_authorization.h"

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using oauthspec::testing::RefusesWith;
using oauthspec::testing::RefusesWithAt;

// RFC 6749 section 2.3.1: its example.
TEST(BasicAuthorization, IsTheRfcsExample) {
  constexpr const char* kField = "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3";
  EXPECT_EQ(write_basic_authorization("s6BhdRkqt3", Secret("7Fjfp0ZBr1KtDRbnfVdmIw")), kField);
  const auto read = parse_basic_authorization(kField);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->client_id, "s6BhdRkqt3");
  EXPECT_EQ(read->client_secret.reveal(), "7Fjfp0ZBr1KtDRbnfVdmIw");
}

// RFC6749-2.3.1-2, RFC 6749 appendix B: the octets of its example, form-encoded; then `printf '%s' ... | base64`.
TEST(BasicAuthorization, EncodesAsAFormFirst) {
  // a%3Ab:+%25%26%2B%C2%A3%E2%82%AC
  constexpr const char* kField = "Basic YSUzQWI6KyUyNSUyNiUyQiVDMiVBMyVFMiU4MiVBQw==";
  EXPECT_EQ(write_basic_authorization("a:b", Secret(" %&+\xC2\xA3\xE2\x82\xAC")), kField);
  const auto read = parse_basic_authorization(kField);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->client_id, "a:b");
  EXPECT_EQ(read->client_secret.reveal(), " %&+\xC2\xA3\xE2\x82\xAC");
}

// RFC 7617 section 2; RFC 7235 section 2.1.
TEST(ParseBasicAuthorization, RefusesWithoutAPlaceInsideTheSecret) {
  EXPECT_TRUE(parse_basic_authorization("bASIC  Og=="));  // ":"
  EXPECT_THAT(parse_basic_authorization("Bearer a"), RefusesWith(Errc::header_scheme));
  EXPECT_THAT(parse_basic_authorization("BasicOg=="), RefusesWith(Errc::header_scheme));
  EXPECT_THAT(parse_basic_authorization("Basic Og=!"), RefusesWithAt(Errc::base64_invalid, 0));
  EXPECT_THAT(parse_basic_authorization("Basic YQ=="),  // "a"
              RefusesWithAt(Errc::credentials_invalid, 0));
  EXPECT_THAT(parse_basic_authorization("Basic YToK"),  // "a:\n"
              RefusesWithAt(Errc::credentials_invalid, 0));
  EXPECT_THAT(parse_basic_authorization("Basic YTol"),  // "a:%"
              RefusesWithAt(Errc::percent_truncated, 0));
}

}  // namespace
}  // namespace oauth::oauth2
