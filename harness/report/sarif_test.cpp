// SPDX-License-Identifier: Apache-2.0
#include "harness/report/sarif.h"

#include <filesystem>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/report/testing/samples.h"
#include "harness/vector/schema.h"

namespace oauthspec::report {
namespace {

using nlohmann::json;
using result::Result;
using result::Status;
using samples::report_of;
using samples::server_check;
using testing::HasSubstr;

const vector::Schema& schema() {
  static const auto loaded = vector::Schema::load(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) /
                                                  "harness/report/testing/sarif.schema.json");
  if (!loaded) throw std::runtime_error(vector::describe(loaded.error()));
  return *loaded;
}

/// The only run, after a look at whether the document is valid and its numbers lead where they should.
json checked(const Report& report) {
  const json document = json::parse(sarif(report));
  if (const auto mismatch = schema().validate("", document)) {
    ADD_FAILURE() << mismatch->pointer << ": " << mismatch->reason;
  }
  json run = document["runs"].at(0);
  std::set<std::string> ids;
  for (const json& rule : run["tool"]["driver"]["rules"]) {
    EXPECT_TRUE(ids.insert(rule["id"]).second) << rule["id"];
  }
  for (const json& result : run["results"]) {
    EXPECT_EQ(run["tool"]["driver"]["rules"].at(result["ruleIndex"].get<std::size_t>())["id"],
              result["ruleId"]);
  }
  return run;
}

TEST(Sarif, TellsOfAFinding) {
  const json run = checked(report_of({server_check("token/a", Status::fail)}));
  const json& finding = run["results"][0];
  EXPECT_EQ(finding["ruleId"], "server/token/a");
  EXPECT_EQ(finding["level"], "error");
  EXPECT_EQ(finding["message"]["text"],
            "the server answered with status 400\nPOST https://as.example/token: 400 "
            "unsupported_grant_type\n\n"
            "RFC5849-3.4.1.2-5 (RFC 5849, section 3.4.1.2, MUST): The default port is left out.");
  const json& location = finding["locations"][0];
  EXPECT_EQ(location["physicalLocation"]["artifactLocation"]["uri"], "token");
  EXPECT_EQ(location["physicalLocation"]["region"]["startLine"], 1);
  EXPECT_EQ(location["logicalLocations"][0]["fullyQualifiedName"], "POST https://as.example/token");
  const json& rule = run["tool"]["driver"]["rules"][0];
  EXPECT_EQ(rule["shortDescription"]["text"], "the default port is left out");
  EXPECT_THAT(rule["help"]["text"].get<std::string>(), HasSubstr("section 3.4.1.2, MUST"));
  EXPECT_EQ(rule["helpUri"], "https://www.rfc-editor.org/rfc/rfc5849#section-3.4.1.2");
  EXPECT_EQ(rule["properties"]["security-severity"], "7.5");
  EXPECT_TRUE(run["invocations"][0]["executionSuccessful"]);
}

TEST(Sarif, HasRulesForWhatWasJudgedAndResultsForWhatIsWrong) {
  Result also = server_check("z/also", Status::fail);
  also.also = true;
  std::vector<Result> results = samples::one_of_each();
  results.push_back(also);
  const json run = checked(report_of(results));
  std::map<std::string, std::string> levels;
  for (const json& finding : run["results"]) {
    levels[finding["properties"]["status"]] = finding["level"];
    const bool known = finding.contains("suppressions");
    EXPECT_EQ(known, finding["properties"]["status"] == "xfail" ||
                         finding["properties"]["status"] == "flaky");
  }
  EXPECT_EQ(levels, (std::map<std::string, std::string>{{"crash", "error"},
                                                        {"error", "error"},
                                                        {"fail", "error"},
                                                        {"flaky", "error"},
                                                        {"timeout", "error"},
                                                        {"vacuous", "error"},
                                                        {"warn", "warning"},
                                                        {"xfail", "error"},
                                                        {"xpass", "error"}}));
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), levels.size() + 1)
      << "what passed has a rule, too";
}

TEST(Sarif, KeepsTheIdentityOfAFinding) {
  const auto print = [](Result result) {
    return checked(report_of({std::move(result)}))["results"][0]["partialFingerprints"];
  };
  const Result one = server_check("token/a", Status::fail);
  Result later = one;
  later.message = "another status";
  later.exchanges.erase(0);
  EXPECT_EQ(print(one), print(later));
  EXPECT_NE(print(one), print(server_check("token/b", Status::fail)));
}

TEST(Sarif, MakesAPathOfAnyUrl) {
  const auto path = [](const std::string& url) {
    Result result = server_check("token/a", Status::fail);
    result.exchanges[1]["request"]["url"] = url;
    return checked(report_of(
        {result}))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        .get<std::string>();
  };
  EXPECT_EQ(path("https://as.example/a/b?c=d#e"), "a/b");
  EXPECT_EQ(path("https://as.example"), "as.example");
  EXPECT_EQ(path("https://as.example:8443/"), "as.example%3A8443");
  EXPECT_EQ(path("https://as.example//a:b c"), "a%3Ab%20c");
  EXPECT_EQ(path(""), "server");
}

TEST(Sarif, PointsToTheVectorOfAFailure) {
  const json place =
      checked(report_of({samples::failure()}))["results"][0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "vectors/oauth1/base_string_uri.json");
  EXPECT_EQ(place["region"]["startLine"], 17);
}

TEST(Sarif, SaysThatARunWasKilled) {
  const json run = checked(assemble({samples::killed({})}, samples::some_library()));
  EXPECT_FALSE(run["invocations"][0]["executionSuccessful"]);
  EXPECT_THAT(
      run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].get<std::string>(),
      HasSubstr("killed"));
}

TEST(Sarif, IsValidWhateverAServerSays) {
  for (const std::string& text : samples::hostile_texts()) {
    checked(assemble({samples::hostile_file(text)}, samples::some_library()));
  }
}

}  // namespace
}  // namespace oauthspec::report
