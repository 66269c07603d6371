// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/device_authorization.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "harness/reference/oauth2/device_authorization.h"
#include "harness/reference/oauth2/scope.h"
#include "harness/reference/oauth2/token_request.h"
#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/authenticate.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::message::Parameters;

// RFC8628-3.2-7: one that no other device has. The codes are so many that a second attempt is rare, and a third never seen.
std::string unique_user_code(State& state) {
  std::string code;
  do {
    std::array<std::uint8_t, rules::kUserCodeOctets> random{};
    state.world.random.fill(random);
    code = state.rules.device.make_user_code(random);
  } while (std::ranges::find(state.devices.all(), code, &DeviceRecord::user_code) !=
           state.devices.all().end());
  return code;
}

// What the device asks for.
oauth2::Judgement<Grant> requested(Call& call, const ClientRecord& client,
                                   const Parameters& parameters) {
  const TokenRules& rules = call.state.rules.token;
  std::optional<oauth2::Scope> scope;
  if (const auto text = value_of(parameters, "scope")) {
    auto tokens = oauth2::parse_scope(*text);
    if (!tokens) {
      return std::unexpected(refusal("invalid_scope", tokens.error().code));
    }
    scope = *std::move(tokens);
  }
  auto granted = rules.grant_scope(call.around(), client, scope);
  if (!granted) {
    return std::unexpected(granted.error());
  }
  auto resources = rules.grant_resources(parameters, {});
  if (!resources) {
    return std::unexpected(resources.error());
  }
  return Grant{.family = call.state.next_family(),
               .client_id = client.id,
               .subject = {},
               .scope = *std::move(granted),
               .resources = *std::move(resources),
               .authorized_at = call.now};
}

http::Reply give_codes(Call& call, Grant grant) {
  const Lifetimes& lifetimes = call.state.settings.lifetimes;
  DeviceRecord record;
  // RFC8628-5.2-1
  record.device_code = oauth::Secret::take(
      call.state.rules.device.device_code_text(call.around(), call.state.random_octets()));
  record.user_code = unique_user_code(call.state);
  record.grant = std::move(grant);
  record.expires = call.now + lifetimes.device_code;
  record.interval = lifetimes.device_interval;
  const DeviceRecord& kept = call.state.devices.add(std::move(record));
  const std::string page = call.issuer + "/device";
  return answer(call, oauth2::write_device_authorization(
                          {.device_code = kept.device_code,
                           .user_code = kept.user_code,
                           .verification_uri = page,
                           .verification_uri_complete = page + "?user_code=" + kept.user_code,
                           .expires_in = lifetimes.device_code,
                           .interval = lifetimes.device_interval}));
}

}  // namespace

http::Reply device_authorization(Call& call) {
  const auto parameters = call.state.rules.request.read_form(call.request);
  if (!parameters) {
    return refuse(call, parameters.error());
  }
  const auto client = authenticate_form(call, *parameters);
  if (!client) {
    return refuse(call, client.error());
  }
  if (const auto allowed =
          call.state.rules.token.check_grant_type(**client, std::string(oauth2::kDeviceGrantType));
      !allowed) {
    call.verdict.requirement = "RFC8628-3.2-11";
    return refuse(call, allowed.error());
  }
  auto grant = requested(call, **client, *parameters);
  if (!grant) {
    return refuse(call, grant.error());
  }
  return give_codes(call, *std::move(grant));
}

}  // namespace oauthspec::provider::oauth2_endpoints
