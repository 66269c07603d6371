// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mock_provider/defects/defect.h"

/// One function a file: the defects of its topic.
namespace oauthspec::provider::defects {

[[nodiscard]] DefectTopic code_grant();

}  // namespace oauthspec::provider::defects
