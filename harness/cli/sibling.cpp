// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/sibling.h"

#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "harness/cli/tree.h"
#include "harness/report/text.h"

namespace oauthspec::cli {
namespace {

using std::filesystem::path;

bool plain(std::string_view name) {
  constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  return !name.empty() && name.find_first_not_of(kLetters) == std::string_view::npos;
}

bool runnable(const path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored) && access(file.c_str(), X_OK) == 0;
}

}  // namespace

std::optional<path> find_sibling(const std::string& name, const path& program,
                                 const std::string& search) {
  if (!plain(name)) {
    return std::nullopt;
  }
  const std::string file = "oauthspec-" + name;
  if (path beside = program.parent_path() / file; runnable(beside)) {
    return beside;
  }
  std::size_t from = 0;
  while (from <= search.size()) {
    const std::size_t to = std::min(search.find(':', from), search.size());
    // An empty folder would be the current one, where nobody expects a program to come from.
    if (path found = path(search.substr(from, to - from)) / file; to > from && runnable(found)) {
      return found;
    }
    from = to + 1;
  }
  return std::nullopt;
}

int run_sibling(const SiblingArguments& arguments, const Console& console) {
  const char* search = std::getenv("PATH");
  const auto found = find_sibling(arguments.name, executable(), search == nullptr ? "" : search);
  if (!found) {
    console.err << fmt::format(
        "oauthspec: there is no command {}, and no program oauthspec-{}; the commands are {}\n",
        report::shell_word(report::harmless(arguments.name)), report::harmless(arguments.name),
        fmt::join(commands(), ", "));
    return usage;
  }
  std::vector<std::string> words{found->string()};
  words.insert(words.end(), arguments.rest.begin(), arguments.rest.end());
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  console.out.flush();
  execv(found->c_str(), pointers.data());
  console.err << fmt::format("oauthspec: {}: {}\n", found->string(),
                             std::generic_category().message(errno));
  return usage;
}

}  // namespace oauthspec::cli
