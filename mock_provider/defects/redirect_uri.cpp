// SPDX-License-Identifier: Apache-2.0
// Redirection URIs that are compared too loosely, or too strictly: RFC 6749 section 3.1.2.3, RFC 8252 section 7.3.
#include <algorithm>
#include <array>
#include <string>

#include "harness/reference/codec/uri.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::codec::Uri;
using Requested = std::optional<std::string_view>;

// One that is registered, or that is like one that is.
template <bool (*Like)(std::string_view requested, std::string_view registered)>
oauth::Result<std::string> match(const ClientRecord& client, Requested requested) {
  const bool similar =
      requested && std::ranges::any_of(client.redirect_uris, [&](std::string_view registered) {
        return Like(*requested, registered);
      });
  return similar ? std::string(*requested) : rules::match_redirect_uri(client, requested);
}

bool anything(std::string_view, std::string_view) {
  return true;
}

bool longer_path(std::string_view requested, std::string_view registered) {
  return requested.starts_with(registered) && requested.substr(registered.size()).starts_with('/');
}

bool longer_host(std::string_view requested, std::string_view registered) {
  const auto path = registered.find('/', registered.find("://") + 3);
  return requested.starts_with(registered.substr(0, path)) &&
         requested.substr(path).starts_with('.');
}

bool host_before_at(std::string_view requested, std::string_view registered) {
  const auto path = registered.find('/', registered.find("://") + 3);
  return requested.starts_with(registered.substr(0, path)) &&
         requested.substr(path).starts_with('@');
}

// Both as URIs, and what they have in common.
template <bool (*Like)(const Uri& requested, const Uri& registered)>
bool parsed(std::string_view requested, std::string_view registered) {
  const auto one = oauth::codec::parse_uri(requested);
  const auto other = oauth::codec::parse_uri(registered);
  return one && other && one->authority && other->authority && !one->authority->userinfo &&
         !one->fragment && Like(*one, *other);
}

bool same_place(const Uri& one, const Uri& other) {
  return one.scheme == other.scheme && one.authority->host == other.authority->host &&
         one.authority->port == other.authority->port;
}
bool any_path(const Uri& one, const Uri& other) {
  return same_place(one, other) && !one.query;
}
bool any_query(const Uri& one, const Uri& other) {
  return same_place(one, other) && one.path == other.path;
}
bool any_case(const Uri& one, const Uri& other) {
  return same_place(one, other) && oauth::message::equal_without_case(one.path, other.path) &&
         one.query == other.query;
}
bool any_port(const Uri& one, const Uri& other) {
  return one.scheme == other.scheme && one.authority->host == other.authority->host &&
         one.path == other.path && one.query == other.query;
}
bool any_scheme(const Uri& one, const Uri& other) {
  return one.authority->host == other.authority->host && one.path == other.path &&
         one.authority->port == other.authority->port && one.query == other.query;
}
bool any_host_below(const Uri& one, const Uri& other) {
  return one.scheme == other.scheme && one.path == other.path && one.query == other.query &&
         one.authority->host.ends_with("." + std::string(other.authority->host));
}

std::string_view before_fragment(std::string_view uri) {
  return uri.substr(0, uri.find('#'));
}

oauth::Result<std::string> match_before_fragment(const ClientRecord& client, Requested requested) {
  return rules::match_redirect_uri(client, requested ? before_fragment(*requested) : Requested());
}

oauth::oauth2::Judgement<oauth::oauth2::AuthorizationRequest> read_before_fragment(
    const oauth::message::Parameters& parameters) {
  oauth::message::Parameters changed;
  for (const auto parameter : parameters) {
    const bool uri = parameter.name == "redirect_uri";
    changed.add(parameter.name, uri ? before_fragment(parameter.value) : parameter.value);
  }
  return oauth::oauth2::parse_authorization_request(changed);
}

void plant_fragment(Rules& rules) {
  rules.authorization.match_redirect_uri = &match_before_fragment;
  rules.authorization.read_request = &read_before_fragment;
}

oauth::Result<std::string> first_of_several(const ClientRecord& client, Requested requested) {
  return requested ? rules::match_redirect_uri(client, requested)
                   : oauth::Result<std::string>(client.redirect_uris.front());
}

oauth::Result<std::string> one_port_alone(const ClientRecord& client, Requested requested) {
  ClientRecord web = client;
  web.application_type = oauth::oauth2::ApplicationType::web;
  return rules::match_redirect_uri(web, requested);
}

oauth::message::Parameters query_of(const oauth::message::Request& request) {
  oauth::message::Parameters parameters;
  const auto question = request.url.find('?');
  if (question != std::string::npos) {
    static_cast<void>(
        parameters.add_form(std::string_view(request.url).substr(question + 1)).has_value());
  }
  return parameters;
}

