// SPDX-License-Identifier: Apache-2.0
#include "harness/report/grade_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "harness/report/markdown_text.h"
#include "harness/report/page.h"
#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

using nlohmann::ordered_json;

constexpr std::array kStands{Stand::open, Stand::partly, Stand::countered, Stand::unknown};
constexpr std::array kWorth{Stand::open, Stand::partly};  // Of a line of their own.

std::string letter_text(const Grade& grade) {
  return grade.letter.empty() ? "no grade" : "grade " + grade.letter;
}

Colour colour_of(const Grade& grade) {
  if (grade.letter.empty()) return Colour::dim;
  if (grade.letter.starts_with('A') || grade.letter == "B") return Colour::green;
  return grade.letter == "C" ? Colour::yellow : Colour::red;
}

// "3 open, 2 partly countered, 30 countered, 34 not judged"
std::string counts_text(const Grade& grade) {
  return fmt::format("{} open, {} partly countered, {} countered, {} not judged",
                     grade.count(Stand::open), grade.count(Stand::partly),
                     grade.count(Stand::countered), grade.count(Stand::unknown));
}

std::string place_of(const vector::Threat& threat) {
  return fmt::format("{} section {}", threat.document, threat.section);
}

template <class Visit>
void each(const Grade& grade, Stand stand, const Visit& visit) {
  for (const ThreatStand& one : grade.threats) {
    if (one.stand == stand) visit(one);
  }
}

// The first few names, which are enough to begin with.
std::string tests_text(const std::vector<std::string>& tests) {
  constexpr std::size_t kMost = 5;
  const std::vector<std::string> few(
      tests.begin(), tests.begin() + static_cast<std::ptrdiff_t>(std::min(tests.size(), kMost)));
  std::string text = fmt::format("{}", fmt::join(few, ", "));
  if (tests.size() > kMost) text += fmt::format(" and {} more", tests.size() - kMost);
  return text;
}

ordered_json share_json(const Share& share, const std::vector<Unmet>& unmet) {
  ordered_json requirements = ordered_json::array();
  for (const Unmet& one : unmet) {
    requirements.push_back({{"id", one.requirement}, {"tests", one.tests}});
  }
  return {
      {"judged", share.judged}, {"unmet", share.unmet}, {"requirements", std::move(requirements)}};
}

ordered_json threats_json(const Grade& grade) {
  ordered_json list = ordered_json::array();
  for (const auto& [threat, stand, tests] : grade.threats) {
    list.push_back({{"id", threat->id},
                    {"document", threat->document},
                    {"section", threat->section},
                    {"title", threat->title},
                    {"stand", name(stand)},
                    {"tests", tests}});
  }
  return list;
}

ordered_json run_json(const RunReport& run, const Report& report) {
  ordered_json json{{"run", run.label}};
  if (gradable(run)) {
    const Grade grade = grade_of(run, *report.library);
    json["grade"] = grade.letter.empty() ? ordered_json() : ordered_json(grade.letter);
    json["why"] = grade.why;
    json["must"] = share_json(grade.must, grade.unmet_must);
    json["should"] = share_json(grade.should, grade.unmet_should);
    json["threats"] = threats_json(grade);
  }
  json["troubles"] = run.troubles;
  return json;
}

std::string html_rows(const Grade& grade) {
  std::string rows;
  for (const Stand stand : kStands) {
    each(grade, stand, [&](const ThreatStand& one) {
      rows += fmt::format("<tr><td>{}</td><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                          name(stand), escaped(one.threat->title), escaped(place_of(*one.threat)),
                          escaped(tests_text(one.tests)));
    });
  }
  return rows;
}

}  // namespace

std::string grade_text(const Grade& grade, bool colour) {
  std::string text = paint(letter_text(grade), colour_of(grade), colour);
  text += fmt::format(": {}\nthreats: {}\n", one_line(grade.why), counts_text(grade));
  for (const Stand stand : kWorth) {
    each(grade, stand, [&](const ThreatStand& one) {
      text += fmt::format("  {:<6}  {} ({}): {}\n", name(stand), one.threat->title,
                          place_of(*one.threat), one_line(tests_text(one.tests)));
    });
  }
  return text;
}

std::string grade_markdown(const Grade& grade) {
  std::string text =
      grade.letter.empty() ? "**No grade**" : fmt::format("**Grade {}**", grade.letter);
  text += fmt::format(": {}. Threats: {}.\n", md::html(grade.why), counts_text(grade));
  std::string rows;
  for (const Stand stand : kWorth) {
    each(grade, stand, [&](const ThreatStand& one) {
      rows += fmt::format("| {} | {} | {} | {} |\n", name(stand), md::html(one.threat->title),
                          place_of(*one.threat), md::cell(tests_text(one.tests)));
    });
  }
  if (!rows.empty()) text += "\n| threat is | | | by |\n| --- | --- | --- | --- |\n" + rows;
  return text + '\n';
}

std::string grade_html(const Grade& grade, const std::string& label) {
  const std::string letter = grade.letter.empty() ? "No grade" : "Grade " + grade.letter;
  return fmt::format(
      "<section class=\"grade\">\n<p><strong>{}</strong> {}: {}.</p>\n<details>\n"
      "<summary>Threats: {}</summary>\n"
      "<div class=\"wide\" role=\"region\" aria-label=\"Threats to {}\" tabindex=\"0\">\n"
      "<table class=\"plain\">\n<thead><tr><th scope=\"col\">Stand</th><th "
      "scope=\"col\">Threat</th>"
      "<th scope=\"col\">Where</th><th "
      "scope=\"col\">Checks</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</div>\n"
      "</details>\n</section>\n",
      letter, escaped(label), escaped(grade.why), counts_text(grade), escaped(label),
      html_rows(grade));
}

std::string grade_json(const Report& report) {
  ordered_json runs = ordered_json::array();
  for (const RunReport& run : report.runs) runs.push_back(run_json(run, report));
  const ordered_json document{{"runs", std::move(runs)}};
  return document.dump(2, ' ', true, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace oauthspec::report
