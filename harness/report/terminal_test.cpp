// SPDX-License-Identifier: Apache-2.0
#include "harness/report/terminal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::report {
namespace {

using nlohmann::json;
using result::Result;
using result::Status;
using testing::HasSubstr;
using testing::Not;

Result failure() {
  Result result;
  result.test = "oauth1/base_string_uri/default-port";
  result.status = Status::fail;
  result.op = "oauth1.base_string_uri";
  result.title = "port 443 of an https URI is left out";
  result.requirements = {"RFC5849-3.4.1.2-5"};
  result.message = "octet 23: \":443\" where \"/\" is expected";
  result.why = "the signature does not match";
  result.sent = {{"url", "https://www.example.net:443/?q=1"}};
  result.expected = json{{"out", "https://www.example.net/"}};
  result.got = json{{"out", "https://www.example.net:443/"}};
  result.stderr_text = "one\ntwo\n";
  return result;
}

vector::Library library() {
  vector::Library library;
  vector::Requirement requirement;
  requirement.id = "RFC5849-3.4.1.2-5";
  requirement.document = "RFC 5849";
  requirement.section = "3.4.1.2";
  requirement.level = "MUST";
  requirement.text = "The default port is left out.";
  library.catalogue.emplace(requirement.id, requirement);
  return library;
}

TEST(Block, ShowsEverythingThatHelps) {
  EXPECT_EQ(
      block(failure(), library(),
            {.colour = false, .whole = false, .replay = "oauthspec vectors --adapter 'a b'"}),
      "fail oauth1/base_string_uri/default-port\n"
      "  test         port 443 of an https URI is left out\n"
      "  requirement  RFC5849-3.4.1.2-5 (RFC 5849, section 3.4.1.2, MUST): The default port "
      "is left out.\n"
      "  sent         oauth1.base_string_uri {\"url\":\"https://www.example.net:443/?q=1\"}\n"
      "  expected     \"https://www.example.net/\"\n"
      "  got          \"https://www.example.net:443/\"\n"
      "  because      octet 23: \":443\" where \"/\" is expected\n"
      "  why          this test catches: the signature does not match\n"
      "  stderr       one\n"
      "               two\n"
      "  replay       oauthspec vectors --adapter 'a b' oauth1/base_string_uri/default-port\n"
      "  expectation  {\"id\": \"oauth1/base_string_uri/default-port\", \"expect\": \"fail\", "
      "\"reason\": \"unreviewed: RFC5849-3.4.1.2-5: octet 23: \\\":443\\\" where \\\"/\\\" is "
      "expected\"}\n"
      "\n");
}

TEST(Block, SaysWhyTheTestIsKnownAndOffersNoEntryThatIsNotNeeded) {
  Result result = failure();
  result.status = Status::xfail;
  result.before = Status::fail;
  result.reason = "ports are kept";
  result.issue = "https://example.org/1";
  const std::string text = block(result, library(), {});
  EXPECT_THAT(text, HasSubstr("  known        ports are kept, https://example.org/1\n"));
  EXPECT_THAT(text, Not(HasSubstr("expectation")));
}

TEST(Block, PutsRefusalsInWords) {
  Result result = failure();
  result.expected = json{{"reject", json::array()}};
  EXPECT_THAT(block(result, library(), {}), HasSubstr("  expected     a refusal\n"));
  result.expected = json{{"reject", {"uri_invalid"}}};
  EXPECT_THAT(block(result, library(), {}),
              HasSubstr("  expected     a refusal, with one of [\"uri_invalid\"]\n"));
}

TEST(Block, ShowsTheCodeOfARefusal) {
  Result result = failure();
  result.got = json{{"reject", {{"code", "no"}}}};
  EXPECT_THAT(block(result, library(), {}),
              HasSubstr("  got          a refusal {\"code\":\"no\"}\n"));
}

TEST(Block, SaysWhenTheExpectedValueWasRecomputed) {
  Result result = failure();
  result.recomputed = true;
  EXPECT_THAT(block(result, library(), {}), HasSubstr("(recomputed for what the library chose)"));
}

TEST(Block, CutsLongValuesUnlessAskedForAll) {
  Result result = failure();
  result.got = json{{"out", std::string(5000, 'x')}};
  EXPECT_THAT(block(result, library(), {}), HasSubstr("... (5002 octets in all)"));
  EXPECT_THAT(block(result, library(), {.colour = false, .whole = true, .replay = ""}),
              HasSubstr(std::string(5000, 'x')));
}

TEST(Block, KeepsTheEndOfALongStderr) {
  Result result = failure();
  result.stderr_text = std::string(5000, 'x') + "the cause\n";
  EXPECT_THAT(block(result, library(), {}), HasSubstr("xthe cause\n"));
  EXPECT_THAT(block(result, library(), {}), Not(HasSubstr(std::string(1000, 'x'))));
}

TEST(Block, LetsNoAdapterDriveTheTerminal) {
  Result result = failure();
  result.message = "\x1b]0;title\x07";
  result.stderr_text = "\x1b[2J";
  result.got = json{{"out", "\x1b[2J"}};
  EXPECT_THAT(block(result, library(), {}), Not(HasSubstr("\x1b")));
}

TEST(Block, NamesARequirementThatTheCatalogueLacks) {
  EXPECT_THAT(block(failure(), {}, {}), HasSubstr("  requirement  RFC5849-3.4.1.2-5\n"));
}

TEST(Line, HasStatusNameAndReason) {
  Result result = failure();
  EXPECT_EQ(line(result, {}),
            "fail        oauth1/base_string_uri/default-port: octet 23: \":443\" where \"/\" is "
            "expected\n");
  result.status = Status::pass;
  result.message.clear();
  result.policy = "userinfo=dropped";
  EXPECT_EQ(line(result, {}),
            "pass        oauth1/base_string_uri/default-port [userinfo=dropped]\n");
  result.status = Status::xfail;
  result.policy.clear();
  result.reason = "ports are kept";
  EXPECT_EQ(line(result, {}),
            "xfail       oauth1/base_string_uri/default-port (known: ports are kept)\n");
}

Tally tally_of(const std::vector<std::pair<Status, int>>& counts) {
  Tally tally;
  for (const auto& [status, count] : counts) {
    for (int i = 0; i < count; ++i) {
      Result result;
      result.test = status == Status::fail ? "oauth1/verify/x" : "oauth1/sign/x";
      result.status = status;
      tally.add(result);
    }
  }
  return tally;
}

TEST(Totals, AreOneLine) {
  EXPECT_EQ(totals(tally_of({{Status::pass, 612},
                             {Status::fail, 28},
                             {Status::unsupported, 41},
                             {Status::skip, 9}}),
                   {}),
            "612/640 applicable passed (95.6 %), 41 unsupported (5.9 %), 9 skipped\n");
  EXPECT_EQ(
      totals(tally_of({{Status::pass, 1}, {Status::warn, 1}, {Status::not_run, 2}}), {}),
      "1/2 applicable passed (50.0 %), 0 unsupported (0.0 %), 0 skipped, 1 warning, 2 not run\n");
  EXPECT_EQ(
      totals(
          tally_of({{Status::pass, 1}, {Status::xfail, 2}, {Status::xpass, 1}, {Status::flaky, 1}}),
          {}),
      "1/5 applicable passed (20.0 %), 0 unsupported (0.0 %), 0 skipped, 2 known failures, 1 "
      "flaky, 1 stale expectation\n");
}

TEST(Totals, AreRedWhenSomethingIsUnexpected) {
  const Style style{.colour = true, .whole = false, .replay = ""};
  EXPECT_THAT(totals(tally_of({{Status::fail, 1}}), style), HasSubstr("\x1b[31m"));
  EXPECT_THAT(totals(tally_of({{Status::warn, 1}}), style), HasSubstr("\x1b[32m"));
}

Result three_requests() {
  Result result;
  result.test = "server/a/b";
  result.status = Status::warn;
  result.op = "server";
  result.title = "what it is about";
  result.requirements = {"RFC5849-3.4.1.2-5"};
  result.message = "it was taken";
  result.sent = json::object();
  result.exchanges = json::array();
  for (const char* url : {"https://a/1", "https://a/2", "https://a/3"}) {
    const std::string body = std::string("n=") + url;
    result.exchanges.push_back(
        {{"request",
          {{"method", "POST"}, {"url", url}, {"headers", json::array()}, {"body", body}}},
         {"response", {{"status", 400}, {"headers", json::array()}, {"body", "no"}}}});
  }
  return result;
}

TEST(Block, ShowsTheExchangeThatDecides) {
  Result result = three_requests();
  EXPECT_THAT(block(result, library(), {}),
              HasSubstr("  request      POST https://a/3, the last of 3 requests\n"));
  result.exchanges[1]["decisive"] = true;
  const std::string text = block(result, library(), {});
  EXPECT_THAT(text, HasSubstr("  request      POST https://a/2, number 2 of 3 requests\n"));
  EXPECT_THAT(text, Not(HasSubstr("https://a/3")));
}

TEST(Block, ShowsAllThatWasSentWhereItIsToBeWhole) {
  Result result = three_requests();
  result.exchanges[1]["decisive"] = true;
  const std::string text = block(result, library(), {.colour = false, .whole = true, .replay = ""});
  EXPECT_THAT(text, HasSubstr("  request      POST https://a/1, number 1 of 3\n"));
  EXPECT_THAT(text, HasSubstr("  sent body    n=https://a/1\n"));
  EXPECT_THAT(text, HasSubstr("  request      POST https://a/2, number 2 of 3, which decides\n"));
  EXPECT_THAT(text, HasSubstr("  request      POST https://a/3, number 3 of 3\n"));
  EXPECT_THAT(text, HasSubstr("  body         no\n"));
}

TEST(Line, OfAWarningOfACheckSaysWhatWasLookedFor) {
  EXPECT_EQ(line(three_requests(), {}),
            "warn        server/a/b: it was taken\n"
            "               RFC5849-3.4.1.2-5: what it is about\n");
}

TEST(Table, HasAColumnForEachStatusThatOccurs) {
  EXPECT_EQ(table(tally_of({{Status::pass, 12}, {Status::fail, 3}}), {}),
            "suite            pass    fail\n"
            "oauth1/sign        12       0\n"
            "oauth1/verify       0       3\n");
}

TEST(Policies, SayWhichWayAndWhetherAlways) {
  Tally tally;
  Result result;
  result.test = "s/a";
  result.status = Status::pass;
  result.policy = "userinfo=dropped";
  tally.add(result);
  EXPECT_EQ(policies(tally), "policy userinfo: dropped (1 test)\n");
  result.policy = "userinfo=refused";
  tally.add(result);
  tally.add(result);
  EXPECT_EQ(policies(tally),
            "policy userinfo: dropped (1 test), refused (2 tests) - not the same everywhere\n");
  EXPECT_EQ(policies({}), "");
}

TEST(Progress, OverwritesItself) {
  EXPECT_EQ(progress(3, 9, 0), "\r\x1b[K[3/9]");
  EXPECT_EQ(progress(3, 9, 2), "\r\x1b[K[3/9] 2 unexpected");
}

}  // namespace
}  // namespace oauthspec::report
