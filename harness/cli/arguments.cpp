// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/arguments.h"

#include <algorithm>
#include <sstream>

#include <CLI/CLI.hpp>

namespace oauthspec::cli {
namespace {

constexpr const char* kVectorsOption =
    "The folder of the vectors; else that of OAUTHSPEC_VECTORS, else the one beside this program";

constexpr const char* kExitCodes =
    "Exit: 0 as expected, 1 an unexpected result, 2 usage, an invalid vector file or nothing "
    "matched,\n"
    "      3 the adapter cannot be used, 130 interrupted.\n";

void add_vectors(CLI::App& app, VectorsArguments& arguments) {
  constexpr unsigned kMostSessions = 256;
  constexpr double kLongest = 86'400;
  constexpr double kShortest = 0.001;
  constexpr unsigned kMostRestarts = 1'000'000;
  app.add_option("PATTERN", arguments.patterns,
                 "Tests to run: a glob over suite/id (\"*\" within a segment, \"**\" across), or "
                 "the name of a suite or folder");
  app.add_option("--adapter", arguments.adapter,
                 "A command that speaks the adapter protocol, for /bin/sh; without it the "
                 "reference is tested")
      // An unset variable would test the reference, and say that all is well.
      ->check([](const std::string& command) {
        return command.empty() ? std::string("the command is empty") : std::string();
      });
  app.add_option("-j,--jobs", arguments.sessions, "How many adapters run side by side")
      ->check(CLI::Range(1U, kMostSessions))
      ->capture_default_str();
  app.add_option("--timeout", arguments.timeout_seconds, "Seconds that one question may take")
      ->check(CLI::Range(kShortest, kLongest))
      ->capture_default_str();
  app.add_option("--max-restarts", arguments.max_restarts,
                 "After this many new starts the adapter is given up")
      ->check(CLI::Range(0U, kMostRestarts))
      ->capture_default_str();
  app.add_option("--policy", arguments.policies,
                 "NAME=BRANCH holds the implementation to one branch of a choice that an RFC "
                 "leaves open; may be repeated")
      ->allow_extra_args(false);
  app.add_option("--shard", arguments.shard,
                 "i/n runs the i-th of n parts, by a hash of each test's name");
  app.add_option("--results", arguments.results,
                 "Write every result to this file as it happens, one JSON object a line");
  app.add_flag("--show-secrets", arguments.show_secrets, "Do not mask secrets and tokens");
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  app.add_option("--color", arguments.colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  app.add_flag("-v,--verbose", arguments.verbose, "Show every test, and values whole");
  app.footer(
      std::string("Examples:\n"
                  "  oauthspec vectors\n"
                  "  oauthspec vectors 'oauth1/sign/*' --adapter 'python3 my_adapter.py' --results "
                  "results.jsonl\n"
                  "  oauthspec vectors oauth1/base_string_uri --policy userinfo=dropped\n\n") +
      kExitCodes);
}

void add_list(CLI::App& app, ListArguments& arguments) {
  app.add_option("PATTERN", arguments.patterns,
                 "Which tests; patterns as for \"oauthspec vectors\"");
  auto* ops = app.add_flag("--ops", arguments.ops, "List ops, each with the number of its tests");
  app.add_flag("--suites", arguments.suites, "List suites, each with the number of its tests")
      ->excludes(ops);
  app.add_flag("-v,--verbose", arguments.verbose, "Show each test's title too");
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  app.footer("Example:\n  oauthspec list 'oauth1/**port**'\n");
}

void add_requirements(CLI::App& app, RequirementsArguments& arguments) {
  app.add_flag("--uncovered", arguments.uncovered,
               "Only what a library can show and no test cites");
  app.add_option("--document", arguments.document,
                 "Only this document, as in \"RFC 5849\" or rfc5849");
  app.add_flag("-v,--verbose", arguments.verbose, "Name the tests that cite each requirement");
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  app.footer("Example:\n  oauthspec requirements --uncovered --document rfc5849\n");
}

void add_adapter(CLI::App& app) {
  app.footer(
      "One message a line, on stdin and stdout.\n\nExample:\n"
      "  echo '{\"id\":1,\"op\":\"oauth1.percent_encode\",\"in\":{\"text\":\"a b\"}}' | oauthspec "
      "adapter\n");
}

bool known(const std::string& word) {
  return std::ranges::find(commands(), word) != commands().end();
}

// CLI11's own exit codes count from 100; ours say "usage" for all of them.
Finished finish(const CLI::App& app, const CLI::ParseError& error, const Console& console) {
  return {app.exit(error, console.out, console.err) == 0 ? as_expected : usage};
}

}  // namespace

const std::vector<std::string>& commands() {
  static const std::vector<std::string> all{"vectors", "list", "requirements", "adapter"};
  return all;
}

Arguments parse_arguments(const std::vector<std::string>& words, const Console& console) {
  if (!words.empty() && !words[0].starts_with('-') && !known(words[0])) {
    return SiblingArguments{words[0], {words.begin() + 1, words.end()}};
  }
  CLI::App app("Conformance vectors for OAuth, and a reference implementation that passes them.",
               "oauthspec");
  app.set_version_flag("--version", "oauthspec " OAUTHSPEC_VERSION);
  app.footer(
      std::string("Each command has --help. Any other command X runs the program oauthspec-X.\n\n"
                  "Examples:\n"
                  "  oauthspec vectors\n"
                  "  oauthspec vectors --adapter 'python3 my_adapter.py'\n"
                  "  oauthspec list --suites\n\n") +
      kExitCodes);
  VectorsArguments vectors;
  ListArguments list;
  RequirementsArguments requirements;
  auto* run = app.add_subcommand("vectors", "Put test vectors to a library, or to the reference");
  add_vectors(*run, vectors);
  auto* names = app.add_subcommand("list", "List tests, suites or ops");
  add_list(*names, list);
  auto* covered = app.add_subcommand("requirements",
                                     "Show which requirements of the RFCs the vectors exercise");
  add_requirements(*covered, requirements);
  add_adapter(*app.add_subcommand("adapter", "Speak the adapter protocol for the reference"));
  app.require_subcommand(1);
  std::vector<std::string> reversed(words.rbegin(), words.rend());  // As CLI11 takes them.
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    return finish(app, error, console);
  }
  if (*run) {
    return vectors;
  }
  if (*names) {
    return list;
  }
  if (*covered) {
    return requirements;
  }
  return AdapterArguments{};
}

}  // namespace oauthspec::cli
