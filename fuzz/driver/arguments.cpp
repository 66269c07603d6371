// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/arguments.h"

#include <memory>

#include <CLI/CLI.hpp>

namespace oauthspec::fuzz::driver {
namespace {

constexpr const char* kFooter =
    "Each command has --help; fuzz/README.md tells more.\n\n"
    "Examples:\n"
    "  oauthspec fuzz list\n"
    "  oauthspec fuzz run percent --time 600\n"
    "  oauthspec fuzz overnight --hours 8\n"
    "  oauthspec fuzz triage build/fuzz-work/percent/crashes/NAME/crash-SHA1\n\n"
    "Exit: 0; 1 something was found; 2 usage; 3 what is needed is missing and cannot be built, or "
    "does "
    "not run;\n      130 interrupted.\n";

// The arguments of the one command that was given.
class Chosen {
 public:
  template <class T>
  void add(CLI::App& app, const char* name, const char* about, void (*options)(CLI::App&, T&)) {
    auto* command = app.add_subcommand(name, about);
    auto arguments = std::make_shared<T>();
    options(*command, *arguments);
    command->callback([this, arguments] { arguments_ = *arguments; });
  }

  [[nodiscard]] Arguments take() { return std::move(arguments_); }

 private:
  Arguments arguments_ = Finished{cli::usage};
};

}  // namespace

Arguments parse_arguments(const std::vector<std::string>& words, const cli::Console& console) {
  CLI::App app("Fuzzing of the reference's parsers and of the mock provider.", "oauthspec-fuzz");
  app.set_version_flag("--version", "oauthspec-fuzz " OAUTHSPEC_VERSION);
  app.footer(kFooter);
  Chosen chosen;
  chosen.add<ListArguments>(app, "list", "List the targets", add_list);
  chosen.add<BuildArguments>(app, "build", "Build the targets' programs", add_build);
  chosen.add<RunArguments>(app, "run", "Fuzz one target", add_run);
  chosen.add<OvernightArguments>(app, "overnight", "Fuzz many targets in turn", add_overnight);
  chosen.add<TriageArguments>(app, "triage", "Look into an input that crashed", add_triage);
  chosen.add<MergeArguments>(app, "merge", "Take inputs that reach more into a corpus", add_merge);
  chosen.add<MinimiseArguments>(app, "minimise", "Make a corpus as small as it can be",
                                add_minimise);
  chosen.add<SeedsArguments>(app, "seeds", "Write the inputs that the vectors give", add_seeds);
  chosen.add<ImportArguments>(app, "import", "Take in other machines' corpora", add_import);
  chosen.add<ExportArguments>(app, "export", "Give out the corpora", add_export);
  chosen.add<AdapterArguments>(app, "adapter", "Put changed vectors to a library of others",
                               add_adapter);
  chosen.add<ScoreArguments>(app, "score", "Measure how soon planted bugs are found", add_score);
  chosen.add<SpeedArguments>(app, "speed", "Measure how fast the targets run", add_speed);
  chosen.add<CoverageArguments>(app, "coverage", "Measure what the corpora reach", add_coverage);
  app.require_subcommand(1);
  std::vector<std::string> reversed(words.rbegin(), words.rend());  // As CLI11 takes them.
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    // CLI11's own exit codes count from 100; ours say "usage" for all of them.
    const bool fine = app.exit(error, console.out, console.err) == 0;
    return Finished{fine ? cli::as_expected : cli::usage};
  }
  return chosen.take();
}

}  // namespace oauthspec::fuzz::driver
