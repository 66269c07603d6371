// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/arguments.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <CLI/CLI.hpp>

#include "harness/cli/options.h"

namespace oauthspec::cli {
namespace {

bool known(const std::string& word) {
  return std::ranges::find(commands(), word) != commands().end();
}

// CLI11's own exit codes count from 100; ours say "usage" for all of them.
Finished finish(const CLI::App& app, const CLI::ParseError& error, const Console& console) {
  return {app.exit(error, console.out, console.err) == 0 ? as_expected : usage};
}

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
  Arguments arguments_ = Finished{usage};
};

}  // namespace

const std::vector<std::string>& commands() {
  static const std::vector<std::string> all{"vectors",  "list",      "requirements", "adapter",
                                            "adapters", "selfcheck", "report",       "diff",
                                            "selftest", "server",    "doctor"};
  return all;
}

Arguments parse_arguments(const std::vector<std::string>& words, const Console& console) {
  if (!words.empty() && !words[0].starts_with('-') && !known(words[0])) {
    return SiblingArguments{words[0], {words.begin() + 1, words.end()}};
  }
  CLI::App app(
      "Conformance vectors and server checks for OAuth, and a reference implementation that passes "
      "them.",
      "oauthspec");
  app.set_version_flag("--version", "oauthspec " OAUTHSPEC_VERSION);
  app.footer(
      std::string("Each command has --help. Any other command X runs the program oauthspec-X.\n\n"
                  "Examples:\n"
                  "  oauthspec vectors\n"
                  "  oauthspec vectors --adapter 'python3 my_adapter.py'\n"
                  "  oauthspec server --config as.json\n"
                  "  oauthspec list --suites\n\n") +
      kExitCodes);
  Chosen chosen;
  chosen.add<VectorsArguments>(app, "vectors", "Put test vectors to a library, or to the reference",
                               add_vectors);
  chosen.add<ServerArguments>(app, "server", "Put checks to a live server", add_server);
  chosen.add<DoctorArguments>(app, "doctor", "Find out whether a configuration fits its server",
                              add_doctor);
  chosen.add<ListArguments>(app, "list", "List tests, suites or ops", add_list);
  chosen.add<RequirementsArguments>(
      app, "requirements", "Show which statements of the RFCs the vectors cover", add_requirements);
  chosen.add<AdapterArguments>(app, "adapter", "Speak the adapter protocol for the reference",
                               add_adapter);
  chosen.add<AdaptersArguments>(app, "adapters", "List the adapters for real libraries",
                                add_adapters);
  chosen.add<SelfcheckArguments>(app, "selfcheck", "Check an adapter against the protocol",
                                 add_selfcheck);
  chosen.add<ReportArguments>(app, "report", "Turn results files into reports", add_report);
  chosen.add<DiffArguments>(app, "diff", "Compare two results files", add_diff);
  chosen.add<SelftestArguments>(app, "selftest", "Prove that the vectors find planted defects",
                                add_selftest);
  app.require_subcommand(1);
  std::vector<std::string> reversed(words.rbegin(), words.rend());  // As CLI11 takes them.
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    return finish(app, error, console);
  }
  return chosen.take();
}

}  // namespace oauthspec::cli
