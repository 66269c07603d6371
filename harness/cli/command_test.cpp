// SPDX-License-Identifier: Apache-2.0
// The program itself, as a user runs it: what it prints and how it exits.
#include "harness/cli/testing/command.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/result/json_lines.h"

namespace oauthspec::cli {
namespace {

using nlohmann::json;
using std::filesystem::path;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST_F(Command, RunsTheReferenceInProcess) {
  add("plain", "abc", "abc");
  add("escaped", "a b", "a%20b");
  EXPECT_EQ(run("vectors"), 0);
  EXPECT_THAT(out_,
              HasSubstr("2/2 applicable passed (100.0 %), 0 unsupported (0.0 %), 0 skipped\n"));
  EXPECT_EQ(err_, "");
}

TEST_F(Command, ExitsWithOneOnAFailureAndShowsIt) {
  add("good", "abc", "abc");
  add("bad", "a b", "a+b");
  EXPECT_EQ(run("vectors"), 1);
  EXPECT_THAT(out_,
              AllOf(HasSubstr("fail oauth1/percent_encode/bad\n"),
                    HasSubstr("RFC5849-3.6-2 (RFC 5849, section 3.6"),
                    HasSubstr("expected     \"a+b\"\n"), HasSubstr("got          \"a%20b\"\n"),
                    HasSubstr("why          this test catches: it matters\n"),
                    HasSubstr("oauthspec vectors oauth1/percent_encode/bad\n"),
                    HasSubstr("1/2 applicable passed (50.0 %)")));
}

TEST_F(Command, ExitsWithZeroOnAWarning) {
  add("bad", "a b", "a+b", "should");
  EXPECT_EQ(run("vectors"), 0);
  EXPECT_THAT(out_, HasSubstr("1 warning"));
}

TEST_F(Command, SurvivesEveryHabitOfAnAdapter) {
  add("plain", "abc", "abc");
  add("exits", "exit", "exit");
  add("hangs", "hang", "hang");
  add("babbles", "garbage", "garbage");
  add("refuses", "reject", "reject");
  add("skips", "skip", "skip");
  add("raises", "error", "error");
  add("again", "def", "def");
  EXPECT_EQ(run(against("--in-flight 4") + "--timeout 1 -j 2"), 1);
  EXPECT_THAT(statuses(), testing::UnorderedElementsAre(
                              "plain pass", "exits crash", "hangs timeout", "babbles error",
                              "refuses fail", "skips skip", "raises error", "again pass"));
  EXPECT_THAT(out_, HasSubstr("2/7 applicable passed"));
  EXPECT_THAT(out_, HasSubstr("stderr       about to exit\n"));
}

TEST_F(Command, ExitsWithThreeWhenTheAdapterDoesNotStart) {
  add("plain", "abc", "abc");
  EXPECT_EQ(run(against("--hello exit")), 3);
  EXPECT_THAT(err_,
              AllOf(HasSubstr("the adapter cannot be used: it exited with code 4 before its hello"),
                    HasSubstr("no such module")));
  EXPECT_THAT(statuses(), testing::ElementsAre("plain not_run"));
}

TEST_F(Command, ExitsWithThreeWhenTheAdapterSpeaksAnotherProtocol) {
  add("plain", "abc", "abc");
  EXPECT_EQ(run(against("--hello protocol")), 3);
  EXPECT_THAT(err_, HasSubstr("protocol 2 is not spoken here; protocol 1 is"));
}

TEST_F(Command, ExitsWithThreeAfterTooManyRestarts) {
  for (int i = 0; i < 4; ++i) {
    add("exits-" + std::to_string(i), "exit", "exit");
  }
  EXPECT_EQ(run(against() + "--max-restarts 2"), 3);
  EXPECT_THAT(statuses(), testing::ElementsAre("exits-0 crash", "exits-1 not_run",
                                               "exits-2 not_run", "exits-3 not_run"));
  EXPECT_THAT(err_, HasSubstr("given up: the adapter was restarted 2 times already"));
}

TEST_F(Command, CountsWhatIsNotOfferedApart) {
  add("plain", "abc", "abc");
  tests_[0]["requires"] = {"RSA-SHA1"};
  add("offered", "def", "def");
  EXPECT_EQ(run(against()), 0);
  EXPECT_THAT(statuses(), testing::UnorderedElementsAre("plain unsupported", "offered pass"));
  EXPECT_THAT(out_,
              HasSubstr("1/1 applicable passed (100.0 %), 1 unsupported (50.0 %), 0 skipped"));
}

TEST_F(Command, SaysThatNothingWasFoundOut) {
  add("plain", "abc", "abc");
  tests_[0]["requires"] = {"RSA-SHA1"};
  EXPECT_EQ(run(against()), 2);
  EXPECT_THAT(err_, HasSubstr("no test could be put to the library: 1 unsupported, 0 skipped"));
  EXPECT_EQ(run("vectors --adapter ''"), 2);
  EXPECT_THAT(err_, HasSubstr("the command is empty"));
}

TEST_F(Command, KeepsItsResultsWhenInterrupted) {
  add("plain", "abc", "abc");
  add("hangs", "hang", "hang");
  add("later", "def", "def");
  // The signal comes once the first result is in the file, however slow the machine is.
  const std::string script = "sh -c '\"$@\" & pid=$!; while ! grep -q plain " + results_.string() +
                             " 2>/dev/null; do sleep 0.05; done; kill -TERM $pid; wait $pid' sh";
  EXPECT_EQ(run(against() + "--timeout 100", script), 130);
  EXPECT_THAT(statuses(),
              testing::UnorderedElementsAre("plain pass", "hangs not_run", "later not_run"));
  EXPECT_THAT(
      out_,
      HasSubstr("1/1 applicable passed (100.0 %), 0 unsupported (0.0 %), 0 skipped, 2 not run"));
  EXPECT_THAT(err_, HasSubstr("interrupted"));
  const auto file = result::read(results_);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->end.value_or(result::End{}).exit_code, 130);
}

TEST_F(Command, ExitsWithTwoWhenNothingMatches) {
  add("plain", "abc", "abc");
  EXPECT_EQ(run("vectors 'oauth9/**'"), 2);
  EXPECT_THAT(err_, HasSubstr("oauth9/**"));
  EXPECT_EQ(run("vectors plain oauth1"), 2) << "one of two patterns matches nothing";
}

TEST_F(Command, ExitsWithTwoOnAnInvalidFileAndSaysWhere) {
  // In two pieces, so that no search for citations takes it for one.
  const std::string unknown = std::string("RFC5849-") + "99-1";
  add("plain", "abc", "abc");
  tests_[0]["requirements"] = {unknown};
  EXPECT_EQ(run("vectors"), 2);
  EXPECT_THAT(err_, AllOf(HasSubstr("percent_encode.json:"), HasSubstr("/tests/0/requirements"),
                          HasSubstr(unknown)));
  tests_[0] = {{"id", 5}};
  EXPECT_EQ(run("list"), 2);
  EXPECT_THAT(err_, HasSubstr("/tests/0"));
}

TEST_F(Command, ExitsWithTwoOnBadUsage) {
  add("plain", "abc", "abc");
  for (const char* words : {"", "nonsense", "vectors --nope", "vectors --policy x",
                            "vectors --policy no_such=branch", "vectors --shard 3/2",
                            "vectors --vectors /nonexistent", "vectors --results /nonexistent/r"}) {
    EXPECT_EQ(run(words), 2) << words;
    EXPECT_NE(err_, "") << words;
  }
}

TEST_F(Command, RunsEachTestInOneShard) {
  for (int i = 0; i < 12; ++i) {
    add("t" + std::to_string(i), "abc", "abc");
  }
  std::vector<std::string> all;
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    EXPECT_EQ(run(against() + "--shard " + shard), 0);
    const auto part = statuses();
    all.insert(all.end(), part.begin(), part.end());
  }
  EXPECT_EQ(all.size(), 12U);
  std::ranges::sort(all);
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

TEST_F(Command, HoldsToAPolicy) {
  add("open", "a b", "a%20b");
  tests_[0]["expect"] = {
      {"name", "space"},
      {"one_of", {{{"policy", "escape"}, {"out", "a%20b"}}, {{"policy", "plus"}, {"out", "a+b"}}}}};
  EXPECT_EQ(run("vectors"), 0);
  EXPECT_THAT(out_, HasSubstr("policy space: escape (1 test)\n"));
  EXPECT_EQ(run("vectors --policy space=escape"), 0);
  EXPECT_EQ(run("vectors --policy space=plus"), 1);
  EXPECT_THAT(out_,
              HasSubstr("oauthspec vectors --policy space=plus oauth1/percent_encode/open\n"));
}

TEST_F(Command, ColoursOnlyWhenAsked) {
  add("bad", "a b", "a+b");
  EXPECT_EQ(run("vectors"), 1);
  EXPECT_THAT(out_, Not(HasSubstr("\x1b")));
  EXPECT_EQ(run("vectors --color always"), 1);
  EXPECT_THAT(out_, HasSubstr("\x1b[31mfail\x1b[0m"));
}

TEST_F(Command, ShowsEveryTestWhenVerbose) {
  add("plain", "abc", "abc");
  EXPECT_EQ(run("vectors -v"), 0);
  EXPECT_THAT(out_, HasSubstr("pass        oauth1/percent_encode/plain\n"));
}

// A test of signing whose secret stands in its `in`, put to an adapter that answers with something else.
TEST_F(Command, MasksSecretsUnlessTold) {
  const path source = path(OAUTHSPEC_SOURCE_DIR) / "vectors" / "oauth1" / "sign.json";
  std::filesystem::copy_file(source, vectors_ / "oauth1" / "sign.json");
  const json suite = json::parse(contents(source));
  std::string id;
  std::string secret;
  for (const json& test : suite["tests"]) {
    secret = test["in"]["client"].value("secret", "");
    if (secret.size() >= 8 &&
        secret.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos) {
      id = test["id"];
      break;
    }
  }
  ASSERT_NE(id, "") << "no vector with a long secret in plain letters";
  const std::string words = "vectors oauth1/sign/" + id + " --results " + results_.string() +
                            " --adapter '" + OAUTHSPEC_FAKE_ADAPTER +
                            " --op oauth1.sign --feature HMAC-SHA1'";
  EXPECT_EQ(run(words), 1);
  EXPECT_THAT(out_ + contents(results_), AllOf(Not(HasSubstr(secret)), HasSubstr("***")));
  EXPECT_EQ(run(words + " --show-secrets"), 1);
  EXPECT_THAT(contents(results_), HasSubstr(secret));
}

TEST_F(Command, SpeaksTheProtocolItself) {
  add("escaped", "a b", "a%20b");
  EXPECT_EQ(run("vectors --adapter '" + std::string(OAUTHSPEC_BINARY) + " adapter'"), 0);
  EXPECT_THAT(out_, HasSubstr("1/1 applicable passed"));
}

// The exit codes of a self-check; what each check finds is tested beside it.
TEST_F(Command, ChecksAnAdapter) {
  const std::string fake =
      std::string("selfcheck --timeout 3 --adapter '") + OAUTHSPEC_FAKE_ADAPTER;
  EXPECT_EQ(run("selfcheck --adapter '" + std::string(OAUTHSPEC_BINARY) + " adapter'"), 0) << out_;
  EXPECT_THAT(out_, AllOf(HasSubstr("oauthspec reference"), HasSubstr("0 broken")));
  EXPECT_EQ(run(fake + "'"), 1);
  EXPECT_THAT(out_, HasSubstr("broken  ops"));
  EXPECT_EQ(run(fake + " --hello exit'"), 3);
  EXPECT_THAT(out_, AllOf(HasSubstr("exited with code 4 before its hello"),
                          HasSubstr("no such module"), HasSubstr("the adapter cannot be used")));
  EXPECT_EQ(run("selfcheck"), 2);
  EXPECT_EQ(run("selfcheck --adapter ''"), 2);
  EXPECT_EQ(run("selfcheck --adapter true --vectors /nonexistent"), 2);
}

TEST_F(Command, ShowsTheConversationOfACheck) {
  EXPECT_EQ(run("selfcheck -v --adapter '" + std::string(OAUTHSPEC_BINARY) + " adapter'"), 0);
  EXPECT_THAT(out_,
              AllOf(HasSubstr("-> {\"hello\":{\"protocol\":1"), HasSubstr("\n-> {\"bye\":{}}\n")));
}

TEST_F(Command, StopsACheckWhenInterrupted) {
  const std::string started = (root_ / "started").string();
  const std::string script = "sh -c '\"$@\" & pid=$!; while ! [ -e " + started +
                             " ]; do sleep 0.05; done; kill -TERM $pid; wait $pid' sh";
  EXPECT_EQ(run("selfcheck --adapter 'touch " + started + "; exec sleep 600'", script), 130);
}

TEST_F(Command, ListsTheAdapters) {
  EXPECT_EQ(run("adapters --tree " OAUTHSPEC_SOURCE_DIR " oauthlib"), 0);
  EXPECT_THAT(out_, HasSubstr("oauthlib\tpython\toauthlib\toauth1"));
  EXPECT_EQ(run("adapters --tree " OAUTHSPEC_SOURCE_DIR " no-such-adapter"), 2);
  EXPECT_EQ(run("adapters --tree " + root_.string()), 2);
  EXPECT_THAT(err_, HasSubstr("adapters.schema.json"));
}

TEST_F(Command, RunsTheReferenceOnTheBackendThatIsNamed) {
  EXPECT_EQ(run("backends"), 0);
  EXPECT_THAT(out_, HasSubstr("openssl-evp-mac"));
  EXPECT_EQ(run("backends --json"), 0);
  EXPECT_THAT(out_, HasSubstr("\"name\": \"openssl-oneshot\""));
  add("plain", "abc", "abc");
  EXPECT_EQ(run("vectors --backend openssl-oneshot"), 0);
  EXPECT_THAT(out_, HasSubstr("oauthspec reference on OpenSSL 3"));
  for (const std::string command : {"vectors", "adapter"}) {
    EXPECT_EQ(run(command + " --backend no-such"), 2);
    EXPECT_THAT(err_, AllOf(HasSubstr("no such backend"), HasSubstr("openssl-md-copy")));
  }
  EXPECT_EQ(run("vectors --backend openssl --adapter 'cat'"), 2);
}

TEST_F(Command, BecomesASiblingInThePath) {
  const path sibling = root_ / "oauthspec-testing-sibling";
  std::ofstream(sibling) << "#!/bin/sh\necho \"$@\"\nexit 7\n";
  std::filesystem::permissions(sibling, std::filesystem::perms::owner_all);
  EXPECT_EQ(run("testing-sibling 'a b' --help", "PATH=\"" + root_.string() + ":$PATH\""), 7);
  EXPECT_EQ(out_, "a b --help\n");
}

TEST_F(Command, TellsItsVersion) {
  EXPECT_EQ(run("--version"), 0);
  EXPECT_EQ(out_, "oauthspec " OAUTHSPEC_VERSION "\n");
}

}  // namespace
}  // namespace oauthspec::cli
