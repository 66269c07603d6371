// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/clock.h"
#include "harness/reference/base/random.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/oauth1/nonce_store.h"
#include "mock_provider/model/exchange.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/registry.h"
#include "mock_provider/model/settings.h"
#include "mock_provider/rules/rules.h"
#include "mock_provider/state/expiring_store.h"
#include "mock_provider/state/log.h"
#include "mock_provider/state/signing_keys.h"
#include "mock_provider/state/used_identifiers.h"

namespace oauthspec::provider {

/// What the provider takes from the outside world.
struct World {
  const oauth::crypto::Backend& backend;
  const oauth::Clock& clock;
  oauth::RandomSource& random;
};

/// Everything that the provider remembers from one request to the next.
///
/// Threads: one at a time.
class State {
 public:
  State(World world, Settings settings, Registry registry, Rules rules,
        std::shared_ptr<const SigningKeys> keys);

  World world;
  Settings settings;
  Registry registry;
  Rules rules;
  std::shared_ptr<const SigningKeys> keys;  ///< Of JWT access tokens: jwks_uri.

  ExpiringStore<CodeRecord> codes;
  ExpiringStore<AccessTokenRecord> access_tokens;
  ExpiringStore<RefreshTokenRecord> refresh_tokens;
  ExpiringStore<DeviceRecord> devices;
  ExpiringStore<PushedRecord> pushed;
  ExpiringStore<TemporaryRecord> temporary;
  ExpiringStore<TokenCredentialsRecord> token_credentials;
  ExpiringStore<SessionRecord> sessions;
  ExpiringStore<InteractionRecord> interactions;
  oauth::oauth1::MemoryNonceStore nonces;
  UsedIdentifiers
      used_ids;  ///< jti of assertions and of DPoP proofs, with what they are unique under before them.

  std::string dpop_nonce;  ///< RFC 9449 section 8: that proofs must name; empty: none was made yet.
  Seconds dpop_nonce_until = 0;  ///< When another one takes its place.
  UserCodeAttempts user_code_attempts;

  Log log;
  std::vector<ArmedFault> faults;
  Seconds clock_offset = 0;  ///< How far /_control moved the clock.

  /// A provider of its own for each test that asks for one, under /case/NAME.
  std::map<std::string, std::unique_ptr<State>, std::less<>> cases;

  [[nodiscard]] Seconds now() const;

  /// So many random octets. 32 of them: what nobody can guess (RFC 6749 section 10.10).
  [[nodiscard]] std::vector<std::uint8_t> random_octets(std::size_t octets = 32);
  /// The same as base64url.
  [[nodiscard]] std::string random_text(std::size_t octets = 32);
  /// A number that no other grant has.
  [[nodiscard]] std::uint64_t next_family() { return ++family_; }

  /// Forgets what has expired. Called with every request; costs next to nothing.
  void drop_expired();
  /// As after the start: no record, no fault, no case; the registry is `registry` as it was then.
  void reset();

 private:
  Registry first_registry_;
  std::uint64_t family_ = 0;
};

}  // namespace oauthspec::provider
