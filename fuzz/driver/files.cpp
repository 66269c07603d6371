// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/files.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

std::unexpected<std::string> failed(const path& file, int code) {
  const char* const remedy = code == ENOSPC || code == EFBIG || code == EDQUOT
                                 ? "; what was written before is as it was: make room and go on"
                                 : "";
  return std::unexpected(fmt::format("{}: cannot be written: {}{}", file.string(),
                                     std::generic_category().message(code), remedy));
}

// 0, or errno. Synchronised, so that a machine that stops does not leave a name without its content.
int write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t octets = ::write(descriptor, content.data(), content.size());
    if (octets < 0 && errno == EINTR) continue;
    if (octets < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(octets));
  }
  return ::fsync(descriptor) == 0 ? 0 : errno;
}

// What cannot be put in another's place: a terminal, a pipe.
Done write_to(const path& device, std::string_view content) {
  const int descriptor = ::open(device.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return failed(device, errno);
  int code = write_all(descriptor, content);
  // There is nothing to synchronise.
  if (code == EINVAL || code == EROFS) code = 0;
  if (::close(descriptor) != 0 && code == 0) code = errno;
  if (code != 0) return failed(device, code);
  return {};
}

void synchronise_folder(const path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

Done write_whole(const path& named, std::string_view content) {
  std::error_code error;
  const bool is_link = std::filesystem::is_symlink(named, error);
  const bool is_other =
      std::filesystem::exists(named, error) && !std::filesystem::is_regular_file(named, error);
  if (is_other) return write_to(named, content);
  const path file = is_link ? std::filesystem::weakly_canonical(named, error) : named;
  if (error) return failed(named, error.value());
  const path temporary =
      file.parent_path() / fmt::format(".{}.{}", file.filename().string(), ::getpid());
  const int descriptor =
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);  // NOLINT
  if (descriptor < 0) return failed(file, errno);
  int code = write_all(descriptor, content);
  if (::close(descriptor) != 0 && code == 0) code = errno;
  if (code == 0 && ::rename(temporary.c_str(), file.c_str()) != 0) code = errno;
  if (code != 0) {
    ::unlink(temporary.c_str());
    return failed(file, code);
  }
  synchronise_folder(file.parent_path());
  return {};
}

Done make_folder(const path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return failed(folder, error.value());
  return {};
}

std::expected<std::string, std::string> read_whole(const path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(stream), {}};
  if (!stream.is_open() || stream.bad()) {
    return std::unexpected(fmt::format("{}: cannot be read", file.string()));
  }
  return content;
}

std::vector<path> files_in(const path& folder) {
  std::error_code error;
  std::vector<path> files;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    std::error_code gone;
    if (at->is_regular_file(gone) && !at->path().filename().string().starts_with('.')) {
      files.push_back(at->path());
    }
  }
  std::ranges::sort(files);
  return files;
}

std::size_t octets_of(const std::vector<path>& files) {
  std::size_t octets = 0;
  for (const path& file : files) {
    std::error_code gone;
    const auto size = std::filesystem::file_size(file, gone);
    if (!gone) octets += size;
  }
  return octets;
}

bool runnable(const path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

}  // namespace oauthspec::fuzz::driver
