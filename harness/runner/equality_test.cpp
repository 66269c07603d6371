// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/equality.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/reference/codec/base64.h"
#include "harness/runner/equality_pairs.h"

namespace oauthspec::runner {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using vector::Equality;
using vector::Shape;

Shape shape(Equality equality) {
  return {.equality = equality, .members = {}, .required = {}, .items = {}};
}

Comparison by(Equality equality, const json& expected, const json& got) {
  return compare(shape(equality), expected, got, true);
}

testing::AssertionResult equal(Equality equality, const json& expected, const json& got) {
  const Comparison found = by(equality, expected, got);
  if (found.match == Match::equal && found.difference.empty()) return testing::AssertionSuccess();
  return testing::AssertionFailure() << found.difference;
}

/// The first difference; fails where there is none.
std::string difference(Equality equality, const json& expected, const json& got) {
  const Comparison found = by(equality, expected, got);
  EXPECT_EQ(found.match, Match::different) << expected << " and " << got;
  EXPECT_EQ(found.difference.find('\n'), std::string::npos);
  return found.difference;
}

TEST(TextEquality, ComparesOctets) {
  EXPECT_TRUE(equal(Equality::text, "a%20b", "a%20b"));
  EXPECT_TRUE(equal(Equality::text, "caf\u00e9", {{"b64", "Y2Fmw6k="}}));
  EXPECT_TRUE(equal(Equality::text, {{"b64", "/w=="}}, {{"b64", "/w=="}}));
  EXPECT_EQ(difference(Equality::text, "a%2Fb", "a%2fb"),
            R"(at octet 3: expected "a%2Fb", got "a%2fb")");
}

TEST(TextEquality, ShowsBothSurroundingsInOneLine) {
  const std::string before(100, 'x');
  const std::string found = difference(Equality::text, before + "1\n2" + before, before + "1\r\n2");
  EXPECT_EQ(found, "at octet 101: expected ...\"" + std::string(23, 'x') + "1\\n2" +
                       std::string(22, 'x') + "\"..., got ...\"" + std::string(23, 'x') +
                       "1\\r\\n2\"");
}

TEST(TextEquality, TellsAPrefixFromTheWhole) {
  EXPECT_EQ(difference(Equality::text, "abc", "ab"), R"(at octet 2: expected "abc", got "ab")");
  EXPECT_EQ(difference(Equality::text, "", "a"), R"(at octet 0: expected "", got "a")");
}

TEST(TextEquality, EscapesWhatIsNotPrintable) {
  EXPECT_EQ(difference(Equality::text, {{"b64", "/wA="}}, "\"\\"),
            R"(at octet 0: expected "\xFF\x00", got "\"\\")");
}

TEST(TextEquality, HoldsForNoOtherType) {
  EXPECT_THAT(difference(Equality::text, "1", 1), HasSubstr("expected \"1\", got 1"));
  EXPECT_THAT(difference(Equality::text, "a", {{"b64", "YQ"}}), HasSubstr("expected"));
  EXPECT_THAT(difference(Equality::text, "a", {{"b64", "YQ=="}, {"x", 1}}), HasSubstr("expected"));
  EXPECT_THAT(difference(Equality::text, "a", json::array({"a"})), HasSubstr("expected"));
}

TEST(EveryEquality, HasNullEqualToNullOnly) {
  for (const Equality equality :
       {Equality::text, Equality::json, Equality::parameters, Equality::url, Equality::header,
        Equality::members, Equality::set, Equality::caseless, Equality::form, Equality::credentials,
        Equality::media_type, Equality::challenges, Equality::at_least}) {
    EXPECT_TRUE(equal(equality, nullptr, nullptr));
    EXPECT_EQ(by(equality, nullptr, "").match, Match::different);
    EXPECT_EQ(by(equality, "", nullptr).match, Match::different);
  }
}

TEST(JsonEquality, IgnoresTheOrderOfMembersOnly) {
  EXPECT_TRUE(equal(Equality::json, json::parse(R"({"a": [1, 2], "b": 1})"),
                    json::parse(R"({"b": 1.0, "a": [1, 2]})")));
  EXPECT_EQ(difference(Equality::json, {1, 2}, {2, 1}), "/0: expected 1, got 2");
}

TEST(JsonEquality, TellsAnAbsentMemberFromNull) {
  EXPECT_EQ(difference(Equality::json, {{"a", nullptr}}, json::object()), "/a: is missing");
  EXPECT_EQ(difference(Equality::json, json::object(), {{"a", nullptr}}), "/a: was not expected");
}

TEST(JsonEquality, NamesThePlace) {
  EXPECT_EQ(difference(Equality::json, json::parse(R"({"x": {"y/z": [true]}})"),
                       json::parse(R"({"x": {"y/z": [false]}})")),
            "/x/y~1z/0: expected true, got false");
  EXPECT_EQ(difference(Equality::json, {{"x", {1}}}, {{"x", {1, 2}}}),
            "/x: expected [1], got [1,2]");
  EXPECT_EQ(difference(Equality::json, 200, "200"), "expected 200, got \"200\"");
}

std::string parameters_difference_of(const char* expected, const char* got) {
  return difference(Equality::parameters, json::parse(expected), json::parse(got));
}

TEST(ParametersEquality, IgnoresOrderAndKeepsCount) {
  EXPECT_TRUE(equal(Equality::parameters, json::parse(R"([["a", "1"], ["b", "2"], ["a", "1"]])"),
                    json::parse(R"([["a", "1"], ["a", "1"], ["b", "2"]])")));
  EXPECT_EQ(parameters_difference_of(R"([["a", "1"], ["b", "2"], ["a", "1"]])",
                                     R"([["a", "1"], ["b", "2"]])"),
            R"("a" = "1" is missing)");
  EXPECT_EQ(parameters_difference_of(R"([["b", "2"]])", R"([["b", "2"], ["b", "2"]])"),
            R"("b" = "2" is one too many)");
  EXPECT_EQ(parameters_difference_of(R"([["a", "+"]])", R"([["a", " "]])"),
            R"("a" = "+" is missing, and "a" = " " is one too many)");
}

TEST(ParametersEquality, ComparesOctets) {
  EXPECT_TRUE(equal(Equality::parameters, json::parse(R"([["a", "1"]])"),
                    json::parse(R"([[{"b64": "YQ=="}, "1"]])")));
}

TEST(ParametersEquality, TellsTheNameFromTheValue) {
  EXPECT_THAT(parameters_difference_of(R"([["a", "b"]])", R"([["b", "a"]])"),
              HasSubstr("is missing"));
}

TEST(ParametersEquality, RefusesAnObject) {
  EXPECT_THAT(parameters_difference_of(R"([["a", "1"]])", R"({"a": "1"})"),
              HasSubstr("no array of [name, value]"));
  EXPECT_THAT(parameters_difference_of(R"([["a", "1"]])", R"([["a", "1", "2"]])"),
              HasSubstr("no array of [name, value]"));
}

TEST(UrlEquality, ComparesTheQueryDecodedAndInAnyOrder) {
  EXPECT_TRUE(equal(Equality::url, "http://a/b?x=1&y=a%20b", "http://a/b?y=a+b&x=%31"));
  EXPECT_EQ(difference(Equality::url, "http://a/b?x=1", "http://a/b?x=2"),
            R"(in the query, "x" = "1" is missing, and "x" = "2" is one too many)");
  EXPECT_THAT(difference(Equality::url, "http://a/b?x=1", "http://a/b"), HasSubstr("is missing"));
}

TEST(UrlEquality, ComparesTheBaseAsText) {
  EXPECT_EQ(difference(Equality::url, "http://a/b?x=1", "http://a/B?x=1"),
            R"(before the query, at octet 9: expected "http://a/b", got "http://a/B")");
  EXPECT_THAT(difference(Equality::url, "http://a/%7Eb", "http://a/~b"),
              HasSubstr("before the query"));
}

TEST(UrlEquality, CountsTheFragment) {
  EXPECT_TRUE(equal(Equality::url, "http://a/?x=1#f", "http://a/?x=1#f"));
  EXPECT_EQ(difference(Equality::url, "http://a/?x=1", "http://a/?x=1#"),
            "there is a fragment where none was expected");
  EXPECT_EQ(difference(Equality::url, "http://a/?x=1#f", "http://a/?x=1"),
            "the fragment is missing");
  EXPECT_THAT(difference(Equality::url, "http://a/#f?x=1", "http://a/#f?x=2"),
              HasSubstr("in the fragment, at octet 4"));
}

TEST(UrlEquality, ComparesAQueryThatCannotBeDecodedAsText) {
  EXPECT_TRUE(equal(Equality::url, "http://a/?%&b", "http://a/?%&b"));
  EXPECT_THAT(difference(Equality::url, "http://a/?%&b", "http://a/?b&%"),
              HasSubstr("in the query, at octet 0"));
}

TEST(HeaderEquality, IgnoresTheSchemesCaseAndTheOrder) {
  EXPECT_TRUE(equal(Equality::header, R"(OAuth realm="r",a="1", b="2")",
                    R"(oauth b="2",   a="1", realm="r")"));
  EXPECT_THAT(difference(Equality::header, R"(OAuth a="1")", R"(Basic a="1")"),
              HasSubstr(R"(the auth-scheme "OAuth", got "Basic")"));
}

TEST(HeaderEquality, ComparesRawValues) {
  EXPECT_EQ(difference(Equality::header, R"(OAuth a="%2B")", R"(OAuth a="+")"),
            R"("a" = "%2B" is missing, and "a" = "+" is one too many)");
  EXPECT_THAT(difference(Equality::header, R"(OAuth a="%2B")", R"(OAuth a="%2b")"),
              HasSubstr("is missing"));
  EXPECT_THAT(difference(Equality::header, R"(OAuth realm="r", a="1")", R"(OAuth a="1")"),
              HasSubstr(R"("realm" = "r" is missing)"));
}

TEST(HeaderEquality, SaysWhereTheGrammarIsBroken) {
  EXPECT_THAT(difference(Equality::header, R"(OAuth a="1")", "OAuth a=1"),
              HasSubstr("breaks the grammar at octet 8"));
}

TEST(SetEquality, IgnoresOrderAndCount) {
  EXPECT_TRUE(equal(Equality::set, {"a", "b"}, {"b", "a", "b"}));
  EXPECT_EQ(difference(Equality::set, {"a", "b"}, {"b"}), "\"a\" is missing");
  EXPECT_EQ(difference(Equality::set, {"b"}, {"b", "B"}), "\"B\" was not expected");
  EXPECT_EQ(difference(Equality::set, {"b"}, "b"), "expected [\"b\"], got \"b\"");
}

TEST(CaselessEquality, FoldsAsciiOnly) {
  EXPECT_TRUE(equal(Equality::caseless, "No-Store", "no-store"));
  EXPECT_THAT(difference(Equality::caseless, "no-store", "no-cache"), HasSubstr("at octet 3"));
  EXPECT_THAT(difference(Equality::caseless, "\u00c9", "\u00e9"), HasSubstr("at octet 1"));
}

TEST(MediaTypeEquality, LeavesParametersOut) {
  EXPECT_TRUE(equal(Equality::media_type, "application/json", "Application/JSON ; charset=utf-8"));
  EXPECT_THAT(difference(Equality::media_type, "application/json", "text/json"),
              HasSubstr("at octet 0"));
  EXPECT_THAT(difference(Equality::media_type, "application/json", " ; x"), HasSubstr("got \"\""));
}

TEST(FormEquality, ComparesDecodedParametersOfAscii) {
  EXPECT_TRUE(equal(Equality::form, "a=1+2&b=%C3%A9", "b=%c3%a9&a=1%202"));
  EXPECT_THAT(difference(Equality::form, "a=%C3%A9", "a=\u00e9"), HasSubstr("octet 2 of"));
  EXPECT_THAT(difference(Equality::form, "a=1&a=1", "a=1"), HasSubstr("is missing"));
}

std::string basic(std::string_view user_and_password) {
  return "Basic " + oauth::codec::base64_encode(user_and_password);
}

TEST(CredentialsEquality, UndoesBothEncodingsOfBasic) {
  EXPECT_TRUE(equal(Equality::credentials, basic("a%2Fb:c-d"), basic("%61%2fb:c%2Dd")));
  EXPECT_TRUE(equal(Equality::credentials, basic("a+b:c"), "BASIC " + basic("a%20b:c").substr(6)));
  EXPECT_THAT(difference(Equality::credentials, basic("a:b"), basic("a:c")),
              HasSubstr("is missing"));
}

TEST(CredentialsEquality, RefusesAnEncodingThatEscapesTooLittle) {
  EXPECT_THAT(difference(Equality::credentials, basic("a+b:c"), basic("a b:c")),
              HasSubstr("visible ASCII"));
  EXPECT_THAT(difference(Equality::credentials, basic("%C3%A9:c"), basic("\u00e9:c")),
              HasSubstr("visible ASCII"));
  EXPECT_THAT(difference(Equality::credentials, basic("a:b"), "Basic ?"),
              HasSubstr("visible ASCII"));
}

TEST(CredentialsEquality, ComparesAllElseAsText) {
  EXPECT_TRUE(equal(Equality::credentials, "Bearer abc", "bearer abc"));
  EXPECT_THAT(difference(Equality::credentials, "Bearer abc", "Bearer abd"),
              HasSubstr("at octet 2"));
  EXPECT_THAT(difference(Equality::credentials, "Bearer abc", "DPoP abc"),
              HasSubstr("auth-scheme"));
}

TEST(VerifiedEquality, IsNotComparedYetAndSaysSo) {
  EXPECT_EQ(by(Equality::verified, "a", "a").match, Match::unknown);
}

TEST(ChallengesEquality, IgnoresCaseQuotationAndOrder) {
  EXPECT_TRUE(equal(Equality::challenges, R"(Bearer realm="a", error="x")",
                    R"(bearer  Error=x , REALM="\a")"));
  EXPECT_THAT(difference(Equality::challenges, R"(Bearer realm="a")", R"(Bearer realm="b")"),
              HasSubstr("is missing"));
  EXPECT_THAT(difference(Equality::challenges, R"(Bearer realm="a")", R"(DPoP realm="a")"),
              HasSubstr("auth-scheme"));
  EXPECT_THAT(difference(Equality::challenges, "Negotiate YQ==", "Negotiate YR=="),
              HasSubstr("in place of parameters"));
}

TEST(ChallengesEquality, LetsAServerSayMore) {
  EXPECT_TRUE(equal(Equality::challenges, R"(Bearer error="x")",
                    R"(Bearer error="x", error_description="y", resource_metadata="z")"));
  // Nothing is told of an error that there is not.
  for (const char* more : {"error", "error_description", "scope"}) {
    EXPECT_THAT(difference(Equality::challenges, R"(Bearer realm="a")",
                           std::string(R"(Bearer realm="a", )") + more + "=\"y\""),
                HasSubstr("one too many"));
  }
}

TEST(ChallengesEquality, RefusesOtherNumbersAndOtherText) {
  EXPECT_THAT(difference(Equality::challenges, "Bearer a=b", "Bearer a=b, Basic c=d"),
              HasSubstr("expected 1 challenges, got 2"));
  EXPECT_THAT(difference(Equality::challenges, "Bearer a=b", "Bearer a=\""),
              HasSubstr("breaks the grammar"));
  EXPECT_THAT(difference(Equality::challenges, "", "Bearer a=b"), HasSubstr("at octet 0"));
}

TEST(AtLeastEquality, TakesMoreButNotLess) {
  EXPECT_TRUE(equal(Equality::at_least, 5, 5));
  EXPECT_TRUE(equal(Equality::at_least, 5, 7.5));
  EXPECT_EQ(difference(Equality::at_least, 5, 4.9), "expected 5 or more, got 4.9");
  EXPECT_THAT(difference(Equality::at_least, 5, "5"), HasSubstr("expected 5, got \"5\""));
}

Shape verdict_shape() {
  Shape item = shape(Equality::members);
  item.members = {{"verdict", shape(Equality::text)},
                  {"status", shape(Equality::json)},
                  {"reason", shape(Equality::reason)}};
  item.required = {"verdict"};
  return item;
}

TEST(MembersEquality, ComparesOptionalMembersWhereBothHaveThem) {
  const json expected = {{"verdict", "refused"}, {"status", 401}};
  EXPECT_EQ(compare(verdict_shape(), expected, {{"verdict", "refused"}}, true).match, Match::equal);
  EXPECT_EQ(compare(verdict_shape(), {{"verdict", "refused"}}, expected, true).match, Match::equal);
  const Comparison found =
      compare(verdict_shape(), expected, {{"verdict", "refused"}, {"status", 400}}, true);
  EXPECT_EQ(found.match, Match::different);
  EXPECT_EQ(found.difference, "/status: expected 401, got 400");
}

TEST(MembersEquality, WantsEveryRequiredMember) {
  const Comparison found =
      compare(verdict_shape(), {{"verdict", "accepted"}}, {{"status", 200}}, true);
  EXPECT_EQ(found.match, Match::different);
  EXPECT_EQ(found.difference, "/verdict: is missing");
}

TEST(MembersEquality, RefusesAMemberThatTheOpDoesNotGive) {
  const Comparison found = compare(verdict_shape(), {{"verdict", "accepted"}},
                                   {{"verdict", "accepted"}, {"verdikt", "x"}}, true);
  EXPECT_EQ(found.match, Match::different);
  EXPECT_EQ(found.difference, "the op gives no member \"verdikt\"");
}

TEST(MembersEquality, RefusesAValueThatHasNone) {
  EXPECT_EQ(compare(verdict_shape(), {{"verdict", "accepted"}}, "accepted", true).match,
            Match::different);
}

TEST(MembersEquality, TellsOfTheHeaderLast) {
  Shape all = shape(Equality::members);
  all.members = {{"header", shape(Equality::header)}, {"signature", shape(Equality::text)}};
  const json expected = {{"header", R"(OAuth oauth_signature="a")"}, {"signature", "a"}};
  const json got = {{"header", R"(OAuth oauth_signature="b")"}, {"signature", "b"}};
  EXPECT_THAT(compare(all, expected, got, true).difference, HasSubstr("/signature: "));
  EXPECT_THAT(
      compare(all, expected, {{"header", got["header"]}, {"signature", "a"}}, true).difference,
      HasSubstr("/header: "));
}

TEST(MembersEquality, GoesThroughArraysItemByItem) {
  Shape all = shape(Equality::members);
  all.items = {verdict_shape()};
  const json expected = {{{"verdict", "accepted"}}, {{"verdict", "refused"}}};
  EXPECT_EQ(compare(all, expected, expected, true).match, Match::equal);
  EXPECT_EQ(compare(all, expected, {{{"verdict", "accepted"}}}, true).difference,
            "expected 2 items, got 1");
  EXPECT_THAT(compare(all, expected, {{{"verdict", "accepted"}}, {{"verdict", "accepted"}}}, true)
                  .difference,
              HasSubstr("/1/verdict: at octet 0"));
  EXPECT_EQ(compare(all, expected, {{"verdict", "accepted"}}, true).match, Match::different);
}

TEST(ReasonEquality, CountsOnlyWhereCodesAreOurs) {
  const json expected = {{"verdict", "refused"}, {"reason", "nonce_used"}};
  const json got = {{"verdict", "refused"}, {"reason", "timestamp_stale"}};
  EXPECT_EQ(compare(verdict_shape(), expected, got, false).match, Match::equal);
  const Comparison found = compare(verdict_shape(), expected, got, true);
  EXPECT_EQ(found.match, Match::other_reason);
  EXPECT_EQ(found.difference, R"(/reason: expected "nonce_used", got "timestamp_stale")");
}

TEST(ReasonEquality, IsOutweighedByAnyDifference) {
  const json expected = {{"verdict", "refused"}, {"reason", "nonce_used"}};
  const json got = {{"verdict", "accepted"}, {"reason", "timestamp_stale"}};
  const Comparison found = compare(verdict_shape(), expected, got, true);
  EXPECT_EQ(found.match, Match::different);
  EXPECT_THAT(found.difference, HasSubstr("/verdict"));
}

// Few names and values, so that equal pairs are frequent.
Pairs some_pairs() {
  const auto text = rc::gen::container<std::string>(rc::gen::element('a', '%', '&'));
  return *rc::gen::container<Pairs>(rc::gen::pair(text, text));
}

RC_GTEST_PROP(PairsEquality, HoldsForEveryOrder, ()) {
  const Pairs pairs = some_pairs();
  Pairs shuffled = pairs;
  const auto turns = shuffled.empty() ? 0 : *rc::gen::inRange<std::size_t>(0, shuffled.size());
  std::ranges::rotate(shuffled, shuffled.begin() + static_cast<std::ptrdiff_t>(turns));
  if (*rc::gen::arbitrary<bool>()) std::ranges::reverse(shuffled);
  RC_ASSERT(!pairs_difference(pairs, shuffled));
}

RC_GTEST_PROP(PairsEquality, IsSymmetric, ()) {
  const Pairs a = some_pairs();
  const Pairs b = some_pairs();
  RC_ASSERT(pairs_difference(a, b).has_value() == pairs_difference(b, a).has_value());
}

RC_GTEST_PROP(PairsEquality, NoticesOnePairMore, ()) {
  const Pairs pairs = some_pairs();
  Pairs more = pairs;
  more.emplace_back(pairs.empty() ? std::make_pair("a", "b") : pairs[0]);
  RC_ASSERT(pairs_difference(pairs, more).has_value());
  RC_ASSERT(pairs_difference(more, pairs).has_value());
}

RC_GTEST_PROP(TextEqualityOfOctets, HoldsForTheSameOctetsOnly,
              (const std::string& a, const std::string& b)) {
  const json left = {{"b64", oauth::codec::base64_encode(a)}};
  const json right = {{"b64", oauth::codec::base64_encode(b)}};
  RC_ASSERT(by(Equality::text, left, left).match == Match::equal);
  RC_ASSERT((by(Equality::text, left, right).match == Match::equal) == (a == b));
}

}  // namespace
}  // namespace oauthspec::runner
