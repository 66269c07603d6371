// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/workplace.h"

#include <cstdlib>
#include <map>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "fuzz/driver/corpus.h"
#include "fuzz/seeds/seeds.h"
#include "harness/cli/command_line/options.h"
#include "harness/cli/tree.h"
#include "harness/cli/vectors_directory.h"
#include "harness/vector/load.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

constexpr const char* kMark = "fuzz/CMakeLists.txt";
constexpr const char* kGroup = "Places";

path absolute(const path& given) {
  std::error_code error;
  path whole = std::filesystem::absolute(given, error).lexically_normal();
  return error ? given : whole;
}

std::expected<path, std::string> tree_of(const PlaceOptions& options) {
  if (!options.tree.empty()) return absolute(options.tree);
  if (auto tree = cli::find_tree(cli::executable(), kMark)) return *tree;
  return std::unexpected(
      "the project's source was not found above this program; name it with --tree");
}

/// The inputs of each target, each once.
using Seeds = std::map<std::string, std::set<std::string>, std::less<>>;

void add_seeds(const SeedRule& rule, const vector::Suite& suite, Seeds& seeds) {
  for (const vector::Test& test : suite.tests) {
    for (std::string& input : rule.inputs(test.in)) {
      seeds[std::string(rule.target)].insert(std::move(input));
    }
  }
}

Seeds seeds_of(const vector::Library& library) {
  Seeds seeds;
  for (const SeedRule& rule : seed_rules()) {
    for (const vector::Suite& suite : library.suites) {
      if (suite.op == rule.op) add_seeds(rule, suite, seeds);
    }
  }
  return seeds;
}

}  // namespace

void add_places(cli::Options& options, PlaceOptions& places) {
  options.add("--tree", places.tree, "The project's source; else the one above this program")
      .group(kGroup);
  options
      .add("--bin", places.bin,
           "The folder of the programs fuzz_TARGET; else build/fuzz/bin of the source, where "
           "they are built when they are missing")
      .group(kGroup);
  options
      .add("--work", places.work,
           "The folder for corpora, crashes and states; else build/fuzz-work of the source")
      .group(kGroup);
}

void add_vectors(cli::Options& options, PlaceOptions& places) {
  options.add("--vectors", places.vectors, "The folder of the vectors that give the seeds")
      .group(kGroup);
}

void Workplace::work_with_afl() {
  places.afl = true;
  if (builds) places.binaries = places.tree / "build" / "afl" / "bin";
}

std::expected<Workplace, std::string> open_workplace(const PlaceOptions& options) {
  const auto tree = tree_of(options);
  if (!tree) return std::unexpected(tree.error());
  Workplace workplace;
  workplace.builds = options.bin.empty();
  workplace.vectors = options.vectors;
  workplace.places = {
      .tree = *tree,
      .binaries = options.bin.empty() ? *tree / "build" / "fuzz" / "bin" : absolute(options.bin),
      .work = options.work.empty() ? *tree / "build" / "fuzz-work" : absolute(options.work)};
  auto targets = read_targets(workplace.places.targets());
  if (!targets) return std::unexpected(targets.error());
  workplace.targets = *std::move(targets);
  return workplace;
}

std::expected<std::size_t, std::string> write_seeds(const Workplace& workplace,
                                                    const std::vector<Target>& targets,
                                                    const path& folder, const std::string& inside) {
  std::error_code ignored;
  const bool none = workplace.vectors.empty() &&
                    !std::filesystem::is_directory(workplace.places.tree / "vectors", ignored);
  if (none) return 0;
  const std::string given =
      workplace.vectors.empty() ? (workplace.places.tree / "vectors").string() : workplace.vectors;
  const auto vectors = cli::find_vectors(given, nullptr, cli::executable());
  if (!vectors) return std::unexpected(vectors.error());
  const auto library = vector::load(*vectors);
  if (!library) return std::unexpected(vector::describe(library.error()));
  const Seeds seeds = seeds_of(*library);
  std::size_t written = 0;
  for (const Target& target : targets) {
    const auto found = seeds.find(target.name);
    if (found == seeds.end()) continue;
    const path corpus = folder / target.name / inside;
    if (const Done made = make_folder(corpus); !made) return std::unexpected(made.error());
    for (const std::string& input : found->second) {
      const auto added = add_input(corpus, input);
      if (!added) return std::unexpected(added.error());
      if (*added) ++written;
    }
  }
  return written;
}

std::expected<void, std::string> prepare(const Workplace& workplace,
                                         const std::vector<Target>& targets) {
  for (const Target& target : targets) {
    const Places& places = workplace.places;
    for (const path& folder : {places.grown(target.name), places.crashes(target.name)}) {
      if (const Done made = make_folder(folder); !made) return made;
    }
    const auto mended = mend_names(places.grown(target.name));
    if (!mended) return std::unexpected(mended.error());
  }
  const auto seeds = write_seeds(workplace, targets, workplace.places.work, "seeds");
  if (!seeds) return std::unexpected(seeds.error());
  return {};
}

}  // namespace oauthspec::fuzz::driver
