// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/kill_matrix.h"

#include <utility>

namespace oauthspec::defects {
namespace {

using nlohmann::json;

json trial_json(const Trial& trial) {
  json caught = json::array();
  for (const Catch& one : trial.catches) {
    caught.push_back({{"test", one.name()},
                      {"status", result::name(one.status)},
                      {"cites", one.cites(trial.defect->requirement)}});
  }
  return {{"name", full_name(*trial.defect)},         {"op", trial.defect->op},
          {"requirement", trial.defect->requirement}, {"title", trial.defect->title},
          {"as_planned", trial.as_planned()},         {"caught", std::move(caught)}};
}

}  // namespace

json kill_matrix(const vector::Library& library, const std::vector<Trial>& trials) {
  json defects = json::array();
  for (const Trial& trial : trials) defects.push_back(trial_json(trial));
  json refusals = json::array();
  for (const RefusalGroup& group : refusal_groups(library, trials)) {
    refusals.push_back({{"suite", group.suite},
                        {"requirement", group.requirement},
                        {"tests", group.tests},
                        {"caught", group.caught}});
  }
  json flags = json::array();
  for (const FlagGroup& group : flag_groups(library, trials)) {
    flags.push_back({{"suite", group.suite},
                     {"flag", group.flag},
                     {"tests", group.tests},
                     {"caught", group.caught}});
  }
  json requirements = json::object();
  for (const auto& [id, proof] : proofs(library, trials)) {
    requirements[id] = {{"covered", proof.evidence.covered()},
                        {"expected", proof.expected},
                        {"blamed", proof.evidence.defects},
                        {"refused_and_accepted", !proof.evidence.refusals.empty()}};
  }
  return {{"defects", std::move(defects)},
          {"refusals", std::move(refusals)},
          {"flags", std::move(flags)},
          {"requirements", std::move(requirements)}};
}

}  // namespace oauthspec::defects
