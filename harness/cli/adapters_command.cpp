// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/adapters_command.h"

namespace oauthspec::cli {

int run_adapters(const AdaptersArguments& /*arguments*/, const Console& console) {
  console.err << "oauthspec adapters: not built yet\n";
  return usage;
}

}  // namespace oauthspec::cli
