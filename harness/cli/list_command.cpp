// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/list_command.h"

#include <cstddef>
#include <map>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/runner/select.h"

namespace oauthspec::cli {
namespace {

void print_counts(const std::map<std::string, std::size_t>& counts, std::ostream& out) {
  for (const auto& [name, count] : counts) {
    out << fmt::format("{} {}\n", name, count);
  }
}

}  // namespace

int run_list(const ListArguments& arguments, const vector::Library& library,
             const Console& console) {
  const runner::Selection selection{arguments.patterns, {}};
  if (const auto idle = runner::idle_patterns(library.suites, selection); !idle.empty()) {
    console.err << fmt::format("oauthspec list: no test is matched by {}\n", fmt::join(idle, ", "));
    return usage;
  }
  std::map<std::string, std::size_t> counts;
  for (const runner::Case& one : runner::select(library.suites, selection)) {
    if (arguments.ops || arguments.suites) {
      ++counts[arguments.ops ? one.suite->op : one.suite->name];
    } else if (arguments.verbose) {
      console.out << fmt::format("{}: {}\n", one.name(), one.test->title);
    } else {
      console.out << one.name() << '\n';
    }
  }
  print_counts(counts, console.out);
  return as_expected;
}

}  // namespace oauthspec::cli
