// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "harness/cli/console.h"
#include "harness/cli/vectors_arguments.h"
#include "harness/result/result.h"
#include "harness/runner/expectations.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// The expectations of one run: from the file that --expectations names to what --update-expectations writes into it.
class KnownFailures {
 public:
  /// Reads the file; where it is to be updated, it may be missing.
  ///
  /// Input:  `today` is a day such as "2026-01-31".
  /// Errors: what is wrong with the file, and where, for people.
  [[nodiscard]] static std::expected<KnownFailures, std::string> load(
      const VectorsArguments& arguments, const vector::Library& library, std::string_view today);

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
  KnownFailures(runner::Expectations expectations, bool update)
      : expectations_(std::move(expectations)), update_(update) {}

  void show(const Console& console) const;
  [[nodiscard]] bool update(const vector::Library& library, const Console& console) const;

  runner::Expectations expectations_;
  bool update_;
  std::vector<result::Result> results_;
};

}  // namespace oauthspec::cli
