// SPDX-License-Identifier: Apache-2.0
// Which redirection URIs an authorization server sends a browser to: RFC 6749 sections 3.1.2 and 10.6, RFC 8252 section 7.3, RFC 9700
// section 4.1. What differs from the registered one in a letter or two is in redirect_uri_families.cpp.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "harness/checks/authorization.h"
#include "harness/checks/departures.h"
#include "harness/checks/expect.h"
#include "harness/checks/redirect_uri_pattern.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

Finding an_unknown_client_is_not_redirected_for(Session& session) {
  if (const auto control = right_answer(session); !control) return control.error();
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  const auto answer = ask(session, with(*parameters, "client_id", session.fresh_text()));
  if (!answer) return answer.error();
  return answer->has_arrived()
             ? fail("the browser was sent to the redirection URI of a client that nobody knows")
             : pass();
}

Finding several_leave_no_choice(Session& session) {
  const TestClient& client = sure(session.target().open);
  if (client.redirect_uris.size() < 2) {
    return unsupported("the public client has one redirection URI alone");
  }
  const auto parameters = right_request(session, {.client = &client});
  if (!parameters) return parameters.error();
  Finding finding = pass();
  for (const std::string& uri : client.redirect_uris) {
    const auto answer = ask(session, without(*parameters, "redirect_uri"), uri);
    if (answer && answer->is_success()) {
      return shown_by(answer->exchange,
                      fail("the server chose one of several registered redirection URIs itself; "
                           "the text says only that the client MUST name one"));
    }
    // A browser that was sent to another one of them got lost on its way.
    finding = answer ? finding : answer.error();
  }
  return finding;
}

Finding a_loopback_port_varies(Session& session) {
  const TestClient& client = sure(session.target().open);
  const auto found = std::ranges::find_if(client.redirect_uris, [](const std::string& uri) {
    const auto parts = parts_of(uri);
    return parts && parts->scheme == "http" && parts->host != "localhost" &&
           is_loopback(parts->host);
  });
  auto parts = found == client.redirect_uris.end() ? std::nullopt : parts_of(*found);
  if (!parts) {
    return unsupported("the public client has no redirection URI on a loopback address");
  }
  parts->port = ":51004";
  const auto parameters =
      right_request(session, {.client = &client, .redirect_uri = parts->whole()});
  if (!parameters) return parameters.error();
  const auto answer = ask(session, *parameters);
  if (!answer) return answer.error();
  return succeeded(*answer, "a loopback redirection URI with another port is refused");
}

constexpr std::string_view kForeign = "https://attacker.example/oauthspecplanted";

Finding is_kept_home(const Departures& departures, const Attempt<Departure>& departure,
                     std::string_view what) {
  if (!departure) return departure.error();
  return departure->stayed() || departures.is_registered(*departure)
             ? pass()
             : fail("the browser was sent to a redirection URI that is not registered " +
                    std::string(what));
}

// Requests that are wrong in something else, too: an answer that comes too early goes to the attacker.
Finding a_wrong_request_is_not_redirected(Session& session) {
  auto departures = Departures::watch(session, session.client());
  if (!departures) return departures.error();
  const Parameters foreign = with(departures->right(), "redirect_uri", kForeign);
  const std::pair<std::string_view, Parameters> wrong[] = {
      {"without response_type", without(foreign, "response_type")},
      {"with a response_type that is not known", with(foreign, "response_type", "oauthspec")},
      {"with a scope that is not known", with(foreign, "scope", "oauthspec_unknown")},
      {"with a malformed scope", with(foreign, "scope", "\"\\")},
      {"with state twice", also(foreign, "state", "oauthspec")},
      {"with a malformed code_challenge", with(foreign, "code_challenge", "short")},
      {"with a response_mode that is not known", with(foreign, "response_mode", "oauthspec")},
      {"with prompt=none", with(foreign, "prompt", "none")},
  };
  for (const auto& [what, parameters] : wrong) {
    Finding finding = is_kept_home(*departures, departures->of(parameters, kForeign),
                                   "by a request " + std::string(what));
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

// A server that sends the browser to the registered one all the same has compared nothing.
Finding another_one_gets_no_code(Session& session) {
  auto departures = Departures::watch(session, session.client());
  if (!departures) return departures.error();
  const std::string& registered = session.client().redirect_uris.front();
  for (const std::string& other : {std::string(kForeign), registered + "/oauthspecplanted",
                                   registered + "#oauthspecplanted"}) {
    const auto departure = departures->of(with(departures->right(), "redirect_uri", other), other);
    if (!departure) return departure.error();
    if (departure->success) {
      return fail("the request names " + other + ", which is not registered, and gets a code");
    }
  }
  return pass();
}

Finding a_post_is_held_to_it(Session& session) {
  auto departures = Departures::watch(session, session.client());
  if (!departures) return departures.error();
  const Request post{
      "POST",
      session.target().server.authorization_endpoint,
      {{"Content-Type", "application/x-www-form-urlencoded"}},
      oauth::message::write_form(with(departures->right(), "redirect_uri", kForeign))};
  return is_kept_home(*departures, departures->of(post, kForeign), "by a POST");
}

constexpr auto kRedirectUriChecks = std::to_array<Check>({
    {"redirect-uri/unknown-client",
     "The browser is not sent anywhere for a client that is not known",
     {"RFC9700-2.1-3", "RFC6749-4.1.2.1-1"},
     Level::must,
     {Need::code_grant},
     an_unknown_client_is_not_redirected_for},
    // The text binds the client: that a server refuses what a client must not send is only to be recommended.
    {"redirect-uri/missing-with-several",
     "A request without redirect_uri is refused where several are registered",
     {"RFC6749-3.1.2.3-2"},
     Level::should,
     {Need::open_client, Need::code_grant},
     several_leave_no_choice},
    {"redirect-uri/of-a-wrong-request",
     "A request that is wrong in something else does not lead to a redirection URI that is not "
     "registered",
     {"RFC6749-4.1.2.1-2", "RFC9700-4.11.2-1"},
     Level::must,
     {Need::code_grant},
     a_wrong_request_is_not_redirected},
    {"redirect-uri/compared",
     "A request with another redirection URI gets no code, wherever the browser is sent",
     {"RFC6749-3.1.2.3-3", "RFC6749-3.1.2-4"},
     Level::must,
     {Need::code_grant},
     another_one_gets_no_code},
    {"redirect-uri/by-post",
     "A request by POST is held to the registered redirection URI, too",
     {"RFC6749-3.1.2.4-2", "RFC6749-3.1-6"},
     Level::must,
     {Need::code_grant},
     a_post_is_held_to_it},
    {"redirect-uri/loopback-port",
     "The port of a loopback redirection URI is the client's choice",
     {"RFC8252-7.3-1"},
     Level::must,
     {Need::open_client, Need::code_grant},
     a_loopback_port_varies},
});

}  // namespace

Topic redirect_uri() {
  return kRedirectUriChecks;
}

}  // namespace oauthspec::checks
