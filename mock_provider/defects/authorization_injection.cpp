// SPDX-License-Identifier: Apache-2.0
// What comes out of the authorization endpoint as it went in, and browsers that are sent on unasked: RFC 6749 sections 4.1.2.1 and
// 10.14, RFC 8252 section 8.6, RFC 9207 section 2, RFC 9700 section 4.11.2.
#include <algorithm>
#include <array>
#include <string>

#include "harness/reference/codec/percent.h"
#include "harness/reference/message/parameters.h"
#include "mock_provider/defects/redirections.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::message::HeaderField;
using oauth::message::Parameters;
using oauth::message::Request;

Parameters parameters_of(const Request& request) {
  Parameters parameters;
  const auto question = std::min(request.url.find('?'), request.url.size() - 1);
  static_cast<void>(
      parameters.add_form(std::string_view(request.url).substr(question + 1)).has_value());
  return parameters;
}

// state goes into the header as it is; what it has behind a line break is a field of its own then.
void write_state_raw(const Request& request, http::Reply& reply) {
  const Parameters parameters = parameters_of(request);
  const std::string state(parameters.find("state").value_or(""));
  const auto line = state.find("\r\n");
  const auto colon = state.find(": ");
  if (line != std::string::npos && colon != std::string::npos) {
    reply.response.headers.push_back({state.substr(line + 2, colon - line - 2), "1"});
    reply.response.headers.push_back(
        {"Location", "https://client.example/callback?error=invalid_request"});
    reply.response.status = 302;
  }
}

void quote_scope(const Request& request, http::Reply& reply) {
  const Parameters parameters = parameters_of(request);
  for (HeaderField& field : reply.response.headers) {
    if (field.name == "Location" && names(field.value, "error")) {
      drop(field.value, "error_description");
      add(field.value, "error_description=" +
                           oauth::codec::percent_encode(parameters.find("scope").value_or("")));
    }
  }
}

void add_error_uri(std::string& location) {
  if (names(location, "error")) {
    add(location, "error_uri=https%3A%2F%2Fprovider.example%2Ferrors%2F%22invalid%22");
  }
}

void show_in_an_attribute(const Request& request, http::Reply& reply) {
  const Parameters parameters = parameters_of(request);
  if (const auto at = reply.response.body.find("</main>"); at != std::string::npos) {
    reply.response.body.insert(at, "<input type=\"hidden\" value=\"" +
                                       std::string(parameters.find("state").value_or("")) + "\">");
  }
}

bool always(const Surroundings&, bool) {
  return true;
}

bool once_is_enough(const InteractionRecord&, const SessionRecord&) {
  return false;
}

void drop_issuer_of_denials(std::string& location) {
  if (location.find("error=access_denied") != std::string::npos) {
    drop(location, "iss");
  }
}

std::optional<std::string> issuer_with_query(const Surroundings& around) {
  return std::string(around.issuer) + "?tenant=1";
}

constexpr std::array kAuthorizationInjectionDefects = {
    Defect{"state-writes-header-fields", "RFC6749-10.14-1",
           "A line break in state begins another header field.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &write_state_raw); }},
    Defect{"error-description-quotes-scope", "RFC6749-4.1.2.1-13",
           "error_description has scope in it as it was sent.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &quote_scope); }},
    Defect{"error-uri-quoted", "RFC6749-4.1.2.1-15", "error_uri has quotation marks.",
           [](Rules& rules) { alter_responses(rules, &add_error_uri); }},
    Defect{"state-shown-as-attribute", "RFC6749-10.14-1",
           "A page has state in an attribute without escaping it.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &show_in_an_attribute); }},
    Defect{"error-before-sign-in", "RFC9700-4.11.2-3",
           "A browser is sent to the client with an error before anybody has signed in.",
           [](Rules& rules) { rules.authorization.may_refuse_by_redirect = &always; }},
    Defect{"consent-remembered", "RFC8252-8.6-1",
           "An owner who is signed in is not asked for her consent.",
           [](Rules& rules) { rules.interaction.asks_again = &once_is_enough; }},
    Defect{"issuer-of-denials-left-out", "RFC9207-2-2",
           "Where the owner denies, the response has no iss.",
           [](Rules& rules) { alter_responses(rules, &drop_issuer_of_denials); }},
    Defect{"issuer-with-query", "RFC9207-2-3", "iss has a query.",
           [](Rules& rules) { rules.authorization.response_issuer = &issuer_with_query; }},
};

}  // namespace

DefectTopic authorization_injection() {
  return kAuthorizationInjectionDefects;
}

}  // namespace oauthspec::provider::defects
