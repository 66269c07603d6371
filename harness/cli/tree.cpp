// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/tree.h"

#include <system_error>

namespace oauthspec::cli {
namespace {

using std::filesystem::path;

bool has(const path& folder, const path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(folder / file, ignored);
}

}  // namespace

path executable() {
  std::error_code error;
  path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? path() : program;
}

std::optional<path> find_tree(const path& program, const path& file) {
  const path folder = program.parent_path();
  if (path shared = folder.parent_path() / "share" / "oauthspec"; has(shared, file)) {
    return shared;
  }
  for (path above = folder; !above.empty(); above = above.parent_path()) {
    if (has(above, file)) {
      return above;
    }
    if (above == above.parent_path()) {
      break;
    }
  }
  return std::nullopt;
}

}  // namespace oauthspec::cli
