// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/coverage_command.h"

#include <chrono>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "fuzz/driver/build.h"
#include "fuzz/driver/command.h"
#include "fuzz/driver/coverage.h"
#include "fuzz/driver/engine.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/status.h"
#include "fuzz/driver/temporary_folder.h"
#include "harness/adapter/program.h"
#include "harness/cli/command_line/options.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;
using Environment = std::vector<std::pair<std::string, std::string>>;

constexpr std::chrono::hours kLongest{2};
constexpr const char* kWholeReference = "whole_reference";

Done run_tool(const Words& words, const Environment& environment) {
  const auto run = adapter::run_to_end(
      words, {.environment = environment, .folder = {}, .dies_with_us = true}, kLongest);
  if (!run) return std::unexpected(run.error());
  if (run->died.exit_code == 0) return {};
  if (run->died.exit_code == adapter::kNotThere) {
    return std::unexpected(
        fmt::format("{} is missing; on Debian: apt-get install clang-19 llvm-19", words.front()));
  }
  return std::unexpected(fmt::format("{} {}: {}", words.front(),
                                     run->timed_out ? "took too long" : describe(run->died),
                                     last_line(run->output)));
}

/// Builds, replays and asks llvm-cov. The folder of programs is `places.binaries`.
class Coverage {
 public:
  Coverage(Places places, std::vector<Target> targets)
      : places_(std::move(places)),
        targets_(std::move(targets)),
        folder_(places_.work / fmt::format(".coverage.{}", ::getpid())) {}

  // Each program writes what it ran when it ends.
  [[nodiscard]] Done replay() const {
    if (Done made = make_folder(folder_.at()); !made) return made;
    Words merge{"llvm-profdata-19", "merge", "-sparse", "-o", merged()};
    for (const Target& target : targets_) {
      const std::string profile = (folder_.at() / (target.name + ".profraw")).string();
      const Words words = words_for(target);
      if (words.size() == 1) continue;  // No input, so nothing that is reached.
      if (Done done = run_tool(words, {{"LLVM_PROFILE_FILE", profile}}); !done) return done;
      merge.push_back(profile);
    }
    return run_tool(merge, {});
  }

  [[nodiscard]] std::expected<std::string, std::string> lcov() const {
    const path file = folder_.at() / "lcov";
    // By a file, since what tools write is kept in part only.
    Words words{"sh", "-c", "file=$1; shift; exec \"$@\" >\"$file\"", "sh", file.string()};
    const Words exported = llvm_cov("export", {"-format=lcov", "-skip-branches"});
    words.insert(words.end(), exported.begin(), exported.end());
    if (Done done = run_tool(words, {}); !done) return std::unexpected(done.error());
    return read_whole(file);
  }

  [[nodiscard]] Done pages(const std::string& folder) const {
    return run_tool(llvm_cov("show", {"-format=html", "-output-dir=" + folder}), {});
  }

 private:
  [[nodiscard]] std::string merged() const { return (folder_.at() / "profdata").string(); }

  [[nodiscard]] Words words_for(const Target& target) const {
    Words words{places_.program(target.name).string()};
    for (const path& folder : {places_.corpus(target.name), places_.regressions(target.name)}) {
      if (!files_in(folder).empty()) words.push_back(folder.string());
    }
    return words;
  }

  [[nodiscard]] Words llvm_cov(const std::string& what, const Words& options) const {
    Words words{"llvm-cov-19", what, "-instr-profile=" + merged()};
    words.insert(words.end(), options.begin(), options.end());
    words.push_back(places_.program(targets_.front().name).string());
    for (const Target& target : targets_) {
      words.insert(words.end(), {"-object", places_.program(target.name).string()});
    }
    // Targets hold only what they call: by the whole reference, what none of them calls counts, too.
    const path whole = places_.program(kWholeReference);
    if (runnable(whole)) words.insert(words.end(), {"-object", whole.string()});
    words.push_back((places_.tree / "harness" / "reference").string());
    return words;
  }

  Places places_;
  std::vector<Target> targets_;
  TemporaryFolder folder_;
};

