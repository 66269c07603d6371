// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/events.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "harness/reference/message/http.h"
#include "mock_provider/control/access.h"
#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/masking.h"
#include "mock_provider/control/transcript.h"

namespace oauthspec::provider::control {
namespace {

// So that one answer does not grow with the log; the rest comes with the next one.
constexpr std::uint64_t kAtOnce = 50;

std::string text_of(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::uint64_t number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

std::uint64_t position_of(const Call& call) {
  if (const auto last = oauth::message::find_header(call.request.headers, "Last-Event-ID")) {
    return number_in(*last);
  }
  return number_in(value_of(read_pairs(call.query), "from").value_or(""));
}

}  // namespace

std::string events_since(const State& state, std::uint64_t& position) {
  std::string text;
  const bool anew = position > state.log.count();
  if (anew || (position > 0 && position + 1 < state.log.oldest())) {
    text = "event: restart\ndata: {}\n\n";
  }
  position = std::max(anew ? 0 : position, state.log.oldest() - 1);
  const auto end = std::min(state.log.count(), position + kAtOnce);
  while (position < end) {
    ++position;
    text += "id: " + std::to_string(position) + "\nevent: exchange\ndata: ";
    text += text_of(exchange_json(masked(state.log.at(position)))) + "\n\n";
  }
  return text;
}

http::Reply events(Call& call) {
  if (auto refused = refuse_strangers(call)) {
    return *std::move(refused);
  }
  std::uint64_t position = position_of(call);
  http::Reply reply{{.status = 200,
                     .headers = {{"Content-Type", "text/event-stream"},
                                 {"Cache-Control", "no-store"},
                                 {"X-Content-Type-Options", "nosniff"}},
                     .body = "retry: 1000\n\n" + events_since(call.state, position)},
                    {}};
  reply.delivery.stream = position;
  return reply;
}

}  // namespace oauthspec::provider::control
