// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/shipped_adapters.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "harness/vector/file.h"
#include "harness/vector/schema.h"

namespace oauthspec::cli {
namespace {

using nlohmann::json;
using std::filesystem::path;

ShippedAdapter of_json(const json& entry) {
  const json& install = entry["install"];
  return {.name = entry["name"],
          .language = entry["language"],
          .library = entry["library"],
          .protocols = entry["protocols"],
          .command = entry["command"],
          .packages = install.value("apt", std::vector<std::string>()),
          .npm_folder = install.value("npm", "")};
}

bool is_file(const path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored);
}

bool is_program(const path& file) {
  return is_file(file) && access(file.c_str(), X_OK) == 0;
}

bool in_path(const std::string& program, const std::string& search) {
  std::istringstream folders(search);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (is_program(path(folder) / program)) {
      return true;
    }
  }
  return false;
}

std::vector<std::string> words(const std::string& command) {
  std::istringstream in(command);
  return {std::istream_iterator<std::string>(in), {}};
}

// "build/adapters/x.jar", but no option, assignment or list of paths.
bool names_file(const std::string& word) {
  return word.contains('/') && !word.starts_with('-') && word.find_first_of("=:") == word.npos;
}

// What npm installed is what the lock file says now, or has to be installed anew.
bool has_npm_packages(const path& folder) {
  const auto locked = vector::read_text(folder / "package-lock.json");
  const auto installed = vector::read_text(folder / "node_modules" / ".installed");
  return locked && installed && *locked == *installed;
}

std::vector<std::string> missing_files(const ShippedAdapter& adapter, const Machine& machine) {
  std::vector<std::string> all;
  bool program = true;
  for (const std::string& word : words(adapter.command)) {
    if (program && word.contains('=')) {
      continue;  // An assignment before the program's name.
    }
    const bool there = !program             ? !names_file(word) || is_file(machine.tree / word)
                       : word.contains('/') ? is_program(machine.tree / word)
                                            : in_path(word, machine.path);
    if (!there) {
      all.push_back(word);
    }
    program = false;
  }
  return all;
}

}  // namespace

std::expected<std::vector<ShippedAdapter>, vector::Problem> load_shipped_adapters(
    const path& file) {
  const auto schema = vector::Schema::load(file.parent_path() / "adapters.schema.json");
  if (!schema) {
    return std::unexpected(schema.error());
  }
  const auto read = vector::read_json(file);
  if (!read) {
    return std::unexpected(read.error());
  }
  if (const auto mismatch = schema->validate("", read->value)) {
    return std::unexpected(vector::problem_at(*read, mismatch->pointer, mismatch->reason));
  }
  std::vector<ShippedAdapter> all;
  for (const json& entry : read->value["adapters"]) {
    ShippedAdapter adapter = of_json(entry);
    if (std::ranges::find(all, adapter.name, &ShippedAdapter::name) != all.end()) {
      return std::unexpected(vector::problem_at(*read, fmt::format("/adapters/{}/name", all.size()),
                                                "this name stands twice"));
    }
    all.push_back(std::move(adapter));
  }
  return all;
}

std::set<std::string, std::less<>> installed_packages(std::string_view status) {
  constexpr std::string_view kPackage = "Package: ";
  std::set<std::string, std::less<>> all;
  std::string package;
  std::istringstream lines{std::string(status)};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kPackage)) {
      package = line.substr(kPackage.size());
    } else if (line.starts_with("Status: ") && line.ends_with(" ok installed")) {
      all.insert(package);
    }
  }
  return all;
}

std::vector<std::string> missing(const ShippedAdapter& adapter, const Machine& machine) {
  std::vector<std::string> all;
  for (const std::string& package : adapter.packages) {
    // Without dpkg only the command can tell.
    if (machine.packages && !machine.packages->contains(package)) {
      all.push_back(package);
    }
  }
  if (!adapter.npm_folder.empty() && !has_npm_packages(machine.tree / adapter.npm_folder)) {
    all.push_back(adapter.npm_folder + "/node_modules");
  }
  std::ranges::move(missing_files(adapter, machine), std::back_inserter(all));
  return all;
}

}  // namespace oauthspec::cli
