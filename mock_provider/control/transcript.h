// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "mock_provider/model/endpoint.h"
#include "mock_provider/model/exchange.h"
#include "mock_provider/state/state.h"

namespace oauthspec::provider::control {

/// Which exchanges are wanted.
struct TranscriptFilter {
  std::uint64_t from = 1;            ///< The least number.
  std::optional<Endpoint> endpoint;  ///< Nothing: all.
  std::optional<bool> accepted;      ///< The verdict; nothing: any.
  bool show_secrets = false;
};

/// Copies of the exchanges that the log still has, the oldest first, masked unless secrets are to be shown.
[[nodiscard]] std::vector<Exchange> exchanges(const State& state, const TranscriptFilter& filter);

/// One exchange as /_control/transcript and the inspector have it; README.md names the members.
[[nodiscard]] nlohmann::ordered_json exchange_json(const Exchange& exchange);

/// "RFC 7636", "4.6" of "RFC7636-4.6-1"; the second empty where the id has no section, both where it is none.
struct Clause {
  std::string document;
  std::string section;
};
[[nodiscard]] Clause clause_of(std::string_view requirement);

}  // namespace oauthspec::provider::control
