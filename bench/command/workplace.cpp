// SPDX-License-Identifier: Apache-2.0
#include "bench/command/workplace.h"

#include "harness/cli/command_line/options.h"
#include "harness/cli/tree.h"

namespace oauthspec::bench {

void add_places(cli::Options& options, std::string& tree, std::string& bin) {
  options.add("--tree", tree, "The project's folder; else the one that this program stands in")
      .existing_folder();
  options.add("--bin", bin, "The folder of the programs of bench/; else this program's own")
      .existing_folder();
}

std::expected<Workplace, std::string> open_workplace(const std::string& tree,
                                                     const std::string& bin) {
  const auto program = cli::executable();
  Workplace workplace;
  workplace.places.binaries = bin.empty() ? program.parent_path() : std::filesystem::path(bin);
  workplace.places.tree = tree;
  if (tree.empty()) {
    const auto found = cli::find_tree(program, "bench/peers/peers.json");
    if (!found) return std::unexpected("this program does not stand in the project: give --tree");
    workplace.places.tree = *found;
  }
  auto sets = read_sets(workplace.places.tree / "bench" / "sets");
  if (!sets) return std::unexpected(sets.error());
  workplace.sets = *std::move(sets);
  return workplace;
}

}  // namespace oauthspec::bench
