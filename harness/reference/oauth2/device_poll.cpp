// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/device_poll.h"

#include <algorithm>
#include <limits>

#include "harness/reference/oauth2/error_response.h"
#include "harness/reference/oauth2/json_object.h"

namespace oauth::oauth2 {
namespace {

constexpr int kOk = 200;
constexpr std::int64_t kSlowDown = 5;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

/// Sum and double that stay at the largest number instead of running over.
std::int64_t sum(std::int64_t a, std::int64_t b) {
  return a > kMost - b ? kMost : a + b;
}

/// RFC8628-3.5-1, RFC6749-5.1-5: without a token it is no success, whatever the status says.
bool holds_token(const message::Response& response) {
  const auto object = read_object(response);
  if (!object) return false;
  const auto token = object->find("access_token");
  return token != object->end() && token->is_string() &&
         !token->get_ref<const std::string&>().empty();
}

}  // namespace

DevicePoll::DevicePoll(std::optional<std::int64_t> interval, std::int64_t expires_in,
                       std::int64_t start)
    // RFC8628-3.2-9
    : wait_(interval.value_or(kDefaultInterval)), expires_at_(sum(start, expires_in)) {}

PollStep DevicePoll::again(std::int64_t at, std::int64_t wait) {
  const bool slower = wait > wait_;
  wait_ = wait;
  // RFC8628-3.5-5, RFC8628-3.2-7: no request is of use any more when the codes have expired.
  if (sum(at, wait_) >= expires_at_) return PollStop{"expired_token"};
  return PollAgain{wait_, slower};
}

PollStep DevicePoll::on_response(const message::Response& response, std::int64_t at) {
  if (response.status == kOk) {
    if (holds_token(response)) return PollDone{};
    return PollStop{""};
  }
  const auto error = parse_error_response(Endpoint::token, response);
  if (!error) return PollStop{""};
  // RFC8628-3.5-7
  if (error->error == "authorization_pending") return again(at, wait_);
  // RFC8628-3.5-9: for this request and all that follow.
  if (error->error == "slow_down") return again(at, sum(wait_, kSlowDown));
  // RFC8628-3.5-11
  return PollStop{error->error};
}

PollStep DevicePoll::on_timeout(std::int64_t at) {
  // RFC8628-3.5-13, RFC8628-3.5-14: twice as long each time; an interval of nothing grows too.
  return again(at, std::max<std::int64_t>(sum(wait_, wait_), 1));
}

}  // namespace oauth::oauth2
