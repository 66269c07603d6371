// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/declared.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace oauthspec::defects {

std::vector<vector::Blame> declared_blames(const vector::Library& library,
                                           std::span<const Defect> defects) {
  std::set<std::pair<std::string_view, std::string_view>> cited;  // An op and a requirement.
  for (const vector::Suite& suite : library.suites) {
    for (const vector::Test& test : suite.tests) {
      for (const std::string& id : test.requirements) cited.emplace(suite.op, id);
    }
  }
  std::vector<vector::Blame> blames;
  for (const Defect& defect : defects) {
    if (cited.contains({defect.op, defect.requirement}))
      blames.push_back({std::string(defect.requirement), full_name(defect)});
  }
  return blames;
}

}  // namespace oauthspec::defects
