// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/adapter_arguments.h"

#include <CLI/CLI.hpp>

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

void add_adapters(CLI::App& app, AdaptersArguments& /*arguments*/) {
  app.footer("Example:\n  oauthspec adapters\n");
}

void add_selfcheck(CLI::App& app, SelfcheckArguments& arguments) {
  app.add_option("--adapter", arguments.adapter, "A command that speaks the adapter protocol")
      ->required();
  app.footer("Example:\n  oauthspec selfcheck --adapter 'python3 my_adapter.py'\n");
}

}  // namespace oauthspec::cli
