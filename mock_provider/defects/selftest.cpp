// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/selftest.h"

#include <algorithm>
#include <utility>

#include "mock_provider/defects/subject.h"

namespace oauthspec::provider {
namespace {

// RFC 9700 asks for more than RFC 6749: what it asks for is broken only where it was kept.
Profile profile_of(const Defect& defect) {
  return defect.requirement.starts_with("RFC9700") ? Profile::bcp : Profile::rfc6749;
}

Settings settings_of(const Defect& defect) {
  Settings settings;
  settings.profile = profile_of(defect);
  if (defect.settle != nullptr) {
    defect.settle(settings);
  }
  return settings;
}

bool cites(const checks::Check& check, std::string_view requirement) {
  return std::ranges::find(check.requirements, requirement) != check.requirements.end();
}

}  // namespace

Trial try_defect(const Defect& defect, const std::shared_ptr<const SigningKeys>& keys) {
  Trial trial{.defect = &defect, .caught_by = {}, .citing = 0};
  for (const checks::Topic topic : checks::all_topics()) {
    for (const checks::Check& check : topic) {
      if (!cites(check, defect.requirement)) {
        continue;
      }
      Rules rules;
      defect.plant(rules);
      const Subject subject(std::move(rules), settings_of(defect), keys);
      if (!checks::is_for(check, subject.target())) {
        continue;
      }
      ++trial.citing;
      if (checks::run(check, subject.target()).finding.verdict == checks::Verdict::fail) {
        trial.caught_by.push_back(&check);
      }
    }
  }
  return trial;
}

std::vector<checks::CheckResult> check_correct(Settings settings,
                                               const std::shared_ptr<const SigningKeys>& keys) {
  const Subject subject(Rules{}, std::move(settings), keys);
  return checks::run_all(subject.target());
}

}  // namespace oauthspec::provider
