// SPDX-License-Identifier: Apache-2.0
#include "harness/report/time.h"

#include <ctime>
#include <iomanip>
#include <sstream>

#include <fmt/format.h>

namespace oauthspec::report {

using namespace std::chrono;

Moment moment_of(const std::string& time) {
  std::tm fields{};
  std::istringstream in(time);
  in >> std::get_time(&fields, "%Y-%m-%dT%H:%M:%SZ");
  if (in.fail()) return {};
  constexpr int kEpoch = 1900;
  const sys_days date = year(fields.tm_year + kEpoch) /
                        month(static_cast<unsigned>(fields.tm_mon) + 1) /
                        day(static_cast<unsigned>(fields.tm_mday));
  return date + hours(fields.tm_hour) + minutes(fields.tm_min) + seconds(fields.tm_sec);
}

std::string time_text(Moment moment) {
  const auto midnight = floor<days>(moment);
  const year_month_day date(midnight);
  const hh_mm_ss clock(moment - midnight);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

}  // namespace oauthspec::report
