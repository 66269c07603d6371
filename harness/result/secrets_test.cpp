// SPDX-License-Identifier: Apache-2.0
#include "harness/result/secrets.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::result {
namespace {

namespace codec = oauth::codec;

Secrets secrets_of(const std::vector<std::string>& all) {
  Secrets secrets;
  for (const std::string& one : all) secrets.add(one);
  secrets.close();
  return secrets;
}

TEST(Secrets, AreNumberedAndToldApart) {
  Secrets secrets = secrets_of({"abcd", "efgh"});
  EXPECT_EQ(secrets.hidden("efgh=abcd, abcd", {}, false), "***1=***2, ***2");
  EXPECT_EQ(secrets.mask("efgh"), "***1");
}

TEST(Secrets, ShowWhenTheyAreOtherwiseWritten) {
  Secrets secrets = secrets_of({"a/b+c d"});
  EXPECT_EQ(secrets.hidden("a%2Fb%2Bc%20d a%2fb%2bc%20d a/b+c d a%2Fb%2Bc+d", {}, false),
            "***1.1 ***1.2 ***1 ***1.3");
  // The same writing keeps its number.
  EXPECT_EQ(secrets.hidden("a%2fb%2bc%20d", {}, false), "***1.2");
}

TEST(Secrets, AreFoundHoweverTheyAreEscaped) {
  for (const char* text : {"a/b\"c", "a%2Fb%22c", "a%252Fb%2522c", "%61/b%22c", R"(a\/b\"c)",
                           R"(a\\\/b\\\"c)", R"(a/b\x22c)", R"(a\u002fb\u0022c)"}) {
    Secrets secrets = secrets_of({"a/b\"c"});
    EXPECT_EQ(secrets.hidden(std::string("<") + text + ">", {}, false).substr(0, 5), "<***1")
        << text;
  }
}

TEST(Secrets, AreFoundInBase64OfAnyTextAroundThem) {
  for (const char* before : {"", "a", "ab", "user:"}) {
    Secrets secrets = secrets_of({"password1"});
    const std::string text = codec::base64_encode(std::string(before) + "password1");
    const std::string hidden = secrets.hidden(text, {}, false);
    EXPECT_NE(hidden.find("***1"), std::string::npos) << text;
    EXPECT_LT(hidden.size(), text.size()) << text;
  }
}

TEST(Secrets, OfLessThanFourOctetsAreFoundBehindTheirNamesOnly) {
  Secrets secrets = secrets_of({"abc"});
  EXPECT_EQ(secrets.hidden("abc", {}, false), "abc");
  EXPECT_EQ(secrets.hidden("t=abc", std::vector<NamedSecret>{{2, 5, {"abc"}}}, false), "t=***1");
}

TEST(Secrets, LeaveTheNamesOfParametersAlone) {
  Secrets secrets = secrets_of({"token"});
  EXPECT_EQ(secrets.hidden("oauth_token=token", {}, false), "oauth_token=***1");
  EXPECT_EQ(secrets.hidden("my_token", {}, false), "my_***1");
}

TEST(Secrets, HideTheWholeOfWhatOverlaps) {
  Secrets secrets = secrets_of({"abcdef", "defghi", "abcdefxy"});
  EXPECT_EQ(secrets.hidden("abcdefghi", {}, false), "***1***");
  EXPECT_EQ(secrets.hidden("abcdefxy", {}, false), "***2");
}

TEST(Secrets, HidePiecesWhereTextsAreCut) {
  Secrets secrets = secrets_of({"0123456789abcdef"});
  EXPECT_EQ(secrets.hidden("...89abcdef and 01234567...", {}, true), "...*** and ***...");
  EXPECT_EQ(secrets.hidden("...89abcdef", {}, false), "...89abcdef");
  EXPECT_EQ(secrets.hidden("0123456789abcdef", {}, true), "***1");
}

TEST(Secrets, OfSomethingElseHaveNoNumber) {
  const std::vector<std::string> secrets{"wxyz", "0123456789abcdef"};
  EXPECT_EQ(without("***1 wxyz%25 ...89abcdef x=wxy", secrets), "***1 ***%25 ...*** x=wxy");
}

TEST(Secrets, ThatAreNotSearchedHaveANumberAllTheSame) {
  Secrets secrets;
  secrets.add("whole text", false);
  secrets.close();
  EXPECT_EQ(secrets.mask("whole text"), "***1");
  EXPECT_EQ(secrets.hidden("whole text", {}, true), "whole text");
}

// Texts that differ still differ when their secrets are masked, unless it is in a piece.
RC_GTEST_PROP(SecretsOfAnyText, KeepTellingApartWhatDiffers, ()) {
  const auto piece = rc::gen::element<std::string>("secret/1", "secret%2F1", "secret%252F1", "s\\/",
                                                   "other+2", "other%2B2", "&", "=", "x");
  const auto text = [&] {
    std::string all;
    for (const std::string& one : *rc::gen::container<std::vector<std::string>>(piece)) all += one;
    return all;
  };
  Secrets secrets = secrets_of({"secret/1", "other+2"});
  const std::string a = text();
  const std::string b = text();
  RC_ASSERT((secrets.hidden(a, {}, false) == secrets.hidden(b, {}, false)) == (a == b));
}

RC_GTEST_PROP(SecretsOfAnyText, LeaveNoneOfIt, ()) {
  const auto secret = *rc::gen::suchThat(rc::gen::string<std::string>(),
                                         [](const std::string& text) { return text.size() > 3; });
  Secrets secrets = secrets_of({secret});
  const std::string once = codec::percent_encode(secret);
  for (const std::string& text :
       {secret, once, codec::percent_encode(once), codec::form_encode(secret),
        codec::percent_encode(codec::form_encode(secret)), codec::base64_encode(secret)}) {
    RC_ASSERT(secrets.hidden("<" + text + ">", {}, false).starts_with("<***1"));
    RC_ASSERT(secrets.hidden("<" + text + ">", {}, false).find(text) == std::string::npos);
  }
}

}  // namespace
}  // namespace oauthspec::result
