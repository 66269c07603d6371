// SPDX-License-Identifier: Apache-2.0
#include "harness/report/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/diff_text.h"
#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using nlohmann::json;
using result::Result;
using result::Status;
using samples::failure;
using samples::report_of;
using samples::result_of;
using samples::some_library;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// Two runs of the same tests, as reports, and what differs.
struct Compared {
  Compared(const std::vector<Result>& old_results, const std::vector<Result>& new_results)
      : before(report_of(old_results)), after(report_of(new_results)) {}

  [[nodiscard]] Difference difference() const {
    return compare(before.runs.at(0), after.runs.at(0));
  }
  [[nodiscard]] std::string text(std::string_view format) const {
    for (const DiffFormat& one : diff_formats()) {
      if (one.name == format) return one.write(difference(), some_library());
    }
    return "no such format";
  }

  Report before;
  Report after;
};

// The one kind of change between two statuses of a test; nothing where there is none.
std::optional<Change> change(Status before, Status after) {
  const Compared compared({result_of("s/a/1", before)}, {result_of("s/a/1", after)});
  const Difference difference = compared.difference();
  if (difference.changes.empty()) return std::nullopt;
  EXPECT_EQ(difference.changes.size(), 1U);
  return difference.changes.begin()->first;
}

TEST(Compare, IsARegressionWhatIsUnexpectedAndWasNot) {
  for (const Status before :
       {Status::pass, Status::warn, Status::skip, Status::unsupported, Status::xfail, Status::flaky,
        Status::inconclusive, Status::not_run}) {
    for (const Status after : {Status::fail, Status::vacuous, Status::xpass, Status::crash,
                               Status::timeout, Status::error}) {
      EXPECT_EQ(change(before, after), Change::regression);
    }
  }
}

TEST(Compare, IsFixedWhatPassesAndWasUnexpected) {
  EXPECT_EQ(change(Status::fail, Status::pass), Change::fixed);
  EXPECT_EQ(change(Status::crash, Status::pass), Change::fixed);
}

TEST(Compare, TakesNothingElseForBetterOrWorse) {
  EXPECT_EQ(change(Status::fail, Status::crash), Change::status);
  EXPECT_EQ(change(Status::fail, Status::skip), Change::status);
  EXPECT_EQ(change(Status::fail, Status::warn), Change::status);
  EXPECT_EQ(change(Status::pass, Status::warn), Change::status);
  EXPECT_EQ(change(Status::pass, Status::unsupported), Change::status);
  for (const Result& result : samples::one_of_each()) {
    EXPECT_EQ(change(result.status, result.status), std::nullopt);
  }
}

std::vector<std::string> names(const std::vector<Pair>& pairs) {
  std::vector<std::string> all;
  for (const Pair& pair : pairs) all.push_back((pair.after ? pair.after : pair.before)->test);
  return all;
}

TEST(Compare, FindsWhatCameAndWhatWent) {
  const auto pass = [](const char* test) { return result_of(test, Status::pass); };
  const Compared compared({pass("s/a/1"), pass("s/a/2"), pass("s/a/4")},
                          {pass("s/a/2"), pass("s/a/3"), result_of("s/a/5", Status::fail)});
  const Difference difference = compared.difference();
  EXPECT_THAT(names(difference.changes.at(Change::removed)), ElementsAre("s/a/1", "s/a/4"));
  EXPECT_THAT(names(difference.changes.at(Change::added)), ElementsAre("s/a/3"));
  EXPECT_THAT(names(difference.changes.at(Change::regression)), ElementsAre("s/a/5"));
  EXPECT_TRUE(regressed(difference));
}

TEST(Compare, FindsAnotherAnswer) {
  Result other = failure();
  other.got = json{{"out", "x"}};
  const Compared compared({failure()}, {other});
  EXPECT_EQ(compared.difference().changes.begin()->first, Change::answer);
  EXPECT_FALSE(regressed(compared.difference()));
  // What a library chooses itself is another value each time.
  other.recomputed = true;
  EXPECT_THAT(Compared({failure()}, {other}).difference().changes, IsEmpty());
}

TEST(Compare, TrustsNoRunInTrouble) {
  const Report whole = report_of({result_of("s/a/1", Status::pass)});
  const Report killed =
      assemble({samples::killed({result_of("s/a/1", Status::pass)})}, some_library());
  EXPECT_TRUE(regressed(compare(whole.runs[0], killed.runs[0])));
  EXPECT_FALSE(regressed(compare(killed.runs[0], whole.runs[0])));
}

TEST(TestChanged, LooksAtWhatIsSentAndExpected) {
  const Result old = failure();
  Result now = old;
  EXPECT_FALSE(test_changed({&old, &now}));
  now.expected = json{{"out", "x"}};
  EXPECT_TRUE(test_changed({&old, &now}));
  now.recomputed = true;
  EXPECT_FALSE(test_changed({&old, &now}));
  now.sent = {{"url", "x"}};
  EXPECT_TRUE(test_changed({&old, &now}));
  EXPECT_FALSE(test_changed({&old, nullptr}));
}

