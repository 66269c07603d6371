// SPDX-License-Identifier: Apache-2.0
#include "bench/command/run_command.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "bench/command/chart.h"
#include "bench/command/table.h"
#include "bench/command/workplace.h"
#include "harness/adapter/run_program.h"
#include "harness/cli/command_line/options.h"
#include "harness/cli/interrupt.h"
#include "harness/report/terminal.h"
#include "harness/vector/file.h"

namespace oauthspec::bench {
namespace {

using std::filesystem::path;

int complain(const cli::Console& console, const std::string& what, int code) {
  console.err << "oauthspec-bench: " << what << '\n';
  return code;
}

std::expected<std::vector<Set>, std::string> wanted_sets(const std::vector<Set>& all,
                                                         const std::vector<std::string>& names) {
  std::vector<Set> sets;
  for (const std::string& name : names) {
    if (name == "all") return all;
    const auto found = std::ranges::find(all, name, &Set::name);
    if (found == all.end()) {
      std::vector<std::string> known;
      std::ranges::transform(all, std::back_inserter(known), &Set::name);
      return std::unexpected(
          fmt::format("there is no set {}; the sets are {}, and all of them: all", name,
                      fmt::join(known, ", ")));
    }
    sets.push_back(*found);
  }
  return sets;
}

std::string cpuinfo() {
  // Other systems have no such file; then nothing is known of the processor.
  return vector::read_text("/proc/cpuinfo").value_or("");
}

// The build's own command knows its crypto libraries; without it there is what this was compiled with.
Machine this_machine(const Places& places) {
  constexpr std::chrono::seconds kPatience{30};
  Machine machine = describe_machine(cpuinfo(), [](const char* name) { return std::getenv(name); });
  const auto told = adapter::run_program(
      {(places.binaries / "oauthspec").string(), "backends", "--json"}, kPatience);
  if (!told) return machine;
  for (const auto& [name, version] : read_libraries(*told)) {
    machine.libraries.insert_or_assign(name, version);
  }
  return machine;
}

bool is_expression(const std::string& text) {
  try {
    static_cast<void>(std::regex(text));
    return true;
  } catch (const std::regex_error&) {
    return false;
  }
}

class Run {
 public:
  Run(const RunArguments& arguments, const Places& places, const cli::Console& console)
      : arguments_(arguments), places_(places), console_(console) {}

  // Nothing: it was interrupted.
  std::expected<std::optional<Results>, std::string> measure_set(const Set& set) {
    const auto planned = plan(set, places_, arguments_.selection);
    if (!planned) return std::unexpected(planned.error());
    const auto samples = measure(
        *planned, {.seconds = arguments_.seconds, .repetitions = arguments_.repetitions},
        arguments_.compare,
        [this, &set](unsigned round, unsigned rounds, const std::string& row) {
          show(fmt::format("{}: round {} of {}; {}", set.name, round, rounds, row));
        },
        watch_.token());
    if (console_.err_is_terminal) console_.err << report::no_progress() << std::flush;
    if (!samples) return std::unexpected(samples.error());
    const std::optional<std::vector<Sample>>& measured = *samples;
    if (!measured) return std::nullopt;
    return Results{.set = set,
                   .machine = this_machine(places_),
                   .interleaved = arguments_.compare,
                   .rows = rows_of(set, *measured, planned->about),
                   .left_out = planned->left_out};
  }

 private:
  void show(const std::string& what) const {
    if (console_.err_is_terminal) console_.err << report::no_progress() << what << std::flush;
  }

