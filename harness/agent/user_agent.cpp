// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/user_agent.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "harness/agent/form.h"
#include "harness/agent/redirect.h"
#include "harness/agent/url.h"

namespace oauthspec::agent {
namespace {

namespace message = oauth::message;
using message::Request;
using message::Response;

constexpr int kServerError = 500;
constexpr std::size_t kMostRepetitions = 2;

/// Whether forms are the same for a person: same fields, same words around them, same values typed in. Hidden values may differ, as a
/// token against forgery does each time.
std::string looks_of(const Request& request, const Submit& submit) {
  std::string looks = request.method + " " + request.url.substr(0, request.url.find('?'));
  for (const Control& control : submit.form.controls) {
    looks += '\n' + control.type + ' ' + control.name;
    if (!control.is_hidden()) looks += '=' + control.value;
  }
  if (submit.button) looks += "\npressed " + std::to_string(*submit.button);
  return looks + '\n' + submit.form.text;
}

bool only_hidden(const Form& form) {
  return std::ranges::all_of(form.controls, [](const Control& control) {
    return control.is_hidden() || control.is_button();
  });
}

void add_missing(Request& request, std::string_view name, std::string_view value) {
  if (message::count_headers(request.headers, name) == 0)
    request.headers.push_back({std::string(name), std::string(value)});
}

/// What is kept as evidence: a server that redirects with bodies of 100 MB must not fill our memory.
std::expected<Response, http::TransportFailure> recorded(
    const std::expected<Response, http::TransportFailure>& response) {
  constexpr std::size_t kMostRecorded = 2UL * 1024 * 1024;
  if (!response || response->body.size() <= kMostRecorded) return response;
  return Response{response->status, response->headers, response->body.substr(0, kMostRecorded)};
}

std::string status_of(const Response& response) {
  return "status " + std::to_string(response.status);
}

}  // namespace

std::string describe(const Ending& ending) {
  struct Describe {
    std::string operator()(const Arrived& end) const { return "arrived at " + end.url; }
    std::string operator()(const Stayed& end) const {
      const std::string title =
          end.open.page.title.empty() ? "" : " \"" + end.open.page.title + "\"";
      return "stayed at " + end.open.url + title + " (" + status_of(end.response) + "): " + end.why;
    }
    std::string operator()(const Looped& end) const {
      return "looped at " + end.url + ": " + end.why;
    }
    std::string operator()(const Failed& end) const {
      return "no response from " + end.url + ": " + std::string(http::name(end.failure.code)) +
             (end.failure.detail.empty() ? "" : ", " + end.failure.detail);
    }
  };
  return std::visit(Describe(), ending);
}

Ending UserAgent::visit(std::string_view url, const Until& until) {
  return begin(Request{"GET", std::string(url), {}, {}}, until);
}

Ending UserAgent::begin(Request request, const Until& until) {
  Visit visit{.until = until, .requests = 0, .sent = {}, .submitted = {}};
  return run(visit, Pending{std::move(request), {}});
}

Ending UserAgent::enter_user_code(std::string_view verification_uri, std::string_view user_code) {
  instructions_.user_code = std::string(user_code);
  Ending ending = visit(verification_uri);
  instructions_.user_code.clear();
  return ending;
}

Ending UserAgent::go_on(const OpenPage& open, const Step& step, const Until& until) {
  Visit visit{.until = until, .requests = 0, .sent = {}, .submitted = {}};
  return run(visit, take(visit, open, step, Response()));
}

Ending UserAgent::run(Visit& visit, Next next) {
  while (auto* pending = std::get_if<Pending>(&next)) {
    Pending taken = std::move(*pending);
    next = exchange(visit, std::move(taken));
  }
  return std::get<Ending>(std::move(next));
}

UserAgent::Next UserAgent::exchange(Visit& visit, Pending pending) {
  Request& request = pending.request;
  std::string url = request.url;
  pending.fragment = std::string(fragment_of(url));
  request.url = std::string(without_fragment(url));
  if (visit.until && visit.until(url)) return Arrived{std::move(request), std::move(url)};
  if (!place_of(request.url)) {
    return Stayed{.response = {},
                  .open = {.page = {}, .url = url},
                  .why = "a request would go to a URL that is not of http or https"};
  }
  const std::string cookies = jar_.header_for(request.url);
  const std::string whole =
      request.method + ' ' + request.url + '\n' + cookies + '\n' + request.body;
  if (visit.sent.count(whole) >= kMostRepetitions)
    return Looped{std::move(url), "the same request with the same cookies came up a third time"};
  if (++visit.requests > instructions_.most_requests)
    return Looped{std::move(url),
                  "more than " + std::to_string(instructions_.most_requests) + " requests"};
  visit.sent.insert(whole);
  auto response = send(request);
  if (!response) return Failed{std::move(url), response.error()};
  return receive(visit, pending, *response);
}

std::expected<Response, http::TransportFailure> UserAgent::send(Request request) {
  add_missing(request, "Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
  add_missing(request, "Accept-Language", "en");
  add_missing(request, "User-Agent", instructions_.user_agent);
  const std::string cookies = jar_.header_for(request.url);
  if (!cookies.empty()) add_missing(request, "Cookie", cookies);
  auto response = transport_.send(request);
  if (response) jar_.store(request.url, response->headers);
  exchanges_.push_back({std::move(request), recorded(response)});
  return response;
}

UserAgent::Next UserAgent::receive(Visit& visit, const Pending& sent, const Response& response) {
  if (auto next = redirection(sent.request, sent.fragment, response))
    return Pending{*std::move(next), {}};
  const std::string url = sent.request.url + (sent.fragment.empty() ? "" : "#" + sent.fragment);
  const OpenPage open = open_page(response, url);
  auto step = step_by_rule(open, instructions_);
  if (!step && response.status >= kServerError) step = Halt{"the server failed"};
  if (!step && instructions_.guess) step = step_by_guess(open, instructions_, visit.until);
  return take(visit, open, step.value_or(Halt{"no rule goes on from this page"}), response);
}

UserAgent::Next UserAgent::take(Visit& visit, const OpenPage& open, const Step& step,
                                const Response& response) {
  if (const auto* halt = std::get_if<Halt>(&step)) return Stayed{response, open, halt->why};
  if (const auto* form = std::get_if<Submit>(&step)) return submit(visit, open, *form, response);
  const auto& follow = std::get<Follow>(step);
  for (Request request : follow.before) {
    add_missing(request, "Origin", origin_of(open.url));
    const std::string url = request.url;
    if (++visit.requests > instructions_.most_requests)
      return Looped{url, "more than " + std::to_string(instructions_.most_requests) + " requests"};
    const auto answer = send(std::move(request));
    if (!answer) return Failed{url, answer.error()};
  }
  return Pending{Request{"GET", follow.url, {}, {}}, {}};
}

UserAgent::Next UserAgent::submit(Visit& visit, const OpenPage& open, const Submit& form,
                                  const Response& response) {
  auto request = submission(open.page, form.form, form.button, open.url);
  if (!request) return Stayed{response, open, request.error()};
  // A form without anything to fill in may come up again and again, as one that posts itself does; the count of requests ends that.
  const bool is_new = visit.submitted.insert(looks_of(*request, form)).second;
  if (!is_new && !(only_hidden(form.form) && open.page.submits_itself()))
    return Stayed{response, open, "the page asks again for what it was given"};
  if (request->method == "POST") request->headers.push_back({"Origin", origin_of(open.url)});
  return Pending{*std::move(request), {}};
}

}  // namespace oauthspec::agent
