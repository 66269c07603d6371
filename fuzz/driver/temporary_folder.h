// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <system_error>
#include <utility>

namespace oauthspec::fuzz::driver {

/// A folder that is gone when this is.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder() { clear(); }
  void clear() const {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& at() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace oauthspec::fuzz::driver
