// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// The resource owner's way to the server and back to the client. A function that is null is not offered, and not asked for.
struct CallbackCodec {
  /// The endpoint's URI with the token; nothing where it refuses the endpoint.
  std::optional<std::string> (*authorization_url)(std::string_view endpoint,
                                                  std::string_view token) = nullptr;
  /// The callback with token and verifier; nothing where it refuses the callback.
  std::optional<std::string> (*callback_url)(std::string_view callback, std::string_view token,
                                             std::string_view verifier) = nullptr;
  /// The verifier that a callback brings the client which waits for the token; nothing where it refuses the callback.
  std::optional<std::string> (*parse)(std::string_view url, std::string_view token) = nullptr;
};

/// Input:      a URI, a token and a verifier, with octets FF between them. The URI is an endpoint, a callback, and a callback that has come.
/// Properties: each function takes the URI where the model takes it; a URI that is written has scheme, authority, path and fragment of the
///             one that it was made of, and the parameters that were there before those that are added; a callback is read where it has the
///             token and a verifier once each; parsing undoes writing; a token with a flipped bit is refused.
/// Spec:       RFC 5849 sections 2 and 2.2
void check_callback(const CallbackCodec& codec, std::string_view input);

}  // namespace oauthspec::fuzz
