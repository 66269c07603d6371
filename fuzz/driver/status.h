// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::fuzz::driver {

/// What libFuzzer says of its run, as far as it has come.
struct EngineStatus {
  std::uint64_t executions = 0;
  std::uint64_t coverage = 0;          ///< "cov:", edges
  std::uint64_t features = 0;          ///< "ft:"
  std::uint64_t inputs = 0;            ///< "corp:", the inputs that it holds
  std::uint64_t rate = 0;              ///< Executions a second.
  std::uint64_t memory = 0;            ///< MiB
  std::uint64_t first_coverage = 0;    ///< Coverage of what it was given: that of the line INITED.
  std::uint64_t added = 0;             ///< Inputs that were new, while it ran.
  std::vector<std::string> artifacts;  ///< Files that it wrote about crashes.
};

/// Takes in one line. Lines of other kinds change nothing.
void read_status_line(EngineStatus& status, std::string_view line);

/// The last line of what a program wrote that is not empty: mostly why it failed.
[[nodiscard]] std::string last_line(std::string_view text);

/// Takes in what comes in pieces, line by line.
class StatusReader {
 public:
  void take(std::string_view piece);
  [[nodiscard]] const EngineStatus& status() const { return status_; }

 private:
  EngineStatus status_;
  std::string rest_;  // A line whose end has not come.
};

}  // namespace oauthspec::fuzz::driver
