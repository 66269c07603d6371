// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/server_arguments.h"

#include "harness/cli/command_line/options.h"
#include "harness/cli/option_texts.h"

namespace oauthspec::cli {
namespace {

constexpr const char* kConfigOption =
    "The server under test: a file as harness/target/server.schema.json has it";

constexpr const char* kServerExitCodes =
    "Exit: 0 as expected, 1 an unexpected result or a stale expectation, 2 usage, or the "
    "configuration does not\n      fit the server, 3 the server cannot be reached, or stopped "
    "answering, 130 interrupted.\n";

void add_colour(Options& options, std::string& colour) {
  options.add("--color", colour, "auto, always or never")
      .one_of({"auto", "always", "never"})
      .show_default();
}

void add_selection(Options& options, ServerArguments& arguments) {
  constexpr double kDay = 86'400;
  options.add("PATTERN", arguments.patterns,
              "Checks to run: a topic, a topic and id, or a glob (\"*\" within a segment, "
              "\"**\" across)");
  const auto list =
      options.add("--list", arguments.list,
                  "List the checks, one a line; with --config, those for that server");
  options.add("--config", arguments.config, kConfigOption);
  options.add("--also", arguments.also,
              "Also run the checks of a document that the server does not claim, such as "
              "rfc9700; their results are shown apart and fail nothing; may be repeated");
  const auto without = options.add("--without-waiting", arguments.without_waiting,
                                   "Leave out checks that wait until something expires");
  options
      .add("--patience", arguments.patience,
           "Seconds that a check may wait until something expires; those that would wait "
           "longer are inconclusive")
      .in_range(1, kDay)
      .show_default()
      .excludes(without);
  options
      .add("--unexamined", arguments.unexamined,
           "Do not examine the configuration first, as \"oauthspec doctor\" does")
      .excludes(list);
}

}  // namespace

void add_server(Options& options, ServerArguments& arguments) {
  add_selection(options, arguments);
  options.add("--results", arguments.results,
              "Write every result to this file as it happens, one JSON object a line");
  add_expectations(options, arguments.expectations);
  options.add("--show-secrets", arguments.show_secrets, "Do not mask secrets and tokens");
  options.add("--vectors", arguments.vectors, kVectorsOption);
  add_colour(options, arguments.colour);
  options.add(
      "-v,--verbose", arguments.verbose,
      "Show every check, and each request, body and answer of those that did not pass, whole");
  add_report_options(options, arguments.reports);
  options.footer(std::string("Examples:\n"
                             "  oauthspec doctor --config as.json\n"
                             "  oauthspec server --config as.json --html report.html\n"
                             "  oauthspec server --config as.json code-grant 'pkce/*'\n"
                             "  oauthspec server --config as.json --also rfc9700 --expectations "
                             "as.expect.json --junit out.xml\n"
                             "  oauthspec server --list\n\n") +
                 kServerExitCodes);
}

void add_doctor(Options& options, DoctorArguments& arguments) {
  options.add("--config", arguments.config, kConfigOption).required();
  add_colour(options, arguments.colour);
  options.footer(
      "Exit: 0 nothing is in the way of the checks, 2 the configuration does not fit the server, "
      "3 the server\n      cannot be reached. \"oauthspec server --unexamined\" runs the checks in "
      "spite of a fault.\n\n"
      "Example:\n"
      "  oauthspec doctor --config as.json\n");
}

}  // namespace oauthspec::cli
