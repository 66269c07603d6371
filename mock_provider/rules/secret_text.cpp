// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/secret_text.h"

#include "harness/reference/codec/base64.h"

namespace oauthspec::provider::rules {

std::string secret_text(const Surroundings& /*around*/, std::span<const std::uint8_t> random) {
  return oauth::codec::base64_encode(random, oauth::codec::Base64::url);  // RFC6749-10.10-2
}

}  // namespace oauthspec::provider::rules
