// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/report/grade.h"
#include "harness/report/report.h"

/// A grade as the formats have it.
namespace oauthspec::report {

/// For a terminal: the letter with its reason, how many threats stand how, and a line for each that is open or partly countered.
[[nodiscard]] std::string grade_text(const Grade& grade, bool colour);

/// The same as a part of a Markdown page.
[[nodiscard]] std::string grade_markdown(const Grade& grade);

/// The same as HTML, with the list of all threats folded up.
[[nodiscard]] std::string grade_html(const Grade& grade, const std::string& label);

/// JSON with the grade of every run that has checks of a server: {"runs": [{"run", "grade" (null where there is none), "why",
/// "must" and "should": {"judged", "unmet", "requirements": [{"id", "tests"}]}, "threats": [{"id", "document", "section", "title",
/// "stand", "tests"}], "troubles"}]}. Other runs have their name and their troubles only.
[[nodiscard]] std::string grade_json(const Report& report);

}  // namespace oauthspec::report
