// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/checks/target.h"
#include "harness/http/transport.h"
#include "harness/target/config.h"

/// Finds out what is wrong with the configuration of a server under test before any check can be misled by it.
namespace oauthspec::target {

enum class Health : std::uint8_t {
  good,
  note,         ///< Fewer checks can be run than might be.
  fault,        ///< The configuration does not fit the server.
  unreachable,  ///< The server gives no answer.
};

[[nodiscard]] std::string_view name(Health health);

struct Diagnosis {
  Health health{};
  std::string subject;  ///< "the client oauth2.clients.second"
  std::string finding;  ///< What was seen; no secret in it.
  std::string remedy;   ///< What to do about it; empty where nothing is to be done.
};

/// Notes of what the file alone shows: what it names and no check knows.
[[nodiscard]] std::vector<Diagnosis> examine_config(const Config& config);

/// Looks at all that checks rely on: whether every endpoint answers, TLS, the clocks, the clients' credentials, redirection URIs and
/// the sign-in, the protected resource; each of them only once what it needs was found good.
[[nodiscard]] std::vector<Diagnosis> examine(const checks::Target& target);

/// What to do about a request that got no answer.
[[nodiscard]] std::string remedy_for(http::TransportCode code);

/// The worst of them.
[[nodiscard]] Health worst(const std::vector<Diagnosis>& diagnoses);

}  // namespace oauthspec::target
