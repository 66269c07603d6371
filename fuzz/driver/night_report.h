// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "fuzz/driver/night.h"
#include "harness/report/assets.h"

/// What a night came to, for people and programs.
namespace oauthspec::fuzz::driver {

/// "12.3 M", "45.6 k", "789"
[[nodiscard]] std::string short_number(std::uint64_t number);

/// "1:02:03"
[[nodiscard]] std::string clock_text(double seconds);

/// The command that looks into a crash. `work` is where the night was.
[[nodiscard]] std::string triage_command(const KnownCrash& crash,
                                         const std::filesystem::path& work);

/// A line for a terminal, without a line feed: how far it is, what is at work, what was found. `now` is how many seconds it has taken.
[[nodiscard]] std::string progress_line(const Night& night, double now, std::string_view at_work);

/// For the terminal: totals, and each crash with the command that looks into it.
[[nodiscard]] std::string night_text(const Night& night, const std::filesystem::path& work);

/// For programs.
[[nodiscard]] std::string night_json(const Night& night, const std::filesystem::path& work);

/// A page that is one file.
[[nodiscard]] std::string night_page(const Night& night, const std::filesystem::path& work);

/// What the page is made of: the files of page/.
namespace assets {

extern const report::Asset night_style;
extern const report::Asset night_script;
extern const report::Asset night_body;

}  // namespace assets

}  // namespace oauthspec::fuzz::driver
