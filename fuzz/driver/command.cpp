// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/command.h"

#include "fuzz/driver/build.h"
#include "harness/report/text.h"

namespace oauthspec::fuzz::driver {

int complain(const cli::Console& console, const std::string& what, int code) {
  console.err << "oauthspec-fuzz: " << report::harmless(what) << std::endl;
  return code;
}

std::optional<Opened> open_for(const PlaceOptions& options, const std::vector<std::string>& names,
                               const cli::Console& console, int& exit_code) {
  auto workplace = open_workplace(options);
  if (!workplace) {
    exit_code = complain(console, workplace.error(), cli::unusable);
    return std::nullopt;
  }
  auto targets = named_targets(workplace->targets, names);
  if (!targets) {
    exit_code = complain(console, targets.error(), cli::usage);
    return std::nullopt;
  }
  return Opened{*std::move(workplace), *std::move(targets)};
}

std::optional<Opened> open_built(const PlaceOptions& options, const std::vector<std::string>& names,
                                 const cli::Console& console, int& exit_code) {
  auto opened = open_for(options, names, console, exit_code);
  if (!opened) return std::nullopt;
  if (auto there = need_programs(opened->workplace, opened->targets, console); !there) {
    exit_code = complain(console, there.error(), cli::unusable);
    return std::nullopt;
  }
  return opened;
}

}  // namespace oauthspec::fuzz::driver
