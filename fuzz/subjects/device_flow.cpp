// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/device_flow.h"

#include "fuzz/subjects/members.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth2/device_authorization.h"
#include "harness/reference/oauth2/device_poll.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth2 = oauth::oauth2;
using Next = PollAction::Next;
using oauth::message::Response;

std::optional<Members> parse(const Response& response) {
  const auto read = oauth2::parse_device_authorization(response);
  if (!read) return std::nullopt;
  Members members{{"device_code", read->device_code.reveal()},
                  {"user_code", read->user_code},
                  {"verification_uri", read->verification_uri},
                  {"expires_in", read->expires_in},
                  {"extra", read->extra}};
  put(members, "verification_uri_complete", read->verification_uri_complete);
  put(members, "interval", read->interval);
  return members;
}

std::optional<Response> write(const Members& members) {
  oauth2::DeviceAuthorization response;
  response.device_code = oauth::Secret(members.at("device_code").get_ref<const std::string&>());
  response.user_code = members.at("user_code").get<std::string>();
  response.verification_uri = members.at("verification_uri").get<std::string>();
  response.expires_in = members.at("expires_in").get<std::int64_t>();
  response.extra = members.at("extra");
  take(members, "verification_uri_complete", response.verification_uri_complete);
  take(members, "interval", response.interval);
  return value_or_nothing(oauth2::write_device_authorization(response));
}

PollAction action_of(const oauth2::PollStep& step) {
  if (const auto* again = std::get_if<oauth2::PollAgain>(&step)) {
    return {Next::wait, again->seconds, again->slower, {}};
  }
  if (const auto* stop = std::get_if<oauth2::PollStop>(&step)) {
    return {Next::stop, 0, false, stop->error};
  }
  return {Next::done, 0, false, {}};
}

std::vector<PollAction> poll(const PollTimes& times, const std::vector<PollAnswer>& answers) {
  oauth2::DevicePoll device(times.interval, times.expires_in, times.start);
  std::vector<PollAction> actions;
  for (const PollAnswer& answer : answers) {
    actions.push_back(action_of(answer.response ? device.on_response(*answer.response, answer.at)
                                                : device.on_timeout(answer.at)));
    if (actions.back().next != Next::wait) break;
  }
  return actions;
}

}  // namespace

template <>
DeviceFlow reference<DeviceFlow>() {
  return {.parse = parse, .write = write, .poll = poll};
}

}  // namespace oauthspec::fuzz
