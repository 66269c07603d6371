// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/adapter_command.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "fuzz/differential/pool.h"
#include "fuzz/differential/search.h"
#include "fuzz/differential/write_suites.h"
#include "fuzz/driver/command.h"
#include "fuzz/driver/files.h"
#include "harness/adapter/process.h"
#include "harness/adapter/reference/reference.h"
#include "harness/cli/command_line/options.h"
#include "harness/cli/interrupt.h"
#include "harness/cli/tree.h"
#include "harness/cli/vectors_directory.h"
#include "harness/report/text.h"
#include "harness/vector/load.h"

namespace oauthspec::fuzz::driver {
namespace {

using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

std::expected<vector::Library, std::string> load_library(const std::string& option) {
  const auto directory =
      cli::find_vectors(option, std::getenv("OAUTHSPEC_VECTORS"), cli::executable());
  if (!directory) return std::unexpected(directory.error());
  auto library = vector::load(*directory);
  if (!library) return std::unexpected(vector::describe(library.error()));
  return *std::move(library);
}

void show(const Difference& difference, const cli::Console& console) {
  const std::string& op = difference.base.suite->op;
  console.out << report::harmless(
                     fmt::format("differ {}\n  how          {}\n  sent         {}\n  because      "
                                 "{}\n  made of      {}\n",
                                 op, difference.kind, difference.in.dump(), difference.message,
                                 vector::full_name(*difference.base.suite, *difference.base.test)))
              << '\n';
}

/// The file's name, or with the least number behind it that no other content has.
fs::path free_place(const fs::path& folder, const std::string& name, const std::string& content) {
  fs::path file = folder / (name + ".json");
  std::error_code ignored;
  for (unsigned number = 2; fs::exists(file, ignored) && read_whole(file) != content; ++number) {
    file = folder / fmt::format("{}_{}.json", name, number);
  }
  return file;
}

/// Writes each suite where a folder of vectors has it; what was found before is kept.
Done write_all(const std::vector<Difference>& differences, const fs::path& folder) {
  for (const auto& [name, suite] : write_suites(differences)) {
    const std::string content = suite.dump(1) + '\n';
    const fs::path file = free_place(folder, name, content);
    if (auto made = make_folder(file.parent_path()); !made) return made;
    if (auto written = write_whole(file, content); !written) return written;
  }
  return {};
}

int finish(const Found& found, const AdapterArguments& arguments, const cli::Console& console) {
  for (const Difference& difference : found.differences) show(difference, console);
  console.out << fmt::format(
      "{} inputs, {} differences, one a kind and op; {} vectors left out, which the library "
      "answers otherwise as they are\n",
      found.inputs, found.differences.size(), found.left_out);
  if (!arguments.out.empty() && !found.differences.empty()) {
    if (const auto written = write_all(found.differences, arguments.out); !written) {
      return complain(console, written.error(), cli::unusable);
    }
    console.out << fmt::format("Vectors, to be read against the RFC: {}\n", arguments.out);
  }
  if (!found.stopped.empty()) return complain(console, found.stopped, cli::unusable);
  return found.differences.empty() ? cli::as_expected : cli::unexpected_result;
}

}  // namespace

void add_adapter(cli::Options& options, AdapterArguments& arguments) {
  options.add("--adapter", arguments.adapter, "The command that speaks the adapter protocol")
      .required();
  options.add("OP", arguments.ops, "Which ops; else all that the adapter offers");
  options.add("--time", arguments.seconds, "Seconds").positive().show_default();
  options.add("--inputs", arguments.inputs, "End after so many inputs");
  options.add("--seed", arguments.seed, "Tells all choices").show_default();
  options.add("--timeout", arguments.patience, "Seconds that an answer may take")
      .positive()
      .show_default();
  options.add("--out", arguments.out,
              "Write what differs as vectors below this folder, as vectors/ has them");
  options.add("--vectors", arguments.vectors, "The folder of vectors");
  options.footer(
      "Vectors are changed, and put to the library and to the reference; what differs is made "
      "small, and shown once a\n"
      "kind. Who is right, the RFC says: a difference is no verdict.\n\n"
      "Example:\n  oauthspec fuzz adapter --adapter 'python3 my_adapter.py' --out found "
      "oauth1.base_string\n\n"
      "Exit: 0 no difference; 1 differences; 2 usage; 3 the adapter cannot be used; 130 "
      "interrupted.\n");
}

int run_adapter(const AdapterArguments& arguments, const cli::Console& console) {
  const cli::InterruptWatch watch;
  const auto library = load_library(arguments.vectors);
  if (!library) return complain(console, library.error(), cli::usage);

  adapter::ProcessSession session(
      {.command = arguments.adapter, .suite_version = OAUTHSPEC_VERSION});
  Respondent respondent(session, std::chrono::seconds(arguments.patience));
  const auto hello = respondent.start();
  if (!hello) return complain(console, hello.error().reason, cli::unusable);

  const auto pool = pool_of(*library, *hello, {arguments.ops.begin(), arguments.ops.end()});
  if (pool.empty()) return complain(console, "the adapter offers none of these ops", cli::usage);
  for (const std::string& op : arguments.ops) {
    const auto is_of = [&op](const auto& entry) { return entry.suite->op == op; };
    if (std::ranges::none_of(pool, is_of)) {
      return complain(
          console,
          fmt::format(
              "{}: no vectors of such an op can be changed, or the adapter does not offer it", op),
          cli::usage);
    }
  }
  const auto end = Clock::now() + std::chrono::seconds(arguments.seconds);
  const auto stop = watch.token();
  Comparison comparison(respondent, *hello, adapter::reference_answer);
  const Found found =
      search(pool, comparison,
             {.inputs = arguments.inputs == 0 ? std::numeric_limits<std::uint64_t>::max()
                                              : arguments.inputs,
              .out_of_time = [&] { return stop.stop_requested() || Clock::now() >= end; }},
             arguments.seed);
  session.finish();
  const int code = finish(found, arguments, console);
  return stop.stop_requested() ? cli::interrupted : code;
}

}  // namespace oauthspec::fuzz::driver
