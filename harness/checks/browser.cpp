// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/browser.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "harness/checks/expect.h"

namespace oauthspec::checks {
namespace {

using oauth::message::find_header;

bool contains_without_case(std::string_view text, std::string_view part) {
  return std::ranges::search(text, part, [](char a, char b) {
           return oauth::message::equal_without_case({&a, 1}, {&b, 1});
         }).begin() != text.end();
}

// Names of cookies that the server last set with SameSite=Lax or Strict. RFC 6265bis section 5.6.7
std::set<std::string> kept_from_others(const std::vector<agent::Exchange>& exchanges) {
  std::set<std::string> names;
  for (const agent::Exchange& exchange : exchanges) {
    if (!exchange.response) continue;
    for (const HeaderField& field : exchange.response->headers) {
      if (!oauth::message::equal_without_case(field.name, "Set-Cookie")) continue;
      const std::string name = field.value.substr(0, field.value.find('='));
      const bool kept = contains_without_case(field.value, "samesite=lax") ||
                        contains_without_case(field.value, "samesite=strict");
      if (kept) {
        names.insert(name);
      } else {
        names.erase(name);
      }
    }
  }
  return names;
}

// The segments of a URL's path, those left out that are too long to have been thought of by people: servers that name each consent anew
// put its name there.
std::vector<std::string_view> lasting_segments(std::string_view url) {
  constexpr std::size_t kNamed = 20;
  std::vector<std::string_view> segments;
  url = url.substr(0, url.find_first_of("?#"));
  while (!url.empty()) {
    const auto end = std::min(url.find('/'), url.size());
    if (end < kNamed) segments.push_back(url.substr(0, end));
    url.remove_prefix(std::min(end + 1, url.size()));
  }
  return segments;
}

// Whether two URLs are of the same page, each perhaps of a consent of its own.
bool leads_likewise(std::string_view one, std::string_view other) {
  return lasting_segments(one) == lasting_segments(other);
}

}  // namespace

Browser::Browser(Session& session)
    : session_(&session),
      gate_(session.world().transport),
      agent_(gate_, session.world().clock, sure(session.target().browser)) {}

std::expected<Response, http::TransportFailure> Browser::Gate::send(const Request& request) {
  if (!is_kept_ || !is_kept_(request)) return carrier_->send(request);
  kept_ = request;
  return std::unexpected(
      http::TransportFailure{http::TransportCode::closed, "the check keeps this request back"});
}

void Browser::Gate::shut(std::function<bool(const Request&)> is_kept) {
  is_kept_ = std::move(is_kept);
  kept_.reset();
}

std::optional<Request> Browser::Gate::open() {
  is_kept_ = nullptr;
  return std::exchange(kept_, std::nullopt);
}

std::string Browser::url_of(const Parameters& parameters) const {
  std::string url = session_->target().server.authorization_endpoint;
  oauth::message::append_form_to_query(url, parameters);
  return url;
}

Attempt<Request> Browser::allow(const Parameters& parameters) {
  auto arrived = send({"GET", url_of(parameters), {}, ""}, parameters);
  if (arrived) consent_ = last_form();
  return arrived;
}

std::string Browser::last_form() const {
  std::string url;
  for (const agent::Exchange& exchange : exchanges()) {
    if (exchange.request.method == "POST") url = exchange.request.url;
  }
  return url;
}

Attempt<Request> Browser::consent(const Parameters& parameters) {
  return consent(url_of(parameters), std::string(parameters.find("redirect_uri").value_or("")));
}

Attempt<Request> Browser::consent(const std::string& url, const std::string& end) {
  const std::string form = consent_.empty() ? last_form() : consent_;
  gate_.shut([&form](const Request& request) {
    return request.method == "POST" && leads_likewise(request.url, form);
  });
  static_cast<void>(
      agent_.visit(url, [&end](std::string_view next) { return leads_to(next, end); }));
  auto held = gate_.open();
  if (!held) {
    return std::unexpected(inconclusive("the owner is not asked by a form each time"));
  }
  return *std::move(held);
}

Attempt<Request> Browser::send(const Request& form, const Parameters& parameters) {
  const std::string end(parameters.find("redirect_uri").value_or(""));
  auto ending = agent_.begin(form, [&end](std::string_view url) { return leads_to(url, end); });
  auto* const arrived = std::get_if<agent::Arrived>(&ending);
  if (arrived == nullptr || !query_of(arrived->url).find("code")) {
    return std::unexpected(inconclusive("no code was given: " + agent::describe(ending)));
  }
  Request request = std::move(arrived->request);
  request.url = std::move(arrived->url);
  return request;
}

Request Browser::from_another_site(Request form) {
  std::erase_if(form.headers, [](const HeaderField& field) {
    return oauth::message::equal_without_case(field.name, "Origin") ||
           oauth::message::equal_without_case(field.name, "Cookie");
  });
  form.headers.push_back({"Origin", "https://attacker.example"});
  const std::set<std::string> kept = kept_from_others(exchanges());
  std::string cookies;
  for (const agent::Cookie& cookie : agent_.cookies().cookies()) {
    if (!kept.contains(cookie.name)) {
      cookies.append(cookies.empty() ? "" : "; ").append(cookie.name).append("=");
      cookies += cookie.value;
    }
  }
  // A field that says nothing keeps the agent from adding all of them.
  form.headers.push_back({"Cookie", cookies.empty() ? "none=1" : cookies});
  return form;
}

bool is_page(const agent::Exchange& exchange) {
  if (!exchange.response) return false;
  const auto type = find_header(exchange.response->headers, "Content-Type");
  const int hundreds = exchange.response->status / 100;
  return type && type->starts_with("text/html") && (hundreds == 2 || hundreds == 4);
}

std::vector<Response> pages_of(const Browser& browser) {
  std::vector<Response> pages;
  for (const agent::Exchange& exchange : browser.exchanges()) {
    if (is_page(exchange) && exchange.response) pages.push_back(*exchange.response);
  }
  return pages;
}

}  // namespace oauthspec::checks
