// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/build.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fuzz/driver/engine.h"
#include "fuzz/driver/files.h"
#include "harness/adapter/program.h"
#include "harness/report/text.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

constexpr std::chrono::hours kLongestBuild{4};

bool in_path(const std::string& program) {
  const char* const search = std::getenv("PATH");
  std::string_view rest = search == nullptr ? "" : search;
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    if (!folder.empty() && runnable(path(folder) / program)) return true;
  }
  return false;
}

std::string last_lines(const std::string& text) {
  constexpr std::size_t kLines = 20;
  std::size_t from = text.size();
  for (std::size_t line = 0; line <= kLines && from != 0 && from != std::string::npos; ++line) {
    from = text.rfind('\n', from - 1);
  }
  return report::harmless(text.substr(from == std::string::npos ? 0 : from));
}

std::vector<std::string> names_of(const std::vector<Target>& targets) {
  std::vector<std::string> names;
  std::ranges::transform(targets, std::back_inserter(names), &Target::name);
  return names;
}

std::vector<std::string> missing_of(const Workplace& workplace,
                                    const std::vector<std::string>& names) {
  std::vector<std::string> missing;
  std::ranges::copy_if(names, std::back_inserter(missing), [&](const std::string& name) {
    return !runnable(workplace.places.program(name));
  });
  return missing;
}

// `what`: for people.
std::expected<void, std::string> build_programs(const Workplace& workplace, const Words& programs,
                                                const std::string& what,
                                                const cli::Console& console) {
  const path& tree = workplace.places.tree;
  if (auto tools = need_build_tools(workplace); !tools) return tools;
  const std::string preset = workplace.places.afl ? "afl" : "fuzz";
  Words build{"cmake", "--build", "--preset", preset, "--target"};
  build.insert(build.end(), programs.begin(), programs.end());
  console.err
      << fmt::format(
             "building {} with clang 19 and sanitizers: this takes minutes the first time\n", what)
      << std::flush;
  if (auto configured = run_build_step({"cmake", "--preset", preset}, tree); !configured)
    return configured;
  return run_build_step(build, tree);
}

std::expected<void, std::string> build_named(const Workplace& workplace,
                                             const std::vector<std::string>& names,
                                             const cli::Console& console) {
  Words programs;
  for (const std::string& name : names) programs.push_back("fuzz_" + name);
  const std::string what =
      names.size() == 1 ? programs.front() : fmt::format("{} targets", names.size());
  return build_programs(workplace, programs, what, console);
}

}  // namespace

std::expected<void, std::string> need_build_tools(const Workplace& workplace) {
  const path& tree = workplace.places.tree;
  struct Tool {
    const char* program;
    const char* package;
  };
  constexpr std::array<Tool, 4> kTools{{{"cmake", "cmake"},
                                        {"ninja", "ninja-build"},
                                        {"clang++-19", "clang-19 libclang-rt-19-dev"},
                                        {"afl-fuzz", "afl++"}}};
  std::vector<std::string> missing;
  std::vector<std::string> packages;
  for (const Tool& tool : kTools) {
    const bool of_afl = std::string_view(tool.program) == "afl-fuzz";
    if (in_path(tool.program) || (of_afl && !workplace.places.afl)) continue;
    missing.emplace_back(tool.program);
    packages.emplace_back(tool.package);
  }
  if (!missing.empty()) {
    return std::unexpected(fmt::format(
        "the fuzzers cannot be built: {} {} not in PATH; on Debian: apt-get install {}",
        fmt::join(missing, ", "), missing.size() == 1 ? "is" : "are", fmt::join(packages, " ")));
  }
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(tree / "CMakePresets.json", ignored)) {
    return std::unexpected(
        fmt::format("the fuzzers cannot be built: {} has no CMakePresets.json; name the project's "
                    "source with --tree, or a folder of built programs with --bin",
                    tree.string()));
  }
  return {};
}

std::expected<void, std::string> run_build_step(const Words& words, const path& tree) {
  const auto run = adapter::run_to_end(
      words, {.environment = {}, .folder = tree, .dies_with_us = true}, kLongestBuild);
  if (!run) return std::unexpected(run.error());
  if (run->died.exit_code == 0) return {};
  return std::unexpected(fmt::format("the fuzzers cannot be built: \"{}\" failed:\n{}",
                                     fmt::join(words, " "), last_lines(run->output)));
}

std::expected<void, std::string> build_targets(const Workplace& workplace,
                                               const std::vector<Target>& targets,
                                               const cli::Console& console) {
  if (targets.size() == workplace.targets.size()) {
    return build_programs(workplace, {"fuzz_targets"}, fmt::format("{} targets", targets.size()),
                          console);
  }
  return build_named(workplace, names_of(targets), console);
}

std::expected<void, std::string> need_programs(const Workplace& workplace,
                                               const std::vector<Target>& targets,
                                               const cli::Console& console) {
  const std::vector<std::string> missing = missing_of(workplace, names_of(targets));
  // All of them are one target of the build, too.
  if (workplace.builds && !missing.empty() && missing.size() == workplace.targets.size()) {
    return build_targets(workplace, targets, console);
  }
  return need_programs_named(workplace, missing, console);
}

std::expected<void, std::string> need_programs_named(const Workplace& workplace,
                                                     const std::vector<std::string>& names,
                                                     const cli::Console& console) {
  const std::vector<std::string> missing = missing_of(workplace, names);
  if (missing.empty()) return {};
  if (workplace.builds) return build_named(workplace, missing, console);
  return std::unexpected(fmt::format("{} is not there, or no program",
                                     workplace.places.program(missing.front()).string()));
}

}  // namespace oauthspec::fuzz::driver
