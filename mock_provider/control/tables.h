// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "mock_provider/control/behaviour.h"

namespace oauthspec::provider::control {

/// The behaviours by what they touch, one table a file.
[[nodiscard]] std::span<const Behaviour> delivery_behaviours();
[[nodiscard]] std::span<const Behaviour> body_behaviours();
[[nodiscard]] std::span<const Behaviour> refusal_behaviours();
[[nodiscard]] std::span<const Behaviour> token_behaviours();
[[nodiscard]] std::span<const Behaviour> jwt_behaviours();
[[nodiscard]] std::span<const Behaviour> authorization_behaviours();
[[nodiscard]] std::span<const Behaviour> document_behaviours();
[[nodiscard]] std::span<const Behaviour> resource_behaviours();
[[nodiscard]] std::span<const Behaviour> oauth1_behaviours();

/// Makers of the rows.
[[nodiscard]] constexpr Behaviour before(std::string_view name, std::string_view sentence,
                                         std::string_view requirement, Endpoints endpoints,
                                         decltype(Behaviour::fits) fits,
                                         decltype(Behaviour::before) act, Amount amount = {}) {
  return {name, sentence, requirement, endpoints, amount, fits, act, nullptr};
}
[[nodiscard]] constexpr Behaviour after(std::string_view name, std::string_view sentence,
                                        std::string_view requirement, Endpoints endpoints,
                                        decltype(Behaviour::fits) fits,
                                        decltype(Behaviour::after) act, Amount amount = {}) {
  return {name, sentence, requirement, endpoints, amount, fits, nullptr, act};
}

}  // namespace oauthspec::provider::control
