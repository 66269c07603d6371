// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/report/tally.h"
#include "harness/result/json_lines.h"
#include "harness/result/result.h"
#include "harness/vector/load.h"

/// What every report is made of.
namespace oauthspec::report {

/// One run of one implementation: a results file, or the files of all its shards.
struct RunReport {
  std::string label;  ///< "oauthlib 3.2.2"; no two runs of a report have the same.
  result::Run about;  ///< What was run; of several shards, as the first of them has it.
  std::string ended;  ///< As Run::started; empty where the run was killed.
  std::vector<result::Result> results;  ///< In the order of their names.
  Tally tally;
  /// Why the run is no success, whatever its results are; empty where there is no such reason.
  std::vector<std::string> troubles;
};

/// Runs, ready to be shown.
///
/// Lifetime: `library` has to outlive it.
struct Report {
  std::vector<RunReport> runs;
  const vector::Library* library = nullptr;
  bool colour = false;  ///< For the one format that has any.
};

/// Puts results files together.
///
/// Input:  `files` as result::read() gives them.
/// Output: shards of the same run of the same implementation become one run; every other file is a run of its own. Names and titles,
///         which formats write in one line, have no control characters left, whoever wrote them; what an adapter calls itself is cut.
///         A run is in trouble where it was killed, ended early, exited with a failure that no result explains, counted other
///         results than its file holds, names a test twice, or lacks some of the shards of which it has several.
[[nodiscard]] Report assemble(std::vector<result::File> files, const vector::Library& library);

/// Whether a run is a success: it is not in trouble and no result is unexpected.
[[nodiscard]] bool succeeded(const RunReport& run);

/// A test's name, taken apart: "oauth1/sign" and "plain".
[[nodiscard]] std::string_view suite_of(const result::Result& result);
[[nodiscard]] std::string_view id_of(const result::Result& result);

/// Where a test stands.
struct Location {
  std::string
      file;  ///< "vectors/oauth1/sign.json"; empty where the library does not know the test.
  std::size_t line = 0;  ///< From 1; 0 where `file` is empty.
};
[[nodiscard]] Location location_of(const result::Result& result, const Report& report);

/// What other formats can say of a result.
enum class Verdict : unsigned char {
  passed,
  warned,  ///< A SHOULD was not met: no success, and no failure either.
  tolerated,  ///< A failure that the expectations name, or one of a document that the server does not claim.
  skipped,  ///< Nothing was found out.
  failed,   ///< An answer that is wrong, or an expectation that is.
  broken,   ///< No answer.
};
[[nodiscard]] Verdict verdict_of(const result::Result& result);

/// A result's status with why it is so, in one line: the reason that the expectations give, and the message. Long ones are cut.
[[nodiscard]] std::string cause_of(const result::Result& result);

}  // namespace oauthspec::report
