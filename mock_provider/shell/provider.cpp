// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/provider.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "harness/report/text.h"
#include "mock_provider/control/events.h"
#include "mock_provider/core/handle.h"

namespace oauthspec::provider {
namespace {

// Without the query, where codes and tokens may stand.
std::string log_line(const Exchange& exchange) {
  const std::string_view url = exchange.request.url;
  std::string line = fmt::format("{} {} {}", exchange.request.method, url.substr(0, url.find('?')),
                                 exchange.reply.response.status);
  for (const std::string* part : {&exchange.verdict.error, &exchange.verdict.reason}) {
    line += part->empty() ? "" : ' ' + *part;
  }
  return report::one_line(line);
}

}  // namespace

http::Reply Provider::handle(const oauth::message::Request& request) {
  const std::lock_guard lock(mutex_);
  if (log_ == nullptr) {
    return provider::handle(request, state_);
  }
  const State* state = find_case(request.url, state_);
  const std::uint64_t before = state == nullptr ? 0 : state->log.count();
  http::Reply reply = provider::handle(request, state_);
  state = find_case(request.url, state_);
  // Those to the control and the inspector are not kept, and one may have reset the log.
  if (state != nullptr && state->log.count() > before) {
    *log_ << log_line(state->log.at(state->log.count())) << std::endl;
  }
  return reply;
}

std::string Provider::events(const oauth::message::Request& request, std::uint64_t& position) {
  const std::lock_guard lock(mutex_);
  const State* state = find_case(request.url, state_);
  return state == nullptr ? std::string() : control::events_since(*state, position);
}

void Provider::malformed(const http::Malformed& what) {
  const std::lock_guard lock(mutex_);
  Exchange& exchange = state_.log.next();
  const std::uint64_t number = exchange.number;
  exchange = {};
  exchange.number = number;
  exchange.at = state_.now();
  exchange.request.body = what.octets;
  exchange.request_octets = what.octets.size();
  exchange.reply.response.status = what.status;
  exchange.verdict = {.accepted = false,
                      .error = {},
                      .reason = {},
                      .requirement = {},
                      .explanation = fmt::format("No HTTP request: {}.", what.reason)};
  if (log_ != nullptr) {
    *log_ << report::one_line(fmt::format("- - {} {}", what.status, what.reason)) << std::endl;
  }
}

}  // namespace oauthspec::provider
