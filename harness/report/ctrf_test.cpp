// SPDX-License-Identifier: Apache-2.0
#include "harness/report/ctrf.h"

#include <filesystem>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/report/testing/samples.h"
#include "harness/vector/schema.h"

namespace oauthspec::report {
namespace {

using nlohmann::json;
using result::Status;
using samples::failure;
using samples::report_of;
using samples::result_of;
using samples::some_library;
using testing::HasSubstr;

const vector::Schema& schema() {
  static const auto loaded = vector::Schema::load(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) /
                                                  "harness/report/testing/ctrf.schema.json");
  if (!loaded) throw std::runtime_error(vector::describe(loaded.error()));
  return *loaded;
}

/// The document, after a look at whether it is valid and counts right.
json checked(const Report& report) {
  json document = json::parse(ctrf(report));
  if (const auto mismatch = schema().validate("", document)) {
    ADD_FAILURE() << mismatch->pointer << ": " << mismatch->reason;
  }
  std::map<std::string, std::size_t> counts;
  for (const json& test : document["results"]["tests"]) ++counts[test["status"]];
  const json& summary = document["results"]["summary"];
  EXPECT_EQ(summary["tests"], document["results"]["tests"].size());
  for (const char* status : {"passed", "failed", "skipped", "pending", "other"}) {
    EXPECT_EQ(summary[status], counts[status]) << status;
  }
  return document["results"];
}

TEST(Ctrf, TellsWhatFailed) {
  const json results = checked(report_of({failure()}));
  const json& test = results["tests"][0];
  EXPECT_EQ(test["name"], "oauth1/base_string_uri/default-port");
  EXPECT_EQ(test["status"], "failed");
  EXPECT_EQ(test["rawStatus"], "fail");
  EXPECT_EQ(test["duration"], 1);
  EXPECT_EQ(test["suite"], json({"oauth1/base_string_uri"}));
  EXPECT_EQ(test["message"], "fail: octet 19: \":\" where \"/\" is expected");
  EXPECT_THAT(test["trace"].get<std::string>(), HasSubstr("replay       oauthspec vectors"));
  EXPECT_EQ(test["labels"]["requirements"], json({"RFC5849-3.4.1.2-5"}));
  EXPECT_EQ(test["labels"]["level"], "must");
  EXPECT_EQ(test["filePath"], "vectors/oauth1/base_string_uri.json");
  EXPECT_EQ(test["line"], 17);
  EXPECT_EQ(test["stderr"], json({"one", "two"}));
}

TEST(Ctrf, TellsOfTheRun) {
  const json results = checked(report_of({result_of("s/a/1", Status::pass)}));
  EXPECT_EQ(results["tool"], json({{"name", "oauthspec"}, {"version", "0.1.0"}}));
  EXPECT_EQ(results["environment"],
            json({{"appName", "oauthlib"}, {"appVersion", "3.2.2"}, {"healthy", true}}));
  // date -u -d 2026-01-31T23:59:59Z +%s
  EXPECT_EQ(results["summary"]["start"], 1769903999000);
  EXPECT_EQ(results["summary"]["stop"], 1769904001000);
  EXPECT_FALSE(results["tests"][0].contains("message"));
}

TEST(Ctrf, MapsEachStatus) {
  const std::map<std::string, std::string> mapped{
      {"pass", "passed"},     {"fail", "failed"},         {"warn", "other"},
      {"skip", "skipped"},    {"vacuous", "failed"},      {"unsupported", "skipped"},
      {"xfail", "other"},     {"xpass", "failed"},        {"flaky", "other"},
      {"crash", "failed"},    {"timeout", "failed"},      {"error", "failed"},
      {"not_run", "skipped"}, {"inconclusive", "skipped"}};
  const json results = checked(report_of(samples::one_of_each()));
  EXPECT_EQ(results["tests"].size(), mapped.size());
  for (const json& test : results["tests"]) {
    EXPECT_EQ(test["status"], mapped.at(test["rawStatus"])) << test["rawStatus"];
  }
}

TEST(Ctrf, FailsARunInTrouble) {
  const json results = checked(assemble({samples::killed({})}, some_library()));
  EXPECT_EQ(results["summary"]["failed"], 1);
  EXPECT_EQ(results["tests"][0]["message"], "killed: its results file ends after 0 results");
  EXPECT_EQ(results["environment"]["healthy"], false);
  EXPECT_EQ(results["summary"]["stop"], results["summary"]["start"]);
}

TEST(Ctrf, TellsRunsApart) {
  const json results = checked(
      assemble({samples::file_of({failure()}), samples::file_of({failure()})}, some_library()));
  EXPECT_EQ(results["tests"][1]["suite"], json({"oauthlib 3.2.2 (2)", "oauth1/base_string_uri"}));
  EXPECT_EQ(results["summary"]["suites"], 2);
  EXPECT_FALSE(results["environment"].contains("appName"));
}

TEST(Ctrf, StaysValidWhateverAnAdapterSays) {
  for (const std::string& text : samples::hostile_texts()) {
    checked(assemble({samples::hostile_file(text)}, some_library()));
  }
}

TEST(Ctrf, HasRoomForNothing) {
  checked(report_of({}));
  checked(assemble({}, some_library()));
}

}  // namespace
}  // namespace oauthspec::report
