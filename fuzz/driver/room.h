// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "fuzz/driver/files.h"

namespace oauthspec::fuzz::driver {

/// Whether a disk has room for what engines write, which say nothing of an input that they could not write: so it is asked before, and after.
///
/// Input:  a folder on it; `octets` more than the least.
/// Errors: that the disk is full, or nearly, for people.
[[nodiscard]] Done need_room(const std::filesystem::path& folder, std::uintmax_t octets = 0);

/// What copies of these folders' files take on a disk, at most.
[[nodiscard]] std::uintmax_t room_of(const std::vector<std::filesystem::path>& folders);

}  // namespace oauthspec::fuzz::driver
