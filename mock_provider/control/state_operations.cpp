// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string>

#include "mock_provider/control/har.h"
#include "mock_provider/control/operation.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::ordered_json;

// A thousand years, so that no sum of seconds leaves its type.
constexpr std::int64_t kMostSeconds = 31'556'952'000;

ControlAnswer reset(ControlCall& asked) {
  if (const auto known = only_members(asked.body, {}); !known) {
    return std::unexpected(known.error());
  }
  asked.call.state.reset();
  return ordered_json{{"reset", true}};
}

ordered_json clock_json(const State& state) {
  return {{"now", state.now()}, {"time", iso_time(state.now())}, {"offset", state.clock_offset}};
}

ControlAnswer show_clock(ControlCall& asked) {
  return clock_json(asked.call.state);
}

ControlAnswer move_clock(ControlCall& asked) {
  constexpr std::string_view kMembers[] = {"advance", "set"};
  State& state = asked.call.state;
  if (const auto known = only_members(asked.body, kMembers); !known) {
    return std::unexpected(known.error());
  }
  const auto advance = integer_member(asked.body, "advance", -kMostSeconds, kMostSeconds);
  const auto set = integer_member(asked.body, "set", 0, kMostSeconds);
  if (!advance || !set) {
    return std::unexpected(advance ? set.error() : advance.error());
  }
  if (advance->has_value() == set->has_value()) {
    return bad_request("One of \"advance\" and \"set\" is needed, in seconds.");
  }
  const Seconds target = *set ? **set : state.now() + **advance;
  if (target < 0 || target > kMostSeconds) {
    return bad_request("That is before 1970, or too far ahead.");
  }
  state.clock_offset += target - state.now();
  return clock_json(state);
}

ordered_json pending_json(State& state) {
  auto user_codes = ordered_json::array();
  for (const DeviceRecord& device : state.devices.all()) {
    if (device.decision == Decision::pending && device.expires >= state.now()) {
      user_codes.push_back({{"user_code", device.user_code},
                            {"client_id", device.grant.client_id},
                            {"expires", device.expires}});
    }
  }
  auto temporary = ordered_json::array();
  for (const TemporaryRecord& record : state.temporary.all()) {
    if (record.decision == Decision::pending && record.expires >= state.now()) {
      temporary.push_back({{"oauth_token", record.key.reveal()},
                           {"client_id", record.client_id},
                           {"expires", record.expires}});
    }
  }
  auto interactions = ordered_json::array();
  for (const InteractionRecord& record : state.interactions.all()) {
    interactions.push_back({{"interaction", record.id.reveal()},
                            {"client_id", record.client_id},
                            {"expires", record.expires}});
  }
  return {{"user_codes", user_codes},
          {"temporary_credentials", temporary},
          {"interactions", interactions}};
}

ControlAnswer show_state(ControlCall& asked) {
  State& state = asked.call.state;
  const ordered_json records = {{"codes", state.codes.size()},
                                {"access_tokens", state.access_tokens.size()},
                                {"refresh_tokens", state.refresh_tokens.size()},
                                {"devices", state.devices.size()},
                                {"pushed_requests", state.pushed.size()},
                                {"temporary_credentials", state.temporary.size()},
                                {"token_credentials", state.token_credentials.size()},
                                {"sessions", state.sessions.size()},
                                {"interactions", state.interactions.size()}};
  return ordered_json{{"issuer", asked.call.issuer},
                      {"profile", name(state.settings.profile)},
                      {"clock", clock_json(state)},
                      {"requests", state.log.count()},
                      {"records", records},
                      {"clients", state.registry.clients.size()},
                      {"users", state.registry.users.size()},
                      {"faults", state.faults.size()},
                      {"cases", state.cases.size()},
                      {"pending", pending_json(state)}};
}

ControlAnswer list_cases(ControlCall& asked) {
  auto list = ordered_json::array();
  for (const auto& [name, state] : asked.call.state.cases) {
    list.push_back({{"name", name},
                    {"issuer", asked.call.issuer + "/case/" + name},
                    {"requests", state->log.count()}});
  }
  return ordered_json{{"cases", list}};
}

ControlAnswer remove_case(ControlCall& asked) {
  auto& cases = asked.call.state.cases;
  const auto found = cases.find(asked.argument);
  if (found == cases.end()) {
    return not_there("There is no case of this name.");
  }
  cases.erase(found);
  return ordered_json{{"removed", asked.argument}};
}

constexpr Operation kStateOperations[] = {
    {"POST", "/reset", "",
     "As after the start: no record, no fault, no case, an empty transcript, the clock as it was, "
     "the clients and users of the start",
     &reset},
    {"GET", "/state", "", "How many records there are, the clock, and what waits for a decision",
     &show_state},
    {"GET", "/clock", "", "The provider's time", &show_clock},
    {"POST", "/clock", "",
     "Moves the time: `{\"advance\": 3600}`, or `{\"set\": 1700000000}`, in seconds", &move_clock},
    {"GET", "/cases", "", "The cases that there are; one comes into being by its first request",
     &list_cases},
    {"DELETE", "/cases", "/NAME", "Forgets a case with all that it has", &remove_case},
};

}  // namespace

std::span<const Operation> state_operations() {
  return kStateOperations;
}

}  // namespace oauthspec::provider::control
