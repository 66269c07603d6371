// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/device_page.h"

#include <string>
#include <utility>

#include "mock_provider/interaction/form.h"
#include "mock_provider/interaction/interaction.h"
#include "mock_provider/interaction/session.h"
#include "mock_provider/pages/pages.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

using oauth::message::Parameters;

http::Reply code_page(Call& call, std::string_view user_code, std::string message = {}) {
  const BrowserSession session = open_session(call);
  // RFC8628-3.3.1-2, RFC8628-3.3.1-3: filled in, and sent by the user alone.
  http::Reply reply{pages::device({.action = call.issuer + "/device",
                                   .csrf_token = session.record->csrf_token.reveal(),
                                   .user_code = std::string(user_code),
                                   .message = std::move(message)}),
                    {}};
  if (session.fresh) {
    send_cookie(call, *session.record, reply);
  }
  return reply;
}

DeviceRecord* waiting_device(Call& call, std::string_view entered) {
  const Rules& rules = call.state.rules;
  for (DeviceRecord& device : call.state.devices.all()) {
    if (rules.device.same_user_code(device.user_code, entered) &&
        rules.interaction.device_waits(call.around(), device)) {
      return &device;
    }
  }
  return nullptr;
}

http::Reply refuse_code(Call& call, std::string_view entered, const char* requirement,
                        const char* explanation, int status) {
  call.verdict = {.accepted = false,
                  .error = {},
                  .reason = "parameter_invalid",
                  .requirement = requirement,
                  .explanation = explanation};
  http::Reply reply = code_page(call, entered, explanation);
  reply.response.status = status;
  return reply;
}

http::Reply look_up(Call& call, const Parameters& form) {
  const InteractionRules& rules = call.state.rules.interaction;
  const std::string_view entered = text_of(form, "user_code");
  const SessionRecord* const session = find_session(call);
  if (session == nullptr ||
      !rules.same_csrf_token(session->csrf_token, text_of(form, "csrf_token"))) {
    return refuse_code(call, entered, "RFC6749-10.12-5",
                       "This page was open for too long, or cookies are off. Please try again.",
                       400);
  }
  if (!rules.may_try_user_code(call.around(), call.state.user_code_attempts)) {
    http::Reply reply = refuse_code(call, entered, "RFC8628-5.1-2",
                                    "Too many wrong codes. Please wait a minute.", 429);
    reply.response.headers.push_back({"Retry-After", "60"});
    return reply;
  }
  const DeviceRecord* const device = waiting_device(call, entered);
  if (device == nullptr) {
    call.state.user_code_attempts =
        rules.count_wrong_user_code(call.around(), call.state.user_code_attempts);
    return refuse_code(call, entered, "RFC8628-3.3-2",
                       "No device waits with this code. It may have expired.", 200);
  }
  InteractionRecord interaction;
  interaction.client_id = device->grant.client_id;
  interaction.scope = device->grant.scope;
  interaction.user_code = device->user_code;
  return begin_interaction(call, std::move(interaction), &finish_device);
}

http::Reply done(std::string heading, std::string text) {
  return {pages::message(
              {.heading = std::move(heading), .paragraphs = {std::move(text)}, .details = {}}),
          {}};
}

}  // namespace

http::Reply device_page(Call& call) {
  const auto parameters = browser_parameters(call);
  if (!parameters) {
    return unreadable(call, parameters.error());
  }
  return call.request.method == "POST" ? look_up(call, *parameters)
                                       : code_page(call, text_of(*parameters, "user_code"));
}

http::Reply finish_device(Call& call, const InteractionRecord& interaction, Decision decision) {
  DeviceRecord* const device = waiting_device(call, interaction.user_code.value_or(""));
  if (device == nullptr) {
    call.verdict = {.accepted = false,
                    .error = "expired_token",
                    .reason = "token_invalid",
                    .requirement = "RFC8628-3.2-7",
                    .explanation = "The device's code expired while its user decided."};
    return {pages::error("The code of your device has expired. Ask the device for another one."),
            {}};
  }
  // RFC8628-3.3-3
  device->decision = decision;
  if (decision != Decision::allowed) {
    return done("Denied", "The device gets no access. You may close this page.");
  }
  device->grant.subject = interaction.subject;
  device->grant.scope = interaction.scope;
  device->grant.authorized_at = call.now;
  return done("Your device is connected", "Go back to it. You may close this page.");
}

}  // namespace oauthspec::provider::oauth2_endpoints
