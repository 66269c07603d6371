// SPDX-License-Identifier: Apache-2.0
#include "harness/report/format.h"

#include <algorithm>
#include <array>

#include "harness/report/badge.h"
#include "harness/report/ctrf.h"
#include "harness/report/grade_text.h"
#include "harness/report/har.h"
#include "harness/report/html.h"
#include "harness/report/junit.h"
#include "harness/report/markdown.h"
#include "harness/report/sarif.h"
#include "harness/report/tap.h"
#include "harness/report/terminal_report.h"

namespace oauthspec::report {
namespace {

constexpr std::array kFormats{
    Format{"terminal", "text for people", terminal},
    Format{"html", "an HTML page: requirements against implementations, with all details", html},
    Format{"junit", "JUnit XML, valid by Maven Surefire's schema", junit},
    Format{"junit-extended", "JUnit XML with a file, a line and properties for each test",
           junit_extended},
    Format{"markdown", "a summary for GitHub's job pages and comments", markdown},
    Format{"tap", "the Test Anything Protocol 14", tap},
    Format{"tap13", "the Test Anything Protocol 13, for Perl before 5.40", tap13},
    Format{"ctrf", "the Common Test Report Format, JSON", ctrf},
    Format{"har", "an HTTP Archive 1.2 of what went over the wire for checks of a server", har},
    Format{"sarif", "SARIF 2.1.0: findings for GitHub's code scanning and the like", sarif},
    Format{"grade", "JSON: the grade of a server, by unmet statements and by threat", grade_json},
    Format{"badge", "JSON for shields.io's endpoint badge", badge},
};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

const Format* format_named(std::string_view name) {
  const auto* const found = std::ranges::find(kFormats, name, &Format::name);
  return found == kFormats.end() ? nullptr : found;
}

}  // namespace oauthspec::report
