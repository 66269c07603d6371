// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/adapter_arguments.h"

#include <CLI/CLI.hpp>

#include "harness/cli/options.h"

namespace oauthspec::cli {

void add_adapter(CLI::App& app, AdapterArguments& arguments) {
  app.add_option("--defect", arguments.defect,
                 "Answer one op as this planted defect does, by its name in \"oauthspec selftest "
                 "--list\"");
  app.footer(
      "One message a line, on stdin and stdout.\n\nExample:\n"
      "  echo '{\"id\":1,\"op\":\"oauth1.percent_encode\",\"in\":{\"text\":\"a b\"}}' | oauthspec "
      "adapter\n");
}

void add_adapters(CLI::App& app, AdaptersArguments& arguments) {
  app.add_option("NAME", arguments.names, "Adapters to list; all of them where none is named");
  app.add_option("--tree", arguments.tree,
                 "The root of the project, which has harness/adapters/; else the one that this "
                 "program is in");
  app.footer(
      "One adapter a line, with tabs between: name, language, library, protocols, \"installed\" or "
      "\"missing\"\nwith what is missing, and the command that runs it from the root of the "
      "project.\nharness/adapters/install.sh NAME installs what one needs.\n\n"
      "Example:\n"
      "  oauthspec adapters | column -t -s \"$(printf '\\t')\"\n\n"
      "Exit: 0, or 2 where there is no such adapter or no list of them.\n");
}

void add_selfcheck(CLI::App& app, SelfcheckArguments& arguments) {
  constexpr double kLongest = 86'400;
  constexpr double kShortest = 0.001;
  app.add_option("--adapter", arguments.adapter,
                 "A command that speaks the adapter protocol, for /bin/sh")
      ->required()
      ->check([](const std::string& command) {
        return command.empty() ? std::string("the command is empty") : std::string();
      });
  app.add_option("--timeout", arguments.timeout_seconds,
                 "Seconds that one question may take, and the end")
      ->check(CLI::Range(kShortest, kLongest))
      ->capture_default_str();
  app.add_option("--vectors", arguments.vectors, kVectorsOption);
  app.add_option("--color", arguments.colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  app.add_flag("-v,--verbose", arguments.verbose, "Show every message, both ways");
  app.footer(
      "Asks what every implementation gets right, in every way that the protocol allows, and says "
      "of each\nrule of the protocol whether the adapter keeps it. What its library is worth, "
      "oauthspec vectors says.\n\n"
      "Example:\n"
      "  oauthspec selfcheck --adapter 'python3 my_adapter.py'\n\n"
      "Exit: 0 the adapter is right, 1 it is not, 2 usage or an invalid vector file, 3 the adapter "
      "cannot be\n      used, 130 interrupted.\n");
}

}  // namespace oauthspec::cli
