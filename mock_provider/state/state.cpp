// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/state/state.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "harness/reference/codec/base64.h"
#include "mock_provider/state/forget.h"

namespace oauthspec::provider {
namespace {

// How long a code or token is remembered after it expired.
constexpr Seconds kRemembered = 600;

}  // namespace

State::State(World outside, Settings chosen, Registry known, Rules decisions,
             std::shared_ptr<const SigningKeys> signing_keys)
    : world(outside),
      settings(std::move(chosen)),
      registry(std::move(known)),
      rules(std::move(decisions)),
      keys(std::move(signing_keys)),
      codes(&CodeRecord::code, settings.capacities.records),
      access_tokens(&AccessTokenRecord::token, settings.capacities.records),
      refresh_tokens(&RefreshTokenRecord::token, settings.capacities.records),
      devices(&DeviceRecord::device_code, settings.capacities.records),
      pushed(&PushedRecord::request_uri, settings.capacities.records),
      temporary(&TemporaryRecord::key, settings.capacities.records),
      token_credentials(&TokenCredentialsRecord::key, settings.capacities.records),
      sessions(&SessionRecord::id, settings.capacities.records),
      interactions(&InteractionRecord::id, settings.capacities.records),
      log(settings.capacities),
      first_registry_(registry) {}

Seconds State::now() const {
  return world.clock.now().time_since_epoch().count() + clock_offset;
}

std::vector<std::uint8_t> State::random_octets(std::size_t octets) {
  std::vector<std::uint8_t> drawn(octets);
  world.random.fill(drawn);
  return drawn;
}

std::string State::random_text(std::size_t octets) {
  return oauth::codec::base64_encode(random_octets(octets), oauth::codec::Base64::url);
}

void State::drop_expired() {
  const Seconds at = now();
  // These are told from unknown ones for a while: RFC6749-4.1.2-7, RFC8628-3.5-5, RFC6750-3.1-3, RFC9126-4-4.
  codes.drop_expired(at - kRemembered);
  devices.drop_expired(at - kRemembered);
  access_tokens.drop_expired(at - kRemembered);
  refresh_tokens.drop_expired(at);
  pushed.drop_expired(at - kRemembered);
  // RFC5849-3.2-11: for as long again a client is told that they have expired, not that they are unknown.
  temporary.drop_expired(at - settings.lifetimes.temporary_credentials);
  token_credentials.drop_expired(at - settings.lifetimes.token_credentials);
  sessions.drop_expired(at);
  interactions.drop_expired(at);
  // RFC5849-3.3-5: what is older than the window is refused by its timestamp.
  const Seconds oldest = at - settings.lifetimes.timestamp_window;
  nonces.forget_before(oldest < 0 ? 0 : static_cast<std::uint64_t>(oldest));
  used_ids.drop_expired(at);
}

void State::reset() {
  forget(*this);
  registry = first_registry_;
}

}  // namespace oauthspec::provider
