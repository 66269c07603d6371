// SPDX-License-Identifier: Apache-2.0
#include "harness/report/grade_text.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/report/html.h"
#include "harness/report/markdown.h"
#include "harness/report/terminal_report.h"
#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using nlohmann::json;
using result::Status;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const vector::Library& library() {
  static const vector::Library made = [] {
    vector::Library library = samples::library();
    library.threats = {{.id = "T-1",
                        .document = "RFC 6819",
                        .section = "1",
                        .title = "codes <leak>",
                        .requirements = {"RFC5849-3.4.1.2-5"}},
                       {.id = "A-3",
                        .document = "RFC 9700",
                        .section = "3",
                        .title = "no check",
                        .requirements = {}}};
    return library;
  }();
  return made;
}

Report of_a_server() {
  return assemble({samples::file_of({samples::server_check("token/a", Status::fail),
                                     samples::server_check("token/b", Status::pass)})},
                  library());
}

TEST(GradeText, StandsAtTheEndOfATerminalsReport) {
  EXPECT_THAT(terminal(of_a_server()),
              HasSubstr("0 skipped\ngrade F: 1 of 2 checks of a MUST are not met; no check of a "
                        "SHOULD decided anything\n"
                        "threats: 1 open, 0 partly countered, 0 countered, 1 not judged\n"
                        "  open    codes <leak> (RFC 6819 section 1): server/token/a\n"));
}

TEST(GradeText, IsColouredOnRequest) {
  const Grade grade = grade_of(of_a_server().runs.front(), library());
  EXPECT_THAT(grade_text(grade, true), testing::StartsWith("\x1b[31mgrade F\x1b[0m: "));
}

TEST(GradeText, StandsInMarkdownAndHtml) {
  EXPECT_THAT(
      markdown(of_a_server()),
      AllOf(HasSubstr("**Grade F**: 1 of 2 checks of a MUST"),
            HasSubstr("| open | codes &#60;leak&#62; | RFC 6819 section 1 | `server/token/a` |")));
  EXPECT_THAT(html(of_a_server()),
              AllOf(HasSubstr("<strong>Grade F</strong> oauthlib 3.2.2: 1 of 2"),
                    HasSubstr("<td>open</td><th scope=\"row\">codes &lt;leak&gt;</th><td>RFC 6819 "
                              "section 1</td><td>server/token/a</td>")));
}

TEST(GradeText, IsOfServersOnly) {
  const Report report = assemble({samples::file_of({samples::failure()})}, library());
  EXPECT_THAT(terminal(report), Not(HasSubstr("grade")));
  EXPECT_THAT(markdown(report), Not(HasSubstr("rade")));
  EXPECT_THAT(html(report), Not(HasSubstr("class=\"grade\"")));
}

TEST(GradeText, IsJson) {
  const json run = json::parse(grade_json(of_a_server()))["runs"][0];
  EXPECT_EQ(run["run"], "oauthlib 3.2.2");
  EXPECT_EQ(run["grade"], "F");
  EXPECT_EQ(
      run["must"],
      json::parse(
          R"({"judged": 2, "unmet": 1, "requirements": [{"id": "RFC5849-3.4.1.2-5", "tests": ["server/token/a"]}]})"));
  EXPECT_EQ(run["threats"][0]["stand"], "open");
  EXPECT_EQ(
      run["threats"][1],
      json::parse(
          R"({"id": "A-3", "document": "RFC 9700", "section": "3", "title": "no check", "stand": "unknown", "tests": []})"));
  EXPECT_EQ(run["troubles"], json::array());
  const json vectors = json::parse(grade_json(samples::report_of({samples::failure()})))["runs"][0];
  EXPECT_FALSE(vectors.contains("grade"));
}

}  // namespace
}  // namespace oauthspec::report
