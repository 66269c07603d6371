// SPDX-License-Identifier: Apache-2.0
#include "bench/command/list_command.h"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bench/command/workplace.h"
#include "harness/cli/command_line/options.h"

namespace oauthspec::bench {
namespace {

std::set<std::string> missing(const Set& set, const Places& places) {
  std::set<std::string> names;
  for (const ProgramRows& rows : set.programs) {
    if (!BenchmarkProgram(places.binaries / rows.program).there()) names.insert(rows.program);
  }
  return names;
}

}  // namespace

void add_list(cli::Options& options, ListArguments& arguments) {
  add_places(options, arguments.tree, arguments.bin);
}

int run_list(const ListArguments& arguments, const cli::Console& console) {
  const auto workplace = open_workplace(arguments.tree, arguments.bin);
  if (!workplace) {
    console.err << "oauthspec-bench: " << workplace.error() << '\n';
    return cli::usage;
  }
  std::size_t width = 0;
  for (const Set& set : workplace->sets) width = std::max(width, set.name.size());
  for (const Set& set : workplace->sets) {
    console.out << fmt::format("{:<{}}  {}", set.name, width, set.title);
    if (const auto names = missing(set, workplace->places); !names.empty()) {
      console.out << fmt::format(" (not built: {})", fmt::join(names, ", "));
    }
    console.out << '\n';
  }
  console.out << fmt::format("{:<{}}  All of these\n", "all", width);
  return cli::as_expected;
}

}  // namespace oauthspec::bench
