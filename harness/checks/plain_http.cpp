// SPDX-License-Identifier: Apache-2.0
// Endpoints that need TLS, asked without it, at the same host and port: RFC 6749 sections 3.1 and 3.2, and their like.
#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/checks/expect.h"
#include "harness/checks/oauth1_session.h"
#include "harness/checks/tls_endpoints.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

constexpr std::string_view kHttps = "https:";
constexpr int kMostRedirections = 5;

// Port 443 of a URL that does not say so is port 80 then: a redirection to https is what is found there.
std::string by_http(const std::string& url) {
  return "http:" + url.substr(kHttps.size());
}

Finding without_tls(TlsEndpoint endpoint) {
  return unsupported(fmt::format("{} is not there, or is reached without TLS", name(endpoint)));
}

std::string_view type_of(const Response& response) {
  return oauth::message::find_header(response.headers, "Content-Type").value_or("");
}

// Nobody there, a TLS alert, and an error are all as good: TLS is required. A page of whoever lives at port 80 is no success either: that
// has the type of the control, which is the answer to the same request with TLS.
Finding granted_nothing(const Attempt<Response>& response, const Response& control,
                        TlsEndpoint endpoint) {
  return response && is_success(*response) && type_of(*response) == type_of(control)
             ? fail(fmt::format("{} answers a request without TLS with success ({})",
                                name(endpoint), response->status))
             : pass();
}

// A form, as the confidential client, that succeeds with TLS: the control is here, since nothing is shown by a wrong request's refusal.
Finding refuses_form(Session& session, TlsEndpoint endpoint, const Parameters& form) {
  const std::string& url = url_of(session.target(), endpoint);
  if (!url.starts_with(kHttps)) return without_tls(endpoint);
  if (!session.target().confidential) return unsupported("there is no confidential client");
  const auto control = session.post_as(session.client(), url, form);
  if (!control) return control.error();
  if (!is_success(*control)) {
    return inconclusive("the right request is refused with TLS: " + describe(*control));
  }
  return granted_nothing(session.post_as(session.client(), by_http(url), form), *control, endpoint);
}

Finding no_token_without_tls(Session& session) {
  return refuses_form(session, TlsEndpoint::token, client_credentials_form());
}

Finding no_code_is_exchanged_without_tls(Session& session) {
  const std::string& url = session.target().server.token_endpoint;
  if (!url.starts_with(kHttps)) return without_tls(TlsEndpoint::token);
  const auto control = session.tokens();
  if (!control) return control.error();
  const auto code = session.code();
  if (!code) return code.error();
  return granted_nothing(session.post_as(session.client(), by_http(url), session.code_form(*code)),
                         control->response, TlsEndpoint::token);
}

Finding no_device_code_without_tls(Session& session) {
  return refuses_form(session, TlsEndpoint::device_authorization, {});
}

Finding nothing_is_pushed_without_tls(Session& session) {
  if (!session.target().confidential) return unsupported("there is no confidential client");
  const Parameters parameters =
      also(also(session.code_parameters(), "code_challenge",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),  // RFC 7636 appendix B
           "code_challenge_method", "S256");
  return refuses_form(session, TlsEndpoint::pushed_authorization_request, parameters);
}

Finding nothing_is_introspected_without_tls(Session& session) {
  return refuses_form(session, TlsEndpoint::introspection, {{"token", session.fresh_text(32)}});
}

