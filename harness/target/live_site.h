// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <memory>
#include <stop_token>

#include "harness/checks/schedule.h"
#include "harness/reference/base/clock.h"
#include "harness/reference/base/random.h"
#include "harness/target/config.h"
#include "harness/target/doctor.h"
#include "harness/target/owners.h"

namespace oauthspec::target {

/// What sites have in common.
///
/// Lifetime: everything outlives the sites.
/// Threads: the random source is asked from the thread of each site.
struct Surroundings {
  const oauth::crypto::Backend& backend;
  const oauth::Clock& clock;
  oauth::RandomSource& random;
  AskPerson ask;
  std::int64_t patience = 0;  ///< The longest time that a check may wait, in seconds.
};

/// Asks the server for its metadata, and puts it under what the configuration says itself.
///
/// Errors: it has to be there, and is not, or is no JSON object: a fault; the server gives no answer: unreachable.
[[nodiscard]] std::expected<checks::Description, Diagnosis> describe(const Config& config);

/// Makes sites over sockets, each with connections and a browser of its own.
///
/// Input:  the description is whole, as describe() makes it.
/// Lifetime: the configuration outlives the sites.
[[nodiscard]] std::unique_ptr<checks::Site> make_live_site(const Config& config,
                                                           const checks::Description& description,
                                                           const Surroundings& surroundings,
                                                           const std::stop_token& stop);

}  // namespace oauthspec::target
