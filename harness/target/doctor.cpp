// SPDX-License-Identifier: Apache-2.0
#include "harness/target/doctor.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "harness/target/examine.h"

namespace oauthspec::target {

std::string_view name(Health health) {
  switch (health) {
    case Health::good:
      return "good";
    case Health::note:
      return "note";
    case Health::fault:
      return "fault";
    case Health::unreachable:
      return "unreachable";
  }
  return "fault";
}

std::vector<Diagnosis> examine(const checks::Target& target) {
  Examination examination(target);
  examine_endpoints(examination);
  if (worst(examination.diagnoses()) == Health::unreachable) return examination.take();
  if (!target.server.token_endpoint.empty()) {
    examine_oauth2(examination);
    examine_gaps(examination);
  }
  if (target.oauth1_client) examine_oauth1(examination);
  return examination.take();
}

Health worst(const std::vector<Diagnosis>& diagnoses) {
  Health health = Health::good;
  for (const Diagnosis& diagnosis : diagnoses) health = std::max(health, diagnosis.health);
  return health;
}

}  // namespace oauthspec::target
