// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/load.h"

#include <fstream>
#include <functional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::vector {
namespace {

using nlohmann::json;
using std::filesystem::path;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

path vectors_folder() {
  return path(OAUTHSPEC_SOURCE_DIR) / "vectors";
}

constexpr const char* kFeatures =
    R"({"format": 1, "features": {"RSA-SHA1": "signs with RSA-SHA1"}})";

constexpr const char* kRequirements = R"({
  "format": 1, "document": "RFC 5849", "title": "The OAuth 1.0 Protocol",
  "requirements": [
    {"id": "RFC5849-3.6-1", "section": "3.6", "level": "MUST", "binds": "all", "text": "text is UTF-8",
     "visible": ["library"], "verified": true},
    {"id": "RFC5849-3.6-2", "section": "3.6", "level": "MUST", "binds": "all", "text": "digits are upper case",
     "visible": ["library"], "verified": false}
  ]
})";

constexpr const char* kSuite = R"({
  "format": 1, "suite": "oauth1/percent_decode", "op": "oauth1.percent_decode",
  "flags": {"Plus": {"bug": "encoding", "effect": "a plus turns into a space", "links": [], "cves": []}},
  "tests": [
    {"id": "plain", "title": "a letter", "requirements": ["RFC5849-3.6-1"], "level": "must", "flags": ["Plus"],
     "source": "RFC 5849 3.6", "in": {"text": "a"}, "expect": {"out": "a"}},
    {"id": "cut", "title": "an escape cut short", "requirements": ["RFC5849-3.6-2"], "level": "should", "flags": [],
     "source": "RFC 3986 2.1", "in": {"text": "a%4"}, "expect": {"reject": ["percent_truncated"]},
     "control": "plain", "requires": ["RSA-SHA1"], "family": "cuts"},
    {"id": "open", "title": "what the RFC leaves open", "requirements": ["RFC5849-3.6-1"], "level": "may",
     "flags": [], "source": "RFC 3986 2.1", "in": {"text": {"b64": "/w=="}},
     "expect": {"name": "non_utf8", "one_of": [{"policy": "kept", "out": {"b64": "/w=="}},
                                               {"policy": "refused", "reject": []}]}}
  ]
})";

