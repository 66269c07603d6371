// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/list_command.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "fuzz/driver/command.h"
#include "fuzz/driver/files.h"
#include "harness/cli/command_line/options.h"

namespace oauthspec::fuzz::driver {
namespace {

nlohmann::ordered_json described(const Places& places, const Target& target) {
  return {{"name", target.name},
          {"title", target.title},
          {"spec", target.spec},
          {"kind", target.kind},
          {"max_length", target.max_length},
          {"dictionary", target.dictionary},
          {"mutator", target.mutator},
          {"corpus", files_in(places.corpus(target.name)).size()},
          {"regressions", files_in(places.regressions(target.name)).size()},
          {"grown", files_in(places.grown(target.name)).size()},
          {"built", runnable(places.program(target.name))}};
}

std::string row(const Places& places, const Target& target, std::size_t width) {
  return fmt::format("{:<{}}  {:<8}  {:<10}  {:>6}  {:>11}  {:<5}  {} ({})\n", target.name, width,
                     target.kind, target.mutator, files_in(places.corpus(target.name)).size(),
                     files_in(places.regressions(target.name)).size(),
                     runnable(places.program(target.name)) ? "yes" : "no", target.title,
                     target.spec);
}

}  // namespace

void add_list(cli::Options& options, ListArguments& arguments) {
  add_places(options, arguments.places);
  options.add("--json", arguments.json, "Write everything, for programs, to stdout");
}

int run_list(const ListArguments& arguments, const cli::Console& console) {
  int code = 0;
  const auto opened = open_for(arguments.places, {}, console, code);
  if (!opened) return code;
  const Places& places = opened->workplace.places;
  if (arguments.json) {
    auto all = nlohmann::ordered_json::array();
    for (const Target& target : opened->targets) all.push_back(described(places, target));
    console.out << all.dump(2) << '\n';
    return cli::as_expected;
  }
  std::size_t width = std::string_view("target").size();
  for (const Target& target : opened->targets) width = std::max(width, target.name.size());
  console.out << fmt::format("{:<{}}  {:<8}  {:<10}  {:>6}  {:>11}  {:<5}  {}\n", "target", width,
                             "kind", "mutator", "corpus", "regressions", "built", "title");
  for (const Target& target : opened->targets) console.out << row(places, target, width);
  return cli::as_expected;
}

}  // namespace oauthspec::fuzz::driver
