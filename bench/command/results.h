// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "bench/command/google_benchmark.h"
#include "bench/command/machine.h"
#include "bench/command/set.h"
#include "bench/command/statistics.h"

namespace oauthspec::bench {

/// What is known of a row besides its figures.
struct About {
  std::string note = {};  ///< Such as that a library chooses its nonces itself.
  bool peer = false;      ///< Whether it is of somebody else.
};

/// A row, as it was measured.
struct Row {
  std::string name;
  About about = {};
  std::vector<double> nanoseconds =
      {};  ///< For one operation; by round where rows were measured in turns.
  Summary summary = {};
  double octets_a_second = 0;  ///< The median; 0: octets are not counted.
  std::optional<std::string> denominator = {};
  std::optional<double> ratio = {};  ///< How many times the denominator.
};

/// What could not be measured.
struct LeftOut {
  std::string name;
  std::string why;
};

/// All that came of a set.
struct Results {
  Set set;
  Machine machine = {};
  bool interleaved = false;
  std::vector<Row> rows = {};
  std::vector<LeftOut> left_out = {};
};

/// Makes rows of samples, in the order in which they first come, and compares them as the set says.
[[nodiscard]] std::vector<Row> rows_of(const Set& set, const std::vector<Sample>& samples,
                                       const std::map<std::string, About>& about);

/// The results as bench/results.schema.json has them.
[[nodiscard]] nlohmann::ordered_json to_json(const Results& results);

}  // namespace oauthspec::bench
