// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/marks.h"

#include <gtest/gtest.h>

namespace oauthspec::agent {
namespace {

constexpr Marks kMarks{
    .page_url =
        "http://as/login?client_id=a%2Fb&to=http%3A%2F%2Fas%2Fauth%3Fx%3D1&scope=r+%22w%22#f",
    .user_code = "WDJB-MJHT",
    .username = "alice",
    .password = "a\"b"};

TEST(Marks, AreReplacedInAUrl) {
  EXPECT_EQ(with_marks_in_url("{query:to}&go", kMarks), "http://as/auth?x=1&go");
  EXPECT_EQ(with_marks_in_url("/grant/{query:client_id}?c={user_code}", kMarks),
            "/grant/a%2Fb?c=WDJB-MJHT");
  EXPECT_EQ(with_marks_in_url("?{query:none}", kMarks), "?");
}

TEST(Marks, HaveThePagesUrlAsItIs) {
  EXPECT_EQ(with_marks_in_url("{url}&x", {.page_url = "http://as/p?q=%20#f"}),
            "http://as/p?q=%20&x");
  EXPECT_EQ(with_marks_in_url("{query:q}", {.page_url = "http://as/p"}), "");
}

TEST(Marks, AreReplacedInABodyByItsType) {
  EXPECT_EQ(with_marks_in_body(R"({"scope":"{query:scope}","x":{}})", "application/json", kMarks),
            R"({"scope":"r \"w\"","x":{}})");
  EXPECT_EQ(with_marks_in_body(R"(["{username}","{password}"])", "application/json", kMarks),
            R"(["alice","a\"b"])");
  EXPECT_EQ(with_marks_in_body("scope={query:scope}", "application/x-www-form-urlencoded", kMarks),
            "scope=r+%22w%22");
}

TEST(Marks, AreNothingElseInBraces) {
  EXPECT_EQ(with_marks_in_url("/{id}/{", kMarks), "/{id}/{");
}

}  // namespace
}  // namespace oauthspec::agent
