// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/expectations.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "harness/runner/select.h"
#include "harness/vector/file.h"
#include "harness/vector/schema.h"

namespace oauthspec::runner {
namespace {

using result::Expect;
using result::Result;
using result::Status;
using vector::Problem;

result::Expectation read_entry(const nlohmann::json& value) {
  return {.id = value.at("id"),
          .expect = *result::expect_named(value.at("expect").get<std::string>()),
          .reason = value.at("reason"),
          .issue = value.value("issue", ""),
          .until = value.value("until", "")};
}

std::vector<std::string> tests_of(const std::string& id, const vector::Library& library) {
  std::vector<std::string> tests;
  for (const vector::Suite& suite : library.suites) {
    for (const vector::Test& test : suite.tests) {
      std::string name = vector::full_name(suite, test);
      if (glob_matches(id, name)) tests.push_back(std::move(name));
    }
  }
  return tests;
}

// Whether a text of the form of a day is one: no 31st of February.
bool is_day(std::string_view text) {
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + size, value);
    return value;
  };
  return std::chrono::year_month_day(std::chrono::year(number(0, 4)),
                                     std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                     std::chrono::day(static_cast<unsigned>(number(8, 2))))
      .ok();
}

std::expected<vector::JsonFile, Problem> read_valid(const std::filesystem::path& path,
                                                    const vector::Library& library) {
  const auto schema =
      vector::Schema::load(library.directory / "schema" / "expectations.schema.json");
  if (!schema) return std::unexpected(schema.error());
  auto file = vector::read_json(path);
  if (!file) return file;
  if (const auto mismatch = schema->validate("", file->value)) {
    return std::unexpected(problem_at(*file, mismatch->pointer, mismatch->reason));
  }
  return file;
}

// Whether the library gave a wrong answer, or none but its own error.
bool failed(const Result& result, Status status) {
  return status == Status::fail || status == Status::vacuous ||
         (status == Status::error && raised_by_library(result));
}

bool holds(Expect expect, const Result& result, Status status) {
  switch (expect) {
    case Expect::fail:
      return failed(result, status);
    case Expect::crash:
      return status == Status::crash;
    case Expect::timeout:
      return status == Status::timeout;
    case Expect::skip:
      return status == Status::skip || status == Status::unsupported;
    case Expect::flaky:
      return failed(result, status) || status == Status::pass || status == Status::warn;
  }
  return false;
}

std::string stale_message(Expect expect, const Result& result) {
  std::string message = result.status == Status::warn ? "only warns" : "passed";
  message += expect == Expect::skip
                 ? ", although it is expected to be skipped"
                 : fmt::format(", although it is expected to {}",
                               expect == Expect::timeout ? "time out" : result::name(expect));
  return result.message.empty() ? message : message + ": " + result.message;
}

}  // namespace

Standing standing(Expect expect, const Result& result, Status before) {
  if (holds(expect, result, before)) return Standing::holds;
  switch (before) {
    case Status::pass:
    case Status::warn:
      return Standing::stale;
    case Status::skip:
    case Status::unsupported:
    case Status::inconclusive:
    case Status::not_run:
      return Standing::open;
    default:
      return Standing::otherwise;
  }
}

std::expected<Expectations, Problem> Expectations::load(const std::filesystem::path& path,
                                                        const vector::Library& library,
                                                        std::string_view today) {
  const auto file = read_valid(path, library);
  if (!file) return std::unexpected(file.error());
  Expectations made(path.string());
  const auto lines = vector::lines_of_values(file->text, 2);
  for (std::size_t i = 0; i < file->value["expectations"].size(); ++i) {
    const std::string place = fmt::format("/expectations/{}", i);
    Entry entry{.expectation = read_entry(file->value["expectations"][i]),
                .line = lines.at(place),
                .tests = {}};
    entry.expired = !entry.expectation.until.empty() && entry.expectation.until < today;
    entry.tests = tests_of(entry.expectation.id, library);
    if (const auto mistake = made.add(std::move(entry))) {
      return std::unexpected(problem_at(*file, place + mistake->member, mistake->reason));
    }
  }
  return made;
}

std::optional<Expectations::Mistake> Expectations::add(Entry entry) {
  const std::string& until = entry.expectation.until;
  if (!until.empty() && !is_day(until)) return Mistake{"/until", "there is no such day"};
  if (entry.tests.empty()) {
    return Mistake{
        "/id", fmt::format("no test of the vectors is matched by \"{}\"", entry.expectation.id)};
  }
  for (const std::string& test : entry.tests) {
    if (entry.expired) break;
    const auto [other, added] = by_test_.emplace(test, entries_.size());
    if (added) continue;
    return Mistake{"/id", fmt::format("{} is named by the entry on line {} already", test,
                                      entries_[other->second].line)};
  }
  entries_.push_back(std::move(entry));
  return std::nullopt;
}

const Entry* Expectations::find(std::string_view test) const {
  const auto found = by_test_.find(test);
  return found == by_test_.end() ? nullptr : &entries_[found->second];
}

void Expectations::apply(Result& result) const {
  const Entry* const entry = find(result.test);
  if (entry == nullptr) return;
  const auto& [id, expect, reason, issue, until] = entry->expectation;
  result.reason = reason;
  result.issue = issue;
  const Standing found = standing(expect, result, result.status);
  if (found == Standing::stale) {
    result.message = stale_message(expect, result);
    result.before = std::exchange(result.status, Status::xpass);
  } else if (found == Standing::holds && expect != Expect::skip) {
    const Status known = expect == Expect::flaky ? Status::flaky : Status::xfail;
    result.before = std::exchange(result.status, known);
  }
}

Review review(const Expectations& expectations, std::span<const Result> results) {
  std::map<const Entry*, std::map<Standing, std::set<std::string>>> found;
  for (const Result& result : results) {
    if (const Entry* const entry = expectations.find(result.test)) {
      const Status before = result.before.value_or(result.status);
      found[entry][standing(entry->expectation.expect, result, before)].insert(result.test);
    }
  }
  Review made;
  for (const Entry& entry : expectations.entries()) {
    const auto add = [&](std::vector<Review::Finding>& findings, Standing kind) {
      const std::set<std::string>& named = found[&entry][kind];
      if (named.empty()) return;
      Review::Finding finding{.entry = &entry, .tests = {}};
      std::ranges::copy_if(entry.tests, std::back_inserter(finding.tests),
                           [&](const std::string& test) { return named.contains(test); });
      findings.push_back(std::move(finding));
    };
    add(made.stale, Standing::stale);
    add(made.otherwise, Standing::otherwise);
    if (entry.expired) made.expired.push_back(&entry);
    if (entry.expectation.reason.starts_with(result::kUnreviewed)) ++made.unreviewed;
  }
  return made;
}

}  // namespace oauthspec::runner
