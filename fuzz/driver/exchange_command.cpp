// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/exchange_command.h"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "fuzz/driver/command.h"
#include "fuzz/driver/corpus.h"
#include "harness/cli/command_line/options.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

constexpr const char* kFooter =
    "The folder has one of each target's name in it, and in that the inputs, each named by its "
    "SHA-1: what "
    "copies files, rsync\nor a bucket's tool, carries corpora from machine to machine.\n";

// Copies corpora, each from where `from` has it to where `to` does. `none` complains where there is nothing to copy; empty: that is no fault.
template <class From, class To>
int copy_all(const PlaceOptions& options, const cli::Console& console, const From& from,
             const To& to, const std::string& none = {}) {
  int code = 0;
  const auto opened = open_for(options, {}, console, code);
  if (!opened) return code;
  bool found = false;
  std::size_t copied = 0;
  for (const Target& target : opened->targets) {
    const path source = from(opened->workplace.places, target.name);
    std::error_code ignored;
    if (!std::filesystem::is_directory(source, ignored)) continue;
    found = true;
    const auto added = add_inputs(to(opened->workplace.places, target.name), source);
    if (!added) return complain(console, added.error(), cli::unusable);
    if (*added != 0) console.out << fmt::format("{}: {} new inputs\n", target.name, *added);
    copied += *added;
  }
  if (!found && !none.empty()) return complain(console, none, cli::unusable);
  if (copied == 0) console.out << "nothing new\n";
  return cli::as_expected;
}

}  // namespace

void add_import(cli::Options& options, ImportArguments& arguments) {
  add_places(options, arguments.places);
  options.add("DIR", arguments.folder, "The folder that another machine's corpora are in")
      .required()
      .existing_folder();
  options.footer(kFooter);
}

void add_export(cli::Options& options, ExportArguments& arguments) {
  add_places(options, arguments.places);
  options.add("DIR", arguments.folder, "The folder for the corpora").required();
  options.footer(kFooter);
}

int run_import(const ImportArguments& arguments, const cli::Console& console) {
  return copy_all(
      arguments.places, console,
      [&](const Places&, const std::string& target) { return path(arguments.folder) / target; },
      [](const Places& places, const std::string& target) { return places.grown(target); },
      fmt::format("{}: none of its folders has the name of a target", arguments.folder));
}

int run_export(const ExportArguments& arguments, const cli::Console& console) {
  return copy_all(
      arguments.places, console,
      [](const Places& places, const std::string& target) { return places.grown(target); },
      [&](const Places&, const std::string& target) { return path(arguments.folder) / target; });
}

}  // namespace oauthspec::fuzz::driver
