// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/interaction/session.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "harness/reference/codec/uri.h"

namespace oauthspec::provider {
namespace {

// What a cookie depends on of the issuer.
struct Place {
  bool secure;
  std::string path;  ///< "/", or a case's.
  std::string port;  ///< Empty where it is the scheme's own.
};

Place place_of(const Call& call) {
  const auto uri = oauth::codec::parse_uri(call.issuer);
  if (!uri) {
    return {.secure = false, .path = "/", .port = {}};
  }
  const bool has_port = uri->authority && uri->authority->port;
  return {.secure = uri->scheme == "https",
          .path = uri->path.empty() ? "/" : std::string(uri->path),
          .port = has_port ? std::string(*uri->authority->port) : std::string()};
}

// Cookies know no ports (RFC 6265 section 8.5), so two providers of one machine tell their own by its name. __Host- binds a cookie to
// the host and to the path "/", __Secure- to TLS (RFC 6265bis section 4.1.3).
std::string cookie_name(const Place& place) {
  std::string name = place.port.empty() ? "session" : "session_" + place.port;
  if (place.secure) {
    name.insert(0, place.path == "/" ? "__Host-" : "__Secure-");
  }
  return name;
}

// RFC 6265 section 4.2.1: pairs, each behind "; ". A case's cookie comes before that of "/" (section 5.4).
std::vector<std::string_view> cookie_values(const Call& call, std::string_view name) {
  std::vector<std::string_view> values;
  for (const oauth::message::HeaderField& field : call.request.headers) {
    if (!oauth::message::equal_without_case(field.name, "Cookie")) {
      continue;
    }
    std::string_view rest = field.value;
    while (!rest.empty()) {
      std::string_view pair = rest.substr(0, rest.find(';'));
      rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
      pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
      if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
        values.push_back(pair.substr(name.size() + 1));
      }
    }
  }
  return values;
}

SessionRecord& add_session(Call& call, std::string browser, std::string subject) {
  return call.state.sessions.add({.id = oauth::Secret::take(call.state.random_text()),
                                  .browser = std::move(browser),
                                  .csrf_token = oauth::Secret::take(call.state.random_text()),
                                  .subject = std::move(subject),
                                  .expires = call.now + call.state.settings.lifetimes.session});
}

}  // namespace

SessionRecord* find_session(Call& call) {
  for (const std::string_view id : cookie_values(call, cookie_name(place_of(call)))) {
    SessionRecord* const found = call.state.sessions.find(id);
    if (found != nullptr && call.state.rules.interaction.session_lives(call.around(), *found)) {
      return found;
    }
  }
  return nullptr;
}

BrowserSession open_session(Call& call) {
  if (SessionRecord* const found = find_session(call)) {
    return {.record = found, .fresh = false};
  }
  return {.record = &add_session(call, call.state.random_text(), {}), .fresh = true};
}

SessionRecord& renew_session(Call& call, const SessionRecord& session, std::string subject) {
  const oauth::Secret old = session.id;
  std::string browser = session.browser;
  call.state.sessions.remove(old.reveal());
  return add_session(call, std::move(browser), std::move(subject));
}

void send_cookie(const Call& call, const SessionRecord& session, http::Reply& reply) {
  const Place place = place_of(call);
  std::string cookie = cookie_name(place);
  cookie.append("=").append(session.id.reveal()).append("; Path=").append(place.path);
  cookie.append("; HttpOnly; SameSite=Lax");
  if (place.secure) {
    cookie.append("; Secure");
  }
  reply.response.headers.push_back({"Set-Cookie", std::move(cookie)});
}

const UserRecord* user_of(const Call& call, std::string_view subject) {
  for (const auto& [username, user] : call.state.registry.users) {
    if (!subject.empty() && user.subject == subject) {
      return &user;
    }
  }
  return nullptr;
}

}  // namespace oauthspec::provider
