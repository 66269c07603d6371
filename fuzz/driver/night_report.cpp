// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/night_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "fuzz/driver/crash.h"
#include "harness/report/text.h"

namespace oauthspec::fuzz::driver {
namespace {

using nlohmann::ordered_json;

struct Totals {
  std::uint64_t executions = 0;
  std::uint64_t added = 0;
  double seconds = 0;
};

Totals totals_of(const Night& night) {
  Totals totals;
  for (const TargetNight& target : night.targets) {
    totals.executions += target.executions;
    totals.added += target.added;
    totals.seconds += target.share.seconds;
  }
  return totals;
}

std::uint64_t a_second(std::uint64_t count, double seconds) {
  return seconds <= 0 ? 0 : static_cast<std::uint64_t>(static_cast<double>(count) / seconds);
}

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

ordered_json written(const TargetNight& target) {
  return {{"name", target.name},
          {"seconds", target.share.seconds},
          {"slices", target.share.slices},
          {"executions", target.executions},
          {"executions_per_second", a_second(target.executions, target.share.seconds)},
          {"coverage_before", target.first_coverage},
          {"coverage", target.coverage},
          {"features", target.features},
          {"inputs", target.inputs},
          {"new_inputs", target.added}};
}

ordered_json written(const KnownCrash& crash, const std::filesystem::path& work) {
  return {{"target", crash.target},
          {"name", crash.name},
          {"headline", crash.headline},
          {"input", (work / crash.target / "crashes" / crash.input).string()},
          {"times", crash.times},
          {"first_seen", crash.first_seen},
          {"triage", triage_command(crash, work)}};
}

}  // namespace

std::string short_number(std::uint64_t number) {
  constexpr double kThousand = 1000;
  const auto value = static_cast<double>(number);
  if (value < kThousand) return fmt::format("{}", number);
  if (value < kThousand * kThousand) return fmt::format("{:.1f} k", value / kThousand);
  return fmt::format("{:.1f} M", value / kThousand / kThousand);
}

std::string clock_text(double seconds) {
  constexpr std::uint64_t kMinute = 60;
  const auto whole = static_cast<std::uint64_t>(seconds);
  return fmt::format("{}:{:02}:{:02}", whole / kMinute / kMinute, whole / kMinute % kMinute,
                     whole % kMinute);
}

std::string triage_command(const KnownCrash& crash, const std::filesystem::path& work) {
  return fmt::format("oauthspec fuzz triage {} --target {}",
                     report::shell_word((work / crash.target / "crashes" / crash.input).string()),
                     crash.target);
}

std::string progress_line(const Night& night, double now, std::string_view at_work) {
  const Totals totals = totals_of(night);
  return fmt::format("{} of {}  {}  {} executions, {}/s  {} new  {}", clock_text(now),
                     clock_text(night.wanted), at_work, short_number(totals.executions),
                     short_number(a_second(totals.executions, totals.seconds)), totals.added,
                     plural(night.crashes.size(), "crash", "crashes"));
}

std::string night_text(const Night& night, const std::filesystem::path& work) {
  const Totals totals = totals_of(night);
  std::string text = fmt::format(
      "{} of {} in {}: {} executions, {}/s of each core, {} new inputs, {}\n",
      clock_text(night.spent), clock_text(night.wanted),
      plural(night.targets.size(), "target", "targets"), short_number(totals.executions),
      short_number(a_second(totals.executions, totals.seconds)), totals.added,
      plural(night.crashes.size(), "crash", "crashes"));
  if (!night.end_note.empty()) text += "It ended early: " + report::one_line(night.end_note) + "\n";
  for (const KnownCrash& crash : night.crashes) {
    text += fmt::format("\n{}: {} ({})\n  {}\n", crash.target, report::one_line(crash.headline),
                        plural(crash.times, "input", "inputs"), triage_command(crash, work));
  }
  return text;
}

std::string night_json(const Night& night, const std::filesystem::path& work) {
  const Totals totals = totals_of(night);
  ordered_json text{{"format", 1},
                    {"engine", night.engine},
                    {"started", night.started},
                    {"wanted_seconds", night.wanted},
                    {"spent_seconds", night.spent},
                    {"cores", night.cores},
                    {"slices", night.slices},
                    {"ended", night.ended},
                    {"end_note", night.end_note},
                    {"executions", totals.executions},
                    {"new_inputs", totals.added},
                    {"targets", ordered_json::array()},
                    {"crashes", ordered_json::array()}};
  for (const TargetNight& target : night.targets) text["targets"].push_back(written(target));
  for (const KnownCrash& crash : night.crashes) text["crashes"].push_back(written(crash, work));
  return text.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace oauthspec::fuzz::driver
