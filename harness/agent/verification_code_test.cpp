// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/verification_code.h"

#include <gtest/gtest.h>

namespace oauthspec::agent {
namespace {

std::optional<std::string> find(std::string_view html, std::string_view behind = {}) {
  return find_verification_code(parse_page(html), behind);
}

// RFC5849-2.2-13: the page shows the code and asks to type it in.
TEST(VerificationCode, IsFoundWhereverPagesShowIt) {
  EXPECT_EQ(find("<p>Return to the app and enter this PIN: <kbd "
                 "aria-labelledby='code-desc'><code>7654321</code></kbd>"),
            "7654321");
  EXPECT_EQ(find("<div id=oauth_pin><p>Next</p><code>hfdp7dh39dks9884</code></div>"),
            "hfdp7dh39dks9884");
  EXPECT_EQ(find("<input id=verifier readonly value='473f82d3'>"), "473f82d3");
  EXPECT_EQ(find("<textarea readonly name=authcode>4/P7q_x</textarea>"), "4/P7q_x");
  EXPECT_EQ(find("<title>Success code=4/P7q7W91&scope=x</title>"), "4/P7q7W91");
  EXPECT_EQ(find("<p>Your verification code is <b>abc-123-def</b>."), "abc-123-def");
  EXPECT_EQ(find("<p>Your verifier: Xyzzy"), "Xyzzy");
  EXPECT_EQ(find("<h1>Done</h1><strong>918273</strong> is what the program asks for"), "918273");
  EXPECT_EQ(find("<p>Code 2718 was made for you."), "2718");
}

TEST(VerificationCode, IsNotFoundOnOtherPages) {
  EXPECT_EQ(find(""), std::nullopt);
  EXPECT_EQ(find("<h1>Error</h1><p>The code is invalid. <b>Retry</b> the pin you encode."),
            std::nullopt);
  EXPECT_EQ(find("<h1>Sign in</h1><form><input name=code value=1234></form>"), std::nullopt);
}

TEST(VerificationCode, IsFoundByARule) {
  EXPECT_EQ(find("<p>Code 11111</p><p>Type\n <i>this</i>: zebra-crossing!</p>", "Type this"),
            "zebra-crossing");
  EXPECT_EQ(find("<p>Code 11111</p>", "Type this"), std::nullopt);
}

}  // namespace
}  // namespace oauthspec::agent
