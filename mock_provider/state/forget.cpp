// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/state/forget.h"

#include <cstdint>

namespace oauthspec::provider {

void forget(State& state) {
  state.codes.clear();
  state.access_tokens.clear();
  state.refresh_tokens.clear();
  state.devices.clear();
  state.pushed.clear();
  state.temporary.clear();
  state.token_credentials.clear();
  state.sessions.clear();
  state.interactions.clear();
  state.nonces.forget_before(UINT64_MAX);
  state.used_ids.clear();
  state.dpop_nonce.clear();
  state.dpop_nonce_until = 0;
  state.user_code_attempts = {};
  state.log.clear();
  state.faults.clear();
  state.clock_offset = 0;
  state.cases.clear();
}

}  // namespace oauthspec::provider
