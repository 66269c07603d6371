// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/known_failures.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/report/text.h"
#include "harness/runner/update_expectations.h"
#include "harness/vector/problem.h"

namespace oauthspec::cli {
namespace {

using runner::Review;

std::string entries(std::size_t count) {
  return fmt::format("{} {}", count, count == 1 ? "entry" : "entries");
}

// " for 2 of its 12 tests: a, b", where the entry names more than one.
std::string which(const Review::Finding& finding) {
  constexpr std::size_t kShown = 5;
  if (finding.entry->tests.size() == 1) return "";
  if (finding.tests.size() == finding.entry->tests.size()) {
    return fmt::format(" for all of its {} tests", finding.tests.size());
  }
  const std::size_t shown = std::min(finding.tests.size(), kShown);
  std::string text =
      fmt::format(" for {} of its {} tests: {}", finding.tests.size(), finding.entry->tests.size(),
                  fmt::join(finding.tests.begin(),
                            finding.tests.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (shown < finding.tests.size()) {
    text += fmt::format(" and {} more", finding.tests.size() - shown);
  }
  return text;
}

// What to do about an entry that is of no more use for some of its tests.
std::string_view remedy(const Review::Finding& finding) {
  return finding.tests.size() == finding.entry->tests.size() ? "delete the entry"
                                                             : "name the other tests only";
}

}  // namespace

std::expected<KnownFailures, std::string> KnownFailures::load(const KnownFailuresFile& file,
                                                              const vector::Library& library,
                                                              std::string_view today) {
  std::error_code ignored;
  const bool fresh = file.update && !std::filesystem::exists(file.name, ignored);
  if (file.name.empty() || fresh) {
    return KnownFailures(runner::Expectations(file.name), file);
  }
  auto loaded = runner::Expectations::load(file.name, library, today);
  if (!loaded) return std::unexpected(vector::describe(loaded.error()));
  return KnownFailures(*std::move(loaded), file);
}

bool KnownFailures::agree_with(const result::Result& recorded) const {
  result::Result again = recorded;
  again.status = recorded.before.value_or(recorded.status);
  apply(again);
  return again.status == recorded.status;
}

void KnownFailures::note(const result::Result& result) {
  if (!keeps()) return;
  result::Result kept = result;
  // What may be long, and is not asked for.
  kept.sent = nullptr;
  kept.expected.reset();
  kept.stderr_text.clear();
  results_.push_back(std::move(kept));
}

bool KnownFailures::conclude(const vector::Library& library, const Console& console) const {
  if (update_) return update(library, console);
  show(console);
  return true;
}

void KnownFailures::show(const Console& console) const {
  const Review review = runner::review(expectations_, results_);
  const auto say = [&](const runner::Entry& entry, const std::string& text) {
    console.out << report::harmless(fmt::format("{}:{}: \"{}\" {}", expectations_.file(),
                                                entry.line, entry.expectation.id, text))
                << '\n';
  };
  for (const Review::Finding& finding : review.stale) {
    say(*finding.entry, fmt::format("is stale{}; {}", which(finding), remedy(finding)));
  }
  for (const Review::Finding& finding : review.otherwise) {
    say(*finding.entry, fmt::format("says {}, and it went otherwise{}; correct the entry",
                                    name(finding.entry->expectation.expect), which(finding)));
  }
  for (const runner::Entry* entry : review.expired) {
    say(*entry, "counts no more since " + entry->expectation.until);
  }
  if (review.unreviewed > 0) {
    console.out << fmt::format("{}: {} without a reason that somebody wrote\n",
                               expectations_.file(), entries(review.unreviewed));
  }
  console.out << std::flush;
}

bool KnownFailures::update(const vector::Library& library, const Console& console) const {
  const std::string& file = expectations_.file();
  const runner::Update update = runner::updated(expectations_, library, results_);
  if (update.hopeless > 0) {
    console.out << fmt::format(
        "{}: {} results can be expected by no entry: the adapter is at fault\n", file,
        update.hopeless);
  }
  std::error_code ignored;
  const bool changed = update.added + update.removed + update.divided > 0;
  if (!changed && std::filesystem::exists(file, ignored)) {
    console.out << file << ": nothing to change\n" << std::flush;
    return true;
  }
  if (const auto problem = runner::replace_file(file, runner::write_expectations(update.entries))) {
    console.err << command_ << ": " << *problem << '\n';
    return false;
  }
  console.out << fmt::format(
                     "{}: {} added, {} taken out, {} divided{}\n", file, entries(update.added),
                     update.removed, update.divided,
                     update.added > 0 ? "; put a reason in place of each \"unreviewed\"" : "")
              << std::flush;
  return true;
}

}  // namespace oauthspec::cli
