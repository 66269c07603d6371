// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>

namespace oauthspec::fuzz::driver {

/// Keeps other commands out until it is gone, or the process is, however it ends. The file stays; it is empty.
class Lock {
 public:
  /// Who may be there at the same time.
  enum class With { others_that_share, nobody };

  /// Input:  a file that is made where it is missing; what is said to whoever comes upon another ("another night is at work here").
  /// Errors: that, with the file's name; a file that cannot be made.
  [[nodiscard]] static std::expected<Lock, std::string> take(const std::filesystem::path& file,
                                                             With with, const std::string& taken);

  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  Lock(Lock&& other) noexcept;
  Lock& operator=(Lock&&) = delete;
  ~Lock();

 private:
  explicit Lock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

/// Shared by all commands that add to the corpora of a folder of work; alone where one is made anew.
[[nodiscard]] std::expected<Lock, std::string> take_corpora(const std::filesystem::path& work,
                                                            Lock::With with);

}  // namespace oauthspec::fuzz::driver
