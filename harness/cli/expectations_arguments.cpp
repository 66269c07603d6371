// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/expectations_arguments.h"

#include <CLI/CLI.hpp>

namespace oauthspec::cli {

void add_expectations(CLI::App& app, ExpectationsArguments& arguments) {
  auto* expectations =
      app.add_option("--expectations", arguments.file,
                     "A file of known failures (vectors/schema/expectations.schema.json): they do "
                     "not fail the run, and what passes all the same does")
          ->check([](const std::string& file) {
            return file.empty() ? std::string("the name is empty") : std::string();
          });
  app.add_flag(
         "--update-expectations", arguments.update,
         "Make the file of --expectations fit this run: new failures are added, stale entries "
         "taken out, reasons kept")
      ->needs(expectations);
}

}  // namespace oauthspec::cli
