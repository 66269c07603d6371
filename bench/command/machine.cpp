// SPDX-License-Identifier: Apache-2.0
#include "bench/command/machine.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace oauthspec::bench {
namespace {

constexpr std::array<std::string_view, 6> kFlags{"sha_ni",   "ssse3",        "avx2",
                                                 "avx512bw", "avx512_vbmi2", "vaes"};
constexpr std::array<const char*, 4> kVariables{"OAUTHSPEC_SIMD", "OAUTHSPEC_BACKEND",
                                                "OPENSSL_ia32cap", "GLIBC_TUNABLES"};

// What stands behind "name : " in a line; empty: it is another line.
std::string_view value_of(std::string_view line, std::string_view name) {
  if (!line.starts_with(name)) return {};
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  line.remove_prefix(colon + 1);
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  return line;
}

std::vector<std::string> wanted_flags(std::string_view all) {
  std::istringstream words{std::string(all)};
  std::vector<std::string> given{std::istream_iterator<std::string>(words), {}};
  std::vector<std::string> found;
  for (const std::string_view flag : kFlags) {
    if (std::ranges::find(given, flag) != given.end()) found.emplace_back(flag);
  }
  return found;
}

}  // namespace

Machine describe_machine(std::string_view cpuinfo, const Environment& environment) {
  Machine machine{.processor = "unknown",
                  .compiler = OAUTHSPEC_COMPILER,
                  .libraries = {{"OpenSSL", OAUTHSPEC_OPENSSL}}};
  std::istringstream lines{std::string(cpuinfo)};
  for (std::string line; std::getline(lines, line);) {
    if (!value_of(line, "processor").empty()) ++machine.processors;
    if (const auto name = value_of(line, "model name"); !name.empty()) machine.processor = name;
    if (const auto flags = value_of(line, "flags"); !flags.empty()) {
      machine.flags = wanted_flags(flags);
    }
  }
  for (const char* name : kVariables) {
    if (const char* value = environment(name)) machine.environment.emplace(name, value);
  }
  return machine;
}

std::map<std::string, std::string> read_libraries(const std::string& output) {
  std::map<std::string, std::string> libraries;
  try {
    const auto document = nlohmann::json::parse(output);
    for (const auto& one : document.at("backends")) {
      libraries.insert_or_assign(one.at("library").get<std::string>(),
                                 one.at("version").get<std::string>());
    }
  } catch (const nlohmann::json::exception&) {
    return {};
  }
  return libraries;
}

std::string machine_line(const Machine& machine) {
  std::string line = fmt::format("{}, {} processors, {}; {}", machine.processor, machine.processors,
                                 fmt::join(machine.flags, " "), machine.compiler);
  for (const auto& [name, version] : machine.libraries) {
    line += fmt::format("; {} {}", name, version);
  }
  for (const auto& [name, value] : machine.environment) line += fmt::format("; {}={}", name, value);
  return line;
}

}  // namespace oauthspec::bench
