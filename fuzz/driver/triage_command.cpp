// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/triage_command.h"

#include <algorithm>
#include <chrono>
#include <system_error>

#include <fmt/format.h>

#include "fuzz/driver/build.h"
#include "fuzz/driver/command.h"
#include "fuzz/driver/corpus.h"
#include "fuzz/driver/crash_files.h"
#include "fuzz/driver/crash_report.h"
#include "fuzz/driver/engine.h"
#include "harness/adapter/program.h"
#include "harness/cli/command_line/options.h"
#include "harness/report/text.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

// Work has .../percent/crashes/..., the project .../regressions/percent/...: both tell of the target percent.
bool tells_target(const path& before, const path& after) {
  return after == "crashes" || after == "corpus" || after == "seeds" || before == "regressions" ||
         before == "corpus";
}

std::string target_of(const path& file, const std::vector<Target>& targets) {
  std::error_code error;
  path after;
  for (path folder = std::filesystem::absolute(file, error).parent_path();
       folder.has_relative_path(); folder = folder.parent_path()) {
    const std::string name = folder.filename().string();
    const bool known = std::ranges::find(targets, name, &Target::name) != targets.end();
    if (known && tells_target(folder.parent_path().filename(), after)) return name;
    after = folder.filename();
  }
  return "";
}

/// What repeated runs of one input came to.
struct Repeated {
  unsigned crashes = 0;
  std::optional<Crash> crash;  ///< The first.
};

std::expected<Repeated, std::string> repeat(const Places& places, const std::string& target,
                                            const path& input, unsigned runs) {
  Repeated repeated;
  for (unsigned run = 0; run < runs; ++run) {
    auto replayed = replay(places, target, input);
    if (!replayed) return std::unexpected(replayed.error());
    std::optional<Crash>& crash = *replayed;
    if (!crash) continue;
    ++repeated.crashes;
    if (!repeated.crash) repeated.crash = std::move(crash);
  }
  return repeated;
}

/// Makes inputs smaller and plainer, as long as they lead to the same crash.
class Reducer {
 public:
  Reducer(const Places& places, std::string target, Crash crash, path folder)
      : places_(places),
        target_(std::move(target)),
        crash_(std::move(crash)),
        folder_(std::move(folder)) {}

  // The reduced input, or `input` where there is none that does the same.
  std::string minimised(const std::string& input, unsigned seconds) {
    return reduced(input, seconds * 4, [&](const path& from, const path& into) {
      return minimise_words(places_, target_, from, into, seconds);
    });
  }
  std::string cleansed(const std::string& input, unsigned seconds) {
    return reduced(input, seconds * 4, [&](const path& from, const path& into) {
      return cleanse_words(places_, target_, from, into);
    });
  }

 private:
  template <class MakeWords>
  std::string reduced(const std::string& input, unsigned most_seconds, const MakeWords& words) {
    const path from = folder_ / ".triage-from";
    const path into = folder_ / ".triage-into";
    std::error_code ignored;
    std::string kept = input;
    if (write_whole(from, input)) {
      std::filesystem::remove(into, ignored);
      const auto run = adapter::run_to_end(
          words(from, into), {.environment = {}, .folder = folder_, .dies_with_us = true},
          std::chrono::seconds(most_seconds));
      const auto made = read_whole(into);
      if (run && made && same(into)) kept = *made;
    }
    std::filesystem::remove(from, ignored);
    std::filesystem::remove(into, ignored);
    return kept;
  }

  bool same(const path& input) const {
    const auto crash = replay(places_, target_, input).value_or(std::nullopt);
    return crash && crash->name == crash_.name;
  }

  const Places& places_;
  std::string target_;
  Crash crash_;
  path folder_;
};

// A timeout is not made smaller: each try would take as long.
bool reducible(const Repeated& repeated, unsigned runs) {
  return repeated.crashes == runs && repeated.crash && repeated.crash->kind != "timeout";
}

Done add_regression(const Places& places, const std::string& target, const std::string& input,
                    const cli::Console& console) {
  const path folder = places.regressions(target);
  if (Done made = make_folder(folder); !made) return made;
  const auto added = add_input(folder, input);
  if (!added) return std::unexpected(added.error());
  console.out << fmt::format(
      "{} {}\n", *added ? "added" : "was there already:", (folder / content_name(input)).string());
  return {};
}

