// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/grants.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

// Whose device code it is, and whether it is still good.
oauth2::Judgement<void> check_device(const GrantCall& grant_call, const DeviceRecord& device) {
  Call& call = grant_call.call;
  const DeviceRules& rules = call.state.rules.device;
  if (const auto own = rules.check_device_client(grant_call.client, device); !own) {
    return because(call, own.error(), "RFC8628-3.4-5");
  }
  if (const auto unused = rules.check_device_unused(device); !unused) {
    return because(call, unused.error(), "RFC8628-3.5-6");
  }
  if (const auto fresh = rules.check_device_fresh(call.around(), device); !fresh) {
    return std::unexpected(fresh.error());
  }
  if (const auto bound = call.state.rules.grant.check_code_key(device.dpop_jkt, grant_call.jkt);
      !bound) {
    return because(call, bound.error(), "RFC9449-10-1");
  }
  return {};
}

// Whether the user allowed it; while nobody decided, how often the device asks.
oauth2::Judgement<void> check_decision(Call& call, DeviceRecord& device) {
  const DeviceRules& rules = call.state.rules.device;
  const auto pace = rules.check_device_pace(call.around(), device);
  device.polled = call.now;
  const auto decided = rules.check_device_decision(device);
  if (decided || device.decision != Decision::pending || pace) {
    return decided;
  }
  device.interval = rules.slower_interval(device.interval);
  return std::unexpected(pace.error());
}

}  // namespace

oauth2::Judgement<Issue> exchange(const GrantCall& grant_call, const oauth2::DeviceGrant& grant) {
  Call& call = grant_call.call;
  DeviceRecord* const device = call.state.devices.find(grant.device_code.reveal());
  if (device == nullptr) {
    return because(call, refusal("invalid_grant", oauth::Errc::token_invalid), "RFC8628-3.5-6");
  }
  if (const auto good = check_device(grant_call, *device); !good) {
    return std::unexpected(good.error());
  }
  if (const auto decided = check_decision(call, *device); !decided) {
    return std::unexpected(decided.error());
  }
  auto issue = grant_authorized(grant_call, device->grant);
  if (issue) {
    call.state.rules.device.redeem_device(*device);
  }
  return issue;
}

}  // namespace oauthspec::provider::oauth2_endpoints
