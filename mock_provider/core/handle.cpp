// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/core/handle.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "mock_provider/control/faults.h"
#include "mock_provider/core/routes.h"
#include "mock_provider/core/target.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider {
namespace {

State& case_named(State& state, std::string_view name) {
  const auto found = state.cases.find(name);
  if (found != state.cases.end()) {
    return *found->second;
  }
  if (state.cases.size() >= state.settings.capacities.cases) {
    state.cases.erase(state.cases.begin());
  }
  auto fresh =
      std::make_unique<State>(state.world, state.settings, state.registry, state.rules, state.keys);
  return *state.cases.emplace(std::string(name), std::move(fresh)).first->second;
}

std::string_view known_origin(const Settings& settings, std::string_view origin) {
  const bool known = std::ranges::find(settings.origins, origin) != settings.origins.end();
  return known ? origin : std::string_view(settings.origins.front());
}

// What is asked of the provider about itself is no part of the transcript.
bool is_own(Endpoint endpoint) {
  return endpoint == Endpoint::control || endpoint == Endpoint::inspector;
}

// The slot's texts keep the room that they have: assigning to each is cheaper than a new one.
void keep(Call& call, const http::Reply& reply) {
  Log& log = call.state.log;
  Exchange& exchange = log.next();
  exchange.at = call.now;
  exchange.endpoint = call.endpoint;
  exchange.request.method = call.request.method;
  exchange.request.url = call.request.url;
  exchange.request.headers = call.request.headers;
  exchange.request.body.assign(call.request.body, 0, log.octets());
  exchange.request_octets = call.request.body.size();
  exchange.reply.response.status = reply.response.status;
  exchange.reply.response.headers = reply.response.headers;
  exchange.reply.response.body.assign(reply.response.body, 0, log.octets());
  exchange.reply.delivery = reply.delivery;
  exchange.response_octets = reply.response.body.size();
  exchange.verdict = std::move(call.verdict);
  exchange.diagnosis = std::move(call.diagnosis);
  exchange.faults = std::move(call.faults);
}

}  // namespace

State* find_case(std::string_view url, State& root) {
  std::string joined;
  const Target target = target_of(url, joined);
  if (target.case_name.empty()) {
    return &root;
  }
  const auto found = root.cases.find(target.case_name);
  return found == root.cases.end() ? nullptr : found->second.get();
}

http::Reply handle(const oauth::message::Request& request, State& root) {
  std::string joined;
  const Target target = target_of(request.url, joined);
  State& state = target.case_name.empty() ? root : case_named(root, target.case_name);
  state.drop_expired();

  Call call{.request = request,
            .state = state,
            .path = target.path,
            .query = target.query,
            .issuer = std::string(known_origin(root.settings, target.origin)),
            .now = state.now()};
  if (!target.case_name.empty()) {
    call.issuer.append("/case/").append(target.case_name);
  }
  const Route& route = find_route(call.path);
  call.endpoint = route.endpoint;
  http::Reply reply =
      state.faults.empty() ? route.answer(call) : control::answer_with_faults(call, route.answer);
  for (const Alteration& alteration : state.rules.alterations) {
    if (alteration.endpoint == call.endpoint) {
      alteration.alter(request, reply);
    }
  }
  if (!is_own(call.endpoint)) {
    keep(call, reply);
  }
  return reply;
}

}  // namespace oauthspec::provider