std::expected<Finding, std::string> look_into(const TriageArguments& arguments,
                                              const Places& places, const Target& target,
                                              const std::string& input) {
  const auto repeated = repeat(places, target.name, arguments.file, arguments.runs);
  if (!repeated) return std::unexpected(repeated.error());
  Finding finding{.target = target,
                  .crash = repeated->crash.value_or(Crash{}),
                  .crashes = repeated->crashes,
                  .attempts = arguments.runs,
                  .found = input,
                  .input = input,
                  .version = OAUTHSPEC_VERSION};
  if (!reducible(*repeated, arguments.runs)) return finding;
  const path folder = places.reports(target.name);
  Reducer reducer(places, target.name, finding.crash, folder);
  finding.input = reducer.cleansed(reducer.minimised(input, arguments.seconds), arguments.seconds);
  return finding;
}

int tell(const TriageArguments& arguments, const Places& places, const Finding& finding,
         const cli::Console& console) {
  const path report = arguments.report.empty()
                          ? places.reports(finding.target.name) / (finding.crash.name + ".md")
                          : path(arguments.report);
  if (const Done written = write_whole(report, crash_report(finding)); !written) {
    return complain(console, written.error(), cli::unusable);
  }
  console.out << fmt::format("{}: {}\n", finding.target.name,
                             report::one_line(finding.crash.headline));
  console.out << fmt::format("{} of {} runs crashed; {} octets, {} as found\n{}\n", finding.crashes,
                             finding.attempts, finding.input.size(), finding.found.size(),
                             report.string());
  if (arguments.add) {
    const Done added = add_regression(places, finding.target.name, finding.input, console);
    if (!added) return complain(console, added.error(), cli::unusable);
  }
  return cli::unexpected_result;
}

}  // namespace

void add_triage(cli::Options& options, TriageArguments& arguments) {
  add_places(options, arguments.places);
  options.add("FILE", arguments.file, "The input that crashed").required().existing_file();
  options.add("--target", arguments.target, "The target; else the one whose folder the file is in");
  options.add("--runs", arguments.runs, "How often it is run, to find out whether it is flaky")
      .positive()
      .show_default();
  options.add("--time", arguments.seconds, "Seconds for making it smaller")
      .positive()
      .show_default();
  options.add("--report", arguments.report,
              "The file for the draft of an issue; else one in the folder of work");
  options.add("--add", arguments.add,
              "Put the input to fuzz/regressions, which every build replays in its tests");
  options.footer(
      "Exit: 0 it does not crash; 1 it does; 2 usage; 3 the program is missing and cannot be "
      "built, or a file cannot be written.\n\n"
      "Example:\n  oauthspec fuzz triage build/fuzz-work/uri/crashes/unnamed/crash-4345cb1f "
      "--add\n");
}

int run_triage(const TriageArguments& arguments, const cli::Console& console) {
  int code = 0;
  auto opened = open_for(arguments.places, {}, console, code);
  if (!opened) return code;
  const std::string name = arguments.target.empty()
                               ? target_of(arguments.file, opened->workplace.targets)
                               : arguments.target;
  if (name.empty()) {
    return complain(console, "no folder tells the target of this file; name it with --target",
                    cli::usage);
  }
  const auto named = named_targets(opened->workplace.targets, {name});
  if (!named) return complain(console, named.error(), cli::usage);
  if (auto there = need_programs(opened->workplace, *named, console); !there) {
    return complain(console, there.error(), cli::unusable);
  }
  const Places& places = opened->workplace.places;
  const auto input = read_whole(arguments.file);
  if (!input) return complain(console, input.error(), cli::usage);
  if (const Done made = make_folder(places.reports(name)); !made) {
    return complain(console, made.error(), cli::unusable);
  }
  const auto finding = look_into(arguments, places, named->front(), *input);
  if (!finding) return complain(console, finding.error(), cli::unusable);
  if (finding->crashes != 0) return tell(arguments, places, *finding, console);
  console.out << fmt::format("{}: none of {} runs crashed\n", name, arguments.runs);
  return cli::as_expected;
}

}  // namespace oauthspec::fuzz::driver
