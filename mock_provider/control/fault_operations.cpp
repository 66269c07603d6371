// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string>
#include <utility>

#include "mock_provider/control/behaviours.h"
#include "mock_provider/control/faults.h"
#include "mock_provider/control/operation.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::ordered_json;

// Each request looks at every one that is armed.
constexpr std::size_t kMostFaults = 1000;
constexpr std::int64_t kMostTimes = 1'000'000'000;

ordered_json fault_json(const ArmedFault& fault) {
  ordered_json json = {
      {"behaviour", fault.name}, {"endpoint", nullptr}, {"times", nullptr}, {"skip", fault.skip}};
  if (fault.endpoint) {
    json["endpoint"] = name(*fault.endpoint);
  }
  if (fault.left != kAlways) {
    json["times"] = fault.left;
  }
  if (!find_behaviour(fault.name)->amount.unit.empty()) {
    json["amount"] = fault.amount;
  }
  return json;
}

ordered_json faults_json(const State& state) {
  auto list = ordered_json::array();
  for (const ArmedFault& fault : state.faults) {
    list.push_back(fault_json(fault));
  }
  return {{"faults", list}};
}

ControlAnswer list_faults(ControlCall& asked) {
  return faults_json(asked.call.state);
}

std::expected<std::optional<Endpoint>, ControlError> endpoint_of(const ordered_json& body,
                                                                 const Behaviour& behaviour) {
  const auto text = text_member(body, "endpoint");
  if (!text) {
    return std::unexpected(text.error());
  }
  if (!*text) {
    return std::nullopt;
  }
  const auto endpoint = endpoint_named(**text);
  if (!endpoint || !behaviour.endpoints.contains(*endpoint)) {
    return bad_request("The behaviour is for these endpoints: " + endpoints_text(behaviour) + ".");
  }
  return endpoint;
}

std::expected<std::int64_t, ControlError> amount_of(const ordered_json& body,
                                                    const Behaviour& behaviour) {
  const Amount& amount = behaviour.amount;
  if (amount.unit.empty() && body.contains("amount")) {
    return bad_request("The behaviour takes no amount.");
  }
  const auto given = integer_member(body, "amount", amount.least, amount.most);
  if (!given) {
    return std::unexpected(given.error());
  }
  return given->value_or(amount.usual);
}

std::expected<ArmedFault, ControlError> fault_of(const ordered_json& body) {
  const auto name = text_member(body, "behaviour");
  if (!name) {
    return std::unexpected(name.error());
  }
  const Behaviour* const behaviour = find_behaviour(name->value_or(""));
  if (behaviour == nullptr) {
    return bad_request("There is no such behaviour; GET /_control/behaviours lists them.");
  }
  const auto endpoint = endpoint_of(body, *behaviour);
  const auto amount = amount_of(body, *behaviour);
  const auto times = integer_member(body, "times", 0, kMostTimes);
  const auto skip = integer_member(body, "skip", 0, kMostTimes);
  for (const ControlError* const error :
       {endpoint ? nullptr : &endpoint.error(), amount ? nullptr : &amount.error(),
        times ? nullptr : &times.error(), skip ? nullptr : &skip.error()}) {
    if (error != nullptr) {
      return std::unexpected(*error);
    }
  }
  const auto left = static_cast<std::uint64_t>(times->value_or(1));
  return ArmedFault{.name = std::string(behaviour->name),
                    .endpoint = *endpoint,
                    .skip = static_cast<std::uint64_t>(skip->value_or(0)),
                    .left = left == 0 ? kAlways : left,
                    .amount = *amount};
}

ControlAnswer arm(ControlCall& asked) {
  constexpr std::string_view kMembers[] = {"behaviour", "endpoint", "times", "skip", "amount"};
  if (const auto known = only_members(asked.body, kMembers); !known) {
    return std::unexpected(known.error());
  }
  auto fault = fault_of(asked.body);
  if (!fault) {
    return std::unexpected(std::move(fault).error());
  }
  if (asked.call.state.faults.size() >= kMostFaults) {
    return std::unexpected(ControlError{
        .status = 409, .error = "too_many_faults", .message = "There are too many already."});
  }
  asked.call.state.faults.push_back(*std::move(fault));
  return faults_json(asked.call.state);
}

ControlAnswer disarm(ControlCall& asked) {
  State& state = asked.call.state;
  if (asked.argument.empty()) {
    state.faults.clear();
    return faults_json(state);
  }
  if (std::erase_if(state.faults,
                    [&](const ArmedFault& fault) { return fault.name == asked.argument; }) == 0) {
    return not_there("No such behaviour is in force.");
  }
  return faults_json(state);
}

ControlAnswer list_behaviours(ControlCall& /*asked*/) {
  auto list = ordered_json::array();
  for (const Behaviour& behaviour : behaviours()) {
    ordered_json json = {{"name", behaviour.name},
                         {"does", behaviour.sentence},
                         {"endpoints", endpoints_text(behaviour)},
                         {"requirement", behaviour.requirement}};
    if (!behaviour.amount.unit.empty()) {
      json["amount"] = {{"unit", behaviour.amount.unit},
                        {"usual", behaviour.amount.usual},
                        {"least", behaviour.amount.least},
                        {"most", behaviour.amount.most}};
    }
    list.push_back(std::move(json));
  }
  return ordered_json{{"behaviours", list}};
}

constexpr Operation kFaultOperations[] = {
    {"GET", "/behaviours", "", "Every way in which the provider can be told to misbehave",
     &list_behaviours},
    {"GET", "/faults", "", "Which of them are in force, and for how many requests yet",
     &list_faults},
    {"POST", "/faults", "",
     "Asks for one: `{\"behaviour\": \"wrong_state\", \"endpoint\": \"authorization\", \"times\": "
     "1, \"skip\": 0, \"amount\": 1}`. Only `behaviour` is "
     "needed; `times` is 1 where it is left out, and 0 means until it is taken away; requests that "
     "the behaviour has nothing to do for are not counted",
     &arm},
    {"DELETE", "/faults", "", "Takes all away", &disarm},
    {"DELETE", "/faults", "/BEHAVIOUR", "Takes those of one behaviour away", &disarm},
};

}  // namespace

std::span<const Operation> fault_operations() {
  return kFaultOperations;
}

}  // namespace oauthspec::provider::control
