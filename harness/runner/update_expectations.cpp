// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/update_expectations.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace oauthspec::runner {
namespace {

using result::Expectation;
using result::Result;
using result::Status;

/// Works the results into the entries.
class Updating {
 public:
  Updating(const Expectations& expectations, std::span<const Result> results)
      : expectations_(expectations) {
    for (const Result& result : results) results_.emplace(result.test, &result);
  }

  Update take(const vector::Library& library) {
    for (const Entry& entry : expectations_.entries()) take(entry);
    for (const vector::Suite& suite : library.suites) {
      for (const vector::Test& test : suite.tests) {
        expect_now(vector::full_name(suite, test), nullptr);
      }
    }
    return std::move(made_);
  }

 private:
  void take(const Entry& entry) {
    if (keeps_all(entry)) {
      made_.entries.push_back(entry.expectation);
      return;
    }
    std::size_t kept = 0;
    for (const std::string& test : entry.tests) {
      if (keeps(entry, test)) {
        Expectation narrow = entry.expectation;
        narrow.id = test;
        made_.entries.push_back(std::move(narrow));
        ++kept;
      } else {
        expect_now(test, &entry);
      }
    }
    ++(kept > 0 ? made_.divided : made_.removed);
  }

  [[nodiscard]] bool keeps_all(const Entry& entry) const {
    return std::ranges::all_of(entry.tests,
                               [&](const std::string& test) { return keeps(entry, test); });
  }

  // Whether the entry still says what is true of the test, as far as this run knows.
  [[nodiscard]] bool keeps(const Entry& entry, const std::string& test) const {
    const auto found = results_.find(test);
    if (found == results_.end()) return true;
    const Result& result = *found->second;
    const Status before = result.before.value_or(result.status);
    if (entry.expired) return before == Status::not_run;
    const Standing stands = standing(entry.expectation.expect, result, before);
    return stands == Standing::holds || stands == Standing::open;
  }

  // Adds an entry for what happened, where it is unexpected.
  void expect_now(const std::string& test, const Entry* old) {
    const auto found = results_.find(test);
    if (found == results_.end() || !treated_.insert(test).second) return;
    auto entry = expectation_for(*found->second);
    if (!entry) {
      if (found->second->status == Status::error) ++made_.hopeless;
      return;
    }
    if (old != nullptr && old->expired) {
      entry->reason = fmt::format("{}expired on {}: {}", result::kUnreviewed,
                                  old->expectation.until, old->expectation.reason);
      entry->issue = old->expectation.issue;
    }
    made_.entries.push_back(*std::move(entry));
    ++made_.added;
  }

  const Expectations& expectations_;
  std::map<std::string_view, const Result*> results_;
  std::set<std::string> treated_;
  Update made_;
};

}  // namespace

Update updated(const Expectations& expectations, const vector::Library& library,
               std::span<const Result> results) {
  return Updating(expectations, results).take(library);
}

std::string write_expectations(std::span<const Expectation> entries) {
  std::string text = "{\n  \"format\": 1,\n  \"expectations\": [";
  for (const Expectation& entry : entries) {
    text += text.ends_with('[') ? "\n    " : ",\n    ";
    text += result::write_entry(entry);
  }
  return text + (entries.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

std::optional<std::string> replace_file(const std::filesystem::path& file,
                                        const std::string& text) {
  std::error_code error;
  // A link stays one: what it leads to is replaced.
  auto target = std::filesystem::weakly_canonical(file, error);
  if (error) target = file;
  auto beside = target;
  beside += ".new";
  const auto failed = [&](int number) {
    std::filesystem::remove(beside, error);
    return fmt::format("{}: {}", file.string(), std::generic_category().message(number));
  };
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  out << text << std::flush;
  if (!out) return failed(errno);
  out.close();
  if (const auto old = std::filesystem::status(target, error); std::filesystem::exists(old)) {
    std::filesystem::permissions(beside, old.permissions(), error);
  }
  std::filesystem::rename(beside, target, error);
  if (error) return failed(error.value());
  return std::nullopt;
}

}  // namespace oauthspec::runner
