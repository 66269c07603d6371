// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "mock_provider/control/operation.h"
#include "mock_provider/model/client.h"

namespace oauthspec::provider::control {

/// A client as the control has it: the names of RFC 7591 section 2 where it has some. Secrets are not shown.
[[nodiscard]] nlohmann::ordered_json client_json(const ClientRecord& client);
/// Reads one; what is left out is as a confidential client with all grants has it.
[[nodiscard]] std::expected<ClientRecord, ControlError> client_of(
    const nlohmann::ordered_json& json);

[[nodiscard]] nlohmann::ordered_json user_json(const UserRecord& user);
[[nodiscard]] std::expected<UserRecord, ControlError> user_of(const nlohmann::ordered_json& json);

}  // namespace oauthspec::provider::control
