// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>

#include "harness/reference/base/error.h"

namespace oauthspec::testing {

/// Matches a Result that refuses with this code: EXPECT_THAT(percent_decode("%"), RefusesWith(Errc::percent_truncated)).
MATCHER_P(RefusesWith, code, "") {
  if (arg.has_value()) {
    *result_listener << "which accepts";
    return false;
  }
  *result_listener << "which refuses with " << oauth::name(arg.error().code) << " at "
                   << arg.error().offset;
  return arg.error().code == code;
}

/// The same, at this offset.
MATCHER_P2(RefusesWithAt, code, offset, "") {
  if (arg.has_value()) {
    *result_listener << "which accepts";
    return false;
  }
  *result_listener << "which refuses with " << oauth::name(arg.error().code) << " at "
                   << arg.error().offset;
  return arg.error() == (oauth::Error{code, static_cast<std::size_t>(offset)});
}

/// Matches a Result that holds this value.
MATCHER_P(Gives, value, "") {
  if (!arg.has_value()) {
    *result_listener << "which refuses with " << oauth::name(arg.error().code) << " at "
                     << arg.error().offset;
    return false;
  }
  return ::testing::ExplainMatchResult(::testing::Eq(value), *arg, result_listener);
}

}  // namespace oauthspec::testing
