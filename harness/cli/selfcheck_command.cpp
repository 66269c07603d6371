// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/selfcheck_command.h"

namespace oauthspec::cli {

int run_selfcheck(const SelfcheckArguments& /*arguments*/, const Console& console) {
  console.err << "oauthspec selfcheck: not built yet\n";
  return usage;
}

}  // namespace oauthspec::cli
