// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mock_provider/state/state.h"

namespace oauthspec::provider {

/// No record, no fault, no case: as after the start, but for the registry, which stays as it is. To copy one takes longer than all else
/// that State::reset() does, and few requests change it.
void forget(State& state);

}  // namespace oauthspec::provider
