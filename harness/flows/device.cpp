// SPDX-License-Identifier: Apache-2.0
#include <utility>
#include <variant>

#include "harness/flows/tokens.h"
#include "harness/reference/oauth2/device_authorization.h"
#include "harness/reference/oauth2/device_poll.h"
#include "harness/reference/oauth2/endpoint_request.h"

namespace oauthspec::flows {
namespace {

namespace oauth2 = oauth::oauth2;

Outcome<oauth2::DeviceAuthorization> ask_for_codes(const World& world, const OAuth2Server& server,
                                                   const Client& client, const Wanted& wanted) {
  constexpr std::string_view kStep = "device authorization request";
  oauth2::FormOptions form;
  form.scope = wanted.scope;
  form.resource = wanted.resource;
  form.allow_plain_http = world.allow_plain_http;
  const auto shown = client.shown(world);
  if (!shown) {
    return failed(kStep, shown.error());
  }
  const auto request = oauth2::write_device_authorization_request(
      server.device_authorization_endpoint, *shown, form);
  if (!request) {
    return failed(kStep, request.error());
  }
  auto response = send(world, kStep, *request);
  if (!response) {
    return std::unexpected(std::move(response.error()));
  }
  auto codes = oauth2::parse_device_authorization(*response);
  if (!codes) {
    return failed(kStep, codes.error(), *std::move(response));
  }
  return *std::move(codes);
}

Outcome<oauth2::TokenResponse> with_scope(oauth2::TokenResponse tokens, const Wanted& wanted) {
  if (const auto checked = check_scope(wanted.scope, tokens.scope); !checked) {
    return failed("token request", checked.error());
  }
  return tokens;
}

}  // namespace

Outcome<oauth2::TokenResponse> device(const World& world, const OAuth2Server& server,
                                      const Client& client, ResourceOwner& owner,
                                      const Wanted& wanted) {
  const auto codes = ask_for_codes(world, server, client, wanted);
  if (!codes) {
    return std::unexpected(codes.error());
  }
  if (auto entered = owner.enter_user_code(codes->verification_uri, codes->user_code); !entered) {
    return std::unexpected(std::move(entered.error()));
  }
  oauth2::DevicePoll poll(codes->interval, codes->expires_in, world.now());
  std::int64_t pause = poll.first_wait();
  // Scope and resources are the codes' already: RFC 8628 section 3.4.
  const Wanted bound{.scope = std::nullopt, .resource = {}, .proof_key = wanted.proof_key};
  while (true) {
    if (!world.wait(pause)) {
      return failed("device access token request", "the run ended while the device waited");
    }
    auto tokens = exchange(world, server, client, oauth2::DeviceGrant{codes->device_code}, bound);
    if (tokens) {
      return with_scope(*std::move(tokens), wanted);
    }
    if (!tokens.error().response) {
      return tokens;
    }
    const auto step = poll.on_response(*tokens.error().response, world.now());
    const auto* const again = std::get_if<oauth2::PollAgain>(&step);
    if (again == nullptr) {
      return tokens;
    }
    pause = again->seconds;
  }
}

}  // namespace oauthspec::flows
