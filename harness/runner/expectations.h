// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/result/expectation.h"
#include "harness/result/result.h"
#include "harness/vector/load.h"
#include "harness/vector/problem.h"

namespace oauthspec::runner {

/// An entry of an expectations file, with the tests that it names.
struct Entry {
  result::Expectation expectation;
  std::size_t line = 0;            ///< From 1; 0 where the entry is in no file.
  bool expired = false;            ///< Its `until` has passed: it counts no more.
  std::vector<std::string> tests;  ///< Of all vectors, in the library's order.
};

/// How a result stands to an entry that names its test.
enum class Standing : unsigned char {
  holds,      ///< It came out as the entry says.
  stale,      ///< It passes, or misses no more than a SHOULD: no entry is needed any more.
  otherwise,  ///< It failed in another way than the entry says.
  open,       ///< Nothing was found out: not run, not asked, inconclusive.
};

/// Tells how a result stands to what is expected of its test.
///
/// Input:  `before` is the result's status before expectations were taken into account.
/// Output: `fail` holds with fail, vacuous, and an error that the library raised; `crash` and `timeout` with nothing but
///         that; `skip` with skip and unsupported; `flaky` with pass, warn, and what satisfies `fail`.
[[nodiscard]] Standing standing(result::Expect expect, const result::Result& result,
                                result::Status before);

/// The known failures of an implementation.
class Expectations {
 public:
  /// No expectations at all, of a file that is yet to be written.
  explicit Expectations(std::string file) : file_(std::move(file)) {}

  /// Reads an expectations file.
  ///
  /// Input:  `today` is a day such as "2026-01-31". The library's folder holds the schema.
  /// Errors: a file that cannot be read, is no strict JSON, or not as the schema has it; an `until` that is no day; an
  ///         entry that matches no test of the library; a test that two entries name, expired ones aside.
  [[nodiscard]] static std::expected<Expectations, vector::Problem> load(
      const std::filesystem::path& file, const vector::Library& library, std::string_view today);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

  /// The entry that counts for a test; null where there is none.
  [[nodiscard]] const Entry* find(std::string_view test) const;

  /// Takes the entry that names the result's test into account, once its control is settled.
  ///
  /// Output: xfail or flaky where the entry holds, but skip and unsupported stay what they are; xpass where it is stale;
  ///         everything else stays unexpected. `before`, `reason` and `issue` are filled in.
  void apply(result::Result& result) const;

 private:
  struct Mistake {
    std::string member;  // Of the entry, "/id".
    std::string reason;
  };
  std::optional<Mistake> add(Entry entry);

  std::string file_;
  std::vector<Entry> entries_;
  std::map<std::string, std::size_t, std::less<>> by_test_;  // Places in entries_.
};

/// What has become of the entries in a run.
struct Review {
  struct Finding {
    const Entry* entry = nullptr;
    std::vector<std::string> tests;  ///< In the library's order.
  };
  std::vector<Finding> stale;
  std::vector<Finding> otherwise;  ///< Their tests failed in another way than they say.
  std::vector<const Entry*> expired;
  std::size_t unreviewed = 0;  ///< How many have a reason that nobody wrote.
};

/// Tells what has become of the entries.
///
/// Input: all results of a run that an entry names, apply() done.
[[nodiscard]] Review review(const Expectations& expectations,
                            std::span<const result::Result> results);

}  // namespace oauthspec::runner
