// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "harness/report/report.h"

/// Results for the tests of reports.
namespace oauthspec::report::samples {

inline vector::Library library() {
  vector::Library library;
  vector::Requirement requirement;
  requirement.id = "RFC5849-3.4.1.2-5";
  requirement.document = "RFC 5849";
  requirement.section = "3.4.1.2";
  requirement.level = "MUST";
  requirement.text = "The default port is left out.";
  library.catalogue.emplace(requirement.id, requirement);
  vector::Suite suite;
  suite.name = "oauth1/base_string_uri";
  suite.file = "/some/where/vectors/oauth1/base_string_uri.json";
  vector::Test test;
  test.id = "default-port";
  test.line = 17;
  suite.tests.push_back(test);
  library.suites.push_back(suite);
  return library;
}

/// The library that report_of() takes.
inline const vector::Library& some_library() {
  static const vector::Library loaded = library();
  return loaded;
}

inline result::Result result_of(const std::string& test, result::Status status) {
  result::Result result;
  result.test = test;
  result.status = status;
  result.op = "oauth1.base_string_uri";
  result.title = "port 443 of an https URI is left out";
  result.level = "must";
  result.requirements = {"RFC5849-3.4.1.2-5"};
  result.sent = {{"url", "https://example.net:443/"}};
  result.expected = nlohmann::json{{"out", "https://example.net/"}};
  result.got = result.expected;
  result.duration = std::chrono::microseconds(1500);
  return result;
}

/// The one test that some_library() knows, failed.
inline result::Result failure() {
  result::Result result = result_of("oauth1/base_string_uri/default-port", result::Status::fail);
  result.got = nlohmann::json{{"out", "https://example.net:443/"}};
  result.message = "octet 19: \":\" where \"/\" is expected";
  result.why = "the signature does not match";
  result.stderr_text = "one\ntwo\n";
  return result;
}

/// A request and its answer, as a check of a server keeps them.
inline nlohmann::json exchange_of(const std::string& url, const std::string& body, int status,
                                  const std::string& answer) {
  using nlohmann::json;
  return {
      {"request",
       {{"method", "POST"},
        {"url", url},
        {"headers", json::array({json::array({"Authorization", "Basic ***1"}),
                                 json::array({"Content-Type", "application/x-www-form-urlencoded"}),
                                 json::array({"Cookie", "session=***2; lang=***3"})})},
        {"body", body}}},
      {"response",
       {{"status", status},
        {"headers", json::array({json::array({"Content-Type", "application/json"}),
                                 json::array({"Set-Cookie", "session=***2; Path=/"})})},
        {"body", answer}}},
      {"started_us", 1500},
      {"duration_us", 2500}};
}

/// What became of a check of a server, after two requests.
inline result::Result server_check(const std::string& id, result::Status status) {
  result::Result result;
  result.test = "server/" + id;
  result.status = status;
  result.op = "server";
  result.title = "the default port is left out";
  result.level = "must";
  result.requirements = {"RFC5849-3.4.1.2-5"};
  result.sent = nlohmann::json::object();
  result.duration = std::chrono::microseconds(9000);
  result.exchanges = nlohmann::json::array(
      {exchange_of("https://as.example/token?a=b%20c", "grant_type=password&a=%26", 200,
                   R"({"access_token": "***4", "expires_in": 3600})"),
       exchange_of("https://as.example/token", "grant_type=unheard", 400,
                   R"({"error": "unsupported_grant_type"})")});
  if (status != result::Status::pass) result.message = "the server answered with status 400";
  return result;
}

/// A whole run of these results.
inline result::File file_of(const std::vector<result::Result>& results) {
  result::File file;
  file.run = result::Run{.version = "0.1.0",
                         .implementation = "oauthlib",
                         .implementation_version = "3.2.2",
                         .language = "python",
                         .command = "oauthspec vectors --adapter a",
                         .replay = "oauthspec vectors --adapter a",
                         .shard = "",
                         .started = "2026-01-31T23:59:59Z"};
  file.results = results;
  file.end = result::End{.counts = {}, .exit_code = 0, .note = "", .ended = "2026-02-01T00:00:01Z"};
  for (const result::Result& result : results) {
    if (!result.also) ++file.end->counts[std::string(result::name(result.status))];
    if (unexpected(result)) file.end->exit_code = 1;
  }
  return file;
}

/// The same, killed.
inline result::File killed(const std::vector<result::Result>& results) {
  result::File file = file_of(results);
  file.end.reset();
  return file;
}

inline Report report_of(const std::vector<result::Result>& results) {
  return assemble({file_of(results)}, some_library());
}

/// Every status once, in the suite "s/all", by the names of the statuses.
inline std::vector<result::Result> one_of_each() {
  std::vector<result::Result> all;
  for (int i = 0; i <= static_cast<int>(result::Status::not_run); ++i) {
    const auto status = static_cast<result::Status>(i);
    all.push_back(result_of("s/all/" + std::string(result::name(status)), status));
  }
  return all;
}

/// What an adapter may put into a text to break a report.
inline const std::vector<std::string>& hostile_texts() {
  using std::string_literals::operator""s;
  static const std::vector<std::string> all{
      "\x1b[2J\x07 \x7f \x01\x02\r\t\v"s,
      "a\0b"s,
      "\xFF\xFE\xC3\x28 \xED\xA0\x80"s,
      "\xEF\xBF\xBE \xEF\xBF\xBF \xC2\x9B \xE2\x80\xA8"s,
      "]]> <![CDATA[ & < > \" ' <!-- --> <?x?> &#0; &nbsp;"s,
      "</failure></testcase></details><script>alert(1)</script><img src=x onerror=alert(1)>"s,
      "`` ``` ````\n```\n# heading\n| a | b |\n[x](javascript:alert(1)) ![x](http://e/x) @all <b>"s,
      "\nok 1 - injected\nBail out!\n1..0\n  ...\n  ---\nnot ok 2 # SKIP \\# TODO\n"s,
      "\n\n\n"s,
      ""s,
      std::string(1UL << 15, 'x'),
      std::string(1UL << 15, '`'),
  };
  return all;
}

/// A failure whose texts are all of this kind.
inline result::Result hostile(const std::string& text) {
  result::Result result = failure();
  result.test = "s/" + text + "/" + text;
  result.op = result.title = result.level = result.policy = result.issue = result.reason = text;
  result.message = result.why = result.stderr_text = text;
  result.requirements = {text};
  result.sent = result.expected.emplace() = {{text, text}};
  result.got = nlohmann::json{{"out", text}};
  result.exchanges = nlohmann::json::array({exchange_of(text, text, 200, text)});
  result.exchanges[0]["request"]["method"] = text;
  result.exchanges[0]["request"]["headers"].push_back({text, text});
  result.exchanges[0]["response"]["headers"].push_back({text, text});
  return result;
}

/// A run of each status with hostile texts, by an implementation that is hostile itself, in trouble.
inline result::File hostile_file(const std::string& text) {
  std::vector<result::Result> results;
  for (const result::Result& plain : one_of_each()) {
    result::Result result = hostile(text);
    result.status = plain.status;
    results.push_back(result);
  }
  result::File file = file_of(results);
  file.run->implementation = file.run->implementation_version = file.run->language = text;
  file.run->command = file.run->replay = file.run->version = file.run->started = text;
  file.end->note = text;
  return file;
}

}  // namespace oauthspec::report::samples