// The programs in a build folder of its own, as they are now.
Done build_for_coverage(const Workplace& workplace, const std::vector<Target>& targets,
                        const path& build, const cli::Console& console) {
  if (Done tools = need_build_tools(workplace); !tools) return tools;
  console.err << "building the programs that replay, with coverage: this takes minutes the first "
                 "time\n"
              << std::flush;
  const path& tree = workplace.places.tree;
  const Words configure{"cmake", "-S", tree.string(), "-B", build.string(), "-G", "Ninja", "-D",
                        "CMAKE_CXX_COMPILER=clang++-19", "-D", "CMAKE_BUILD_TYPE=Debug", "-D",
                        "OAUTHSPEC_COVERAGE=ON", "-D", "OAUTHSPEC_BUILD_TESTS=OFF", "-D",
                        "OAUTHSPEC_BUILD_BENCHMARKS=OFF", "-D", "OAUTHSPEC_PRECOMPILE=ON", "-D",
                        // Or a cache of compilers gives what names another checkout's files.
                        "CMAKE_CXX_FLAGS=-fcoverage-compilation-dir=" + build.string()};
  if (Done configured = run_build_step(configure, tree); !configured) return configured;
  Words words{"cmake", "--build", build.string(), "--target"};
  if (targets.size() == workplace.targets.size()) {
    words.emplace_back("fuzz_targets");
  } else {
    for (const Target& target : targets) words.push_back("fuzz_" + target.name);
    words.push_back(std::string("fuzz_") + kWholeReference);
  }
  return run_build_step(words, tree);
}

int report_coverage(const Coverage& coverage, const Places& places,
                    const CoverageArguments& arguments, const cli::Console& console) {
  if (const Done replayed = coverage.replay(); !replayed) {
    return complain(console, replayed.error(), cli::unusable);
  }
  const auto lcov = coverage.lcov();
  if (!lcov) return complain(console, lcov.error(), cli::unusable);
  const auto files = read_lcov(*lcov, places.tree.string());
  if (!files) return complain(console, files.error(), cli::unusable);
  Done written;
  if (!arguments.lcov.empty()) written = write_whole(path(arguments.lcov), *lcov);
  if (written && !arguments.html.empty()) written = coverage.pages(arguments.html);
  if (!written) return complain(console, written.error(), cli::unusable);
  console.out << coverage_table(*files);
  const double reached = percent_covered(*files);
  if (reached >= arguments.floor) return cli::as_expected;
  return complain(console,
                  fmt::format("{:.2f} % of the parsers' lines are reached, {} % have to be",
                              reached, arguments.floor),
                  cli::unexpected_result);
}

}  // namespace

void add_coverage(cli::Options& options, CoverageArguments& arguments) {
  add_places(options, arguments.places);
  options.add("TARGET", arguments.targets, "Which targets; else all of them");
  options.add("--html", arguments.html, "A folder for pages that show each line");
  options.add("--lcov", arguments.lcov, "A file for what other tools read");
  options.add("--floor", arguments.floor, "Per cent of the parsers' lines")
      .show_default()
      .in_range(0, 100);
  options.footer(
      "Builds in build/fuzz-coverage of the source; --bin names programs that are built already, "
      "for coverage and to replay.\n\nExit: 0; 1 below the floor; 2 usage; 3 what is needed is "
      "missing, or a program fails.\n\nExample:\n  oauthspec fuzz coverage --html "
      "build/fuzz-coverage/html\n");
}

int run_coverage(const CoverageArguments& arguments, const cli::Console& console) {
  int code = 0;
  const auto opened = open_for(arguments.places, arguments.targets, console, code);
  if (!opened) return code;
  Places places = opened->workplace.places;
  if (opened->workplace.builds) {
    const path build = places.tree / "build" / "fuzz-coverage";
    places.binaries = build / "bin";
    const Done built = build_for_coverage(opened->workplace, opened->targets, build, console);
    if (!built) return complain(console, built.error(), cli::unusable);
  } else if (auto there = need_programs(opened->workplace, opened->targets, console); !there) {
    return complain(console, there.error(), cli::unusable);
  }
  const Coverage coverage(places, opened->targets);
  return report_coverage(coverage, places, arguments, console);
}

}  // namespace oauthspec::fuzz::driver
