// SPDX-License-Identifier: Apache-2.0
// Pushed authorization requests: RFC 9126.
#include <array>
#include <string>
#include <variant>

#include "harness/reference/codec/json.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::message::Parameters;

oauth2::Judgement<void> or_no_authentication(const ClientRecord& client,
                                             const oauth2::PresentedClient& presented) {
  if (std::holds_alternative<oauth2::NoAuthentication>(presented.authentication)) {
    return {};
  }
  return rules::check_method(client, presented);
}

oauth2::Judgement<void> any_pushed_parameters(const ClientRecord&, const Parameters&) {
  return {};
}

oauth2::Judgement<void> no_matter_request_object(const oauth2::AuthorizationRequest&) {
  return {};
}

bool pushed_by_anybody(const PushedRecord&, std::string_view) {
  return true;
}

bool pushed_lives_on(const Surroundings&, const PushedRecord&) {
  return true;
}

bool pushed_used_or_not(const PushedRecord&) {
  return true;
}

oauth2::Judgement<oauth2::AuthorizationRequest> last_of_each(const Parameters& parameters) {
  Parameters once;
  for (std::size_t at = parameters.size(); at > 0; --at) {
    const auto parameter = parameters[at - 1];
    if (!once.find(parameter.name) || parameter.name == "resource") {
      once.add(parameter);
    }
  }
  return oauth2::parse_authorization_request(once);
}

oauth2::AuthorizationRequest with_what_is_brought(const PushedRecord& pushed,
                                                  const Parameters& brought) {
  oauth2::AuthorizationRequest request = pushed.request;
  if (const auto state = brought.find("state")) {
    request.state = std::string(*state);
  }
  return request;
}

std::size_t few_octets() {
  return 8;
}

void status_200(const oauth::message::Request&, http::Reply& reply) {
  if (reply.response.status == 201) {
    reply.response.status = 200;
  }
}

void lifetime_as_text(const oauth::message::Request&, http::Reply& reply) {
  auto body = oauth::codec::parse_json(reply.response.body);
  if (body && body->contains("expires_in")) {
    (*body)["expires_in"] = std::to_string(body->at("expires_in").get<int>());
    reply.response.body = body->dump();
  }
}

void as_a_page(const oauth::message::Request&, http::Reply& reply) {
  for (oauth::message::HeaderField& field : reply.response.headers) {
    if (field.name == "Content-Type") {
      field.value = "text/html";
    }
  }
}

void get_is_found_nowhere(const oauth::message::Request& request, http::Reply& reply) {
  if (request.method == "GET") {
    reply.response.status = 404;
  }
}

void plant_pushed_request_uri(Rules& rules) {
  rules.authorization.check_pushed_parameters = &any_pushed_parameters;
  rules.authorization.check_request_object = &no_matter_request_object;
}

constexpr std::array kPushedAuthorizationDefects = {
    Defect{"pushed-without-authentication", "RFC9126-2.1-3",
           "A confidential client pushes requests without authentication.",
           [](Rules& rules) { rules.client.check_method = &or_no_authentication; }},
    Defect{"pushed-request-uri", "RFC9126-2.1-4", "A request with request_uri is pushed.",
           &plant_pushed_request_uri},
    Defect{"pushed-used-by-another-client", "RFC9126-2.2-5",
           "A request_uri is used by any client that has it.",
           [](Rules& rules) { rules.authorization.pushed_by = &pushed_by_anybody; }},
    Defect{"pushed-used-twice", "RFC9126-4-3", "A request_uri is used as often as it is sent.",
           [](Rules& rules) { rules.authorization.pushed_is_unused = &pushed_used_or_not; }},
    Defect{"pushed-lives-on", "RFC9126-4-4", "A request_uri is used after its lifetime.",
           [](Rules& rules) { rules.authorization.pushed_lives = &pushed_lives_on; }},
    Defect{"pushed-not-validated", "RFC9126-2.1-5",
           "Of a parameter that stands twice in a pushed request the last is taken.",
           [](Rules& rules) { rules.authorization.read_request = &last_of_each; }},
    Defect{"pushed-mixed-with-query", "RFC9126-4-7",
           "state beside request_uri takes the place of the pushed one.",
           [](Rules& rules) { rules.authorization.pushed_request = &with_what_is_brought; }},
    Defect{"pushed-status", "RFC9126-2.2-1", "A pushed request is answered with 200.",
           [](Rules& rules) { alter(rules, Endpoint::pushed_authorization, &status_200); }},
    Defect{"pushed-expires-in-as-text", "RFC9126-2.2-2",
           "The lifetime of a request_uri is a JSON string.",
           [](Rules& rules) { alter(rules, Endpoint::pushed_authorization, &lifetime_as_text); }},
    Defect{"pushed-media-type", "RFC9126-2.2-3", "A pushed request is answered as text/html.",
           [](Rules& rules) { alter(rules, Endpoint::pushed_authorization, &as_a_page); }},
    Defect{"pushed-request-uri-short", "RFC9126-7.1-1", "A request_uri has 64 random bits.",
           [](Rules& rules) { rules.authorization.code_octets = &few_octets; }},
    Defect{
        "pushed-by-get", "RFC9126-2.3-4", "A GET is answered with 404.",
        [](Rules& rules) { alter(rules, Endpoint::pushed_authorization, &get_is_found_nowhere); }},
};

}  // namespace

DefectTopic pushed_authorization() {
  return kPushedAuthorizationDefects;
}

}  // namespace oauthspec::provider::defects
