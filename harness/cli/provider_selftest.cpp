// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/provider_selftest.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/report/text.h"

namespace oauthspec::cli {
namespace {

using nlohmann::json;

struct Ended {
  int exit_code = 0;
  std::string out;
};

std::expected<Ended, std::string> run(const std::filesystem::path& program,
                                      const std::vector<std::string>& words) {
  std::string command = report::shell_word(program.string());
  for (const std::string& word : words) {
    command += ' ' + report::shell_word(word);
  }
  std::FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) {
    return std::unexpected(program.string() + " cannot be run");
  }
  Ended ended;
  std::array<char, 4096> octets{};
  while (const std::size_t read = std::fread(octets.data(), 1, octets.size(), pipe)) {
    ended.out.append(octets.data(), read);
  }
  const int status = pclose(pipe);
  ended.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : unusable;
  return ended;
}

// A file of this process alone, gone with the block.
struct Results {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / fmt::format("oauthspec-selftest.{}.json", getpid());

  Results() = default;
  Results(const Results&) = delete;
  Results& operator=(const Results&) = delete;
  ~Results() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }

  [[nodiscard]] json read() const {
    std::ifstream file(path, std::ios::binary);
    return json::parse(file, nullptr, false);
  }
};

bool is_shaped(const json& results) {
  return results.is_object() && results.value("defects", json()).is_array() &&
         results.value("correct", json()).is_array();
}

void add_defect(const json& defect, bool verbose, ProviderSums& sums, const Console& console) {
  const auto caught_by = defect.value("caught_by", std::vector<std::string>());
  ++sums.tried;
  sums.caught += caught_by.empty() ? 0U : 1U;
  sums.good = sums.good && !caught_by.empty();
  if (!verbose && !caught_by.empty()) {
    return;
  }
  console.out << report::harmless(fmt::format(
                     "provider/{} {}: caught by {} checks that cite it{}", defect.value("name", ""),
                     defect.value("requirement", ""), caught_by.size(),
                     caught_by.empty() ? ": NOT CAUGHT" : ", first by " + caught_by.front()))
              << '\n';
}

void add_correct(const json& correct, ProviderSums& sums, const Console& console) {
  const json reported = correct.value("reported", json::array());
  for (const json& one : reported) {
    console.out << report::harmless(
                       fmt::format("the provider has no defect, but under {} {} comes to {}: {}",
                                   correct.value("profile", ""), one.value("check", ""),
                                   one.value("verdict", ""), one.value("message", "")))
                << '\n';
  }
  sums.good = sums.good && reported.empty();
}

}  // namespace

std::expected<std::vector<ProviderDefect>, std::string> provider_defects(
    const std::filesystem::path& provider) {
  const auto ended = run(provider, {"selftest", "--list"});
  if (!ended) {
    return std::unexpected(ended.error());
  }
  if (ended->exit_code != as_expected) {
    return std::unexpected(
        fmt::format("{} selftest --list ended with {}", provider.string(), ended->exit_code));
  }
  std::vector<ProviderDefect> defects;
  std::istringstream lines(ended->out);
  for (std::string line; std::getline(lines, line);) {
    std::string name = line.substr(0, line.find(' '));
    defects.push_back({std::move(name), std::move(line)});
  }
  return defects;
}

std::expected<ProviderSums, std::string> run_provider_selftest(
    const std::filesystem::path& provider, const std::vector<ProviderDefect>& chosen, bool verbose,
    const Console& console) {
  const Results file;
  std::vector<std::string> words = {"selftest", "--json", file.path.string()};
  for (const ProviderDefect& defect : chosen) {
    words.push_back(defect.name);
  }
  const auto ended = run(provider, words);
  if (!ended) {
    return std::unexpected(ended.error());
  }
  ProviderSums sums;
  sums.results = file.read();
  if (ended->exit_code > unexpected_result || !is_shaped(sums.results)) {
    return std::unexpected(
        fmt::format("{} selftest ended with {}", provider.string(), ended->exit_code));
  }
  for (const json& defect : sums.results.at("defects")) {
    add_defect(defect, verbose, sums, console);
  }
  for (const json& correct : sums.results.at("correct")) {
    add_correct(correct, sums, console);
  }
  // The program's own verdict counts, too: it may know of more than it has written down.
  sums.good = sums.good && ended->exit_code == as_expected && sums.tried == chosen.size();
  console.out << fmt::format(
      "{}/{} defects of the provider caught by checks that cite their requirement\n", sums.caught,
      sums.tried);
  return sums;
}

}  // namespace oauthspec::cli
