// SPDX-License-Identifier: Apache-2.0
// RFC 8628 section 3.5: how a device polls.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/response.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.device_poll";

constexpr char kError[] = "error";
constexpr char kPending[] = "authorization_pending";
constexpr char kSlowDown[] = "slow_down";

// Changes each step that has a response, as if it were an op's whole input.
template <void (*Change)(json& step)>
void of_steps(json& in) {
  for (json& step : in["sequence"]) {
    if (step.contains("response")) Change(step);
  }
}

template <bool (*Meets)(const json& step)>
bool any_step(const json& in) {
  return std::ranges::any_of(
      in.at("sequence"), [](const json& step) { return step.contains("response") && Meets(step); });
}

// Takes one error code for another.
template <const char* From, const char* To>
void code_taken_for(json& members) {
  if (members.contains(kError) && members[kError] == From) members[kError] = To;
}

constexpr char kDenied[] = "access_denied";
constexpr char kExpired[] = "expired_token";

void every_error_is_pending(json& members) {
  if (members.contains(kError) && members[kError] != kSlowDown) members[kError] = kPending;
}

void code_searched(json& members) {
  if (members.dump().find(kPending) != std::string::npos) members[kError] = kPending;
}

void code_in_lower_case(std::string& code) {
  to_lower(code);
}

void code_with_underscores(std::string& code) {
  std::ranges::replace(code, '-', '_');
}

void pending_with_400_only(json& step) {
  if (step["response"]["status"] != 400) in_body<code_taken_for<kPending, kDenied>>(step);
}

void success_by_status(json& step) {
  if (step["response"]["status"] != 200 || member_of(step, "access_token").is_string()) return;
  wrong::media_type_unchecked(step);
  put_body(step, {{"access_token", "undefined"}});
}

void no_default(json& in) {
  if (in["interval"].is_null()) in["interval"] = 0;
}

void never_expires(json& in) {
  in["expires_in"] = 1000000000000;
}

// A timeout is an answer like any other.
void timeout_is_pending(json& in) {
  for (json& step : in["sequence"]) {
    if (step.contains("response")) continue;
    step["response"] = {{"status", 400},
                        {"headers", {{"Content-Type", "application/json"}}},
                        {"body", R"({"error":"authorization_pending"})"}};
    step.erase("timeout");
  }
}

bool waits(const json& step) {
  return step.at("action") == "wait";
}

void every_second(json& out) {
  for (json& step : out) {
    if (waits(step))
      step["seconds"] = std::min<std::int64_t>(step["seconds"].get<std::int64_t>(), 1);
  }
}

void in_int(json& out) {
  constexpr std::int64_t kLast = 2147483647;
  for (json& step : out) {
    if (waits(step) && step["seconds"] > kLast) step["seconds"] = 0;
  }
}

std::int64_t interval_of(const json& in) {
  return in.at("interval").is_null() ? 5 : in.at("interval").get<std::int64_t>();
}

bool says(const json& step, const char* code) {
  return step.contains("response") && member_of(step, kError) == code;
}

void slow_down_forgotten(json& out, const json& in) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (waits(out[i]) && says(in.at("sequence")[i], kPending)) out[i]["seconds"] = interval_of(in);
  }
}

void slow_down_doubles(json& out, const json& in) {
  std::int64_t wait = interval_of(in);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!waits(out[i])) continue;
    if (says(in.at("sequence")[i], kSlowDown)) wait *= 2;
    if (in.at("sequence")[i].contains("response")) out[i]["seconds"] = wait;
  }
}

void timeout_adds_a_second(json& out, const json& in) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (waits(out[i]) && !in.at("sequence")[i].contains("response"))
      out[i]["seconds"] = interval_of(in) + static_cast<std::int64_t>(i) + 1;
  }
}

void stop(json& step) {
  step = {{"action", "stop"}, {kError, nullptr}};
}

void gives_up_after_two(json& out) {
  for (std::size_t i = 2; i < out.size(); ++i) {
    if (waits(out[i])) stop(out[i]);
  }
}

void gives_up_at_timeout(json& out, const json& in) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!in.at("sequence")[i].contains("response")) stop(out[i]);
  }
}

void gives_up_on_slow_down(json& out, const json& in) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (says(in.at("sequence")[i], kSlowDown)) stop(out[i]);
  }
}

void late_token_dropped(json& out, const json& in) {
  const std::int64_t end =
      in.at("start").get<std::int64_t>() + in.at("expires_in").get<std::int64_t>();
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (in.at("sequence")[i].at("at") > end) stop(out[i]);
  }
}

void reason_lost(json& out) {
  for (json& step : out) {
    if (step.contains(kError)) step[kError] = nullptr;
  }
}

