// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/surroundings.h"
#include "mock_provider/rules/secret_text.h"

namespace oauthspec::provider::rules {

/// How many random octets a user code is made of.
inline constexpr std::size_t kUserCodeOctets = 32;

/// A user code: eight letters that nobody mistakes for others, and that make no words, in two groups. "WDJB-MJHT"
///
/// Input:  kUserCodeOctets random ones.
/// Spec:   RFC 8628 sections 5.1 and 6.1
[[nodiscard]] std::string make_user_code(std::span<const std::uint8_t> random);

/// Whether a user means this code: neither case nor punctuation counts.
///
/// Spec:   RFC 8628 sections 3.3 and 6.1
[[nodiscard]] bool same_user_code(std::string_view user_code, std::string_view typed);

/// Whether the device code was issued to this client.
///
/// Output: a refusal is invalid_grant.
/// Spec:   RFC 8628 section 3.4
[[nodiscard]] oauth::oauth2::Judgement<void> check_device_client(const ClientRecord& client,
                                                                 const DeviceRecord& device);

/// Whether no token was issued for it yet.
///
/// Output: a refusal is invalid_grant.
[[nodiscard]] oauth::oauth2::Judgement<void> check_device_unused(const DeviceRecord& device);

/// Whether it has not expired.
///
/// Output: a refusal is expired_token.
/// Spec:   RFC 8628 section 3.5
[[nodiscard]] oauth::oauth2::Judgement<void> check_device_fresh(const Surroundings& around,
                                                                const DeviceRecord& device);

/// Whether the device waited for its interval since it last asked.
///
/// Output: a refusal is slow_down.
/// Spec:   RFC 8628 section 3.5
[[nodiscard]] oauth::oauth2::Judgement<void> check_device_pace(const Surroundings& around,
                                                               const DeviceRecord& device);

/// The interval of a device that was told to slow down.
///
/// Spec:   RFC 8628 section 3.5
[[nodiscard]] Seconds slower_interval(Seconds interval);

/// Whether the user allowed it.
///
/// Output: a refusal is authorization_pending or access_denied.
/// Spec:   RFC 8628 section 3.5
[[nodiscard]] oauth::oauth2::Judgement<void> check_device_decision(const DeviceRecord& device);

/// Marks a device code as used.
void redeem_device(DeviceRecord& device);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What is decided of device codes and user codes.
struct DeviceRules {
  decltype(&rules::secret_text) device_code_text = &rules::secret_text;
  decltype(&rules::make_user_code) make_user_code = &rules::make_user_code;
  decltype(&rules::same_user_code) same_user_code = &rules::same_user_code;
  decltype(&rules::check_device_client) check_device_client = &rules::check_device_client;
  decltype(&rules::check_device_unused) check_device_unused = &rules::check_device_unused;
  decltype(&rules::check_device_fresh) check_device_fresh = &rules::check_device_fresh;
  decltype(&rules::check_device_pace) check_device_pace = &rules::check_device_pace;
  decltype(&rules::slower_interval) slower_interval = &rules::slower_interval;
  decltype(&rules::check_device_decision) check_device_decision = &rules::check_device_decision;
  decltype(&rules::redeem_device) redeem_device = &rules::redeem_device;
};

}  // namespace oauthspec::provider
