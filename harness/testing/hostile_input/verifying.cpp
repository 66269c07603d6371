// SPDX-License-Identifier: Apache-2.0
#include "harness/testing/hostile_input/verifying.h"

#include <chrono>

namespace oauthspec::testing {
namespace {

using namespace oauth::oauth1;

class StoppedClock final : public oauth::Clock {
 public:
  std::chrono::sys_seconds now() const override { return std::chrono::sys_seconds(); }
};

class OneIsKnown final : public CredentialStore {
 public:
  std::optional<KnownClient> find_client(std::string_view key) const override {
    if (key != "k") return std::nullopt;
    return KnownClient{"k", oauth::Secret("s"), nullptr};
  }
  std::optional<KnownToken> find_token(std::string_view /*key*/) const override { return {}; }
};

}  // namespace

std::expected<Verified, Refusal> verify_oauth1(const oauth::message::Request& request) {
  const StoppedClock clock;
  const OneIsKnown credentials;
  MemoryNonceStore nonces;
  return RequestVerifier(oauth::crypto::openssl(), credentials, nonces, clock, {}).verify(request);
}

}  // namespace oauthspec::testing
