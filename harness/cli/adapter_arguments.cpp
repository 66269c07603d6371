// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/adapter_arguments.h"

#include "harness/cli/command_line/options.h"
#include "harness/cli/option_texts.h"

namespace oauthspec::cli {

void add_adapter(Options& options, AdapterArguments& arguments) {
  const auto defect =
      options.add("--defect", arguments.defect,
                  "Answer one op as this planted defect does, by its name in \"oauthspec selftest "
                  "--list\"");
  options.add("--backend", arguments.backend, kBackendOption).excludes(defect);
  options.footer(
      "One message a line, on stdin and stdout.\n\nExample:\n"
      "  echo '{\"id\":1,\"op\":\"oauth1.percent_encode\",\"in\":{\"text\":\"a b\"}}' | oauthspec "
      "adapter\n");
}

void add_adapters(Options& options, AdaptersArguments& arguments) {
  options.add("NAME", arguments.names, "Adapters to list; all of them where none is named");
  options.add("--tree", arguments.tree,
              "The root of the project, which has harness/adapters/; else the one that this "
              "program is in");
  options.footer(
      "One adapter a line, with tabs between: name, language, library, protocols, \"installed\" or "
      "\"missing\"\nwith what is missing, and the command that runs it from the root of the "
      "project.\nharness/adapters/install.sh NAME installs what one needs.\n\n"
      "Example:\n"
      "  oauthspec adapters | column -t -s \"$(printf '\\t')\"\n\n"
      "Exit: 0, or 2 where there is no such adapter or no list of them.\n");
}

void add_selfcheck(Options& options, SelfcheckArguments& arguments) {
  constexpr double kLongest = 86'400;
  constexpr double kShortest = 0.001;
  options
      .add("--adapter", arguments.adapter,
           "A command that speaks the adapter protocol, for /bin/sh")
      .required()
      .not_empty("the command is empty");
  options
      .add("--timeout", arguments.timeout_seconds,
           "Seconds that one question may take, and the end")
      .in_range(kShortest, kLongest)
      .show_default();
  options.add("--vectors", arguments.vectors, kVectorsOption);
  options.add("--color", arguments.colour, "auto, always or never")
      .one_of({"auto", "always", "never"})
      .show_default();
  options.add("-v,--verbose", arguments.verbose, "Show every message, both ways");
  options.footer(
      "Asks what every implementation gets right, in every way that the protocol allows, and says "
      "of each\nrule of the protocol whether the adapter keeps it. What its library is worth, "
      "oauthspec vectors says.\n\n"
      "Example:\n"
      "  oauthspec selfcheck --adapter 'python3 my_adapter.py'\n\n"
      "Exit: 0 the adapter is right, 1 it is not, 2 usage or an invalid vector file, 3 the adapter "
      "cannot be\n      used, 130 interrupted.\n");
}

}  // namespace oauthspec::cli
