// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "harness/report/report.h"

namespace oauthspec::report {

/// A format that a report can be written in. To add one is to add a row to the table in format.cpp.
struct Format {
  std::string_view name;   ///< As --format has it, and as an option of its own: "junit".
  std::string_view about;  ///< What it is, for --help.
  std::string (*write)(const Report& report);
};

/// Every format.
[[nodiscard]] std::span<const Format> formats();

/// The format of that name; null where there is none.
[[nodiscard]] const Format* format_named(std::string_view name);

}  // namespace oauthspec::report
