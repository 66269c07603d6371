// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/lock.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "fuzz/driver/files.h"

namespace oauthspec::fuzz::driver {

using std::filesystem::path;

std::expected<Lock, std::string> Lock::take(const path& file, With with, const std::string& taken) {
  if (const Done made = make_folder(file.parent_path()); !made) {
    return std::unexpected(made.error());
  }
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);  // NOLINT
  const int kind = with == With::nobody ? LOCK_EX : LOCK_SH;
  if (descriptor >= 0 && ::flock(descriptor, kind | LOCK_NB) == 0) return Lock(descriptor);
  const int code = errno;
  if (descriptor >= 0) ::close(descriptor);
  return std::unexpected(
      fmt::format("{}: {}", file.string(),
                  code == EWOULDBLOCK ? taken : std::generic_category().message(code)));
}

Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Lock::~Lock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::expected<Lock, std::string> take_corpora(const path& work, Lock::With with) {
  return Lock::take(work / "corpora.lock", with,
                    with == Lock::With::nobody
                        ? "another command is at work on these corpora; wait for its end"
                        : "a corpus is being made small here; wait for its end");
}

}  // namespace oauthspec::fuzz::driver
