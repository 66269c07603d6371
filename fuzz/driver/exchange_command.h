// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fuzz/driver/workplace.h"
#include "harness/cli/console.h"

namespace oauthspec::fuzz::driver {

/// oauthspec fuzz import, and oauthspec fuzz export
struct ImportArguments {
  PlaceOptions places;
  std::string folder;
};
struct ExportArguments {
  PlaceOptions places;
  std::string folder;
};

void add_import(cli::Options& options, ImportArguments& arguments);
void add_export(cli::Options& options, ExportArguments& arguments);
[[nodiscard]] int run_import(const ImportArguments& arguments, const cli::Console& console);
[[nodiscard]] int run_export(const ExportArguments& arguments, const cli::Console& console);

}  // namespace oauthspec::fuzz::driver