  const RunArguments& arguments_;
  const Places& places_;
  const cli::Console& console_;
  cli::InterruptWatch watch_;
};

std::expected<void, std::string> write(const path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text << std::flush;
  if (stream) return {};
  return std::unexpected(
      fmt::format("{}: {}", file.string(), std::generic_category().message(errno)));
}

std::expected<void, std::string> write_json(const path& file, const std::vector<Results>& all) {
  nlohmann::ordered_json document{{"format", 1}, {"sets", nlohmann::ordered_json::array()}};
  for (const Results& results : all) document["sets"].push_back(to_json(results));
  return write(file, document.dump(2) + '\n');
}

std::expected<void, std::string> write_files(const RunArguments& arguments,
                                             const std::vector<Results>& all) {
  if (arguments.json) {
    if (auto done = write_json(*arguments.json, all); !done) return done;
  }
  if (arguments.markdown) {
    std::string text;
    for (const Results& results : all) {
      text += (text.empty() ? "" : "\n") + markdown_table(results);
    }
    if (auto done = write(*arguments.markdown, text); !done) return done;
  }
  if (!arguments.svg) return {};
  for (const Results& results : all) {
    if (results.rows.empty()) continue;
    const path file = chart_file(*arguments.svg, results.set.name, all.size() == 1);
    if (auto done = write(file, chart(results)); !done) return done;
  }
  return {};
}

}  // namespace

path chart_file(const path& file, const std::string& set, bool only) {
  if (only) return file;
  return file.parent_path() /
         fmt::format("{}-{}{}", file.stem().string(), set, file.extension().string());
}

void add_run(cli::Options& options, RunArguments& arguments) {
  add_places(options, arguments.tree, arguments.bin);
  options.add("SET", arguments.sets, "Which sets; `oauthspec bench list` shows them").required();
  options.add("--compare", arguments.compare,
              "Measure all rows in turns, round by round, so that they can be compared");
  options.add("--repetitions", arguments.repetitions, "How often each row is measured")
      .show_default()
      .in_range(1, 1000);
  options
      .add("--min-time", arguments.seconds,
           "Seconds of the processor's time that one measurement takes at the least")
      .show_default()
      .positive();
  options.add("--filter", arguments.selection.filter,
              "Only rows in whose names this regular expression is found");
  options.add("--backend", arguments.selection.backend, "Only rows of this crypto library");
  options.add("--json", arguments.json, "Write everything, for programs, into this file");
  options.add("--markdown", arguments.markdown, "Write a table, for a page, into this file");
  options.add("--svg", arguments.svg,
              "Write a chart into this file; of several sets, one a set, with its name behind the "
              "file's");
  options.footer(
      "Times are of the processor. Rows that others are compared with are measured whatever "
      "--filter and --backend say. What is not built or not installed is left out, and said."
      "\n\nExit: 0; 2 usage, or no row fits; 3 nothing of it is built, or a program fails; 130 "
      "interrupted.\n\nExample:\n  oauthspec bench run peers --compare --svg peers.svg\n");
}

int run_run(const RunArguments& arguments, const cli::Console& console) {
  if (!is_expression(arguments.selection.filter.value_or(""))) {
    return complain(console, "--filter: no regular expression", cli::usage);
  }
  const auto workplace = open_workplace(arguments.tree, arguments.bin);
  if (!workplace) return complain(console, workplace.error(), cli::usage);
  const auto sets = wanted_sets(workplace->sets, arguments.sets);
  if (!sets) return complain(console, sets.error(), cli::usage);
  Run run(arguments, workplace->places, console);
  std::vector<Results> all;
  for (const Set& set : *sets) {
    auto measured = run.measure_set(set);
    if (!measured) return complain(console, measured.error(), cli::unusable);
    std::optional<Results>& results = *measured;
    if (!results) return cli::interrupted;
    console.out << (all.empty() ? "" : "\n") << terminal_table(*results) << std::flush;
    all.push_back(*std::move(results));
  }
  if (const auto written = write_files(arguments, all); !written) {
    return complain(console, written.error(), cli::usage);
  }
  if (std::ranges::any_of(all, [](const Results& one) { return !one.rows.empty(); })) {
    return cli::as_expected;
  }
  const bool missing =
      std::ranges::any_of(all, [](const Results& one) { return !one.left_out.empty(); });
  return missing ? complain(console, "nothing of it is built or installed here", cli::unusable)
                 : complain(console, "no row fits", cli::usage);
}

}  // namespace oauthspec::bench