TEST(DiffText, NamesTestRequirementAndReason) {
  const std::string test = "oauth1/base_string_uri/default-port";
  const Compared compared({result_of(test, Status::pass), result_of("s/a/1", Status::fail)},
                          {failure(), result_of("s/a/1", Status::pass)});
  EXPECT_EQ(compared.text("text"),
            "before  oauthlib 3.2.2, 2026-01-31T23:59:59Z: 1/2 applicable passed (50.0 %), 0 "
            "unsupported (0.0 %), 0 skipped\n"
            "after   oauthlib 3.2.2, 2026-01-31T23:59:59Z: 1/2 applicable passed (50.0 %), 0 "
            "unsupported (0.0 %), 0 skipped\n"
            "\n"
            "1 unexpected now\n"
            "  pass -> fail         oauth1/base_string_uri/default-port\n"
            "    test         port 443 of an https URI is left out\n"
            "    requirement  RFC5849-3.4.1.2-5 (RFC 5849, section 3.4.1.2, MUST): The default "
            "port is left out.\n"
            "    because      fail: octet 19: \":\" where \"/\" is expected\n"
            "\n"
            "1 fixed\n"
            "  fail -> pass         s/a/1\n"
            "    test         port 443 of an https URI is left out\n"
            "    requirement  RFC5849-3.4.1.2-5 (RFC 5849, section 3.4.1.2, MUST): The default "
            "port is left out.\n"
            "\n"
            "1 regression\n");
}

TEST(DiffText, ShowsBothAnswers) {
  Result other = failure();
  other.got.reset();
  other.sent = {{"url", "x"}};
  EXPECT_THAT(Compared({failure()}, {other}).text("text"),
              AllOf(HasSubstr("1 with another answer and the same status\n"),
                    HasSubstr("    got before   {\"out\":\"https://example.net:443/\"}\n"),
                    HasSubstr("    got now      none\n"),
                    HasSubstr("    note         what is sent or expected has changed\n"),
                    EndsWith("\nno regressions\n")));
}

TEST(DiffJson, HasAMemberForEachKind) {
  const Compared compared({result_of("s/a/1", Status::pass), result_of("s/a/2", Status::pass)},
                          {result_of("s/a/1", Status::fail)});
  const json document = json::parse(compared.text("json"));
  EXPECT_EQ(document["before"]["implementation"], "oauthlib");
  EXPECT_EQ(document["before"]["passed"], 2);
  EXPECT_EQ(document["regressed"], true);
  EXPECT_EQ(document["regressions"][0], json({{"test", "s/a/1"},
                                              {"title", "port 443 of an https URI is left out"},
                                              {"level", "must"},
                                              {"requirements", {"RFC5849-3.4.1.2-5"}},
                                              {"before", "pass"},
                                              {"after", "fail"},
                                              {"got_before", {{"out", "https://example.net/"}}},
                                              {"got_after", {{"out", "https://example.net/"}}},
                                              {"test_changed", false}}));
  EXPECT_EQ(document["removed"][0]["after"], "absent");
  for (const char* empty : {"fixed", "other_statuses", "other_answers", "added"}) {
    EXPECT_EQ(document[empty], json::array()) << empty;
  }
}

TEST(DiffMarkdown, SaysItInItsHeading) {
  const Compared compared({result_of("s/a/1", Status::pass)}, {result_of("s/a/1", Status::fail)});
  EXPECT_THAT(
      compared.text("markdown"),
      AllOf(StartsWith("## :x: 1 regression\n\n- before: `oauthlib 3.2.2, 2026-"),
            HasSubstr("### 1 unexpected now\n\n- `s/a/1`: `pass -> fail`\n  - test: `port")));
}

TEST(DiffMarkdown, StaysBelowTheLimit) {
  std::vector<Result> results;
  for (int i = 0; i < 6000; ++i)
    results.push_back(result_of("s/a/" + std::to_string(i), Status::fail));
  const std::string text = Compared({}, results).text("markdown");
  EXPECT_LT(text.size(), 1UL << 20);
  EXPECT_THAT(text, HasSubstr(" of them are left out, for this summary would be too long."));
}

TEST(DiffFormats, StandWhateverAnAdapterSays) {
  const Report plain = report_of({result_of("s/a/1", Status::pass)});
  for (const std::string& text : samples::hostile_texts()) {
    const Report hostile = assemble({samples::hostile_file(text)}, some_library());
    for (const Difference& difference :
         {compare(plain.runs[0], hostile.runs[0]), compare(hostile.runs[0], plain.runs[0])}) {
      for (const DiffFormat& format : diff_formats()) {
        const std::string written = format.write(difference, some_library());
        EXPECT_EQ(written.find_first_of("\x1b\x07\x01\r"), std::string::npos);
        EXPECT_TRUE(format.name != "json" || json::accept(written));
      }
    }
  }
}

}  // namespace
}  // namespace oauthspec::report
