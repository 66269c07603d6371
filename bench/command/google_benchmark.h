// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

/// What programs made with Google Benchmark take and write.
namespace oauthspec::bench {

/// One measurement of one row.
struct Sample {
  std::string row;
  double nanoseconds = 0;      ///< Of the processor's time, for one operation.
  double octets_a_second = 0;  ///< 0: the row does not count octets.
};

/// The name of a row without what Google Benchmark adds of how it is run: "/min_time:0.1", "/repeats:3", "/process_time" ...
/// A number of threads stays.
[[nodiscard]] std::string row_name(std::string_view name);

/// The regular expression that fits `name` and nothing else, as --benchmark_filter takes it.
[[nodiscard]] std::string filter_for(std::string_view name);

/// The names that --benchmark_list_tests writes, one a line.
[[nodiscard]] std::vector<std::string> listed_rows(std::string_view output);

/// Reads what --benchmark_out_format=json writes: each repetition is a sample, aggregates are none. A row that counts items, as one that signs in
/// batches does, takes the time of one of them.
///
/// Errors: no such JSON; a row that ended with an error, with what it said.
[[nodiscard]] std::expected<std::vector<Sample>, std::string> read_samples(std::string_view output);

}  // namespace oauthspec::bench
