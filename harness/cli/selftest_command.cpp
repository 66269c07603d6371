// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/selftest_command.h"

namespace oauthspec::cli {

int run_selftest(const SelftestArguments& /*arguments*/, const Console& console) {
  console.err << "oauthspec selftest: not built yet\n";
  return usage;
}

}  // namespace oauthspec::cli
