// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/afl.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include <fmt/format.h>

#include "fuzz/driver/corpus.h"
#include "fuzz/driver/files.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

constexpr unsigned kMillisecondsOfSecond = 1000;

path output_of(const Places& places, const std::string& target) {
  return places.work / target / "afl";
}

std::string instance(unsigned number) {
  return fmt::format("s{}", number);
}

// As AFL++ names inputs that it found: "id:000001,src:000000,..."; a note of its own is "README.txt".
bool is_found(const path& file) {
  return file.filename().string().starts_with("id:");
}

// Those of one folder become files named by their content, with a prefix; how many were new.
std::expected<std::size_t, std::string> take(const path& from, const path& to,
                                             std::string_view prefix,
                                             std::vector<std::string>* names) {
  std::size_t added = 0;
  for (const path& file : files_in(from)) {
    const auto input = is_found(file) ? read_whole(file) : std::string();
    // An engine that was killed may have left an empty one.
    if (!input || input->empty()) continue;
    const path made = to / (std::string(prefix) + content_name(*input));
    std::error_code ignored;
    if (!std::filesystem::exists(made, ignored)) {
      if (Done written = write_whole(made, *input); !written) {
        return std::unexpected(written.error());
      }
      ++added;
    }
    if (names != nullptr) names->push_back(made.string());
  }
  return added;
}

}  // namespace

Words afl_words(const Places& places, const RunOrder& order, unsigned number) {
  const Target& target = order.target;
  Words words{"afl-fuzz",
              "-i",
              places.grown(target.name).string(),
              "-o",
              output_of(places, target.name).string(),
              "-S",
              instance(number),
              "-V",
              fmt::format("{}", order.seconds),
              "-t",
              fmt::format("{}", kInputSeconds * kMillisecondsOfSecond),
              "-m",
              "none"};
  if (order.seed != 0) words.insert(words.end(), {"-s", fmt::format("{}", order.seed)});
  std::error_code ignored;
  if (const path dictionary = places.dictionary(target);
      std::filesystem::is_regular_file(dictionary, ignored)) {
    words.insert(words.end(), {"-x", dictionary.string()});
  }
  words.insert(words.end(), order.more.begin(), order.more.end());
  words.insert(words.end(), {"--", places.program(target.name).string()});
  return words;
}

std::vector<std::pair<std::string, std::string>> afl_environment(const Places& places,
                                                                 const Target& target) {
  std::vector<std::pair<std::string, std::string>> environment{
      {"AFL_NO_UI", "1"},
      {"AFL_SKIP_CPUFREQ", "1"},
      {"AFL_NO_AFFINITY", "1"},
      {"AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES", "1"},
      // A crash that is known already is no reason not to begin.
      {"AFL_SKIP_CRASHES", "1"},
      {"AFL_IGNORE_PROBLEMS", "1"},
      // As -G, which our mutator would not see.
      {"AFL_INPUT_LEN_MAX", fmt::format("{}", target.max_length)}};
  const path mutator = places.binaries / fmt::format("libfuzz_mutator_{}.so", target.mutator);
  std::error_code ignored;
  if (std::filesystem::is_regular_file(mutator, ignored)) {
    environment.emplace_back("AFL_CUSTOM_MUTATOR_LIBRARY", mutator.string());
  }
  return environment;
}

std::expected<void, std::string> prepare_afl(const Places& places, const std::string& target) {
  const path grown = places.grown(target);
  for (const path& folder :
       {places.corpus(target), places.regressions(target), places.seeds(target)}) {
    const auto added = add_inputs(grown, folder);
    if (!added) return std::unexpected(added.error());
  }
  if (!files_in(grown).empty()) return {};
  // It does not begin with nothing.
  const auto added = add_input(grown, "0");
  if (!added) return std::unexpected(added.error());
  return {};
}

EngineStatus read_afl_stats(std::string_view text) {
  EngineStatus status;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = line.substr(0, line.find_first_of(" :"));
    std::string_view value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.size(), value.find_first_not_of(' ')));
    std::uint64_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    if (name == "execs_done") status.executions = number;
    if (name == "execs_per_sec") status.rate = number;
    if (name == "edges_found") status.coverage = number;
    if (name == "corpus_count") status.inputs = number;
    if (name == "peak_rss_mb") status.memory = number;
  }
  return status;
}

std::expected<EngineStatus, std::string> harvest_afl(const Places& places,
                                                     const std::string& target, unsigned number) {
  const path left = output_of(places, target) / instance(number);
  const auto stats = read_whole(left / "fuzzer_stats");
  EngineStatus status = stats ? read_afl_stats(*stats) : EngineStatus{};
  // What it began with is not told apart from what it found.
  status.first_coverage = status.coverage;
  const auto added = take(left / "queue", places.grown(target), "", nullptr);
  if (!added) return std::unexpected(added.error());
  status.added = *added;
  for (const auto& [folder, prefix] :
       {std::pair("crashes", "crash-"), std::pair("hangs", "timeout-")}) {
    const auto taken = take(left / folder, places.crashes(target), prefix, &status.artifacts);
    if (!taken) return std::unexpected(taken.error());
  }
  std::error_code ignored;
  std::filesystem::remove_all(left, ignored);
  return status;
}

std::expected<void, std::string> harvest_all_afl(const Places& places, const std::string& target) {
  std::error_code error;
  for (unsigned number = 0;
       std::filesystem::is_directory(output_of(places, target), error) && number < 1024; ++number) {
    if (!std::filesystem::is_directory(output_of(places, target) / instance(number), error))
      continue;
    if (const auto taken = harvest_afl(places, target, number); !taken) {
      return std::unexpected(taken.error());
    }
  }
  return {};
}

}  // namespace oauthspec::fuzz::driver
