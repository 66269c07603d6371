// SPDX-License-Identifier: Apache-2.0
// Which redirection URIs an authorization server sends a browser to: RFC 6749 sections 3.1.2 and 10.6, RFC 8252 section 7.3, RFC 9700
// section 4.1.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "harness/checks/authorization.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"
#include "harness/reference/codec/uri.h"

namespace oauthspec::checks {
namespace {

/// The parts of a redirection URI that is registered.
struct Parts {
  std::string scheme;
  std::string host;
  std::string port;  ///< With its colon; empty where there is none.
  std::string rest;  ///< Path and query.

  [[nodiscard]] std::string whole() const { return scheme + "://" + host + port + rest; }
};

std::optional<Parts> parts_of(const std::string& text) {
  const auto uri = oauth::codec::parse_uri(text);
  if (!uri || !uri->authority || uri->authority->userinfo) {
    return std::nullopt;
  }
  Parts parts{.scheme = std::string(uri->scheme),
              .host = std::string(uri->authority->host),
              .port = uri->authority->port ? ":" + std::string(*uri->authority->port) : "",
              .rest = std::string(uri->path)};
  if (uri->query) {
    parts.rest.append("?").append(*uri->query);
  }
  return parts;
}

bool is_loopback(const std::string& host) {
  return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

bool is_name(const std::string& host) {
  return std::ranges::any_of(host, [](char c) { return c >= 'a' && c <= 'z'; }) &&
         !is_loopback(host) && host.front() != '[';
}

// Each gives another URI than the one registered; an empty one where there is none of that kind.
std::string of_another_host(Parts parts) {
  parts.host = "attacker.example";
  return parts.whole();
}
std::string with_more_path(Parts parts) {
  parts.rest.insert(parts.rest.find_first_of('?') == std::string::npos
                        ? parts.rest.size()
                        : parts.rest.find_first_of('?'),
                    "/more");
  return parts.whole();
}
std::string of_another_path(Parts parts) {
  parts.rest = "/elsewhere";
  return parts.whole();
}
std::string with_more_query(Parts parts) {
  parts.rest += parts.rest.find('?') == std::string::npos ? "?more=1" : "&more=1";
  return parts.whole();
}
std::string in_other_case(Parts parts) {
  for (char& c : parts.rest) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return parts.whole();
}
std::string at_another_port(Parts parts) {
  parts.port = parts.port == ":8444" ? ":8445" : ":8444";
  // RFC 8252 section 7.3 lets the port of a loopback address vary.
  return is_loopback(parts.host) ? "" : parts.whole();
}
std::string of_plain_http(Parts parts) {
  const bool secure = std::exchange(parts.scheme, "http") == "https";
  return secure ? parts.whole() : "";
}
std::string with_fragment(Parts parts) {
  return parts.whole() + "#more";
}
std::string with_host_as_user(Parts parts) {
  parts.host += "@attacker.example";
  return parts.whole();
}
std::string of_a_subdomain(Parts parts) {
  return is_name(parts.host) ? parts.scheme + "://attacker." + parts.host + parts.port + parts.rest
                             : "";
}
std::string with_longer_host(Parts parts) {
  parts.host += ".attacker.example";
  return is_name(parts.host) ? parts.whole() : "";
}

// An error that goes to the redirection URI which is registered goes to nobody else, and gives nothing away.
bool is_registered_refusal(const AuthorizationAnswer& answer, const Parts& registered) {
  return !answer.is_success() && leads_to(answer.arrived, registered.whole()) &&
         times_in(answer.arrived, "more") == 0;
}

template <std::string (*Change)(Parts)>
Finding is_not_followed(Session& session) {
  const auto registered = parts_of(session.client().redirect_uris.front());
  const std::string other = registered ? Change(*registered) : "";
  const auto& known = session.client().redirect_uris;
  if (other.empty() || std::ranges::find(known, other) != known.end()) {
    return unsupported("the redirection URI that is registered has no such neighbour");
  }
  if (const auto control = right_answer(session); !control) return control.error();
  const auto parameters = right_request(session, {.redirect_uri = other});
  if (!parameters) return parameters.error();
  const auto answer = ask(session, *parameters);
  if (!answer) return answer.error();
  if (!answer->has_arrived() || is_registered_refusal(*answer, *registered)) {
    return pass();
  }
  return fail("the redirection URI " + other + " is not registered, and was answered with " +
              answer->describe());
}

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
      return fail("the server chose one of several redirection URIs itself");
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
  if (found == client.redirect_uris.end()) {
    return unsupported("the public client has no redirection URI on a loopback address");
  }
  Parts parts = *parts_of(*found);
  parts.port = ":51004";
  const auto parameters =
      right_request(session, {.client = &client, .redirect_uri = parts.whole()});
  if (!parameters) return parameters.error();
  const auto answer = ask(session, *parameters);
  if (!answer) return answer.error();
  return succeeded(*answer, "a loopback redirection URI with another port is refused");
}

constexpr auto kChecks = std::to_array<Check>({
    {"redirect-uri/another-host",
     "The browser is not sent to another host than the one registered",
     {"RFC6749-4.1.2.1-2", "RFC6749-3.1.2.4-2", "RFC6749-10.15-1"},
     Level::must,
     {Need::code_grant},
     is_not_followed<of_another_host>},
    {"redirect-uri/longer-path",
     "A redirection URI that goes on where the registered one ends is not followed",
     {"RFC6749-3.1.2.3-4"},
     Level::must,
     {Need::code_grant},
     is_not_followed<with_more_path>},
    {"redirect-uri/another-path",
     "Another path of the registered host is not followed",
     {"RFC6749-10.6-4"},
     Level::must,
     {Need::code_grant},
     is_not_followed<of_another_path>},
    {"redirect-uri/another-query",
     "A redirection URI with a query that is not registered is not followed",
     {"RFC9700-4.1.3-1", "RFC6749-3.1.2.3-4"},
     Level::must,
     {Need::code_grant},
     is_not_followed<with_more_query>},
    {"redirect-uri/case-of-the-path",
     "A redirection URI whose path has other letter case is not followed",
     {"RFC6749-3.1.2.3-4"},
     Level::must,
     {Need::code_grant},
     is_not_followed<in_other_case>},
    {"redirect-uri/another-port",
     "Another port of the registered host is not followed",
     {"RFC8252-8.4-4", "RFC6749-3.1.2.3-4"},
     Level::must,
     {Need::code_grant},
     is_not_followed<at_another_port>},
    {"redirect-uri/http-for-https",
     "http is not followed where https is registered",
     {"RFC6749-3.1.2.3-3", "RFC9700-2.6-6"},
     Level::must,
     {Need::code_grant},
     is_not_followed<of_plain_http>},
    {"redirect-uri/fragment",
     "A redirection URI with a fragment is not followed",
     {"RFC6749-3.1.2-4"},
     Level::must,
     {Need::code_grant},
     is_not_followed<with_fragment>},
    {"redirect-uri/host-as-user",
     "A redirection URI that has the registered host before an @ is not followed",
     {"RFC9700-4.11.2-1", "RFC6749-3.1.2.4-2"},
     Level::must,
     {Need::code_grant},
     is_not_followed<with_host_as_user>},
    {"redirect-uri/subdomain",
     "A host below the registered one is not followed",
     {"RFC9700-2.1-1", "RFC6749-3.1.2.3-4"},
     Level::must,
     {Need::code_grant},
     is_not_followed<of_a_subdomain>},
    {"redirect-uri/longer-host",
     "A host that begins as the registered one does is not followed",
     {"RFC9700-4.11.2-2", "RFC6749-3.1.2.3-4"},
     Level::must,
     {Need::code_grant},
     is_not_followed<with_longer_host>},
    {"redirect-uri/unknown-client",
     "The browser is not sent anywhere for a client that is not known",
     {"RFC9700-2.1-3", "RFC6749-4.1.2.1-1"},
     Level::must,
     {Need::code_grant},
     an_unknown_client_is_not_redirected_for},
    {"redirect-uri/missing-with-several",
     "A request without redirect_uri is refused where several are registered",
     {"RFC6749-3.1.2.3-2"},
     Level::must,
     {Need::open_client, Need::code_grant},
     several_leave_no_choice},
    {"redirect-uri/loopback-port",
     "The port of a loopback redirection URI is the client's choice",
     {"RFC8252-7.3-1"},
     Level::must,
     {Need::open_client, Need::code_grant},
     a_loopback_port_varies},
});

}  // namespace

Topic redirect_uri() {
  return kChecks;
}

}  // namespace oauthspec::checks
