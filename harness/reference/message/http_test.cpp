// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/message/http.h"

#include <gtest/gtest.h>

namespace oauth::message {
namespace {

TEST(Headers, AreFoundWithoutCase) {
  const std::vector<HeaderField> headers = {{"HOST", "a"}, {"host", "b"}, {"X", "c"}};
  EXPECT_EQ(find_header(headers, "Host"), "a");
  EXPECT_EQ(count_headers(headers, "Host"), 2U);
  EXPECT_EQ(find_header(headers, "Y"), std::nullopt);
  EXPECT_FALSE(equal_without_case("\xC4", "\xE4"));
}

TEST(FormContentType, IsTheMediaTypeAlone) {
  const auto has = [](const char* value) {
    return has_form_content_type({{"content-type", value}});
  };
  EXPECT_TRUE(has("application/x-www-form-urlencoded"));
  EXPECT_TRUE(has("Application/X-WWW-Form-Urlencoded ; charset=UTF-8"));
  EXPECT_FALSE(has("application/x-www-form-urlencoded2"));
  EXPECT_FALSE(has("multipart/form-data; boundary=application/x-www-form-urlencoded"));
  EXPECT_FALSE(has(""));
  EXPECT_FALSE(has_form_content_type({}));
  EXPECT_FALSE(has_form_content_type(
      {{"Content-Type", "text/plain"}, {"Content-Type", "application/x-www-form-urlencoded"}}));
}

}  // namespace
}  // namespace oauth::message
