// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/server_arguments.h"

#include <CLI/CLI.hpp>

#include "harness/cli/options.h"

namespace oauthspec::cli {
namespace {

constexpr const char* kConfigOption =
    "The server under test: a file as harness/target/server.schema.json has it";

constexpr const char* kServerExitCodes =
    "Exit: 0 as expected, 1 an unexpected result or a stale expectation, 2 usage, or the "
    "configuration does not\n      fit the server, 3 the server cannot be reached, or stopped "
    "answering, 130 interrupted.\n";

void add_colour(CLI::App& app, std::string& colour) {
  app.add_option("--color", colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
}

void add_selection(CLI::App& app, ServerArguments& arguments) {
  constexpr std::int64_t kDay = 86'400;
  app.add_option("PATTERN", arguments.patterns,
                 "Checks to run: a topic, a topic and id, or a glob (\"*\" within a segment, "
                 "\"**\" across)");
  auto* list = app.add_flag("--list", arguments.list,
                            "List the checks, one a line; with --config, those for that server");
  app.add_option("--config", arguments.config, kConfigOption);
  app.add_option("--also", arguments.also,
                 "Also run the checks of a document that the server does not claim, such as "
                 "rfc9700; their results are shown apart and fail nothing; may be repeated")
      ->allow_extra_args(false);
  auto* without = app.add_flag("--without-waiting", arguments.without_waiting,
                               "Leave out checks that wait until something expires");
  app.add_option("--patience", arguments.patience,
                 "Seconds that a check may wait until something expires; those that would wait "
                 "longer are inconclusive")
      ->check(CLI::Range(std::int64_t{1}, kDay))
      ->capture_default_str()
      ->excludes(without);
  app.add_flag("--unexamined", arguments.unexamined,
               "Do not examine the configuration first, as \"oauthspec doctor\" does")
      ->excludes(list);
}

}  // namespace

void add_server(CLI::App& app, ServerArguments& arguments) {
  add_selection(app, arguments);
  app.add_option("--results", arguments.results,
                 "Write every result to this file as it happens, one JSON object a line");
  add_expectations(app, arguments.expectations);
  app.add_flag("--show-secrets", arguments.show_secrets, "Do not mask secrets and tokens");
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  add_colour(app, arguments.colour);
  app.add_flag(
      "-v,--verbose", arguments.verbose,
      "Show every check, and each request, body and answer of those that did not pass, whole");
  add_report_options(app, arguments.reports);
  app.footer(std::string("Examples:\n"
                         "  oauthspec doctor --config as.json\n"
                         "  oauthspec server --config as.json --html report.html\n"
                         "  oauthspec server --config as.json code-grant 'pkce/*'\n"
                         "  oauthspec server --config as.json --also rfc9700 --expectations "
                         "as.expect.json --junit out.xml\n"
                         "  oauthspec server --list\n\n") +
             kServerExitCodes);
}

void add_doctor(CLI::App& app, DoctorArguments& arguments) {
  app.add_option("--config", arguments.config, kConfigOption)->required();
  add_colour(app, arguments.colour);
  app.footer(
      "Exit: 0 nothing is in the way of the checks, 2 the configuration does not fit the server, "
      "3 the server\n      cannot be reached. \"oauthspec server --unexamined\" runs the checks in "
      "spite of a fault.\n\n"
      "Example:\n"
      "  oauthspec doctor --config as.json\n");
}

}  // namespace oauthspec::cli
