// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/vectors_arguments.h"

#include "harness/cli/command_line/options.h"
#include "harness/cli/option_texts.h"

namespace oauthspec::cli {

namespace {

// An unset variable would test the reference, and say that all is well.
constexpr const char* kEmptyCommand = "the command is empty";

void add_adapter_options(Options& options, VectorsArguments& arguments) {
  const auto adapter = options
                           .add("--adapter", arguments.adapter,
                                "A command that speaks the adapter protocol, for /bin/sh; without "
                                "--adapter and --exec the reference is tested")
                           .not_empty(kEmptyCommand);
  const auto exec =
      options
          .add("--exec", arguments.exec,
               "A command that is started for each question, with just that line on its stdin, "
               "and prints one answer; started first with the hello. For shells and what crashes")
          .not_empty(kEmptyCommand)
          .excludes(adapter);
  options.add("--backend", arguments.backend, kBackendOption).excludes(adapter).excludes(exec);
}

}  // namespace

void add_vectors(Options& options, VectorsArguments& arguments) {
  constexpr double kMostSessions = 256;
  constexpr double kLongest = 86'400;
  constexpr double kShortest = 0.001;
  constexpr double kMostRestarts = 1'000'000;
  options.add("PATTERN", arguments.patterns,
              "Tests to run: a glob over suite/id (\"*\" within a segment, \"**\" across), or "
              "the name of a suite or folder");
  add_adapter_options(options, arguments);
  options.add("-j,--jobs", arguments.sessions, "How many adapters run side by side")
      .in_range(1, kMostSessions)
      .show_default();
  options.add("--timeout", arguments.timeout_seconds, "Seconds that one question may take")
      .in_range(kShortest, kLongest)
      .show_default();
  options
      .add("--max-restarts", arguments.max_restarts,
           "After this many new starts the adapter is given up")
      .in_range(0, kMostRestarts)
      .show_default();
  options.add("--policy", arguments.policies,
              "NAME=BRANCH holds the implementation to one branch of a choice that an RFC "
              "leaves open; may be repeated");
  options.add("--shard", arguments.shard,
              "i/n runs the i-th of n parts, by a hash of each test's name; else what "
              "TEST_TOTAL_SHARDS and TEST_SHARD_INDEX say, or GTEST_TOTAL_SHARDS and "
              "GTEST_SHARD_INDEX");
  const auto results =
      options.add("--results", arguments.results,
                  "Write every result to this file as it happens, one JSON object a line");
  options
      .add("--resume", arguments.resume,
           "Go on with the run whose results are in the file of --results, if it holds any: what "
           "was run is not run again")
      .needs(results);
  add_expectations(options, arguments.expectations);
  options.add("--show-secrets", arguments.show_secrets, "Do not mask secrets and tokens");
  options.add("--vectors", arguments.vectors, kVectorsOption);
  options.add("--color", arguments.colour, "auto, always or never")
      .one_of({"auto", "always", "never"})
      .show_default();
  options.add("-v,--verbose", arguments.verbose, "Show every test, and values whole");
  add_report_options(options, arguments.reports);
  options.footer(
      std::string("Examples:\n"
                  "  oauthspec vectors\n"
                  "  oauthspec vectors 'oauth1/sign/*' --adapter 'python3 my_adapter.py' --results "
                  "results.jsonl\n"
                  "  oauthspec vectors oauth1/percent_encode --exec 'sh my_adapter.sh' -j 4\n"
                  "  oauthspec vectors oauth1/base_string_uri --policy userinfo=dropped\n"
                  "  oauthspec vectors --backend botan\n"
                  "  oauthspec vectors --adapter 'python3 my_adapter.py' --expectations "
                  "my_library.expect.json\n\n") +
      kExitCodes);
}

}  // namespace oauthspec::cli
