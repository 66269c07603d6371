// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/device_flow.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/edit_json.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using Answers = std::vector<PollAnswer>;
using Actions = std::vector<PollAction>;
using Next = PollAction::Next;
using nlohmann::json;
using oauth::message::Response;

const DeviceFlow& right() {
  static const auto flow = reference<DeviceFlow>();
  return flow;
}

/// After each answer by itself, as if it were the first.
Actions forget_slow_down(const PollTimes& times, const Answers& answers) {
  Actions actions;
  for (const PollAnswer& answer : answers) {
    actions.push_back(right().poll(times, {answer}).front());
    if (actions.back().next != Next::wait) break;
  }
  return actions;
}

Actions no_interval_of_zero(const PollTimes& times, const Answers& answers) {
  PollTimes changed = times;
  if (changed.interval == 0) changed.interval.reset();
  return right().poll(changed, answers);
}

Actions second_of_grace(const PollTimes& times, const Answers& answers) {
  PollTimes changed = times;
  ++changed.expires_in;
  return right().poll(changed, answers);
}

Actions no_backoff_from_zero(const PollTimes& times, const Answers& answers) {
  Actions actions = right().poll(times, answers);
  if (times.interval != 0 || actions.size() < 2 || answers[0].response || answers[1].response) {
    return actions;
  }
  for (PollAction& action : actions) {
    if (action.next == Next::wait) action = {Next::wait, 0, false, {}};
  }
  return actions;
}

/// A pending authorization under whatever status.
Actions pending_by_text(const PollTimes& times, const Answers& answers) {
  Answers changed = answers;
  for (PollAnswer& answer : changed) {
    if (answer.response && answer.response->status == 200 &&
        answer.response->body.contains("authorization_pending")) {
      answer.response->status = 400;
    }
  }
  return right().poll(times, changed);
}

std::optional<Members> relative_uri(const Response& response) {
  json complete;
  const auto edited = with_edited_body(response, [&complete](json& object) {
    const auto found = object.find("verification_uri_complete");
    if (found == object.end() || !found->is_string()) return;
    complete = *found;
    object.erase(found);
  });
  auto read = right().parse(edited);
  if (read && !complete.is_null()) (*read)["verification_uri_complete"] = complete;
  return read;
}

constexpr auto kBugs = std::to_array<PlantedBug<DeviceFlow>>({
    {"slow-down-is-forgotten", "slow_down counts for the next request only.", "RFC 8628 3.5",
     [](DeviceFlow& flow) { flow.poll = forget_slow_down; }},
    {"interval-of-zero-is-five", "An interval of 0 counts as none.", "RFC 8628 3.2",
     [](DeviceFlow& flow) { flow.poll = no_interval_of_zero; }},
    {"a-second-too-long", "A device polls once more when its codes have just expired.",
     "RFC 8628 3.5", [](DeviceFlow& flow) { flow.poll = second_of_grace; }},
    {"no-backoff-from-zero", "Twice no interval is no interval, however many time-outs there are.",
     "RFC 8628 3.5", [](DeviceFlow& flow) { flow.poll = no_backoff_from_zero; }},
    {"pending-under-200", "authorization_pending is looked for in a response of status 200.",
     "RFC 8628 3.5", [](DeviceFlow& flow) { flow.poll = pending_by_text; }},
    {"complete-uri-is-any-text", "verification_uri_complete may be any text.", "RFC 8628 3.2",
     [](DeviceFlow& flow) { flow.parse = relative_uri; }},
});

}  // namespace

template <>
std::span<const PlantedBug<DeviceFlow>> planted_bugs<DeviceFlow>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
