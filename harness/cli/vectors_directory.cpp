// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/vectors_directory.h"

#include <system_error>

#include <fmt/format.h>

#include "harness/cli/tree.h"

namespace oauthspec::cli {
namespace {

using std::filesystem::path;

// A folder named vectors/ is common; one with this file in it is ours.
constexpr const char* kOurs = "schema/suite.schema.json";

std::expected<path, std::string> given(const path& folder, std::string_view by) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(folder / kOurs, ignored)) {
    return std::unexpected(fmt::format("{} names {}, which is no folder of vectors: it has no {}",
                                       by, folder.string(), kOurs));
  }
  return folder;
}

}  // namespace

std::expected<path, std::string> find_vectors(const std::string& option, const char* environment,
                                              const path& program) {
  if (!option.empty()) {
    return given(option, "--vectors");
  }
  if (environment != nullptr && *environment != '\0') {
    return given(environment, "OAUTHSPEC_VECTORS");
  }
  if (const auto tree = find_tree(program, "vectors" / path(kOurs))) {
    return *tree / "vectors";
  }
  return std::unexpected(
      "no vectors were found beside this program; name their folder with --vectors");
}

}  // namespace oauthspec::cli
