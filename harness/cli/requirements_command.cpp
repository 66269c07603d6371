// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/requirements_command.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "harness/cli/check_suites.h"
#include "harness/defects/declared.h"
#include "harness/report/coverage.h"
#include "harness/report/coverage_html.h"
#include "harness/report/coverage_json.h"
#include "harness/report/coverage_text.h"
#include "harness/report/text.h"
#include "harness/result/mask.h"
#include "harness/runner/judge.h"

namespace oauthspec::cli {
namespace {

using report::Coverage;
using report::CoverageShare;
using vector::Requirement;

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

Coverage coverage_of(const RequirementsArguments& arguments, const vector::Library& library,
                     std::span<const defects::Defect> planted,
                     std::span<const checks::Topic> topics) {
  Coverage coverage;
  coverage.library = &library;
  coverage.version = OAUTHSPEC_VERSION;
  coverage.evidence = vector::evidence(library.catalogue, library.suites,
                                       defects::declared_blames(library, planted));
  for (const defects::Defect& defect : planted) {
    coverage.defects.push_back({defects::full_name(defect), std::string(defect.op),
                                std::string(defect.requirement), std::string(defect.title)});
  }
  for (const checks::Topic topic : topics) {
    for (const checks::Check& check : topic) {
      for (const std::string_view id : check.requirements) {
        coverage.checks[std::string(id)].push_back(test_name(check));
      }
    }
  }
  const std::string wanted = folded(arguments.document);
  for (const auto& [id, requirement] : library.catalogue) {
    if (wanted.empty() || folded(requirement.document) == wanted)
      coverage.statements.push_back(&requirement);
  }
  return coverage;
}

bool uncovered(const Coverage& coverage, const Requirement& requirement) {
  return vector::standing(requirement) == vector::Standing::counts &&
         !coverage.of(requirement).covered();
}

void list(const RequirementsArguments& arguments, const Coverage& coverage,
          const Console& console) {
  if (!arguments.list && !arguments.uncovered) return;
  for (const Requirement* requirement : coverage.statements) {
    if (arguments.list || uncovered(coverage, *requirement))
      console.out << report::statement_text(coverage, *requirement, arguments.verbose);
  }
  console.out << '\n';
}

bool write_file(const std::string& file, const std::string& text, const Console& console) {
  std::ofstream out(file);
  out << text << std::flush;
  if (!out) console.err << fmt::format("oauthspec requirements: {} could not be written\n", file);
  return static_cast<bool>(out);
}

// Describes tests for the page, their secrets masked as in everything else that is written.
report::Describe describe(const RequirementsArguments& arguments, const vector::Library& library) {
  if (arguments.show_secrets) return runner::unjudged;
  return [&library, masks = std::map<std::string, result::Mask>()](
             const vector::Suite& suite, const vector::Test& test) mutable {
    const auto& schema = library.ops.at(suite.op).schema.document();
    return masks.try_emplace(suite.op, schema).first->second.masked(runner::unjudged(suite, test));
  };
}

bool write_files(const RequirementsArguments& arguments, const Coverage& coverage,
                 const Console& console) {
  if (!arguments.json.empty() &&
      !write_file(arguments.json, report::coverage_json(coverage).dump(1) + '\n', console))
    return false;
  return arguments.html.empty() ||
         write_file(arguments.html,
                    report::coverage_html(coverage, describe(arguments, *coverage.library)),
                    console);
}

// A share that is asked for, of the statements at MUST level or of the others.
struct Minimum {
  std::optional<std::size_t> percent;
  bool must = false;
  CoverageShare share;

  [[nodiscard]] const char* what() const { return must ? "at MUST level" : "at other levels"; }

  [[nodiscard]] bool met() const {
    constexpr std::size_t kWhole = 100;
    return !percent || share.covered * kWhole >= *percent * share.all;
  }
};

// Nothing at all is no share: a catalogue that lost its statements must not pass for a covered one.
bool countable(const Minimum& minimum, const Console& console) {
  if (!minimum.percent || minimum.share.all != 0) return true;
  console.err << fmt::format("oauthspec requirements: no statement {} counts\n", minimum.what());
  return false;
}

bool hold(const Minimum& minimum, const Coverage& coverage, const Console& console) {
  if (minimum.met()) return true;
  console.out << fmt::format(
      "\n{} of the statements {} covered, where {} % is asked for; not covered:\n",
      report::percent(minimum.share.covered, minimum.share.all), minimum.what(), *minimum.percent);
  for (const Requirement* requirement : coverage.statements) {
    const bool must = vector::demand(*requirement) == vector::Demand::must;
    if (must == minimum.must && uncovered(coverage, *requirement))
      console.out << report::statement_text(coverage, *requirement, false);
  }
  return false;
}

}  // namespace

int run_requirements(const RequirementsArguments& arguments, const vector::Library& library,
                     std::span<const defects::Defect> planted,
                     std::span<const checks::Topic> checks, const Console& console) {
  const Coverage coverage = coverage_of(arguments, library, planted, checks);
  if (coverage.statements.empty() && !arguments.document.empty()) {
    console.err << fmt::format("oauthspec requirements: there is no document {} in the catalogue\n",
                               arguments.document);
    return usage;
  }
  const report::CoverageRow all = report::coverage_in_all(coverage);
  const Minimum must{arguments.minimum_must, true, all.must};
  const Minimum others{arguments.minimum_others, false, all.others};
  if (!countable(must, console) || !countable(others, console)) return usage;
  if (!write_files(arguments, coverage, console)) return usage;
  list(arguments, coverage, console);
  console.out << report::coverage_tables(coverage);
  const bool enough = hold(must, coverage, console);
  return hold(others, coverage, console) && enough ? as_expected : unexpected_result;
}

}  // namespace oauthspec::cli
