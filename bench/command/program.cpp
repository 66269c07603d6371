// SPDX-License-Identifier: Apache-2.0
#include "bench/command/program.h"

#include <chrono>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "harness/adapter/run_program.h"
#include "harness/vector/file.h"

namespace oauthspec::bench {
namespace {

constexpr std::chrono::minutes kLongestRun{30};

// A file that a program writes, for as long as this is there.
class OutputFile {
 public:
  OutputFile()
      : file_(std::filesystem::temp_directory_path() /
              fmt::format("oauthspec-bench-{}.json", ::getpid())) {}
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile(OutputFile&&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile() {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
  }

  [[nodiscard]] std::string name() const { return file_.string(); }

 private:
  std::filesystem::path file_;
};

}  // namespace

bool BenchmarkProgram::there() const {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file_, ignored) && ::access(file_.c_str(), X_OK) == 0;
}

std::expected<std::vector<std::string>, std::string> BenchmarkProgram::list(
    const std::string& filter) const {
  const auto output = adapter::run_program(
      {file_.string(), "--benchmark_list_tests=true", "--benchmark_filter=" + filter}, kLongestRun);
  if (!output) return std::unexpected(output.error());
  return listed_rows(*output);
}

std::expected<std::vector<Sample>, std::string> BenchmarkProgram::run(const std::string& filter,
                                                                      const Effort& effort) const {
  // Some of them write a table of their own to stdout, whatever format is asked for.
  const OutputFile file;
  const auto ran = adapter::run_program(
      {file_.string(), "--benchmark_filter=" + filter, "--benchmark_out=" + file.name(),
       "--benchmark_out_format=json", fmt::format("--benchmark_min_time={}", effort.seconds),
       fmt::format("--benchmark_repetitions={}", effort.repetitions),
       "--benchmark_report_aggregates_only=false"},
      kLongestRun);
  if (!ran) return std::unexpected(ran.error());
  const auto output = vector::read_text(file.name());
  if (!output) return std::unexpected(fmt::format("{} wrote no results", name()));
  auto samples = read_samples(*output);
  if (!samples) return std::unexpected(fmt::format("{}: {}", name(), samples.error()));
  return samples;
}

}  // namespace oauthspec::bench
