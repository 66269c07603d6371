// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/engine.h"

#include <system_error>

#include <fmt/format.h>

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

void add_folder(Words& words, const path& folder) {
  std::error_code ignored;
  if (std::filesystem::is_directory(folder, ignored)) words.push_back(folder.string());
}

// What bounds each input.
void add_limits(Words& words) {
  words.push_back(fmt::format("-timeout={}", kInputSeconds));
  words.push_back(fmt::format("-rss_limit_mb={}", kMemoryLimit));
}

// What inputs are made of, and what tells one from others. That a branch is taken once more is no news: a corpus that
// counts has three times as many inputs, and an execution takes up to twice as long. What others are measured against has no kind, and is
// run as libFuzzer runs any target.
void add_guidance(Words& words, const Places& places, const Target& target) {
  words.push_back(fmt::format("-max_len={}", target.max_length));
  if (!target.kind.empty()) words.emplace_back("-use_counters=0");
  std::error_code ignored;
  if (const path dictionary = places.dictionary(target);
      std::filesystem::is_regular_file(dictionary, ignored)) {
    words.push_back("-dict=" + dictionary.string());
  }
}

// A run that is measured: nothing of it comes to the corpora that grow, nor from them.
Words measured_words(const Places& places, const Target& target, const std::string& program,
                     std::uint64_t seed, const path& folder) {
  Words words{places.program(program).string(), fmt::format("-seed={}", seed),
              fmt::format("-artifact_prefix={}/", folder.string()), "-print_final_stats=1"};
  add_limits(words);
  add_guidance(words, places, target);
  return words;
}

void add_corpora(Words& words, const Places& places, const Target& target, const path& folder) {
  words.push_back((folder / "corpus").string());
  add_folder(words, places.corpus(target.name));
}

}  // namespace

Words run_words(const Places& places, const RunOrder& order) {
  const Target& target = order.target;
  Words words{places.program(target.name).string(),
              fmt::format("-max_total_time={}", order.seconds),
              fmt::format("-artifact_prefix={}/", places.crashes(target.name).string()),
              "-print_final_stats=1", "-reload=10"};
  add_limits(words);
  if (order.seed != 0) words.push_back(fmt::format("-seed={}", order.seed));
  add_guidance(words, places, target);
  words.insert(words.end(), order.more.begin(), order.more.end());
  // The first folder is the one that is written to.
  words.push_back(places.grown(target.name).string());
  for (const path& folder :
       {places.corpus(target.name), places.regressions(target.name), places.seeds(target.name)}) {
    add_folder(words, folder);
  }
  return words;
}

Words planted_words(const Places& places, const Target& target, std::uint64_t seed,
                    unsigned seconds, const path& folder) {
  Words words = measured_words(places, target, target.name + "_planted", seed, folder);
  words.push_back(fmt::format("-max_total_time={}", seconds));
  add_corpora(words, places, target, folder);
  return words;
}

Words paced_words(const Places& places, const Target& target, const std::string& program,
                  std::uint64_t executions, const path& folder) {
  Words words = measured_words(places, target, program, 1, folder);
  words.push_back(fmt::format("-runs={}", executions));
  add_corpora(words, places, target, folder);
  return words;
}

Words replay_words(const Places& places, const std::string& target, const path& input) {
  Words words{places.program(target).string()};
  if (places.afl) {
    words.push_back(input.string());
    return words;
  }
  add_limits(words);
  // It would write the input that it was given once more.
  words.emplace_back("-exact_artifact_path=/dev/null");
  words.push_back(input.string());
  return words;
}

Words merge_words(const Places& places, const Target& target, const path& into,
                  const std::vector<path>& from) {
  Words words{places.program(target.name).string(), "-merge=1",
              fmt::format("-max_len={}", target.max_length),
              fmt::format("-artifact_prefix={}/", places.crashes(target.name).string())};
  add_limits(words);
  words.push_back(into.string());
  for (const path& folder : from) add_folder(words, folder);
  return words;
}

Words minimise_words(const Places& places, const std::string& target, const path& input,
                     const path& into, unsigned seconds) {
  Words words{places.program(target).string(), "-minimize_crash=1", "-runs=200000",
              fmt::format("-max_total_time={}", seconds),
              fmt::format("-exact_artifact_path={}", into.string())};
  add_limits(words);
  words.push_back(input.string());
  return words;
}

Words cleanse_words(const Places& places, const std::string& target, const path& input,
                    const path& into) {
  Words words{places.program(target).string(), "-cleanse_crash=1",
              fmt::format("-exact_artifact_path={}", into.string())};
  add_limits(words);
  words.push_back(input.string());
  return words;
}

}  // namespace oauthspec::fuzz::driver
