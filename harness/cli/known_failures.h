// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "harness/cli/console.h"
#include "harness/result/result.h"
#include "harness/runner/expectations.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// A file of expectations.
struct KnownFailuresFile {
  std::string name;     ///< Empty: nothing is expected to fail.
  bool update = false;  ///< It is to fit this run afterwards.
  std::string command;  ///< Who complains, "oauthspec vectors".
};

/// The expectations of one run: from the file that --expectations names to what --update-expectations writes into it.
class KnownFailures {
 public:
  /// Reads the file; where it is to be updated, it may be missing.
  ///
  /// Input:  `today` is a day such as "2026-01-31".
  /// Errors: what is wrong with the file, and where, for people.
  [[nodiscard]] static std::expected<KnownFailures, std::string> load(
      const KnownFailuresFile& file, const vector::Library& library, std::string_view today);

  /// Takes expectations into account.
  void apply(result::Result& result) const { expectations_.apply(result); }

  /// Whether a result that was recorded before has the status that these expectations give it.
  [[nodiscard]] bool agree_with(const result::Result& recorded) const;

  /// Whether note() keeps anything: there are expectations, or will be.
  [[nodiscard]] bool keeps() const { return !expectations_.file().empty(); }

  /// Keeps what is needed of a final result for conclude().
  ///
  /// Input:  apply() done, secrets masked.
  void note(const result::Result& result);

  /// Says what became of the entries, or updates the file and says how.
  ///
  /// Output: false where the file could not be written, which is then said.
  [[nodiscard]] bool conclude(const vector::Library& library, const Console& console) const;

 private:
  KnownFailures(runner::Expectations expectations, const KnownFailuresFile& file)
      : expectations_(std::move(expectations)), update_(file.update), command_(file.command) {}

  void show(const Console& console) const;
  [[nodiscard]] bool update(const vector::Library& library, const Console& console) const;

  runner::Expectations expectations_;
  bool update_;
  std::string command_;
  std::vector<result::Result> results_;
};

}  // namespace oauthspec::cli
