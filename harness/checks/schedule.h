// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "harness/checks/run.h"

namespace oauthspec::checks {

/// A target, with what belongs to it: connections, a browser. Two sites share nothing, but for the server.
class Site {
 public:
  Site() = default;
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  virtual ~Site() = default;

  [[nodiscard]] virtual const Target& target() const = 0;
};

/// Makes a site; whoever waits there gives up once a stop is requested.
using SiteFactory = std::function<std::unique_ptr<Site>(std::stop_token stop)>;

struct ScheduleOptions {
  /// After so many checks in a row that got no answer, the server is given up.
  std::size_t most_unanswered = 3;
};

/// How a run as a whole went.
struct ScheduleReport {
  bool interrupted = false;
  std::optional<std::string> given_up;  ///< Why checks were left although nobody interrupted.
};

/// Called for each check that was run, once, from one thread at a time.
using ResultSink = std::function<void(CheckResult result)>;

/// Puts checks to a server. Those that wait start first, each at a site of its own; the others run one after another meanwhile.
///
/// Output: checks that never ran get no result.
/// Threads: starts one for each check that waits.
[[nodiscard]] ScheduleReport schedule(std::span<const Check* const> checks,
                                      const SiteFactory& factory, const ResultSink& sink,
                                      const std::stop_token& stop,
                                      const ScheduleOptions& options = {});

}  // namespace oauthspec::checks