Finding nobody_is_registered_without_tls(Session& session) {
  const std::string& url = session.target().server.registration_endpoint;
  if (!url.starts_with(kHttps)) return without_tls(TlsEndpoint::registration);
  Request request{"POST",
                  url,
                  {{"Content-Type", "application/json"}},
                  R"({"redirect_uris": ["https://client.example/registered"]})"};
  const auto control = session.send(request);
  if (!control) return control.error();
  if (!is_success(*control)) {
    return inconclusive("the right request is refused with TLS: " + describe(*control));
  }
  request.url = by_http(url);
  return granted_nothing(session.send(request), *control, TlsEndpoint::registration);
}

Finding the_resource_is_closed_without_tls(Session& session) {
  const std::string& url = session.target().resource;
  if (!url.starts_with(kHttps)) return without_tls(TlsEndpoint::resource);
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto control = session.resource(tokens->access_token);
  if (!control) return control.error();
  if (!is_success(*control)) return inconclusive("the resource refuses the token with TLS, too");
  return granted_nothing(
      session.get(by_http(url), {{"Authorization", "Bearer " + tokens->access_token}}), *control,
      TlsEndpoint::resource);
}

// Where a redirection leads whose request had this URL: of relative ones only the scheme and host matter here.
std::string resolved(const std::string& location, const std::string& base) {
  if (location.contains("://")) return location;
  const std::size_t path = base.find('/', base.find("://") + 3);
  return base.substr(0, path) + (location.starts_with('/') ? "" : "/") + location;
}

// Follows redirections as long as they stay without TLS.
Finding owner_is_not_asked(Session& session, std::string url) {
  for (int i = 0; i < kMostRedirections; ++i) {
    const auto response = session.get(url);
    if (!response) return pass();
    const auto location = location_of(*response);
    if (!location) {
      const bool form = is_success(*response) && response->body.contains("<form");
      if (form) return fail("the resource owner is shown a form without TLS");
      return is_success(*response) ? inconclusive("there is a page without TLS, but no form in it")
                                   : pass();
    }
    url = resolved(*location, url);
    if (!query_of(url).find("code").value_or("").empty())
      return fail("a code is given without TLS");
    if (!url.starts_with("http:") || query_of(url).find("error")) return pass();
  }
  return inconclusive("there are more than five redirections");
}

Finding the_owner_is_not_asked_without_tls(Session& session) {
  const std::string& url = session.target().server.authorization_endpoint;
  if (!url.starts_with(kHttps)) return without_tls(TlsEndpoint::authorization);
  const Parameters parameters = also(also(session.code_parameters(), "code_challenge",
                                          "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                                     "code_challenge_method", "S256");
  std::string request = by_http(url);
  oauth::message::append_form_to_query(request, parameters);
  return owner_is_not_asked(session, std::move(request));
}

// The signature is that of the request as it is sent, so that nothing but the scheme is wrong.
Finding credentials_are_not_given(Session& session, OAuth1Parts parts, TlsEndpoint endpoint) {
  if (!parts.request.url.starts_with(kHttps)) return without_tls(endpoint);
  const OAuth1Session oauth1(session);
  parts.request.url = by_http(parts.request.url);
  const auto response = oauth1.sign_and_send(std::move(parts));
  return response && OAuth1Session::credentials_of(*response)
             ? fail(fmt::format("{} gives credentials without TLS", name(endpoint)))
             : pass();
}

Finding no_temporary_credentials_without_tls(Session& session) {
  const OAuth1Session oauth1(session);
  if (const auto control = oauth1.temporary_credentials(); !control) return control.error();
  return credentials_are_not_given(session, oauth1.temporary_parts(),
                                   TlsEndpoint::oauth1_temporary_credentials);
}

Finding no_token_credentials_without_tls(Session& session) {
  const OAuth1Session oauth1(session);
  const auto authorized = oauth1.authorized();
  if (!authorized) return authorized.error();
  return credentials_are_not_given(session, oauth1.token_parts(*authorized),
                                   TlsEndpoint::oauth1_token);
}

// The URL that the configuration or the metadata has for an endpoint; what is configured counts for more.
Finding is_https(Session& session, const std::string& configured, const char* member) {
  const flows::OAuth2Server& server = session.target().server;
  if (!server.issuer.starts_with(kHttps) && !server.token_endpoint.starts_with(kHttps)) {
    return unsupported("the server is reached without TLS");
  }
  std::string url = configured;
  if (url.empty()) {
    // Metadata with such a URL is refused as a whole.
    const auto response = session.get(server.issuer + "/.well-known/oauth-authorization-server");
    const auto body = response ? json_of(*response) : std::nullopt;
    if (body && body->is_object()) url = text_of(*body, member);
  }
  if (url.empty()) return unsupported("there is no such endpoint");
  return url.starts_with(kHttps) ? pass() : fail(std::string(member) + " is no https URL");
}

Finding revocation_is_by_https(Session& session) {
  return is_https(session, session.target().server.revocation_endpoint, "revocation_endpoint");
}

Finding pushing_is_by_https(Session& session) {
  return is_https(session, session.target().server.pushed_authorization_request_endpoint,
                  "pushed_authorization_request_endpoint");
}

constexpr auto kPlainHttpChecks = std::to_array<Check>({
    {"plain-http/the-revocation-endpoint-is-https",
     "The revocation endpoint has an https URL",
     {"RFC7009-2-5", "RFC7009-2-8"},
     Level::must,
     {},
     revocation_is_by_https},
    {"plain-http/the-pushed-authorization-request-endpoint-is-https",
     "The pushed authorization request endpoint has an https URL",
     {"RFC9126-2-1"},
     Level::must,
     {},
     pushing_is_by_https},
    {"plain-http/the-owner-is-not-asked",
     "The authorization endpoint asks nobody without TLS",
     {"RFC6749-3.1-4", "RFC6749-10.11-1"},
     Level::must,
     {Need::tls, Need::code_grant},
     the_owner_is_not_asked_without_tls},
    {"plain-http/no-token-is-issued",
     "The token endpoint issues no token to a client that comes without TLS",
     {"RFC6749-3.2-4", "RFC6749-2.3.1-11", "RFC7521-4-1"},
     Level::must,
     {Need::tls, Need::client_credentials},
     no_token_without_tls},
    {"plain-http/no-code-is-exchanged",
     "The token endpoint exchanges no code without TLS",
     {"RFC6749-3.2-4", "RFC6749-10.3-2"},
     Level::must,
     {Need::tls, Need::code_grant},
     no_code_is_exchanged_without_tls},
    {"plain-http/no-device-code-is-issued",
     "The device authorization endpoint issues no code without TLS",
     {"RFC8628-3.1-5"},
     Level::should,
     {Need::tls, Need::device},
     no_device_code_without_tls},
    {"plain-http/nothing-is-pushed",
     "The pushed authorization request endpoint takes nothing without TLS",
     {"RFC9126-2-1"},
     Level::must,
     {Need::tls, Need::pushed},
     nothing_is_pushed_without_tls},
    // Not the revocation endpoint: RFC7009-2-7 has it take tokens that were sent by http, too.
    {"plain-http/nothing-is-introspected",
     "The introspection endpoint says nothing without TLS",
     {"RFC7662-2-1"},
     Level::must,
     {Need::tls, Need::introspection},
     nothing_is_introspected_without_tls},
    {"plain-http/nobody-is-registered",
     "The registration endpoint registers nobody without TLS",
     {"RFC7591-3-2"},
     Level::must,
     {Need::tls, Need::registration},
     nobody_is_registered_without_tls},
    // The statement binds whoever sends the token, first of all.
    {"plain-http/the-resource-is-closed",
     "The protected resource takes no access token without TLS",
     {"RFC6749-10.3-2", "RFC6750-5.3-3"},
     Level::should,
     {Need::tls, Need::resource, Need::code_grant},
     the_resource_is_closed_without_tls},
    {"plain-http/no-temporary-credentials-are-given",
     "Temporary credentials are not given without TLS",
     {"RFC5849-2.1-6"},
     Level::must,
     {Need::tls, Need::oauth1},
     no_temporary_credentials_without_tls},
    {"plain-http/no-token-credentials-are-given",
     "Token credentials are not given without TLS",
     {"RFC5849-2.3-3"},
     Level::must,
     {Need::tls, Need::oauth1},
     no_token_credentials_without_tls},
});

}  // namespace

Topic plain_http() {
  return kPlainHttpChecks;
}

}  // namespace oauthspec::checks
