// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/selfcheck_command.h"

#include <iterator>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "harness/adapter/wire.h"
#include "harness/report/text.h"

namespace oauthspec::cli {
namespace {

using report::Colour;
using report::harmless;
using report::paint;
using selfcheck::Finding;
using selfcheck::Report;
using selfcheck::State;

constexpr std::size_t kStderrOctets = 16UL * 1024;
// Where what is said of a check begins.
constexpr std::size_t kColumn = 8;

struct Look {
  std::string_view word;
  Colour colour;
};

Look look(State state) {
  switch (state) {
    case State::kept:
      return {"ok", Colour::green};
    case State::broken:
      return {"broken", Colour::red};
    case State::not_asked:
      break;
  }
  return {"-", Colour::none};
}

std::string milliseconds(std::chrono::microseconds time) {
  constexpr double kMicroseconds = 1'000;
  return fmt::format("{:.1f} ms", static_cast<double>(time.count()) / kMicroseconds);
}

std::string finding_text(const Finding& finding, bool colour) {
  const auto& [name, demand, remedy] = selfcheck::text(finding.check);
  const Look as = look(finding.state);
  std::string text = paint(fmt::format("{:<{}}", as.word, kColumn), as.colour, colour) +
                     fmt::format("{:<16} {}\n", name, demand);
  const auto add = [&text](std::string_view label, std::string_view what) {
    text += fmt::format("{:<{}}{:<8} {}\n", "", kColumn, label, harmless(what));
  };
  for (const std::string& detail : finding.details) {
    add(finding.state == State::broken ? "seen" : "note", detail);
  }
  if (finding.left_out > 0) {
    add("seen", fmt::format("and {} more", finding.left_out));
  }
  if (finding.state == State::broken) {
    add("remedy", remedy);
  }
  return text;
}

// The end of what it wrote to stderr: a library that warns at each question would hide all else.
std::string last_lines(std::string_view text) {
  constexpr int kLines = 10;
  while (text.ends_with('\n')) {
    text.remove_suffix(1);
  }
  std::size_t begin = text.size();
  for (int i = 0; i < kLines && begin != std::string_view::npos && begin > 0; ++i) {
    begin = text.rfind('\n', begin - 1);
  }
  const bool whole = begin == std::string_view::npos || begin == 0;
  return harmless(whole ? text : text.substr(begin + 1)) + '\n';
}

std::string greeting(const adapter::Hello& hello) {
  return harmless(fmt::format("{} {} ({}): {} {}, {} {}", hello.impl.name, hello.impl.version,
                              hello.impl.language, hello.ops.size(),
                              hello.ops.size() == 1 ? "op" : "ops", hello.features.size(),
                              hello.features.size() == 1 ? "feature" : "features"));
}

std::string summary(const Report& report) {
  const std::size_t kept = count(report, State::kept);
  const std::size_t broken = count(report, State::broken);
  return fmt::format(
      "{} of {} checks kept, {} broken, {} not asked; {} questions, median {}; "
      "hello after {}\n",
      kept, report.findings.size(), broken, count(report, State::not_asked), report.questions,
      milliseconds(report.median), milliseconds(report.start));
}

}  // namespace

int exit_code_of(const Report& report) {
  if (report.interrupted) {
    return interrupted;
  }
  if (!report.hello) {
    return unusable;
  }
  return count(report, State::broken) > 0 ? unexpected_result : as_expected;
}

std::string selfcheck_text(const Report& report, bool colour) {
  std::string text = report.hello ? greeting(*report.hello) + "\n" : "";
  for (const Finding& finding : report.findings) {
    // Of an adapter that never said hello nothing else is known.
    if (report.hello || finding.state == State::broken) {
      text += finding_text(finding, colour);
    }
  }
  if (exit_code_of(report) != as_expected && !report.stderr_text.empty()) {
    text += "its standard error, at the end:\n" + last_lines(report.stderr_text);
  }
  return text + (report.hello ? summary(report) : "the adapter cannot be used\n");
}

int run_selfcheck(const SelfcheckArguments& arguments, const selfcheck::Standard& standard,
                  std::stop_token stop, bool colour, const Console& console) {
  constexpr double kMilliseconds = 1'000;
  selfcheck::Patience patience;
  patience.answer =
      std::chrono::milliseconds(static_cast<long>(arguments.timeout_seconds * kMilliseconds));
  if (arguments.verbose) {
    patience.trace = [&console](std::string_view direction, std::string_view line) {
      console.out << fmt::format("{} {}\n", direction, harmless(line));
    };
  }
  const auto wire = adapter::wire_to_process(arguments.adapter, kStderrOctets);
  const std::stop_callback on_stop(std::move(stop), [&wire] { wire->interrupt(); });
  const Report report = selfcheck::check_adapter(*wire, standard, patience);
  console.out << selfcheck_text(report, colour);
  return exit_code_of(report);
}

}  // namespace oauthspec::cli
