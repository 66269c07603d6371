// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/vectors_arguments.h"

#include <CLI/CLI.hpp>

#include "harness/cli/options.h"

namespace oauthspec::cli {

namespace {

// An unset variable would test the reference, and say that all is well.
std::string empty_command(const std::string& command) {
  return command.empty() ? "the command is empty" : "";
}

void add_adapter_options(CLI::App& app, VectorsArguments& arguments) {
  auto* adapter = app.add_option("--adapter", arguments.adapter,
                                 "A command that speaks the adapter protocol, for /bin/sh; without "
                                 "--adapter and --exec the reference is tested")
                      ->check(empty_command);
  app.add_option("--exec", arguments.exec,
                 "A command that is started for each question, with just that line on its stdin, "
                 "and prints one answer; started first with the hello. For shells and what crashes")
      ->check(empty_command)
      ->excludes(adapter);
}

}  // namespace

void add_vectors(CLI::App& app, VectorsArguments& arguments) {
  constexpr unsigned kMostSessions = 256;
  constexpr double kLongest = 86'400;
  constexpr double kShortest = 0.001;
  constexpr unsigned kMostRestarts = 1'000'000;
  app.add_option("PATTERN", arguments.patterns,
                 "Tests to run: a glob over suite/id (\"*\" within a segment, \"**\" across), or "
                 "the name of a suite or folder");
  add_adapter_options(app, arguments);
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
                 "i/n runs the i-th of n parts, by a hash of each test's name; else what "
                 "TEST_TOTAL_SHARDS and TEST_SHARD_INDEX say, or GTEST_TOTAL_SHARDS and "
                 "GTEST_SHARD_INDEX");
  auto* results =
      app.add_option("--results", arguments.results,
                     "Write every result to this file as it happens, one JSON object a line");
  app.add_flag(
         "--resume", arguments.resume,
         "Go on with the run whose results are in the file of --results, if it holds any: what "
         "was run is not run again")
      ->needs(results);
  add_expectations(app, arguments.expectations);
  app.add_flag("--show-secrets", arguments.show_secrets, "Do not mask secrets and tokens");
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  app.add_option("--color", arguments.colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  app.add_flag("-v,--verbose", arguments.verbose, "Show every test, and values whole");
  add_report_options(app, arguments.reports);
  app.footer(
      std::string("Examples:\n"
                  "  oauthspec vectors\n"
                  "  oauthspec vectors 'oauth1/sign/*' --adapter 'python3 my_adapter.py' --results "
                  "results.jsonl\n"
                  "  oauthspec vectors oauth1/percent_encode --exec 'sh my_adapter.sh' -j 4\n"
                  "  oauthspec vectors oauth1/base_string_uri --policy userinfo=dropped\n"
                  "  oauthspec vectors --adapter 'python3 my_adapter.py' --expectations "
                  "my_library.expect.json\n\n") +
      kExitCodes);
}

}  // namespace oauthspec::cli
