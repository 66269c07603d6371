// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/catalogue_commands.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/report/text.h"
#include "harness/runner/select.h"

namespace oauthspec::cli {
namespace {

// "RFC 5849", "rfc5849" and "RFC5849" are one document.
std::string folded(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c != ' ') {
      text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return text;
}

void print_counts(const std::map<std::string, std::size_t>& counts, std::ostream& out) {
  for (const auto& [name, count] : counts) {
    out << fmt::format("{} {}\n", name, count);
  }
}

std::string requirement_line(const vector::Requirement& requirement,
                             const vector::Citation& citation) {
  std::string note;
  if (!requirement.withdrawn.empty()) {
    note = " [withdrawn: " + requirement.withdrawn + "]";
  } else if (!requirement.verified) {
    note = " [not seen in a published text]";
  }
  return fmt::format("{}  {}  {} {} ({} of a refusal)  {}{}\n", requirement.id, requirement.level,
                     citation.tests.size(), citation.tests.size() == 1 ? "test" : "tests",
                     citation.rejecting.size(), requirement.text, note);
}

std::string share_line(const vector::DocumentCoverage& document) {
  return fmt::format(
      "{}: {}/{} of what a library can show is cited by a test ({}), {}/{} of all statements "
      "({})\n",
      document.document, document.library_cited, document.library,
      report::percent(document.library_cited, document.library), document.cited, document.counted,
      report::percent(document.cited, document.counted));
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

int run_requirements(const RequirementsArguments& arguments, const vector::Library& library,
                     const Console& console) {
  const vector::Coverage coverage = vector::cover(library.catalogue, library.suites);
  const std::string wanted = folded(arguments.document);
  std::set<std::string> uncovered;
  std::string shares;
  for (const vector::DocumentCoverage& document : coverage.documents) {
    if (wanted.empty() || folded(document.document) == wanted) {
      uncovered.insert(document.library_uncited.begin(), document.library_uncited.end());
      shares += share_line(document);
    }
  }
  if (shares.empty() && !wanted.empty()) {
    console.err << fmt::format("oauthspec requirements: there is no document {} in the catalogue\n",
                               arguments.document);
    return usage;
  }
  for (const auto& [id, requirement] : library.catalogue) {
    if (!(wanted.empty() || folded(requirement.document) == wanted) ||
        (arguments.uncovered && !uncovered.contains(id))) {
      continue;
    }
    const vector::Citation& citation = coverage.by_requirement.at(id);
    console.out << requirement_line(requirement, citation);
    if (arguments.verbose && !citation.tests.empty()) {
      console.out << fmt::format("    {}\n", fmt::join(citation.tests, "\n    "));
    }
  }
  console.out << shares;
  return as_expected;
}

}  // namespace oauthspec::cli
