// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/departures.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "harness/agent/url.h"
#include "harness/checks/authorization.h"
#include "harness/checks/expect.h"
#include "harness/checks/redirect_uri_pattern.h"

namespace oauthspec::checks {
namespace {

using oauth::message::find_header;

constexpr int kLeastError = 400;

std::string_view before_query(std::string_view url) {
  return url.substr(0, url.find_first_of("?#"));
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool has_planted(const Parameters& parameters) {
  for (const auto parameter : parameters) {
    // What an error says of the request is for people.
    if (parameter.name == "error_description" || parameter.name == "error_uri") continue;
    if (parameter.name.find(kPlanted) != std::string_view::npos ||
        parameter.value.find(kPlanted) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

bool is_planted(std::string_view location) {
  return has_planted(query_of(location)) || has_planted(fragment_of(location));
}

bool has_smuggled(const Response& response) {
  return std::ranges::any_of(response.headers, [](const HeaderField& field) {
    return oauth::message::equal_without_case(field.name, "X-" + std::string(kPlanted));
  });
}

std::string url_of(const Session& session, const Parameters& parameters) {
  std::string url = session.target().server.authorization_endpoint;
  oauth::message::append_form_to_query(url, parameters);
  return url;
}

Departure departure_to(std::string_view location, bool smuggled) {
  return {.location = std::string(location),
          .success = query_of(location).find("code").has_value(),
          .planted = is_planted(location),
          .smuggled = smuggled};
}

// As a browser reads it, where it reads it as a URL at all.
std::string as_followed(std::string_view from, std::string_view written) {
  return agent::resolve_reference(from, written).value_or(std::string(written));
}

}  // namespace

Departures::Departures(Session& session, const TestClient& client, Parameters right)
    : session_(&session), right_(std::move(right)) {
  const flows::OAuth2Server& server = session.target().server;
  for (const std::string& url : {server.authorization_endpoint, server.issuer}) {
    home_.insert(agent::origin_of(url));
  }
  registered_.emplace_back(before_query(client.redirect_uris.front()));
  if (session.target().browser) {
    agent_.emplace(session.world().transport, session.world().clock,
                   sure(session.target().browser));
  }
}

Attempt<Departures> Departures::watch(Session& session, const TestClient& client) {
  auto right = right_request(session, {.client = &client});
  if (!right) return std::unexpected(right.error());
  Departures departures(session, client, *std::move(right));
  const auto trouble = departures.agent_ ? departures.open() : departures.open_by_owner();
  if (trouble) return std::unexpected(*trouble);
  return departures;
}

std::optional<Finding> Departures::open() {
  const std::string_view end = registered_.front();
  const auto ending = agent_->visit(url_of(*session_, right_), [end](std::string_view next) {
    return before_query(next) == end || before_query(next) == std::string(end) + "/";
  });
  const auto* const arrived = std::get_if<agent::Arrived>(&ending);
  if (arrived == nullptr) {
    return inconclusive("the right request does not succeed: " + agent::describe(ending));
  }
  if (!query_of(arrived->url).find("code")) {
    return inconclusive("the right request gets no code");
  }
  registered_.emplace_back(before_query(arrived->url));
  for (const agent::Exchange& exchange : agent_->exchanges()) {
    home_.insert(agent::origin_of(exchange.request.url));
  }
  const auto& first = agent_->exchanges().front().response;
  refuses_at_once_ = first && first->status < kLeastError;
  return std::nullopt;
}

std::optional<Finding> Departures::open_by_owner() {
  const auto first = session_->authorization(right_);
  if (!first) return first.error();
  refuses_at_once_ = first->status < kLeastError;
  const auto answer = ask(*session_, right_);
  if (!answer) return answer.error();
  if (answer->is_success()) return std::nullopt;
  return inconclusive("the right request does not succeed: " + answer->describe());
}

bool Departures::leaves(std::string_view url, std::string_view written) const {
  const std::string_view place = before_query(url);
  const std::string followed =
      as_followed(session_->target().server.authorization_endpoint, written);
  return std::ranges::find(registered_, place) != registered_.end() ||
         place == before_query(followed) || !home_.contains(agent::origin_of(url));
}

std::optional<Departure> Departures::departure_by(const Response& response, std::string_view from,
                                                  std::string_view written) const {
  const auto field = find_header(response.headers, "Location");
  if (response.status / 100 != 3 || !field) return std::nullopt;
  const std::string_view location = trimmed(*field);
  const auto url = agent::resolve_reference(from, location);
  // What our agent cannot read as a URL, another browser may follow.
  const bool left = url ? leaves(*url, written) : location.starts_with(before_query(written));
  if (!left) return std::nullopt;
  return departure_to(location, has_smuggled(response));
}

Attempt<Departure> Departures::of(const Request& request, std::string_view written) {
  const auto first = session_->send(request);
  if (!first) return std::unexpected(first.error());
  if (auto departure = departure_by(*first, request.url, written)) return *std::move(departure);
  if (refuses_at_once_ && first->status >= kLeastError) return Departure{};
  return agent_ ? walk(request, written) : walk_by_owner(request, written);
}

Attempt<Departure> Departures::of(const Parameters& parameters, std::string_view written) {
  return of({"GET", url_of(*session_, parameters), {}, ""}, written);
}

Attempt<Departure> Departures::walk(const Request& request, std::string_view written) {
  const std::size_t before = agent_->exchanges().size();
  const auto ending = agent_->begin(
      request, [this, written](std::string_view next) { return leaves(next, written); });
  const auto& exchanges = agent_->exchanges();
  if (exchanges.size() > before && exchanges.back().response) {
    const agent::Exchange& last = exchanges.back();
    if (auto departure = departure_by(*last.response, last.request.url, written)) {
      return *std::move(departure);
    }
  }
  // By a form, a script or a refresh.
  if (const auto* const arrived = std::get_if<agent::Arrived>(&ending)) {
    return departure_to(arrived->url, false);
  }
  if (std::holds_alternative<agent::Stayed>(ending)) return Departure{};
  return std::unexpected(inconclusive(agent::describe(ending)));
}

Attempt<Departure> Departures::walk_by_owner(const Request& request, std::string_view written) {
  if (request.method != "GET") return std::unexpected(inconclusive("the owner cannot post"));
  const auto returned =
      session_->target().owner.authorize(request.url, as_followed(request.url, written));
  if (returned) return departure_to(returned->url, false);
  if (returned.error().response) return Departure{};
  return std::unexpected(lost(returned.error()));
}

bool Departures::is_registered(const Departure& departure) const {
  return !departure.planted && !departure.smuggled &&
         std::ranges::find(registered_, before_query(departure.location)) != registered_.end();
}

}  // namespace oauthspec::checks
