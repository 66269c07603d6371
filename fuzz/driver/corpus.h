// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

#include "fuzz/driver/files.h"

/// Folders of inputs, each a file that is named by its content, as libFuzzer names them. So the same input is the same file on every
/// machine, and any program that copies files can carry a corpus.
namespace oauthspec::fuzz::driver {

/// The SHA-1 of an input, in lower-case hexadecimal.
[[nodiscard]] std::string content_name(std::string_view input);

/// Puts an input into a corpus; whether it is new there.
[[nodiscard]] std::expected<bool, std::string> add_input(const std::filesystem::path& corpus,
                                                         std::string_view input);

/// Puts every file of a folder, under whatever name, into a corpus; how many were new there.
[[nodiscard]] std::expected<std::size_t, std::string> add_inputs(
    const std::filesystem::path& corpus, const std::filesystem::path& from);

/// Gives every file its right name: one that was being written when its engine was killed, or when the disk was full, has the name of what
/// it should have become. Empty ones are taken away. Gives how many there were.
[[nodiscard]] std::expected<std::size_t, std::string> mend_names(
    const std::filesystem::path& corpus);

}  // namespace oauthspec::fuzz::driver
