// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/oauth2/scope.h"
#include "mock_provider/model/grant.h"

namespace oauthspec::provider {

/// Which document's rules the provider keeps. Each is stricter than the one before.
enum class Profile : std::uint8_t {
  rfc6749,  ///< All grants of RFC 6749, PKCE where the client uses it.
  bcp,      ///< RFC 9700
  oauth21,  ///< draft-ietf-oauth-v2-1
};

[[nodiscard]] std::string_view name(Profile profile);
[[nodiscard]] std::optional<Profile> profile_named(std::string_view name);

/// The form of access tokens.
enum class TokenFormat : std::uint8_t {
  opaque,
  jwt,  ///< RFC 9068
};

/// How long what is issued lives, in seconds.
struct Lifetimes {
  Seconds code = 60;
  Seconds access_token = 3600;
  Seconds refresh_token = 86400;
  Seconds device_code = 600;
  Seconds device_interval = 5;
  Seconds pushed_request = 60;
  Seconds temporary_credentials = 600;
  Seconds token_credentials = 86400;
  Seconds session = 3600;
  Seconds interaction = 600;
  Seconds timestamp_window =
      300;  ///< RFC 5849 section 3.3; of iat in DPoP proofs and assertions, too.
};

/// What bounds the provider's memory; the oldest go first.
struct Capacities {
  std::size_t records = 20'000;          ///< Of each kind: codes, access tokens, ...
  std::size_t exchanges = 1'000;         ///< In the transcript.
  std::size_t exchange_octets = 65'536;  ///< Of one body in the transcript; the rest is left out.
  std::size_t cases = 256;
};

/// How the provider is set up; the same for its whole life but for what `/_control` may change.
struct Settings {
  /// Origins that it is reached at, "http://127.0.0.1:8080": the issuer of a request is the one that it came to; the first where
  /// the Host field names none of them.
  std::vector<std::string> origins{"http://127.0.0.1:8080"};
  Profile profile = Profile::rfc6749;
  TokenFormat token_format = TokenFormat::opaque;
  Lifetimes lifetimes;
  Capacities capacities;
  oauth::oauth2::Scope scopes{"read", "write", "profile"};  ///< scopes_supported
  oauth::oauth2::Scope default_scope{"read"};  ///< Where a request names none: RFC 6749 section 3.3
  /// Whether the resource owner is asked; else whoever this names signs in and allows everything at once.
  std::optional<std::string> automatic_user;
  bool require_pushed_authorization_requests = false;  ///< RFC 9126 section 5
  bool rotate_refresh_tokens = true;                   ///< RFC 9700 section 4.14.2
  bool dpop_nonce =
      false;  ///< RFC 9449 section 8: the provider hands out nonces and asks for them.
  bool show_secrets =
      false;  ///< Whether /_control/transcript?secrets=show may show what is masked otherwise.
  std::optional<oauth::Secret>
      initial_access_token;  ///< RFC 7591 section 3: nothing: anyone may register.
};

/// What follows from the profile.
[[nodiscard]] bool offers_implicit(Profile profile);
[[nodiscard]] bool offers_password(Profile profile);
[[nodiscard]] bool offers_plain_challenge(Profile profile);
[[nodiscard]] bool offers_token_in_query(Profile profile);
/// Whether a client must prove possession of the code's key. RFC 9700 section 2.1.1: public clients must, confidential ones should.
[[nodiscard]] bool requires_challenge(Profile profile, bool public_client);

}  // namespace oauthspec::provider
