// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "harness/report/diff.h"
#include "harness/vector/load.h"

namespace oauthspec::report {

/// A format that a difference can be written in.
struct DiffFormat {
  std::string_view name;  ///< As --format has it.
  std::string (*write)(const Difference& difference, const vector::Library& library);
};

/// Text for people, JSON, and GitHub's Markdown. All name each test with its title, its requirements, both statuses, and why the later
/// one is what it is.
[[nodiscard]] std::span<const DiffFormat> diff_formats();

}  // namespace oauthspec::report
