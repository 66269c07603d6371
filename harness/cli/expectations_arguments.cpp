// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/expectations_arguments.h"

#include "harness/cli/command_line/options.h"

namespace oauthspec::cli {

void add_expectations(Options& options, ExpectationsArguments& arguments) {
  const auto expectations =
      options
          .add("--expectations", arguments.file,
               "A file of known failures (vectors/schema/expectations.schema.json): they do "
               "not fail the run, and what passes all the same does")
          .not_empty("the name is empty");
  options
      .add("--update-expectations", arguments.update,
           "Make the file of --expectations fit this run: new failures are added, stale entries "
           "taken out, reasons kept")
      .needs(expectations);
}

}  // namespace oauthspec::cli
