// SPDX-License-Identifier: Apache-2.0
// Tokens, codes and secrets that can be guessed: RFC 6749 section 10.10.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <fmt/format.h>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using Random = std::span<const std::uint8_t>;

template <std::size_t kOctets>
std::string a_part(const Surroundings& around, Random random) {
  return rules::secret_text(around, random.first(kOctets));
}

// Long enough, and mostly the same.
std::string behind_a_prefix(const Surroundings& around, Random random) {
  return "a-long-prefix-that-every-code-has-" + rules::secret_text(around, random.first(6));
}

// The time in hexadecimal digits, and two random octets, so that no two of one second are the same for long.
std::string of_the_clock(const Surroundings& around, Random random) {
  return fmt::format("{:032x}{:02x}{:02x}{:02x}", around.now, random[0], random[1], random[2]);
}

std::string in_digits(const Surroundings& /*around*/, Random random) {
  std::string digits;
  for (const std::uint8_t octet : random) digits += fmt::format("{}", octet % 10);
  return digits;
}

constexpr std::size_t k96 = 12;
constexpr std::size_t k144 = 18;

constexpr std::array kEntropyDefects = {
    Defect{"access-token-of-96-bits", "RFC6749-10.3-3", "An access token has 96 bits.",
           [](Rules& rules) { rules.token.access_token_text = &a_part<k96>; }},
    Defect{"access-token-of-144-bits", "RFC6749-10.10-3", "An access token has 144 bits.",
           [](Rules& rules) { rules.token.access_token_text = &a_part<k144>; }},
    Defect{"access-token-of-the-clock", "RFC6750-5.2-1",
           "An access token is the time, and little else.",
           [](Rules& rules) { rules.token.access_token_text = &of_the_clock; }},
    Defect{"refresh-token-in-digits", "RFC6749-10.4-6", "A refresh token has 32 digits.",
           [](Rules& rules) { rules.token.refresh_token_text = &in_digits; }},
    Defect{"refresh-token-of-144-bits", "RFC6749-10.10-3", "A refresh token has 144 bits.",
           [](Rules& rules) { rules.token.refresh_token_text = &a_part<k144>; }},
    Defect{"code-behind-a-prefix", "RFC6749-10.10-2",
           "A code is long, and all but eight characters are the same in all.",
           [](Rules& rules) { rules.authorization.code_text = &behind_a_prefix; }},
    Defect{"code-of-144-bits", "RFC6749-10.10-3", "A code has 144 bits.",
           [](Rules& rules) { rules.authorization.code_text = &a_part<k144>; }},
    Defect{"device-code-of-96-bits", "RFC8628-5.2-1", "A device code has 96 bits.",
           [](Rules& rules) { rules.device.device_code_text = &a_part<k96>; }},
    Defect{"request-uri-behind-a-prefix", "RFC9126-2.2-4",
           "A request_uri is long, and all but eight characters are the same in all.",
           [](Rules& rules) { rules.authorization.request_uri_text = &behind_a_prefix; }},
    Defect{"client-secret-of-96-bits", "RFC6749-10.10-2",
           "A client secret has 96 bits that is issued at registration.",
           [](Rules& rules) { rules.registration.client_secret_text = &a_part<k96>; }},
};

}  // namespace

DefectTopic entropy() {
  return kEntropyDefects;
}

}  // namespace oauthspec::provider::defects
