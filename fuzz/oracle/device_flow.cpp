// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/device_flow.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/error_response.h"
#include "fuzz/oracle/round_trip.h"

namespace oauthspec::fuzz {
namespace {

using Next = PollAction::Next;
using oauth::message::Response;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kMostAnswers = 64;

constexpr std::array kRules{MemberRule{"device_code", Kind::vschar, true},
                            MemberRule{"user_code", Kind::some_text, true},
                            MemberRule{"verification_uri", Kind::uri, true},
                            MemberRule{"verification_uri_complete", Kind::uri},
                            MemberRule{"expires_in", Kind::seconds, true},
                            MemberRule{"interval", Kind::seconds}};

/// The sum of two numbers that are not negative, of which there is no larger one than 64 bits hold.
std::int64_t sum(std::int64_t a, std::int64_t b) {
  const std::uint64_t exact = static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b);
  return exact > static_cast<std::uint64_t>(kMost) ? kMost : static_cast<std::int64_t>(exact);
}

/// RFC 8628 section 3.5, RFC 6749 section 5.1: only with a token it is a success.
bool has_token(const Response& response) {
  const auto object = model_object(response);
  return object && object->contains("access_token") && (*object)["access_token"].is_string() &&
         (*object)["access_token"] != "";
}

/// What the model does after one answer, and how long it waits from then on.
PollAction step(const PollAnswer& answer, std::int64_t& wait, std::int64_t expires_at) {
  const std::int64_t before = wait;
  if (!answer.response) {
    // An exponential backoff, as by doubling; of nothing it is a second.
    wait = std::max<std::int64_t>(sum(wait, wait), 1);
  } else {
    const Response& response = *answer.response;
    if (response.status == 200)
      return {has_token(response) ? Next::done : Next::stop, 0, false, {}};
    const auto error = model_error_body(response);
    if (!error) return {};
    const auto code = error->at("error").get<std::string>();
    if (code == "slow_down") {
      wait = sum(wait, 5);
    } else if (code != "authorization_pending") {
      return {Next::stop, 0, false, code};
    }
  }
  if (sum(answer.at, wait) >= expires_at) return {Next::stop, 0, false, "expired_token"};
  return {Next::wait, wait, wait > before, {}};
}

std::int64_t read_seconds(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  return error == std::errc() ? std::max<std::int64_t>(seconds, 0) : 0;
}

std::vector<PollAnswer> read_answers(std::string_view text, std::int64_t start) {
  std::vector<PollAnswer> answers;
  std::int64_t now = start;
  while (!text.empty() && answers.size() < kMostAnswers) {
    const auto [part, rest] = split_parts<2>(text);
    text = rest;
    const std::size_t end = std::min(part.find('\n'), part.size());
    now = sum(now, read_seconds(part.substr(0, end)));
    PollAnswer answer{now, std::nullopt};
    if (end < part.size()) answer.response = read_response(part.substr(end + 1));
    answers.push_back(std::move(answer));
  }
  return answers;
}

void check_polling(const DeviceFlow& flow, const PollTimes& times,
                   const std::vector<PollAnswer>& answers) {
  const std::vector<PollAction> actions = flow.poll(times, answers);
  std::int64_t least = times.interval.value_or(5);
  for (std::size_t at = 0; at < std::min(actions.size(), answers.size()); ++at) {
    const PollAction& action = actions[at];
    if (action.next != Next::wait) continue;
    holds(action.seconds >= least, "a device never polls faster than before");
    holds(answers[at].at < sum(times.start, times.expires_in),
          "a device does not go on when the codes have expired");
    least = action.seconds;
  }
  holds(actions == model_poll(times, answers), "a device polls as RFC 8628 section 3.5 says");
}

}  // namespace

std::optional<Members> model_device_authorization(const Response& response) {
  if (response.status != 200) return std::nullopt;
  const auto object = model_object(response);
  return object ? model_members(*object, kRules) : std::nullopt;
}

std::vector<PollAction> model_poll(const PollTimes& times, const std::vector<PollAnswer>& answers) {
  std::vector<PollAction> actions;
  std::int64_t wait = times.interval.value_or(5);
  for (const PollAnswer& answer : answers) {
    actions.push_back(step(answer, wait, sum(times.start, times.expires_in)));
    if (actions.back().next != Next::wait) break;
  }
  return actions;
}

void check_device_flow(const DeviceFlow& flow, std::string_view input) {
  const auto [second, text, polls] = split_parts<3>(input);
  const Response response = read_response(text);
  const auto read = flow.parse(response);
  const auto expected = model_device_authorization(response);
  holds(read.has_value() == expected.has_value(),
        "a response is refused where RFC 8628 section 3.2 says so, and nowhere else");
  if (!read || !expected) return;
  holds(*read == *expected, "members are read as they are written");
  const Turn turn(input, 2);
  if (turn.is(0) && flow.write != nullptr) check_round_trip(*read, flow.write, flow.parse);
  if (!turn.is(1) || flow.poll == nullptr) return;
  PollTimes times{std::nullopt, read->at("expires_in").get<std::int64_t>(), read_seconds(second)};
  if (read->contains("interval")) times.interval = (*read)["interval"].get<std::int64_t>();
  check_polling(flow, times, read_answers(polls, times.start));
}

}  // namespace oauthspec::fuzz
