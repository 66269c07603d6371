// SPDX-License-Identifier: Apache-2.0
#include "harness/result/named_secrets.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace oauthspec::result {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Texts = std::vector<std::string>;

/// What is found, as it is written.
Texts written(const std::string& text, Reading reading = Reading::data, bool plaintext = false) {
  Texts all;
  for (const NamedSecret& found : named_secrets(text, reading, plaintext)) {
    all.push_back(text.substr(found.begin, found.end - found.begin));
  }
  return all;
}

Texts values(const std::string& text) {
  const auto found = named_secrets(text, Reading::data, false);
  return found.empty() ? Texts() : found[0].values;
}

TEST(NamedSecrets, StandInForms) {
  EXPECT_THAT(written("a=b&oauth_token=one&oauth_token_secret=two%2B&c=d"),
              ElementsAre("one", "two%2B"));
  EXPECT_THAT(written("oauth_token=a b,c&x=y"), ElementsAre("a b,c"));
  EXPECT_THAT(written("oauth_token=&oauth_token_secret"), IsEmpty());
}

TEST(NamedSecrets, StandInUris) {
  EXPECT_THAT(written("https://a/b?oauth_verifier=one#top"), ElementsAre("one#top"));
  EXPECT_THAT(values("https://a/b?oauth_verifier=one#top"), ElementsAre("one#top", "one"));
  EXPECT_THAT(written("https://a/#access_token=one&state=two"), ElementsAre("one"));
  EXPECT_THAT(written("https://user:pass@wo@example.com/@:x@"), ElementsAre("pass@wo"));
  EXPECT_THAT(written("https://user@example.com:80/ and http://a:80/@"), IsEmpty());
}

TEST(NamedSecrets, StandInHeaderFields) {
  EXPECT_THAT(written(R"(OAuth realm="r", oauth_token="o\"ne", oauth_nonce="n")"),
              ElementsAre(R"(o\"ne)"));
  EXPECT_THAT(written("OAuth oauth_token=one, oauth_nonce=two"), ElementsAre("one"));
  EXPECT_THAT(written(R"(OAuth oauth_token = "one",)"), ElementsAre("one"));
  EXPECT_THAT(written(R"(OAuth oauth_token="one)"), ElementsAre("one"));
}

TEST(NamedSecrets, FollowASchemeButNotAChallenge) {
  EXPECT_THAT(written("Bearer mF_9.B5f-4.1JqM="), ElementsAre("mF_9.B5f-4.1JqM="));
  EXPECT_THAT(written("bearer two words"), ElementsAre("two words"));
  EXPECT_THAT(values("Basic dXNlcjpwYXNzd29yZA=="),
              ElementsAre("dXNlcjpwYXNzd29yZA==", "password"));
  EXPECT_THAT(written(R"(Bearer realm="example", error="invalid_token")"), IsEmpty());
  EXPECT_THAT(written("Bearer error=invalid_token"), IsEmpty());
  EXPECT_THAT(written("Bearer"), IsEmpty());
  EXPECT_THAT(written("Bearer tokens are refused", Reading::prose), IsEmpty());
}

TEST(NamedSecrets, StandInJson) {
  EXPECT_THAT(written(R"({"access_token" : "one\"two", "token_type":"Bearer"})"),
              ElementsAre(R"(one\"two)"));
  EXPECT_THAT(values(R"({"access_token":"one\u002B"})"), ElementsAre("one+", R"(one\u002B)"));
  EXPECT_THAT(written(R"({"refresh_token":12345,"access_token":tru})"),
              ElementsAre("12345", "tru"));
  EXPECT_THAT(written(R"({"code":"SplxlOBe", "token":"2Yot"})"), ElementsAre("SplxlOBe", "2Yot"));
  EXPECT_THAT(written(R"({"code":404,"token":null})"), IsEmpty());
  EXPECT_THAT(written(R"({"code":"none"})", Reading::prose), IsEmpty());
  EXPECT_THAT(written(R"({\"access_token\":\"one\"})"), ElementsAre("one"));
}

TEST(NamedSecrets, StandInBaseStrings) {
  EXPECT_THAT(written("POST&http%3A%2F%2Fa%2F&c2%3D%26oauth_token%3Done%26z%3Dy"),
              ElementsAre("one"));
  EXPECT_THAT(written("x=oauth_token%253Done%2526z"), ElementsAre("one"));
}

TEST(NamedSecrets, HaveNamesWithoutCaseAndWithEscapes) {
  EXPECT_THAT(written("OAuth_Token=one&oauth%5Ftoken=two"), ElementsAre("one", "two"));
  EXPECT_THAT(written("xoauth_tokens=one&not=two"), IsEmpty());
}

TEST(NamedSecrets, AreSignaturesWithPlaintextOnly) {
  EXPECT_THAT(written(R"(oauth_signature="abc%2F%3D")"), IsEmpty());
  EXPECT_THAT(written(R"(oauth_signature="abc%26def")"), ElementsAre("abc", "def"));
  EXPECT_THAT(written("oauth_signature=abc%2526d%26&x=y"), ElementsAre("abc%2526d"));
  EXPECT_THAT(written(R"(oauth_signature="abc")", Reading::data, true), ElementsAre("abc"));
}

TEST(NamedSecrets, AreAllThatAValueMayMean) {
  EXPECT_THAT(values("oauth_token=a+b%2B"), ElementsAre("a+b+", "a b+", "a+b%2B"));
  EXPECT_THAT(values("oauth_token=a"), ElementsAre("a"));
}

TEST(NamedSecrets, AreFoundWhereQuotationMarksAreMissing) {
  EXPECT_THAT(values(R"(OAuth oauth_token="one, oauth_nonce="two")"),
              ElementsAre("one, oauth_nonce=", "one"));
  EXPECT_THAT(values("oauth_token='one&oauth_nonce=two"),
              ElementsAre("one&oauth_nonce=two", "one"));
}

TEST(NamedSecrets, EndAtASpaceInProse) {
  EXPECT_THAT(written("the oauth_token=one, is no good", Reading::prose), ElementsAre("one"));
  EXPECT_THAT(written("exited with code=3 or token=4", Reading::prose), IsEmpty());
  EXPECT_THAT(
      written(R"({"body": "oauth_token=one&b=\"x\"", "h": "oauth_token=\"two\""})", Reading::prose),
      ElementsAre("one", "two"));
}

RC_GTEST_PROP(NamedSecretsOfAnyText, LieInsideIt, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "oauth_token", "oauth_signature", "=", "%3D", "%253D", "\"", "\\", "&", "%26", ",", " ", ":",
      "://", "@", "Bearer ", "Basic ", "a", "%4", "%2B"));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  for (const Reading reading : {Reading::data, Reading::prose}) {
    for (const NamedSecret& found : named_secrets(text, reading, true)) {
      RC_ASSERT(found.begin <= found.end && found.end <= text.size());
      RC_ASSERT(!found.values.empty() && !found.values[0].empty());
    }
  }
}

}  // namespace
}  // namespace oauthspec::result
