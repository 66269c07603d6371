// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/told_crashes.h"

#include <fmt/format.h>

#include "fuzz/driver/crash_files.h"
#include "fuzz/driver/night_report.h"
#include "harness/report/text.h"

namespace oauthspec::fuzz::driver {

std::expected<std::size_t, std::string> tell_crashes(const Places& places,
                                                     const std::string& target,
                                                     const std::string& output,
                                                     const cli::Console& console) {
  std::size_t found = 0;
  for (const auto& input : unsorted_crashes(places, target)) {
    const auto sorted = know_crash(places, target, input, output);
    if (!sorted) return std::unexpected(sorted.error());
    sort_crash(places, target, input, *sorted);
    KnownCrash known;
    known.target = target;
    known.input = sorted->file;
    console.out << fmt::format("{}: {}\n  {}\n", target, report::one_line(sorted->crash.headline),
                               triage_command(known, places.work));
    ++found;
  }
  return found;
}

}  // namespace oauthspec::fuzz::driver
