// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/room.h"

#include <system_error>

#include <fmt/format.h>

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

constexpr std::uintmax_t kLeastRoom = std::uintmax_t{16} * 1024 * 1024;
/// What a file takes beside its octets: the rest of its last block.
constexpr std::uintmax_t kBlock = 4096;

}  // namespace

Done need_room(const path& folder, std::uintmax_t octets) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (error || space.available >= kLeastRoom + octets) return {};
  return std::unexpected(
      fmt::format("{}: the disk is full, or nearly: {} KiB are left, and {} are needed. What was "
                  "found is as it was; make room, and go on",
                  folder.string(), space.available / 1024, (kLeastRoom + octets) / 1024));
}

std::uintmax_t room_of(const std::vector<path>& folders) {
  std::uintmax_t octets = 0;
  for (const path& folder : folders) {
    const std::vector<path> files = files_in(folder);
    octets += octets_of(files) + files.size() * kBlock;
  }
  return octets;
}

}  // namespace oauthspec::fuzz::driver
