// SPDX-License-Identifier: Apache-2.0
// The page where a device's user types its code: RFC 8628 sections 3.3, 5.1 and 5.4.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "harness/agent/html.h"
#include "harness/checks/browser.h"
#include "harness/checks/device_codes.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::checks {
namespace {

constexpr int kGuesses = 20;

Attempt<DeviceCodes> start(Session& session) {
  Parameters form{{"client_id", session.client().id()}};
  form.add("scope", oauth::oauth2::write_scope(session.client().scope).value_or(""));
  return device_codes(session, form);
}

// Whether the device gets its tokens.
Attempt<bool> is_connected(Session& session, const DeviceCodes& device) {
  const auto response = poll(session, device);
  if (!response) return std::unexpected(response.error());
  return is_success(*response);
}

// The control: who types the code connects the device.
Attempt<bool> control(Session& session) {
  const auto device = start(session);
  if (!device) return std::unexpected(device.error());
  const auto typed =
      session.target().owner.enter_user_code(device->verification_uri, device->user_code);
  if (!typed) return std::unexpected(inconclusive(typed.error().reason));
  const auto connected = is_connected(session, *device);
  if (connected && !*connected) {
    return std::unexpected(inconclusive("the right code does not connect the device"));
  }
  return connected;
}

bool shows(const Response& response, const std::string& code) {
  const agent::Page page = agent::parse_page(response.body);
  const auto has = [&code](const agent::Control& control) {
    return !control.is_hidden() && control.value.find(code) != std::string::npos;
  };
  return page.text.find(code) != std::string::npos ||
         std::ranges::any_of(page.forms, [&has](const agent::Form& form) {
           return std::ranges::any_of(form.controls, has);
         });
}

Finding the_code_is_shown(Session& session) {
  const auto device = start(session);
  if (!device) return device.error();
  if (device->verification_uri_complete.empty())
    return unsupported("the server has no verification_uri_complete");
  Browser browser(session);
  static_cast<void>(browser.agent().visit(device->verification_uri_complete));
  const auto pages = pages_of(browser);
  if (pages.empty()) return inconclusive("the user was shown no page");
  return std::ranges::any_of(
             pages, [&device](const Response& page) { return shows(page, device->user_code); })
             ? pass()
             : fail("no page shows the code to be compared with the device's");
}

Finding another_code_connects_nothing(Session& session) {
  if (const auto connects = control(session); !connects) return connects.error();
  const auto device = start(session);
  if (!device) return device.error();
  std::string other = device->user_code;
  std::ranges::reverse(other);
  if (other == device->user_code) return inconclusive("the code is the same backwards");
  static_cast<void>(
      session.target().owner.enter_user_code(device->verification_uri, other).has_value());
  const auto connected = is_connected(session, *device);
  if (!connected) return connected.error();
  return *connected ? fail("a device was connected by another code than its own") : pass();
}

Finding guesses_are_limited(Session& session) {
  if (const auto connects = control(session); !connects) return connects.error();
  const auto device = start(session);
  if (!device) return device.error();
  std::string wrong = device->user_code;
  for (int guess = 0; guess < kGuesses; ++guess) {
    std::ranges::rotate(wrong, wrong.begin() + 1);
    if (wrong == device->user_code) std::ranges::rotate(wrong, wrong.begin() + 1);
    static_cast<void>(
        session.target().owner.enter_user_code(device->verification_uri, wrong).has_value());
  }
  static_cast<void>(session.target()
                        .owner.enter_user_code(device->verification_uri, device->user_code)
                        .has_value());
  const auto connected = is_connected(session, *device);
  if (!connected) return connected.error();
  return *connected ? fail("after 20 wrong codes the right one is still taken at once") : pass();
}

constexpr auto kDevicePageChecks = std::to_array<Check>({
    {"device-page/code-is-shown",
     "Who comes with verification_uri_complete is shown the code to compare",
     {"RFC8628-3.3.1-3"},
     Level::should,
     {Need::device, Need::code_grant, Need::browser},
     the_code_is_shown},
    {"device-page/another-code",
     "A device is connected by its own code alone",
     {"RFC8628-3.3-2"},
     Level::must,
     {Need::device, Need::code_grant},
     another_code_connects_nothing},
    {"device-page/guesses",
     "Guesses of user codes are limited",
     {"RFC8628-5.1-2"},
     Level::should,
     {Need::device, Need::code_grant},
     guesses_are_limited},
});

}  // namespace

Topic device_page() {
  return kDevicePageChecks;
}

}  // namespace oauthspec::checks
