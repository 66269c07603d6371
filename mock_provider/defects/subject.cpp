// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/subject.h"

#include <memory>
#include <string>
#include <utility>

#include "harness/testing/rsa_test_key.h"
#include "mock_provider/core/handle.h"
#include "mock_provider/model/default_registry.h"

namespace oauthspec::provider {
namespace {

namespace oauth2 = oauth::oauth2;

// https, so that nothing is left out for want of TLS.
constexpr const char* kOrigin = "https://127.0.0.1:8443";

Settings with_origin(Settings settings) {
  settings.origins = {kOrigin};
  return settings;
}

agent::Instructions instructions(const char* username, const char* password, agent::Decision decision) {
  agent::Instructions made;
  made.username = username;
  made.password = password;
  made.decision = decision;
  return made;
}

}  // namespace

void Subject::RepeatableSource::fill(std::span<std::uint8_t> octets) {
  for (std::uint8_t& octet : octets) {
    // Knuth's linear congruential generator, its upper octet.
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    octet = static_cast<std::uint8_t>(state_ >> 56U);
  }
}

}  // namespace oauthspec::provider
