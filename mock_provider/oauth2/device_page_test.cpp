// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/device_page.h"

#include <gmock/gmock.h>

#include "mock_provider/testing/browser_fixture.h"

namespace oauthspec::provider {
namespace {

using ::testing::HasSubstr;
using testing::header;
using ::testing::Not;

class DevicePage : public testing::BrowserTest {
 protected:
  DevicePage() {
    DeviceRecord record;
    record.device_code = oauth::Secret("device-code-of-the-test");
    record.user_code = "WDJB-MJHT";
    record.grant.client_id = "client";
    record.grant.scope = {"read", "write"};
    record.expires = state.now() + 600;
    state.devices.add(std::move(record));
  }
  http::Reply enter(std::string_view code) {
    return submit("/device", visit("/device"), {{"user_code", code}});
  }
  const DeviceRecord& device() { return state.devices.all().front(); }
  const Verdict& verdict() { return state.log.at(state.log.count()).verdict; }
};

// RFC8628-3.3-3
TEST_F(DevicePage, UserEntersTheCodeSignsInAndAllows) {
  const auto page = consent_page(follow(enter("WDJB-MJHT")));
  EXPECT_THAT(page.response.body, HasSubstr("<h1>Allow Example Client"));
  EXPECT_THAT(page.response.body, HasSubstr("<p class=\"code\">WDJB-MJHT</p>"));
  EXPECT_EQ(device().decision, Decision::pending);
  const auto done = submit("/consent", page, {{"scope", "read"}, {"decision", "allow"}});
  EXPECT_EQ(done.response.status, 200);
  EXPECT_THAT(done.response.body, HasSubstr("<h1>Your device is connected</h1>"));
  EXPECT_EQ(device().decision, Decision::allowed);
  EXPECT_EQ(device().grant.subject, "alice");
  EXPECT_EQ(device().grant.scope, (oauth::oauth2::Scope{"read"}));
}

TEST_F(DevicePage, UserMayDeny) {
  const auto page = consent_page(follow(enter("WDJB-MJHT")));
  EXPECT_THAT(submit("/consent", page, {{"decision", "deny"}}).response.body,
              HasSubstr("<h1>Denied</h1>"));
  EXPECT_EQ(device().decision, Decision::denied);
}

// RFC8628-6.1-2, RFC8628-3.3-5
TEST_F(DevicePage, CodeIsReadWithoutCaseAndPunctuation) {
  for (const char* code : {"wdjbmjht", "wdjb mjht", " W.D.J.B_M.J.H.T "}) {
    EXPECT_EQ(enter(code).response.status, 303) << code;
  }
  for (const char* code : {"WDJB-MJH", "WDJB-MJHTT", "WDJB-MJH1", ""}) {
    EXPECT_EQ(enter(code).response.status, 200) << code;
    EXPECT_EQ(verdict().requirement, "RFC8628-3.3-2");
  }
}

// RFC8628-3.3.1-2, RFC8628-3.3.1-3
TEST_F(DevicePage, CompleteUriFillsTheCodeInAndWaitsForTheUser) {
  const auto page = visit("/device?user_code=WDJB-MJHT");
  EXPECT_EQ(page.response.status, 200);
  EXPECT_THAT(page.response.body, HasSubstr("value=\"WDJB-MJHT\""));
  EXPECT_EQ(state.interactions.size(), 0U);
  EXPECT_EQ(submit("/device", page, {{"user_code", "WDJB-MJHT"}}).response.status, 303);
}

// RFC8628-3.2-7
TEST_F(DevicePage, ExpiredAndDecidedCodesAreUnknown) {
  const auto page = consent_page(follow(enter("WDJB-MJHT")));
  const auto second = consent_page(follow(enter("WDJB-MJHT")));
  submit("/consent", page, {{"scope", "read"}, {"decision", "allow"}});
  EXPECT_EQ(enter("WDJB-MJHT").response.status, 200);
  const auto late = submit("/consent", second, {{"decision", "deny"}});
  EXPECT_EQ(late.response.status, 400);
  EXPECT_EQ(device().decision, Decision::allowed);
}

TEST_F(DevicePage, CodeExpires) {
  clock.at += std::chrono::seconds(601);
  EXPECT_THAT(enter("WDJB-MJHT").response.body, HasSubstr("No device waits with this code"));
}

// RFC8628-5.1-2
TEST_F(DevicePage, GuessesAreLimited) {
  for (int guess = 0; guess < 10; ++guess) {
    EXPECT_EQ(enter("AAAA-AAAA").response.status, 200);
  }
  browser = {};
  const auto slowed = enter("WDJB-MJHT");
  EXPECT_EQ(slowed.response.status, 429) << "another browser makes no difference";
  EXPECT_EQ(header(slowed, "Retry-After"), "60");
  clock.at += std::chrono::seconds(60);
  EXPECT_EQ(enter("WDJB-MJHT").response.status, 303);
}

TEST_F(DevicePage, FormsFromElsewhereAreNotObeyed) {
  visit("/device");
  EXPECT_EQ(submit("/device", {{"user_code", "WDJB-MJHT"}}).response.status, 400);
  EXPECT_EQ(state.interactions.size(), 0U);
}

}  // namespace
}  // namespace oauthspec::provider
