// SPDX-License-Identifier: Apache-2.0
#include "harness/report/har.h"

#include <filesystem>
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

const vector::Schema& schema() {
  static const auto loaded = vector::Schema::load(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) /
                                                  "harness/report/testing/har.schema.json");
  if (!loaded) throw std::runtime_error(vector::describe(loaded.error()));
  return *loaded;
}

/// The log, after a look at whether it is valid.
json checked(const Report& report) {
  const json document = json::parse(har(report));
  if (const auto mismatch = schema().validate("", document)) {
    ADD_FAILURE() << mismatch->pointer << ": " << mismatch->reason;
  }
  return document["log"];
}

TEST(Har, HasAPageForEachCheckAndAnEntryForEachExchange) {
  const json log = checked(report_of({server_check("token/a", Status::fail), samples::failure(),
                                      server_check("token/b", Status::pass)}));
  ASSERT_EQ(log["pages"].size(), 2U);
  EXPECT_EQ(log["pages"][0]["title"], "fail server/token/a");
  EXPECT_EQ(log["pages"][0]["_requirements"], json::array({"RFC5849-3.4.1.2-5"}));
  ASSERT_EQ(log["entries"].size(), 4U);
  EXPECT_EQ(log["entries"][0]["pageref"], log["pages"][0]["id"]);
  EXPECT_EQ(log["entries"][3]["pageref"], log["pages"][1]["id"]);
  EXPECT_EQ(log["creator"], (json{{"name", "oauthspec"}, {"version", "0.1.0"}}));
}

TEST(Har, TakesRequestsApart) {
  const json entry = checked(report_of({server_check("token/a", Status::pass)}))["entries"][0];
  EXPECT_EQ(entry["startedDateTime"], "2026-01-31T23:59:59.001Z");
  EXPECT_EQ(entry["time"], 2.5);
  const json& request = entry["request"];
  EXPECT_EQ(request["method"], "POST");
  EXPECT_EQ(request["queryString"], json::parse(R"([{"name": "a", "value": "b c"}])"));
  EXPECT_EQ(
      request["cookies"],
      json::parse(R"([{"name": "session", "value": "***2"}, {"name": "lang", "value": "***3"}])"));
  EXPECT_EQ(
      request["postData"]["params"],
      json::parse(R"([{"name": "grant_type", "value": "password"}, {"name": "a", "value": "&"}])"));
  EXPECT_EQ(request["postData"]["text"], "grant_type=password&a=%26");
  EXPECT_EQ(request["bodySize"], 25);
}

TEST(Har, TakesResponsesApart) {
  Result result = server_check("token/a", Status::pass);
  json& response = result.exchanges[0]["response"];
  response["headers"].push_back({"location", "https://client.example/cb"});
  response["body_octets"] = 20000;
  result.exchanges[1]["response"]["body"] = {{"b64", "/wA="}};
  const json entries = checked(report_of({result}))["entries"];
  const json& first = entries[0]["response"];
  EXPECT_EQ(first["status"], 200);
  EXPECT_EQ(first["redirectURL"], "https://client.example/cb");
  EXPECT_EQ(first["cookies"], json::parse(R"([{"name": "session", "value": "***2"}])"));
  EXPECT_EQ(first["content"]["size"], 20000);
  EXPECT_EQ(first["content"]["mimeType"], "application/json");
  EXPECT_EQ(first["content"]["comment"], "the first 44 octets");
  EXPECT_EQ(entries[1]["response"]["content"]["encoding"], "base64");
  EXPECT_EQ(entries[1]["response"]["content"]["text"], "/wA=");
}

TEST(Har, SaysWhyNoResponseCame) {
  Result result = server_check("token/a", Status::inconclusive);
  result.exchanges[1].erase("response");
  result.exchanges[1]["failure"] = {{"code", "timed_out"}, {"detail", "nothing for 10 s"}};
  const json response = checked(report_of({result}))["entries"][1]["response"];
  EXPECT_EQ(response["status"], 0);
  EXPECT_EQ(response["_error"], "timed_out: nothing for 10 s");
}

TEST(Har, IsValidWhateverAServerSays) {
  for (const std::string& text : samples::hostile_texts()) {
    checked(assemble({samples::hostile_file(text)}, samples::some_library()));
  }
}

}  // namespace
}  // namespace oauthspec::report