void media_type_with_parameters_is_final(json& step) {
  if (unwanted::media_type_with_parameters(step)) step["response"]["body"] = "";
}

bool interval_of_nothing(const json& in) {
  return in.at("interval") == 0;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "every-second", "RFC8628-3.5-8", "the device polls every second",
     miswritten<kOp, every_second>},
    {kOp, "interval-in-32-bits", "RFC8628-3.5-8", "a long interval becomes none",
     miswritten<kOp, in_int>, Weight::warn},
    {kOp, "interval-zero-crashes", "RFC8628-3.5-7", "an interval of 0 ends in an exception",
     crashing<kOp, interval_of_nothing>},
    {kOp, "default-missing", "RFC8628-3.2-9", "without an interval there is no wait",
     misread<kOp, no_default>},
    {kOp, "slow-down-ignored", "RFC8628-3.5-9", "slow_down is taken for authorization_pending",
     misread<kOp, of_steps<in_body<code_taken_for<kSlowDown, kPending>>>>},
    {kOp, "slow-down-forgotten", "RFC8628-3.5-9", "the interval grows for one request only",
     miswritten<kOp, slow_down_forgotten>},
    {kOp, "slow-down-doubles", "RFC8628-3.5-9",
     "slow_down doubles the interval, however short it is", miswritten<kOp, slow_down_doubles>},
    {kOp, "slow-down-is-final", "RFC8628-3.5-9", "the device gives up at slow_down",
     miswritten<kOp, gives_up_on_slow_down>},
    {kOp, "timeout-is-pending", "RFC8628-3.5-13", "a timeout changes nothing",
     misread<kOp, timeout_is_pending>},
    {kOp, "timeout-is-final", "RFC8628-3.5-13", "the device gives up at a timeout",
     miswritten<kOp, gives_up_at_timeout>},
    {kOp, "timeout-adds-a-second", "RFC8628-3.5-14",
     "the interval grows by a second at each timeout", miswritten<kOp, timeout_adds_a_second>,
     Weight::warn},
    {kOp, "gives-up-after-two", "RFC8628-3.5-7", "the device gives up after two requests",
     miswritten<kOp, gives_up_after_two>},
    {kOp, "pending-with-400-only", "RFC8628-3.5-7",
     "under another status than 400 authorization_pending is final",
     misread<kOp, of_steps<pending_with_400_only>>, Weight::warn},
    {kOp, "pending-with-charset-is-final", "RFC6749-5.2-15",
     "a media type with a charset is not read",
     misread<kOp, of_steps<media_type_with_parameters_is_final>>, Weight::warn},
    {kOp, "polls-for-ever", "RFC8628-3.2-7", "the device polls on when its codes have expired",
     misread<kOp, never_expires>, Weight::warn},
    {kOp, "denied-is-pending", "RFC8628-3.5-11", "access_denied is taken for authorization_pending",
     misread<kOp, of_steps<in_body<code_taken_for<kDenied, kPending>>>>},
    {kOp, "expired-is-pending", "RFC8628-3.5-11",
     "expired_token is taken for authorization_pending",
     misread<kOp, of_steps<in_body<code_taken_for<kExpired, kPending>>>>},
    {kOp, "every-error-is-pending", "RFC8628-3.5-11", "the device polls on at every error",
     misread<kOp, of_steps<in_body<every_error_is_pending>>>},
    {kOp, "code-searched", "RFC8628-3.5-11", "the code is sought anywhere in the body",
     misread<kOp, of_steps<in_body<code_searched>>>},
    {kOp, "code-in-lower-case", "RFC6749-1.9-1", "the code is compared without case",
     misread<kOp, of_steps<in_body<in_member<kError, code_in_lower_case>>>>, Weight::warn},
    {kOp, "code-with-underscores", "RFC8628-3.5-11", "hyphens in a code are taken for underscores",
     misread<kOp, of_steps<in_body<in_member<kError, code_with_underscores>>>>},
    {kOp, "code-lost", "RFC8628-3.5-11", "the user is not told why", miswritten<kOp, reason_lost>},
    {kOp, "success-by-status", "RFC8628-3.5-11", "status 200 without a token is a success",
     misread<kOp, of_steps<success_by_status>>, Weight::warn},
    {kOp, "late-token-dropped", "RFC8628-3.5-1",
     "a token that comes after the codes have expired is dropped",
     miswritten<kOp, late_token_dropped>, Weight::warn},
    {kOp, "no-object-crashes", "RFC8628-3.5-11", "a body that is no object ends in an exception",
     crashing<kOp, any_step<unwanted::body_no_object>>},
});

}  // namespace

std::span<const Defect> device_poll_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
