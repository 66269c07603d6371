// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/http/reply.h"
#include "harness/reference/message/http.h"
#include "mock_provider/model/endpoint.h"
#include "mock_provider/model/exchange.h"
#include "mock_provider/model/surroundings.h"
#include "mock_provider/state/state.h"

namespace oauthspec::provider {

/// One request on its way through the provider. An endpoint is a function `http::Reply endpoint(Call&)`; it says in `verdict` what it
/// made of the request.
struct Call {
  const oauth::message::Request& request;
  State& state;
  Endpoint endpoint{};
  std::string_view path;   ///< Behind the issuer's own path, not decoded: "/token".
  std::string_view query;  ///< Without "?"; empty where there is none.
  std::string issuer;      ///< Of this request: its origin, and its case's path.
  Seconds now = 0;
  Verdict verdict{};
  std::optional<SignatureDiagnosis> diagnosis{};
  std::vector<std::string> faults{};  ///< Behaviours that acted on it: control/faults.h.

  [[nodiscard]] Surroundings around() const {
    return {state.settings, state.world.backend, issuer, now};
  }
};

}  // namespace oauthspec::provider
