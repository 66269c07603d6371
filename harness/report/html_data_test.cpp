// SPDX-License-Identifier: Apache-2.0
#include "harness/report/html_data.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using nlohmann::json;
using result::Result;
using result::Status;
using samples::failure;
using samples::file_of;
using samples::report_of;
using samples::result_of;
using samples::some_library;
using testing::ElementsAre;

json text_at(const json& data, const json& number) {
  return data.at("texts").at(number.get<std::size_t>());
}

json only_cell(const json& data) {
  return data.at("runs").at(0).at("cells").at(0);
}

TEST(HtmlData, DescribesATest) {
  vector::Library library = samples::library();
  library.suites.front().tests.front().source = "an example of the RFC";
  const json data = html_data(assemble({file_of({failure()})}, library));
  const json& test = data.at("tests").at(0);
  EXPECT_EQ(test.at("name"), "oauth1/base_string_uri/default-port");
  EXPECT_EQ(test.at("title"), "port 443 of an https URI is left out");
  EXPECT_EQ(test.at("level"), "must");
  EXPECT_EQ(test.at("op"), "oauth1.base_string_uri");
  EXPECT_EQ(text_at(data, test.at("sent")), R"({"url":"https://example.net:443/"})");
  EXPECT_EQ(text_at(data, test.at("expected")), R"({"out":"https://example.net/"})");
  EXPECT_EQ(text_at(data, test.at("why")), "the signature does not match");
  EXPECT_EQ(text_at(data, test.at("source")), "an example of the RFC");
  EXPECT_EQ(data.at("requirements").at(test.at("requirements").at(0).get<std::size_t>()),
            (json{{"id", "RFC5849-3.4.1.2-5"},
                  {"document", "RFC 5849"},
                  {"section", "3.4.1.2"},
                  {"level", "MUST"},
                  {"text", "The default port is left out."}}));
}

TEST(HtmlData, DescribesARun) {
  const json data = html_data(report_of({failure()}));
  const json& run = data.at("runs").at(0);
  EXPECT_EQ(run.at("label"), "oauthlib 3.2.2");
  EXPECT_EQ(run.at("name"), "oauthlib");
  EXPECT_EQ(run.at("version"), "3.2.2");
  EXPECT_EQ(run.at("language"), "python");
  EXPECT_EQ(run.at("command"), "oauthspec vectors --adapter a");
  EXPECT_EQ(run.at("replay"), "oauthspec vectors --adapter a");
}

TEST(HtmlData, DescribesACell) {
  const json data = html_data(report_of({failure()}));
  const json cell = only_cell(data);
  EXPECT_EQ(data.at("statuses").at(cell.at(0).get<std::size_t>()),
            (json{{"name", "fail"}, {"unexpected", true}}));
  EXPECT_EQ(text_at(data, cell.at(1)), "octet 19: \":\" where \"/\" is expected");
  EXPECT_EQ(text_at(data, cell.at(2)), R"({"out":"https://example.net:443/"})");
  EXPECT_EQ(text_at(data, cell.at(3)), "");
  EXPECT_EQ(cell.at(4).size(), 3U);
  EXPECT_EQ(text_at(data, cell.at(4).at("stderr")), "one\ntwo\n");
  EXPECT_EQ(cell.at(4).at("expect"), "fail");
  EXPECT_EQ(text_at(data, cell.at(4).at("known")),
            "unreviewed: RFC5849-3.4.1.2-5: octet 19: \":\" where \"/\" is expected");
}

TEST(HtmlData, TellsOfExpectationsAndWhatIsRare) {
  Result result = failure();
  result.status = Status::xfail;
  result.before = Status::fail;
  result.reason = "known";
  result.issue = "https://example.net/1";
  result.policy = "port=kept";
  result.recomputed = true;
  const json data = html_data(report_of({result}));
  const json cell = only_cell(data);
  EXPECT_EQ(text_at(data, cell.at(3)), "port=kept");
  EXPECT_EQ(cell.at(4).at("before"), "fail");
  EXPECT_EQ(cell.at(4).at("recomputed"), true);
  EXPECT_EQ(text_at(data, cell.at(4).at("reason")), "known");
  EXPECT_EQ(text_at(data, cell.at(4).at("issue")), "https://example.net/1");
}

TEST(HtmlData, WritesEachTextOnce) {
  Result other = failure();
  other.test = "oauth1/base_string_uri/other";
  const json data =
      html_data(assemble({file_of({failure(), other}), file_of({failure()})}, some_library()));
  const auto texts = data.at("texts").get<std::vector<std::string>>();
  EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()).size(), texts.size());
  EXPECT_EQ(texts.front(), "");
  EXPECT_EQ(data.at("runs").at(0).at("cells").at(0), data.at("runs").at(1).at("cells").at(0));
}

TEST(HtmlData, CutsCellsShort) {
  Result skipped = result_of("s/a/1", Status::skip);
  skipped.got.reset();
  EXPECT_EQ(only_cell(html_data(report_of({skipped}))), json(static_cast<int>(Status::skip)));
  const json answered = html_data(report_of({result_of("s/a/1", Status::pass)}));
  EXPECT_EQ(only_cell(answered).size(), 3U);
  EXPECT_EQ(only_cell(answered).at(2), answered.at("tests").at(0).at("expected"))
      << "an answer that is what was expected is the same text";
}

TEST(HtmlData, LeavesCellsOpenWhereARunLacksATest) {
  const json data = html_data(assemble(
      {file_of({result_of("s/a/1", Status::pass)}), file_of({result_of("s/a/2", Status::pass)})},
      some_library()));
  EXPECT_EQ(data.at("runs").at(0).at("cells").at(1), -1);
  EXPECT_EQ(data.at("runs").at(1).at("cells").at(0), -1);
}

TEST(HtmlData, HasTestsInTheOrderOfTheVectors) {
  const json data = html_data(report_of({result_of("a/first/by-name", Status::pass), failure()}));
  EXPECT_EQ(data.at("tests").at(0).at("name"), "oauth1/base_string_uri/default-port");
  EXPECT_EQ(data.at("tests").at(1).at("name"), "a/first/by-name");
}

TEST(HtmlData, KeepsWhatAnotherRunWasSentAndExpectedToAnswer) {
  Result recomputed = failure();
  recomputed.sent = {{"url", "https://example.org/"}};
  recomputed.expected = json{{"out", "https://example.org/"}};
  const json data =
      html_data(assemble({file_of({failure()}), file_of({recomputed})}, some_library()));
  const json& more = data.at("runs").at(1).at("cells").at(0).at(4);
  EXPECT_EQ(text_at(data, more.at("sent")), R"({"url":"https://example.org/"})");
  EXPECT_EQ(text_at(data, more.at("expected")), R"({"out":"https://example.org/"})");
}

TEST(HtmlData, KeepsNumbersAndLookAlikesAsTheyWere) {
  Result result = failure();
  result.got = json::parse("{\"out\":[12345678901234567890,1.0,\"\xC3\xA9\"]}");
  const json data = html_data(report_of({result}));
  EXPECT_EQ(text_at(data, only_cell(data).at(2)), R"({"out":[12345678901234567890,1.0,"\u00e9"]})");
}

TEST(HtmlData, CutsWhatIsVeryLong) {
  Result result = failure();
  result.got = json{{"out", std::string(100'000, 'a')}};
  const json data = html_data(report_of({result}));
  const std::string text = text_at(data, only_cell(data).at(2));
  EXPECT_THAT(text, testing::StartsWith(R"({"out":"aaa)"));
  EXPECT_THAT(text, testing::EndsWith("a... (100010 octets in all)"));
  EXPECT_LT(text.size(), 17'000U);
}

TEST(HtmlData, NamesARequirementThatNoCatalogueHas) {
  Result result = failure();
  result.requirements = {"RFC1-1-1"};
  EXPECT_THAT(html_data(report_of({result})).at("requirements"),
              ElementsAre(json{{"id", "RFC1-1-1"},
                               {"document", "Not in the catalogue"},
                               {"section", ""},
                               {"level", ""},
                               {"text", ""}}));
}

TEST(HtmlData, QuotesANameForAShell) {
  Result result = failure();
  result.test = "s/a/it's";
  EXPECT_EQ(html_data(report_of({result})).at("tests").at(0).at("word"), R"('s/a/it'\''s')");
}

TEST(HtmlData, HasTheExchangesOfACheck) {
  Result result = samples::server_check("token/a", Status::fail);
  result.also = true;
  json& body = result.exchanges[1]["response"];
  body["body"] = {{"b64", "/wA="}};
  body["body_octets"] = 20000;
  const json data = html_data(report_of({result}));
  const json more = only_cell(data).at(4);
  EXPECT_EQ(more.at("also"), true);
  EXPECT_FALSE(more.contains("expect")) << "no entry is needed for what is held against nobody";
  ASSERT_EQ(more.at("exchanges").size(), 2U);
  EXPECT_EQ(more.at("decisive"), 1);
  const json first = more.at("exchanges").at(0);
  EXPECT_EQ(text_at(data, first.at(0)), "POST");
  EXPECT_EQ(text_at(data, first.at(1)), "https://as.example/token?a=b%20c");
  EXPECT_THAT(text_at(data, first.at(2)).get<std::string>(),
              testing::StartsWith("Authorization: Basic ***1\n"));
  EXPECT_EQ(text_at(data, first.at(3)), "grant_type=password&a=%26");
  EXPECT_EQ(first.at(4), 200);
  EXPECT_THAT(text_at(data, first.at(5)).get<std::string>(),
              testing::EndsWith("Set-Cookie: session=***2; Path=/\n"));
  EXPECT_EQ(text_at(data, first.at(6)), R"({"access_token": "***4", "expires_in": 3600})");
  EXPECT_EQ(text_at(data, first.at(7)), "200");
  EXPECT_EQ(first.at(8), 2);
  const json second = more.at("exchanges").at(1);
  EXPECT_EQ(text_at(data, second.at(6)), "(no text; in Base64:)\n/wA=... (20000 octets in all)");
  EXPECT_EQ(second.at(2), first.at(2)) << "what stands in several exchanges is written once";
}

}  // namespace
}  // namespace oauthspec::report