// Tells the client what is wrong, although nobody knows whether it is the client.
void send_on(const oauth::message::Request& request, http::Reply& reply) {
  const auto parameters = query_of(request);
  const auto uri = parameters.find("redirect_uri");
  if (reply.response.status == 400 && uri) {
    reply.response.status = 302;
    reply.response.headers.push_back({"Location", std::string(*uri) + "?error=invalid_request"});
  }
}

void send_on_for_known(const oauth::message::Request& request, http::Reply& reply) {
  if (query_of(request).find("client_id") == "client") {
    send_on(request, reply);
  }
}

void send_on_for_unknown(const oauth::message::Request& request, http::Reply& reply) {
  if (query_of(request).find("client_id") != "client") {
    send_on(request, reply);
  }
}

constexpr std::array kRedirectUriDefects = {
    Defect{"redirect-uri-not-compared", "RFC6749-3.1.2.4-2",
           "The browser is sent wherever redirect_uri says.",
           [](Rules& rules) { rules.authorization.match_redirect_uri = &match<anything>; }},
    Defect{"redirect-uri-told-what-is-wrong", "RFC6749-10.15-1",
           "The browser is sent with an error to a redirection URI that is refused.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &send_on_for_known); }},
    Defect{"unknown-client-told-what-is-wrong", "RFC9700-2.1-3",
           "The browser is sent to the redirection URI of a client that is not known.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &send_on_for_unknown); }},
    Defect{"redirect-uri-compared-by-its-beginning", "RFC6749-3.1.2.3-4",
           "A redirection URI that goes on behind the registered path is followed.",
           [](Rules& rules) { rules.authorization.match_redirect_uri = &match<longer_path>; }},
    Defect{"redirect-uri-compared-by-its-host", "RFC6749-10.6-4",
           "Any path of the registered host is followed.",
           [](Rules& rules) { rules.authorization.match_redirect_uri = &match<parsed<any_path>>; }},
    Defect{
        "redirect-uri-compared-without-query", "RFC9700-4.1.3-1",
        "A redirection URI is followed whatever its query.",
        [](Rules& rules) { rules.authorization.match_redirect_uri = &match<parsed<any_query>>; }},
    Defect{"redirect-uri-compared-without-case", "RFC6749-3.1.2.3-4",
           "The letter case of a redirection URI's path is not looked at.",
           [](Rules& rules) { rules.authorization.match_redirect_uri = &match<parsed<any_case>>; }},
    Defect{"redirect-uri-compared-without-port", "RFC8252-8.4-4",
           "Any port of the registered host is followed, whether it is a loopback address or not.",
           [](Rules& rules) { rules.authorization.match_redirect_uri = &match<parsed<any_port>>; }},
    Defect{
        "redirect-uri-compared-without-scheme", "RFC6749-3.1.2.3-3",
        "http is followed where https is registered.",
        [](Rules& rules) { rules.authorization.match_redirect_uri = &match<parsed<any_scheme>>; }},
    Defect{"redirect-uri-with-fragment", "RFC6749-3.1.2-4",
           "The fragment of a redirection URI is passed over.", &plant_fragment},
    Defect{"redirect-uri-with-host-as-user", "RFC9700-4.11.2-1",
           "A redirection URI is followed whose user name is the registered host.",
           [](Rules& rules) { rules.authorization.match_redirect_uri = &match<host_before_at>; }},
    Defect{"redirect-uri-with-longer-host", "RFC9700-4.11.2-2",
           "A host is followed that begins as the registered one does.",
           [](Rules& rules) { rules.authorization.match_redirect_uri = &match<longer_host>; }},
    Defect{"redirect-uri-of-a-subdomain", "RFC9700-2.1-1",
           "Every host below the registered one is followed.",
           [](Rules& rules) {
             rules.authorization.match_redirect_uri = &match<parsed<any_host_below>>;
           }},
    Defect{"redirect-uri-chosen", "RFC6749-3.1.2.3-2",
           "Without redirect_uri the first of those registered is taken.",
           [](Rules& rules) { rules.authorization.match_redirect_uri = &first_of_several; }},
    Defect{"loopback-port-fixed", "RFC8252-7.3-1",
           "A loopback redirection URI is refused unless its port is registered.",
           [](Rules& rules) { rules.authorization.match_redirect_uri = &one_port_alone; }},
};

}  // namespace

DefectTopic redirect_uri() {
  return kRedirectUriDefects;
}

}  // namespace oauthspec::provider::defects
