// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/listing.h"

#include <algorithm>
#include <system_error>

namespace oauthspec::vector {

std::expected<std::vector<std::filesystem::path>, Problem> files_in(
    const std::filesystem::path& directory, std::string_view suffix) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  std::filesystem::directory_iterator at(directory, error);
  for (; !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    if (at->path().filename().string().ends_with(suffix)) files.push_back(at->path());
  }
  if (error) {
    return std::unexpected(
        Problem{.file = directory.string(), .pointer = {}, .reason = error.message()});
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace oauthspec::vector
