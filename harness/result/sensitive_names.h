// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace oauthspec::result {

/// What a value is, as its name tells.
enum class Sensitivity : std::uint8_t {
  none,
  secret,  ///< A secret or a token, wherever the name stands: "client_secret", "oauth_token".
  parameter,  ///< One as a parameter of a request; elsewhere the name may mean something else: "code", "token".
  signature,  ///< "oauth_signature": with PLAINTEXT it is made of the secrets themselves, else it betrays nothing.
};

/// Names are compared without case.
[[nodiscard]] Sensitivity sensitivity(std::string_view name);

/// Whether a word is a name of the protocols that holds a word such as "token" or "secret" without being secret.
[[nodiscard]] bool protocol_name(std::string_view word);

}  // namespace oauthspec::result
