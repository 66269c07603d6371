// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/status.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace oauthspec::fuzz::driver {
namespace {

// What never ends a line is no status.
constexpr std::size_t kLongestLine = std::size_t{64} * 1024;

std::optional<std::uint64_t> number_at(std::string_view text) {
  text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \t")));
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  return number;
}

void read_number(std::string_view line, std::string_view behind, std::uint64_t& into) {
  const std::size_t at = line.find(behind);
  if (at == std::string_view::npos) return;
  if (const auto number = number_at(line.substr(at + behind.size()))) into = *number;
}

// "#104507\tREDUCE cov: 180 ft: 525 corp: 135/3427b lim: 256 exec/s: 34835 rss: 397Mb L: 16/193 MS: 2 ..."
void read_progress(EngineStatus& status, std::string_view line) {
  const std::size_t tab = line.find('\t');
  const auto executions = number_at(line.substr(1));
  if (tab == std::string_view::npos || !executions) return;
  status.executions = std::max(status.executions, *executions);
  read_number(line, " cov: ", status.coverage);
  read_number(line, " ft: ", status.features);
  read_number(line, " corp: ", status.inputs);
  read_number(line, " exec/s: ", status.rate);
  read_number(line, " rss: ", status.memory);
  const std::string_view event = line.substr(tab + 1);
  if (event.starts_with("INITED")) status.first_coverage = status.coverage;
  if (event.starts_with("NEW ")) ++status.added;
}

}  // namespace

void read_status_line(EngineStatus& status, std::string_view line) {
  constexpr std::string_view kArtifact = "Test unit written to ";
  if (line.starts_with('#')) return read_progress(status, line);
  if (line.starts_with("stat::")) {
    read_number(line, "stat::number_of_executed_units:", status.executions);
    read_number(line, "stat::average_exec_per_sec:", status.rate);
    read_number(line, "stat::peak_rss_mb:", status.memory);
    return;
  }
  if (const std::size_t at = line.find(kArtifact); at != std::string_view::npos) {
    status.artifacts.emplace_back(line.substr(at + kArtifact.size()));
  }
}

std::string last_line(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  return std::string(text.substr(text.rfind('\n') + 1));
}

void StatusReader::take(std::string_view piece) {
  rest_ += piece;
  std::size_t from = 0;
  for (std::size_t end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n', from)) {
    read_status_line(status_, std::string_view(rest_).substr(from, end - from));
    from = end + 1;
  }
  rest_.erase(0, from);
  if (rest_.size() > kLongestLine) rest_.clear();
}

}  // namespace oauthspec::fuzz::driver
