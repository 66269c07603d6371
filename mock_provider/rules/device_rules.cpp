// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/device_rules.h"

#include <cctype>

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;

// RFC8628-6.1-1: no vowels, and nothing that looks like another one.
constexpr std::string_view kLetters = "BCDFGHJKLMNPQRSTVWXZ";
constexpr std::size_t kLettersOfCode = 8;
constexpr std::size_t kLettersOfGroup = 4;
// Octets from here on would make some letters likelier than others.
constexpr std::size_t kUnbiased = 256 / kLetters.size() * kLetters.size();

oauth2::Judgement<void> unless(bool refused, const char* error) {
  if (refused) {
    return std::unexpected(oauth2::Refusal{error, 400, Errc::token_invalid});
  }
  return {};
}

// Its letters in upper case.
std::string plain(std::string_view user_code) {
  std::string letters;
  for (const char character : user_code) {
    const auto octet = static_cast<unsigned char>(character);
    if (octet < 0x80 && std::isalnum(octet) != 0) {
      letters.push_back(static_cast<char>(std::toupper(octet)));
    }
  }
  return letters;
}

}  // namespace

std::string make_user_code(std::span<const std::uint8_t> random) {
  std::string code;
  std::size_t letters = 0;
  for (std::size_t i = 0; letters < kLettersOfCode && i < random.size(); ++i) {
    // Where few octets are left, a small bias is better than a short code.
    const bool spare = random.size() - i > kLettersOfCode - letters;
    if (random[i] >= kUnbiased && spare) {
      continue;
    }
    if (letters == kLettersOfGroup) {
      code.push_back('-');
    }
    code.push_back(kLetters[random[i] % kLetters.size()]);
    ++letters;
  }
  return code;
}

bool same_user_code(std::string_view user_code, std::string_view typed) {
  return plain(user_code) == plain(typed);  // RFC8628-3.3-5, RFC8628-6.1-2
}

oauth2::Judgement<void> check_device_client(const ClientRecord& client,
                                            const DeviceRecord& device) {
  return unless(device.grant.client_id != client.id, "invalid_grant");  // RFC8628-3.4-5
}

oauth2::Judgement<void> check_device_unused(const DeviceRecord& device) {
  return unless(device.redeemed, "invalid_grant");  // RFC8628-3.5-6
}

oauth2::Judgement<void> check_device_fresh(const Surroundings& around, const DeviceRecord& device) {
  return unless(around.now >= device.expires, "expired_token");  // RFC8628-3.5-5
}

oauth2::Judgement<void> check_device_pace(const Surroundings& around, const DeviceRecord& device) {
  const bool early = device.polled && around.now - *device.polled < device.interval;
  return unless(early, "slow_down");  // RFC8628-3.5-3
}

Seconds slower_interval(Seconds interval) {
  return interval + 5;  // RFC8628-3.5-9
}

oauth2::Judgement<void> check_device_decision(const DeviceRecord& device) {
  if (device.decision == Decision::pending) {
    return unless(true, "authorization_pending");  // RFC8628-3.5-2
  }
  return unless(device.decision == Decision::denied, "access_denied");  // RFC8628-3.5-4
}

void redeem_device(DeviceRecord& device) {
  device.redeemed = true;
}

}  // namespace oauthspec::provider::rules
