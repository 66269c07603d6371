// SPDX-License-Identifier: Apache-2.0
#include "harness/report/time.h"

#include <gtest/gtest.h>

namespace oauthspec::report {
namespace {

TEST(Time, IsReadAndWritten) {
  const Moment moment = moment_of("2026-01-31T23:59:59Z");
  EXPECT_EQ(moment.time_since_epoch().count(), 1769903999000);
  EXPECT_EQ(time_text(moment + std::chrono::milliseconds(1007)), "2026-02-01T00:00:00.007Z");
}

TEST(Time, OfNonsenseIsTheBeginningOf1970) {
  for (const char* text : {"", "yesterday", "2026-01-31 23:59:59", "\x1b"}) {
    EXPECT_EQ(time_text(moment_of(text)), "1970-01-01T00:00:00.000Z") << text;
  }
}

}  // namespace
}  // namespace oauthspec::report
