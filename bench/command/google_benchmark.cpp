// SPDX-License-Identifier: Apache-2.0
#include "bench/command/google_benchmark.h"

#include <algorithm>
#include <array>
#include <map>
#include <regex>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace oauthspec::bench {
namespace {

using nlohmann::json;

constexpr double kSecond = 1e9;

bool tells_how_it_is_run(std::string_view part) {
  constexpr std::array<std::string_view, 6> kParts{
      "/min_time:", "/min_warmup_time:", "/iterations:",
      "/repeats:",  "/process_time",     "/real_time"};
  return std::ranges::any_of(kParts,
                             [part](std::string_view known) { return part.starts_with(known); });
}

double nanoseconds_in(const std::string& unit) {
  static const std::map<std::string, double> units{
      {"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", kSecond}};
  return units.at(unit);
}

Sample sample_of(const json& run) {
  const auto name = run.at("name").get<std::string>();
  if (run.value("error_occurred", false)) {
    throw std::runtime_error(
        fmt::format("{}: {}", name, run.value("error_message", "it ended with an error")));
  }
  Sample sample{.row = row_name(name)};
  const double items = run.value("items_per_second", 0.0);
  sample.nanoseconds = items > 0
                           ? kSecond / items
                           : run.at("cpu_time").get<double>() * nanoseconds_in(run.at("time_unit"));
  sample.octets_a_second = run.value("bytes_per_second", 0.0);
  return sample;
}

}  // namespace

std::string row_name(std::string_view name) {
  std::string kept;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('/', 1), name.size());
    if (const auto part = name.substr(0, end); !tells_how_it_is_run(part)) kept += part;
    name.remove_prefix(end);
  }
  return kept;
}

std::string filter_for(std::string_view name) {
  constexpr std::string_view kSpecial = R"(.[]{}()*+?^$|\)";
  std::string filter = "^";
  for (const char letter : name) {
    if (kSpecial.contains(letter)) filter += '\\';
    filter += letter;
  }
  return filter + '$';
}

std::vector<std::string> listed_rows(std::string_view output) {
  std::vector<std::string> rows;
  while (!output.empty()) {
    const std::size_t end = std::min(output.find('\n'), output.size());
    if (end > 0) rows.emplace_back(output.substr(0, end));
    output.remove_prefix(std::min(end + 1, output.size()));
  }
  return rows;
}

std::expected<std::vector<Sample>, std::string> read_samples(std::string_view output) {
  // What Google Benchmark writes of a fit through too few points, for which JSON has no number.
  static const std::regex no_number(R"(: -?(?:nan|inf)\b)", std::regex::icase);
  try {
    const auto document = json::parse(std::regex_replace(std::string(output), no_number, ": null"));
    std::vector<Sample> samples;
    for (const json& run : document.at("benchmarks")) {
      if (run.value("run_type", "iteration") == "iteration") samples.push_back(sample_of(run));
    }
    return samples;
  } catch (const std::exception& error) {
    return std::unexpected(std::string(error.what()));
  }
}

}  // namespace oauthspec::bench
