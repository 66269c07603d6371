// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/adapters_command.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace oauthspec::cli {
namespace {

std::string line_of(const ShippedAdapter& adapter, const Machine& machine) {
  const auto lacking = missing(adapter, machine);
  const std::string state =
      lacking.empty() ? "installed" : fmt::format("missing {}", fmt::join(lacking, " "));
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", adapter.name, adapter.language, adapter.library,
                     fmt::join(adapter.protocols, ","), state, adapter.command);
}

}  // namespace

int run_adapters(const AdaptersArguments& arguments, const std::vector<ShippedAdapter>& adapters,
                 const Machine& machine, const Console& console) {
  for (const std::string& name : arguments.names) {
    if (std::ranges::find(adapters, name, &ShippedAdapter::name) == adapters.end()) {
      console.err << fmt::format(
          "oauthspec adapters: there is no adapter {}; oauthspec adapters lists all\n", name);
      return usage;
    }
  }
  for (const ShippedAdapter& adapter : adapters) {
    if (arguments.names.empty() ||
        std::ranges::find(arguments.names, adapter.name) != arguments.names.end()) {
      console.out << line_of(adapter, machine);
    }
  }
  return as_expected;
}

}  // namespace oauthspec::cli
