// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "harness/checks/run.h"
#include "mock_provider/defects/defect.h"
#include "mock_provider/model/settings.h"
#include "mock_provider/state/signing_keys.h"

namespace oauthspec::provider {

/// What the checks found out about one defect.
struct Trial {
  const Defect* defect = nullptr;
  /// The checks that cite the requirement which the defect breaks, and failed.
  std::vector<const checks::Check*> caught_by;
  /// Those that cite it, in all.
  std::size_t citing = 0;
};

/// Plants the defect in a provider of its own, and puts the checks that cite its requirement to it.
[[nodiscard]] Trial try_defect(const Defect& defect,
                               const std::shared_ptr<const SigningKeys>& keys);

/// What all checks say of the provider as it is: each that is no pass is one's fault.
[[nodiscard]] std::vector<checks::CheckResult> check_correct(
    Settings settings, const std::shared_ptr<const SigningKeys>& keys);

}  // namespace oauthspec::provider
