// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "bench/command/results.h"

namespace oauthspec::bench {

/// Three rows of a set, the second a library of others, and one left out.
inline Results some_results(Chart chart = Chart::logarithmic_bars) {
  Results results{.set = {.name = "peers",
                          .title = "One signature <& more>",
                          .denominators = {{.rows = ".*", .name = "bare"}},
                          .chart = chart},
                  .machine = {.processor = "A processor",
                              .processors = 2,
                              .flags = {"sha_ni"},
                              .compiler = "GNU 12.2.0",
                              .libraries = {{"OpenSSL", "3.0.15"}},
                              .environment = {{"OAUTHSPEC_SIMD", "portable"}}},
                  .interleaved = true,
                  .left_out = {{"liboauth (C)", "it is not installed"}}};
  const std::vector<Sample> samples{
      {.row = "bare", .nanoseconds = 200},         {.row = "oauthlib", .nanoseconds = 80'000},
      {.row = "ours", .nanoseconds = 300},         {.row = "bare", .nanoseconds = 400},
      {.row = "oauthlib", .nanoseconds = 160'000}, {.row = "ours", .nanoseconds = 600}};
  results.rows = rows_of(results.set, samples, {{"oauthlib", {.note = "3.2.2", .peer = true}}});
  return results;
}

}  // namespace oauthspec::bench
