// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/faults.h"

#include <algorithm>
#include <optional>
#include <string>

#include "mock_provider/control/behaviours.h"

namespace oauthspec::provider::control {
namespace {

bool concerns(const ArmedFault& fault, const Behaviour& behaviour, const Call& call) {
  const bool asked = !fault.endpoint || *fault.endpoint == call.endpoint;
  return fault.left > 0 && asked && behaviour.endpoints.contains(call.endpoint) &&
         std::ranges::find(call.faults, fault.name) == call.faults.end();
}

// Whether the fault acts now; it is counted then.
bool take_turn(ArmedFault& fault, Call& call) {
  if (fault.skip > 0) {
    --fault.skip;
    return false;
  }
  if (fault.left != kAlways) {
    --fault.left;
  }
  call.faults.push_back(fault.name);
  return true;
}

std::optional<http::Reply> act_before(Call& call) {
  for (ArmedFault& fault : call.state.faults) {
    const Behaviour* const behaviour = find_behaviour(fault.name);
    if (behaviour == nullptr || behaviour->before == nullptr ||
        !concerns(fault, *behaviour, call) || !behaviour->fits(call, {})) {
      continue;
    }
    if (take_turn(fault, call)) {
      if (auto reply = behaviour->before(call, fault.amount)) {
        return reply;
      }
    }
  }
  return std::nullopt;
}

void act_after(Call& call, http::Reply& reply) {
  for (ArmedFault& fault : call.state.faults) {
    const Behaviour* const behaviour = find_behaviour(fault.name);
    if (behaviour == nullptr || behaviour->after == nullptr || !concerns(fault, *behaviour, call) ||
        !behaviour->fits(call, reply)) {
      continue;
    }
    if (take_turn(fault, call)) {
      behaviour->after(call, reply, fault.amount);
    }
  }
}

}  // namespace

http::Reply answer_with_faults(Call& call, http::Reply (*answer)(Call&)) {
  std::optional<http::Reply> reply = act_before(call);
  if (!reply) {
    reply = answer(call);
  }
  act_after(call, *reply);
  std::erase_if(call.state.faults, [](const ArmedFault& fault) { return fault.left == 0; });
  return *std::move(reply);
}

}  // namespace oauthspec::provider::control
