// SPDX-License-Identifier: Apache-2.0
// Authorization requests that are read wrongly: RFC 6749 sections 3.1 and 4.1.1.
#include <algorithm>
#include <array>
#include <string>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;
using oauth::message::Parameters;
using Read = oauth2::Judgement<oauth2::AuthorizationRequest>;

std::unexpected<oauth2::Refusal> refuse(const char* error) {
  return std::unexpected(oauth2::Refusal{error, std::nullopt, Errc::parameter_invalid});
}

oauth2::Judgement<oauth2::ResponseType> code_for_every_type(const Surroundings& around,
                                                            const ClientRecord& client,
                                                            std::string_view response_type) {
  return rules::check_response_type(around, client, response_type == "token" ? "token" : "code");
}

oauth2::Judgement<oauth2::ResponseType> invalid_type(const Surroundings& around,
                                                     const ClientRecord& client,
                                                     std::string_view response_type) {
  auto type = rules::check_response_type(around, client, response_type);
  return type ? type : refuse("invalid_request");
}

Read code_for_no_type(const Parameters& parameters) {
  Parameters whole = parameters;
  if (!parameters.find("response_type")) {
    whole.add("response_type", "code");
  }
  return oauth2::parse_authorization_request(whole);
}

Read first_of_each(const Parameters& parameters) {
  Parameters once;
  for (const auto parameter : parameters) {
    if (!once.find(parameter.name) || parameter.name == "resource") {
      once.add(parameter);
    }
  }
  return oauth2::parse_authorization_request(once);
}

Read known_parameters_alone(const Parameters& parameters) {
  auto read = oauth2::parse_authorization_request(parameters);
  return read && !read->extra.empty() ? refuse("invalid_request") : read;
}

Read no_empty_scope(const Parameters& parameters) {
  return parameters.find("scope") == "" ? refuse("invalid_scope")
                                        : oauth2::parse_authorization_request(parameters);
}

oauth2::Judgement<oauth2::Scope> invalid_scope_is_a_request(
    const Surroundings& around, const ClientRecord& client,
    const std::optional<oauth2::Scope>& requested) {
  auto scope = rules::grant_scope(around, client, requested);
  return scope ? scope : refuse("invalid_request");
}

Read malformed_scope_is_no_client(const Parameters& parameters) {
  auto read = oauth2::parse_authorization_request(parameters);
  return !read && read.error().error == "invalid_scope" ? refuse("unauthorized_client") : read;
}

oauth2::Judgement<oauth2::Scope> scope_in_one_order(const Surroundings& around,
                                                    const ClientRecord& client,
                                                    const std::optional<oauth2::Scope>& requested) {
  if (requested && !std::ranges::is_sorted(*requested)) {
    return refuse("invalid_scope");
  }
  return rules::grant_scope(around, client, requested);
}

void open_to_every_origin(const oauth::message::Request&, http::Reply& reply) {
  reply.response.headers.push_back({"Access-Control-Allow-Origin", "*"});
}

constexpr std::array kAuthorizationRequestDefects = {
    Defect{"response-type-unknown", "RFC6749-3.1.1-5",
           "A response_type that is not known is taken for code.",
           [](Rules& rules) { rules.authorization.check_response_type = &code_for_every_type; }},
    Defect{"response-type-error", "RFC6749-4.1.2.1-8",
           "A response_type that is not known is refused with invalid_request.",
           [](Rules& rules) { rules.authorization.check_response_type = &invalid_type; }},
    Defect{"response-type-missing", "RFC6749-3.1.1-4",
           "A request without response_type is taken for one for a code.",
           [](Rules& rules) { rules.authorization.read_request = &code_for_no_type; }},
    Defect{"parameter-repeated", "RFC6749-3.1-11",
           "Of a parameter that stands twice the first is taken.",
           [](Rules& rules) { rules.authorization.read_request = &first_of_each; }},
    Defect{"parameter-unknown", "RFC6749-3.1-8", "A parameter that is not known is refused.",
           [](Rules& rules) { rules.authorization.read_request = &known_parameters_alone; }},
    Defect{"parameter-empty", "RFC6749-3.1-7", "scope without a value is refused.",
           [](Rules& rules) { rules.authorization.read_request = &no_empty_scope; }},
    Defect{"scope-error", "RFC6749-4.1.2.1-9",
           "A scope that is not known is refused with invalid_request.",
           [](Rules& rules) { rules.authorization.grant_scope = &invalid_scope_is_a_request; }},
    Defect{"scope-malformed", "RFC6749-4.1.2.1-9",
           "A malformed scope is refused with unauthorized_client.",
           [](Rules& rules) { rules.authorization.read_request = &malformed_scope_is_no_client; }},
    Defect{"scope-ordered", "RFC6749-3.3-1", "Scope tokens are refused but in one order.",
           [](Rules& rules) { rules.authorization.grant_scope = &scope_in_one_order; }},
    Defect{"authorization-endpoint-open", "RFC9700-2.6-9",
           "Scripts of every origin may read what the authorization endpoint answers.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &open_to_every_origin); }},
};

}  // namespace

DefectTopic authorization_request() {
  return kAuthorizationRequestDefects;
}

}  // namespace oauthspec::provider::defects
