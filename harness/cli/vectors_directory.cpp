// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/vectors_directory.h"

#include <system_error>

#include <fmt/format.h>

namespace oauthspec::cli {
namespace {

using std::filesystem::path;

// A folder named vectors/ is common; one with this file in it is ours.
bool holds_vectors(const path& folder) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(folder / "schema" / "suite.schema.json", ignored);
}

std::expected<path, std::string> given(const path& folder, std::string_view by) {
  if (!holds_vectors(folder)) {
    return std::unexpected(fmt::format(
        "{} names {}, which is no folder of vectors: it has no schema/suite.schema.json", by,
        folder.string()));
  }
  return folder;
}

}  // namespace

path executable() {
  std::error_code error;
  path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? path() : program;
}

std::expected<path, std::string> find_vectors(const std::string& option, const char* environment,
                                              const path& program) {
  if (!option.empty()) {
    return given(option, "--vectors");
  }
  if (environment != nullptr && *environment != '\0') {
    return given(environment, "OAUTHSPEC_VECTORS");
  }
  const path folder = program.parent_path();
  if (path shared = folder.parent_path() / "share" / "oauthspec" / "vectors";
      holds_vectors(shared)) {
    return shared;
  }
  for (path above = folder; !above.empty(); above = above.parent_path()) {
    if (holds_vectors(above / "vectors")) {
      return above / "vectors";
    }
    if (above == above.parent_path()) {
      break;
    }
  }
  return std::unexpected(
      "no vectors were found beside this program; name their folder with --vectors");
}

}  // namespace oauthspec::cli
