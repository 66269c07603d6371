// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/coverage.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include <cxxabi.h>
#include <fmt/format.h>

namespace oauthspec::fuzz::driver {
namespace {

// What a line of lcov says behind the name of its kind, or nothing: "DA:12,3".
std::optional<std::string_view> behind(std::string_view line, std::string_view kind) {
  if (!line.starts_with(kind)) return std::nullopt;
  return line.substr(kind.size());
}

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::pair<std::string_view, std::string_view> split(std::string_view text) {
  const std::size_t comma = std::min(text.find(','), text.size());
  return {text.substr(0, comma), text.substr(std::min(comma + 1, text.size()))};
}

struct Freed {
  void operator()(char* text) const { std::free(text); }  // NOLINT: it is given so.
};

// "file.cpp:name" is how llvm-cov writes what is local to a file.
std::string readable(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  std::string mangled(colon == std::string_view::npos ? name : name.substr(colon + 1));
  // Or a function of C by the name of "f" becomes "float".
  if (!mangled.starts_with("_Z")) return mangled;
  int status = 0;
  const std::unique_ptr<char, Freed> plain(
      abi::__cxa_demangle(mangled.c_str(), nullptr, nullptr, &status));
  return status == 0 ? std::string(plain.get()) : mangled;
}

/// Reads one record, of one file.
class Record {
 public:
  void take(std::string_view line) {
    if (const auto rest = behind(line, "FN:")) {
      const auto [at, name] = split(*rest);
      lines_of_.emplace(name, number(at));
      functions_.try_emplace(number(at), name, false);
    } else if (const auto called = behind(line, "FNDA:")) {
      const auto [count, name] = split(*called);
      const auto at = lines_of_.find(name);
      if (at != lines_of_.end() && number(count) != 0) functions_.at(at->second).second = true;
    } else if (const auto data = behind(line, "DA:")) {
      ++file_.lines;
      if (number(split(*data).second) != 0) ++file_.covered;
    }
  }

  [[nodiscard]] FileCoverage end(std::string name) {
    file_.file = std::move(name);
    for (const auto& [line, function] : functions_) {
      if (!function.second) {
        file_.uncovered.push_back(fmt::format("{} {}", line, readable(function.first)));
      }
    }
    return std::exchange(*this, Record()).file_;
  }

 private:
  FileCoverage file_;
  std::map<std::string, std::uint64_t, std::less<>> lines_of_;
  std::map<std::uint64_t, std::pair<std::string, bool>> functions_;
};

FileCoverage total_of(const std::vector<FileCoverage>& files) {
  FileCoverage total;
  total.file = "parsers";
  for (const FileCoverage& file : files) {
    if (!is_parser_file(file.file)) continue;
    total.lines += file.lines;
    total.covered += file.covered;
  }
  return total;
}

double percent(const FileCoverage& file) {
  constexpr double kWhole = 100;
  return file.lines == 0
             ? 0
             : kWhole * static_cast<double>(file.covered) / static_cast<double>(file.lines);
}

std::string row(const FileCoverage& file, std::string_view note) {
  return fmt::format("| {}{} | {} | {} | {:.1f} % |\n", file.file, note, file.covered, file.lines,
                     percent(file));
}

}  // namespace

std::expected<std::vector<FileCoverage>, std::string> read_lcov(std::string_view lcov,
                                                                const std::string& tree) {
  std::vector<FileCoverage> files;
  Record record;
  std::string_view name;
  while (!lcov.empty()) {
    const std::string_view line = lcov.substr(0, lcov.find('\n'));
    lcov.remove_prefix(std::min(lcov.size(), line.size() + 1));
    if (const auto file = behind(line, "SF:")) name = *file;
    if (line != "end_of_record") {
      record.take(line);
      continue;
    }
    const auto inside = behind(name, tree + "/");
    FileCoverage read = record.end(std::string(inside.value_or(name)));
    if (inside) files.push_back(std::move(read));
  }
  if (files.empty()) {
    return std::unexpected(fmt::format("nothing is told of a file in {}", tree));
  }
  std::ranges::sort(files, {}, &FileCoverage::file);
  return files;
}

bool is_parser_file(std::string_view file) {
  constexpr std::string_view kReference = "harness/reference/";
  constexpr std::array<std::string_view, 9> kOthers{"base/clock.h",
                                                    "base/pooled_random.",
                                                    "base/random.h",
                                                    "base/system_clock.h",
                                                    "crypto/generate_key.h",
                                                    "crypto/openssl_generate.cpp",
                                                    "crypto/system_random.cpp",
                                                    "crypto/system_random.h",
                                                    "example/"};
  const auto inside = behind(file, kReference);
  return inside && std::ranges::none_of(
                       kOthers, [&](std::string_view other) { return inside->starts_with(other); });
}

double percent_covered(const std::vector<FileCoverage>& files) {
  return percent(total_of(files));
}

std::string coverage_table(const std::vector<FileCoverage>& files) {
  std::string table = "| file | lines covered | of | |\n|---|---:|---:|---:|\n";
  std::string functions;
  for (const FileCoverage& file : files) {
    const bool counts = is_parser_file(file.file);
    table += row(file, counts ? "" : " (does not count)");
    if (!counts) continue;
    for (const std::string& function : file.uncovered) {
      functions += fmt::format("- {}:{}\n", file.file, function);
    }
  }
  table += row(total_of(files), "");
  return functions.empty()
             ? table
             : fmt::format("{}\nFunctions that nothing called:\n\n{}", table, functions);
}

}  // namespace oauthspec::fuzz::driver
