// SPDX-License-Identifier: Apache-2.0
// The model of dates against what RFC 7231 prints.
#include <gtest/gtest.h>

#include "fuzz/oracle/http_date.h"

namespace oauthspec::fuzz {
namespace {

// Section 7.1.1.1
TEST(HttpDateModel, WritesTheExamples) {
  constexpr std::int64_t kNovember6 = 784111777;
  EXPECT_EQ(model_http_date(kNovember6, 0), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(model_http_date(kNovember6, 1), "Sunday, 06-Nov-94 08:49:37 GMT");
  EXPECT_EQ(model_http_date(kNovember6, 2), "Sun Nov  6 08:49:37 1994");
}

}  // namespace
}  // namespace oauthspec::fuzz