/// A folder like vectors/ with one suite, which a test may spoil.
class LoadTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ = path(testing::TempDir()) /
            (std::string("load_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(root_ / "oauth1");
    std::filesystem::create_directories(root_ / "requirements");
    std::filesystem::copy(vectors_folder() / "schema", root_ / "schema");
    write("features.json", kFeatures);
    write("requirements/rfc5849.json", kRequirements);
    write("oauth1/percent_decode.json", kSuite);
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  void write(const path& name, const std::string& text) const {
    std::ofstream(root_ / name, std::ios::binary) << text;
  }
  void remove(const path& name) const { std::filesystem::remove_all(root_ / name); }

  /// Writes the suite as `spoil` leaves it, one member a line.
  void spoil_suite(const std::function<void(json&)>& spoil) const {
    json suite = json::parse(kSuite);
    spoil(suite);
    write("oauth1/percent_decode.json", suite.dump(1));
  }

  [[nodiscard]] Problem problem() const {
    const auto loaded = load(root_);
    if (!loaded) return loaded.error();
    ADD_FAILURE() << "loaded, although it was spoilt";
    return {};
  }
  void expect_problem(const std::string& pointer, const std::string& reason) const {
    const Problem found = problem();
    EXPECT_THAT(found.file, HasSubstr("percent_decode.json"));
    EXPECT_EQ(found.pointer, pointer);
    EXPECT_THAT(found.reason, HasSubstr(reason));
    EXPECT_GT(found.line, 0U);
  }

  [[nodiscard]] const path& root() const { return root_; }

 private:
  path root_;
};

TEST_F(LoadTest, ReadsEveryMember) {
  const auto library = load(root());
  ASSERT_TRUE(library) << describe(library.error());
  EXPECT_THAT(library->features, ElementsAre(Pair("RSA-SHA1", "signs with RSA-SHA1")));
  ASSERT_EQ(library->suites.size(), 1U);
  const Suite& suite = library->suites[0];
  EXPECT_EQ(suite.name, "oauth1/percent_decode");
  EXPECT_EQ(suite.flags.at("Plus").effect, "a plus turns into a space");
  ASSERT_EQ(suite.tests.size(), 3U);

  const auto [owner, cut] = library->find("oauth1/percent_decode/cut");
  ASSERT_NE(cut, nullptr);
  EXPECT_EQ(owner, &suite);
  EXPECT_EQ(full_name(suite, *cut), "oauth1/percent_decode/cut");
  EXPECT_EQ(cut->level, Level::should);
  EXPECT_EQ(cut->control, "plain");
  EXPECT_EQ(cut->family, "cuts");
  EXPECT_THAT(cut->requires_features, ElementsAre("RSA-SHA1"));
  EXPECT_FALSE(cut->verified);
  EXPECT_EQ(cut->line, 7U);
  EXPECT_TRUE(rejecting(*cut));

  const auto& open = suite.tests[2];
  EXPECT_EQ(open.expect.choice, "non_utf8");
  ASSERT_EQ(open.expect.outcomes.size(), 2U);
  EXPECT_EQ(open.expect.outcomes[0].policy, "kept");
  EXPECT_EQ(open.expect.outcomes[0].out, json({{"b64", "/w=="}}));
  EXPECT_FALSE(open.expect.outcomes[1].out);
  EXPECT_FALSE(rejecting(open));
  EXPECT_TRUE(may_reject(open));
  EXPECT_TRUE(open.verified);
}

TEST_F(LoadTest, FindsNoTestThatIsNotThere) {
  const auto library = load(root());
  ASSERT_TRUE(library);
  EXPECT_EQ(library->find("oauth1/percent_decode/none").test, nullptr);
  EXPECT_EQ(library->find("oauth1/none/cut").test, nullptr);
  EXPECT_EQ(library->find("cut").test, nullptr);
}

TEST_F(LoadTest, SortsTheSuites) {
  json other = json::parse(kSuite);
  other["suite"] = "oauth1/a_first";
  write("oauth1/a_first.json", other.dump());
  const auto library = load(root());
  ASSERT_TRUE(library) << describe(library.error());
  EXPECT_EQ(library->suites.at(0).name, "oauth1/a_first");
}

TEST_F(LoadTest, RefusesAWrongType) {
  spoil_suite([](json& suite) { suite["tests"][1]["title"] = 5; });
  expect_problem("/tests/1/title", "a value of type number may not stand here");
}

TEST_F(LoadTest, NamesTheLine) {
  write("oauth1/percent_decode.json", "{\n \"format\": 1,\n \"suite\": 7\n}\n");
  EXPECT_EQ(problem().line, 3U);
}

TEST_F(LoadTest, RefusesAnUnknownField) {
  spoil_suite([](json& suite) { suite["tests"][0]["comment"] = "x"; });
  expect_problem("/tests/0", "the member \"comment\" is unknown");
}

TEST_F(LoadTest, RefusesAMissingField) {
  spoil_suite([](json& suite) { suite["tests"][0].erase("source"); });
  expect_problem("/tests/0", "the member \"source\" is missing");
}

TEST_F(LoadTest, RefusesAFieldUnknownToTheOp) {
  spoil_suite([](json& suite) { suite["tests"][2]["in"]["texts"] = "x"; });
  expect_problem("/tests/2/in", "the member \"texts\" is unknown");
}

TEST_F(LoadTest, RefusesAnOutThatTheOpCannotGive) {
  spoil_suite([](json& suite) { suite["tests"][0]["expect"]["out"] = 4; });
  expect_problem("/tests/0/expect/out", "a value of type number");
}

TEST_F(LoadTest, RefusesAnOutInABranchThatTheOpCannotGive) {
  spoil_suite([](json& suite) { suite["tests"][2]["expect"]["one_of"][0]["out"] = json::array(); });
  expect_problem("/tests/2/expect/one_of/0/out", "a value of type array");
}

TEST_F(LoadTest, RefusesOctetsThatAreNoBase64) {
  spoil_suite([](json& suite) { suite["tests"][2]["in"]["text"]["b64"] = "/w="; });
  expect_problem("/tests/2/in/text/b64", "does not match the pattern");
}

TEST_F(LoadTest, RefusesADuplicateId) {
  spoil_suite([](json& suite) { suite["tests"][2]["id"] = "plain"; });
  expect_problem("/tests/2/id", "\"plain\" stands twice");
}

TEST_F(LoadTest, RefusesARequirementThatIsNotInTheCatalogue) {
  spoil_suite([](json& suite) {
    suite["tests"][0]["requirements"].push_back(std::string("RFC5849-3.6-") + "99");
  });
  expect_problem("/tests/0/requirements/1", "99\" is not in the catalogue");
}

TEST_F(LoadTest, RefusesAnUnknownFlag) {
  spoil_suite([](json& suite) { suite["tests"][1]["flags"] = {"Plus", "Minus"}; });
  expect_problem("/tests/1/flags/1", "\"Minus\" is not in this file's flags");
}

TEST_F(LoadTest, RefusesAnUnknownFeature) {
  spoil_suite([](json& suite) { suite["tests"][1]["requires"][0] = "RSA-SHA2"; });
  expect_problem("/tests/1/requires/0", "\"RSA-SHA2\" is not in features.json");
}

TEST_F(LoadTest, RefusesARejectingTestWithoutControl) {
  spoil_suite([](json& suite) { suite["tests"][1].erase("control"); });
  expect_problem("/tests/1", "no control is named");
}

TEST_F(LoadTest, RefusesAnUnknownControl) {
  spoil_suite([](json& suite) { suite["tests"][1]["control"] = "nowhere"; });
  expect_problem("/tests/1/control", "\"nowhere\"");
}

TEST_F(LoadTest, RefusesAControlThatIsRejecting) {
  spoil_suite([](json& suite) { suite["tests"][1]["control"] = "cut"; });
  expect_problem("/tests/1/control", "may be refused itself");
}

TEST_F(LoadTest, RefusesAControlThatMayBeRefused) {
  spoil_suite([](json& suite) { suite["tests"][1]["control"] = "open"; });
  expect_problem("/tests/1/control", "may be refused itself");
}

TEST_F(LoadTest, RefusesAPolicyThatStandsTwice) {
  spoil_suite([](json& suite) { suite["tests"][2]["expect"]["one_of"][1]["policy"] = "kept"; });
  expect_problem("/tests/2/expect/one_of/1/policy", "\"kept\" stands twice");
}

TEST_F(LoadTest, RefusesAChoiceOfWhatTheInputLacks) {
  spoil_suite([](json& suite) { suite["tests"][0]["may_choose"] = {"nonce"}; });
  expect_problem("/tests/0/may_choose/0", "no nonce to be replaced");
}

TEST_F(LoadTest, RefusesAnUnknownOp) {
  spoil_suite([](json& suite) { suite["op"] = "oauth1.percent_recode"; });
  expect_problem("/op", "\"oauth1.percent_recode\" has no schema");
}

TEST_F(LoadTest, RefusesASuiteInAnotherFile) {
  spoil_suite([](json& suite) { suite["suite"] = "oauth1/percent_encode"; });
  expect_problem("/suite", "\"oauth1/percent_decode\"");
}

TEST_F(LoadTest, RefusesAMemberThatStandsTwice) {
  write("oauth1/percent_decode.json", "{\"format\": 1,\n\"format\": 1}");
  EXPECT_THAT(problem().reason, HasSubstr("json_duplicate_member"));
  EXPECT_EQ(problem().line, 2U);
}

TEST_F(LoadTest, RefusesNoJson) {
  write("oauth1/percent_decode.json", "{\"format\": 1,\n\n}");
  EXPECT_THAT(problem().reason, HasSubstr("json_invalid"));
  EXPECT_EQ(problem().line, 3U);
}

TEST_F(LoadTest, RefusesAMissingFile) {
  remove("features.json");
  EXPECT_THAT(describe(problem()), HasSubstr("features.json: No such file or directory"));
}

TEST_F(LoadTest, RefusesAMissingFolder) {
  remove("requirements");
  EXPECT_THAT(describe(problem()), HasSubstr("requirements: No such file or directory"));
}

TEST_F(LoadTest, RefusesAMissingSchema) {
  remove("schema/suite.schema.json");
  EXPECT_THAT(describe(problem()), HasSubstr("suite.schema.json: No such file or directory"));
}

TEST_F(LoadTest, RefusesAFolderInAFilesPlace) {
  remove("features.json");
  std::filesystem::create_directories(root() / "features.json");
  EXPECT_THAT(describe(problem()), HasSubstr("features.json: is a folder"));
}

TEST_F(LoadTest, RefusesFeaturesOfAWrongType) {
  write("features.json", R"({"format": 1, "features": {"RSA-SHA1": 1}})");
  EXPECT_EQ(problem().pointer, "/features/RSA-SHA1");
}

TEST_F(LoadTest, RefusesARequirementIdThatStandsTwice) {
  json catalogue = json::parse(kRequirements);
  catalogue["document"] = "RFC 5849bis";
  write("requirements/rfc5849bis.json", catalogue.dump());
  EXPECT_EQ(problem().pointer, "/requirements/0/id");
  EXPECT_THAT(problem().reason, HasSubstr("RFC5849-3.6-1 stands twice"));
}

TEST_F(LoadTest, RefusesARequirementWithoutText) {
  json catalogue = json::parse(kRequirements);
  catalogue["requirements"][1].erase("text");
  write("requirements/rfc5849.json", catalogue.dump());
  EXPECT_EQ(problem().pointer, "/requirements/1");
}

TEST_F(LoadTest, WantsAControlForAVerdictOfRefused) {
  write("oauth1/verify.json", R"({
    "format": 1, "suite": "oauth1/verify", "op": "oauth1.verify", "flags": {},
    "tests": [{"id": "late", "title": "a stale timestamp", "requirements": ["RFC5849-3.6-1"], "level": "must",
      "flags": [], "source": "RFC 5849 3.3",
      "in": {"sequence": [{"method": "GET", "url": "http://a/", "headers": [], "body": ""}],
             "clients": [], "tokens": [], "now": 1, "window": 1},
      "expect": {"out": [{"verdict": "accepted"}, {"verdict": "refused"}]}}]})");
  EXPECT_THAT(problem().reason, HasSubstr("no control is named"));
}

TEST_F(LoadTest, ReadsASuiteUnchecked) {
  const auto suite = load_suite_unchecked(root() / "oauth1" / "percent_decode.json");
  ASSERT_TRUE(suite) << describe(suite.error());
  EXPECT_EQ(suite->tests.size(), 3U);
  write("oauth1/percent_decode.json", "{}");
  EXPECT_FALSE(load_suite_unchecked(root() / "oauth1" / "percent_decode.json"));
  EXPECT_FALSE(load_suite_unchecked(root() / "oauth1" / "none.json"));
}

TEST(Load, AcceptsTheVectorsOfThisProject) {
  const auto library = load(vectors_folder());
  ASSERT_TRUE(library) << describe(library.error());
  EXPECT_FALSE(library->suites.empty());
}

}  // namespace
}  // namespace oauthspec::vector
