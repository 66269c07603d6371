// SPDX-License-Identifier: Apache-2.0
// The device authorization grant: RFC 8628.
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using Random = std::span<const std::uint8_t>;

oauth2::Judgement<void> any_client(const ClientRecord&, const DeviceRecord&) {
  return {};
}

oauth2::Judgement<void> used_or_not(const DeviceRecord&) {
  return {};
}

oauth2::Judgement<void> of_any_age(const Surroundings&, const DeviceRecord&) {
  return {};
}

oauth2::Judgement<void> at_any_pace(const Surroundings&, const DeviceRecord&) {
  return {};
}

oauth2::Judgement<void> decided_or_not(const DeviceRecord& device) {
  return device.decision == Decision::pending ? oauth2::Judgement<void>()
                                              : rules::check_device_decision(device);
}

oauth2::Judgement<void> denied_or_not(const DeviceRecord& device) {
  return device.decision == Decision::denied ? oauth2::Judgement<void>()
                                             : rules::check_device_decision(device);
}

oauth2::Judgement<void> denied_is_pending(const DeviceRecord& device) {
  DeviceRecord waiting = device;
  if (waiting.decision == Decision::denied) waiting.decision = Decision::pending;
  return rules::check_device_decision(waiting);
}

bool the_same_octets(std::string_view user_code, std::string_view typed) {
  return user_code == typed;
}

bool case_counts(std::string_view user_code, std::string_view typed) {
  const auto letters = [](std::string_view text) {
    std::string without(text);
    std::erase(without, '-');
    return without;
  };
  return letters(user_code) == letters(typed);
}

// Of all letters and digits.
std::string of_alike_characters(Random random) {
  constexpr std::string_view kAll = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  std::string code;
  for (const std::uint8_t octet : random.first(8)) {
    code.push_back(kAll[octet % kAll.size()]);
  }
  return code;
}

std::string of_four_digits(Random random) {
  std::string code;
  for (const std::uint8_t octet : random.first(4)) {
    code.push_back(static_cast<char>('2' + octet % 8));
  }
  return code;
}

constexpr std::array kDeviceGrantDefects = {
    Defect{"device-code-of-another-client", "RFC8628-3.4-5",
           "A device code is exchanged by any client that has it.",
           [](Rules& rules) { rules.device.check_device_client = &any_client; }},
    Defect{"device-code-used-twice", "RFC8628-3.5-6",
           "A device code is exchanged as often as it is sent.",
           [](Rules& rules) { rules.device.check_device_unused = &used_or_not; }},
    Defect{"device-code-not-marked-as-used", "RFC8628-3.5-6",
           "Nobody writes down that a device code was used.",
           [](Rules& rules) { rules.device.redeem_device = [](DeviceRecord&) {}; }},
    Defect{"device-code-good-for-ever", "RFC8628-3.5-5", "A device code never expires.",
           [](Rules& rules) { rules.device.check_device_fresh = &of_any_age; }},
    Defect{"device-undecided-gets-tokens", "RFC8628-3.5-2",
           "A device gets tokens before its user has decided.",
           [](Rules& rules) { rules.device.check_device_decision = &decided_or_not; }},
    Defect{"device-denied-gets-tokens", "RFC8628-3.5-4",
           "A device gets tokens although its user denied it.",
           [](Rules& rules) { rules.device.check_device_decision = &denied_or_not; }},
    Defect{"device-denied-waits", "RFC8628-3.5-4",
           "A device is never told that its user denied it.",
           [](Rules& rules) { rules.device.check_device_decision = &denied_is_pending; }},
    Defect{"device-not-slowed-down", "RFC8628-3.5-3", "A device may ask as often as it likes.",
           [](Rules& rules) { rules.device.check_device_pace = &at_any_pace; }},
    Defect{"user-code-compared-by-octets", "RFC8628-3.3-5",
           "A user code must be typed as it is shown.",
           [](Rules& rules) { rules.device.same_user_code = &the_same_octets; }},
    Defect{"user-code-in-upper-case", "RFC8628-6.1-2", "A user code must be typed in upper case.",
           [](Rules& rules) { rules.device.same_user_code = &case_counts; }},
    Defect{"user-code-of-alike-characters", "RFC8628-6.1-1", "User codes have both 0 and O.",
           [](Rules& rules) { rules.device.make_user_code = &of_alike_characters; }},
    Defect{"user-code-short", "RFC8628-5.1-1", "A user code has four digits.",
           [](Rules& rules) { rules.device.make_user_code = &of_four_digits; }},
};

}  // namespace

DefectTopic device_grant() {
  return kDeviceGrantDefects;
}

}  // namespace oauthspec::provider::defects
