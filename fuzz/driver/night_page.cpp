// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "fuzz/driver/night_report.h"
#include "harness/report/page.h"

namespace oauthspec::fuzz::driver {
namespace {

using report::escaped;

constexpr double kWidth = 160;
constexpr double kHeight = 24;

std::string number_cell(std::uint64_t number, const std::string& text) {
  return fmt::format("<td class=\"number\" data-value=\"{}\">{}</td>", number, text);
}

// How coverage grew: from the least to the most that it was.
std::string chart(const TargetNight& target) {
  if (target.history.size() < 2) return "<td></td>";
  const double first = target.history.front().first;
  const double width = std::max(target.history.back().first - first, 1.0);
  const auto [least, most] =
      std::ranges::minmax(target.history, {}, [](const auto& point) { return point.second; });
  const double height = std::max(static_cast<double>(most.second - least.second), 1.0);
  std::string points;
  for (const auto& [seconds, coverage] : target.history) {
    points +=
        fmt::format("{:.1f},{:.1f} ", (seconds - first) / width * kWidth,
                    kHeight - static_cast<double>(coverage - least.second) / height * kHeight + 1);
  }
  return fmt::format(
      "<td class=\"growth\"><svg width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"from {} to "
      "{} "
      "edges\"><polyline points=\"{}\"/></svg></td>",
      kWidth, kHeight + 2, target.history.front().second, target.history.back().second, points);
}

std::string row(const TargetNight& target) {
  const auto seconds = static_cast<std::uint64_t>(target.share.seconds);
  const std::uint64_t rate = seconds == 0 ? 0 : target.executions / seconds;
  std::string text = fmt::format("<tr><th scope=\"row\">{}</th>", escaped(target.name));
  text += number_cell(seconds, clock_text(target.share.seconds));
  text += number_cell(target.executions, short_number(target.executions));
  text += number_cell(rate, short_number(rate));
  text += number_cell(target.first_coverage, fmt::format("{}", target.first_coverage));
  text += number_cell(target.coverage, fmt::format("{}", target.coverage));
  text += number_cell(target.inputs, fmt::format("{}", target.inputs));
  text += number_cell(target.added, fmt::format("{}", target.added));
  return text + chart(target) + "</tr>\n";
}

std::string head(std::initializer_list<const char*> headings) {
  std::string text = "<table class=\"plain\">\n<thead><tr>";
  for (const char* heading : headings) text += fmt::format("<th scope=\"col\">{}</th>", heading);
  return text + "</tr></thead>\n<tbody>\n";
}

std::string targets(const Night& night) {
  std::string text = head({"Target", "Time", "Executions", "A second", "Coverage before",
                           "Coverage", "Inputs", "New", "Growth"});
  for (const TargetNight& target : night.targets) text += row(target);
  return text + "</tbody>\n</table>";
}

std::string crashes(const Night& night, const std::filesystem::path& work) {
  if (night.crashes.empty()) return "<p>None.</p>";
  std::string text =
      "<div class=\"wide\" role=\"region\" aria-labelledby=\"crashes-title\" tabindex=\"0\">\n" +
      head({"Target", "What", "Inputs", "First seen", "To look into it"});
  for (const KnownCrash& crash : night.crashes) {
    text += fmt::format(
        "<tr><th scope=\"row\">{}</th><td "
        "class=\"text\">{}</td>{}<td>{}</td><td><code>{}</code></td></tr>\n",
        escaped(crash.target), escaped(crash.headline),
        number_cell(crash.times, fmt::format("{}", crash.times)), escaped(crash.first_seen),
        escaped(triage_command(crash, work)));
  }
  return text + "</tbody>\n</table>\n</div>";
}

std::string about(const Night& night) {
  std::string text =
      fmt::format("Begun {}, {} of {} with {} on {} cores", night.started, clock_text(night.spent),
                  clock_text(night.wanted), night.engine, night.cores);
  return night.end_note.empty() ? text : text + ". It ended early: " + night.end_note;
}

}  // namespace

std::string night_page(const Night& night, const std::filesystem::path& work) {
  const std::string title = night.crashes.empty()
                                ? "A night of fuzzing: nothing was found"
                                : fmt::format("A night of fuzzing: {} found", night.crashes.size());
  return report::page(
      {.title = title,
       .style = assets::night_style,
       .script = assets::night_script,
       .body = report::filled(assets::night_body.text, {{"title", escaped(title)},
                                                        {"about", escaped(about(night))},
                                                        {"crashes", crashes(night, work)},
                                                        {"targets", targets(night)}}),
       .data = nlohmann::json::object()});
}

}  // namespace oauthspec::fuzz::driver
