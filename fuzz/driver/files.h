// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Files that outlast a kill and a full disk: a file is there whole, or as it was before.
namespace oauthspec::fuzz::driver {

/// What an error function gives where all went well.
using Done = std::expected<void, std::string>;

/// Writes a file in one step: a temporary one beside it is written, synchronised and put in its place. A link stays one, and what is no file,
/// as /dev/stdout, is written to.
///
/// Errors: why not, with the file's name; what stood there still does, and no temporary file is left.
[[nodiscard]] Done write_whole(const std::filesystem::path& file, std::string_view content);

/// Makes a folder and those above it.
[[nodiscard]] Done make_folder(const std::filesystem::path& folder);

/// A file's octets. Errors: why it cannot be read.
[[nodiscard]] std::expected<std::string, std::string> read_whole(const std::filesystem::path& file);

/// The regular files directly in a folder, in the order of their names; none where there is no such folder. Names that begin with "." are
/// passed over: files that are not whole yet have them.
[[nodiscard]] std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder);

/// The sum of their sizes.
[[nodiscard]] std::size_t octets_of(const std::vector<std::filesystem::path>& files);

/// Whether it is a file that can be run.
[[nodiscard]] bool runnable(const std::filesystem::path& file);

}  // namespace oauthspec::fuzz::driver
