// SPDX-License-Identifier: Apache-2.0
// Authorization requests whose parameters are read wrongly at their limits: RFC 6749 sections 1.9, 3.1, 3.1.1 and 3.3.
#include <algorithm>
#include <array>
#include <string>

#include "mock_provider/defects/redirections.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;
using oauth::message::Parameters;
using Read = oauth2::Judgement<oauth2::AuthorizationRequest>;
using State = std::optional<std::string>;

constexpr std::size_t kMostOfState = 1024;

std::unexpected<oauth2::Refusal> refuse(const char* error) {
  return std::unexpected(oauth2::Refusal{error, std::nullopt, Errc::parameter_invalid});
}

// Of one parameter the first is taken.
Read read_first_of(const Parameters& parameters, std::string_view name) {
  Parameters once;
  for (const auto parameter : parameters) {
    if (parameter.name != name || !once.find(name)) {
      once.add(parameter);
    }
  }
  return oauth2::parse_authorization_request(once);
}
Read first_client(const Parameters& parameters) {
  return read_first_of(parameters, "client_id");
}
Read first_redirect_uri(const Parameters& parameters) {
  return read_first_of(parameters, "redirect_uri");
}
Read first_scope(const Parameters& parameters) {
  return read_first_of(parameters, "scope");
}
Read first_state(const Parameters& parameters) {
  return read_first_of(parameters, "state");
}

std::optional<std::string> any_client(const Parameters& parameters) {
  const auto named = parameters.find("client_id");
  return named ? std::optional<std::string>(*named) : std::nullopt;
}

oauth2::Judgement<std::optional<std::string>> any_redirect_uri(const Parameters& parameters) {
  const auto named = parameters.find("redirect_uri");
  return named ? std::optional<std::string>(*named) : std::nullopt;
}

void plant_client_twice(Rules& rules) {
  rules.authorization.requested_client = &any_client;
  rules.authorization.read_request = &first_client;
}

void plant_redirect_uri_twice(Rules& rules) {
  rules.authorization.requested_redirect_uri = &any_redirect_uri;
  rules.authorization.read_request = &first_redirect_uri;
}

std::string replaced(std::string text, std::string_view part, std::string_view other) {
  for (auto at = text.find(part); at != std::string::npos;
       at = text.find(part, at + other.size())) {
    text.replace(at, part.size(), other);
  }
  return text;
}

State apostrophes_doubled(State requested) {
  return requested ? State(replaced(*std::move(requested), "'", "''")) : requested;
}

State nothing_for_zero(State requested) {
  return requested == "0" ? std::nullopt : requested;
}

State state_cut(State requested) {
  return requested ? State(requested->substr(0, kMostOfState)) : requested;
}

void escape_state_of_errors(std::string& location) {
  if (names(location, "error")) {
    location = replaced(std::move(location), "%26", "%26amp%3B");
  }
}

Read no_empty_state(const Parameters& parameters) {
  return parameters.find("state") == "" ? refuse("invalid_request")
                                        : oauth2::parse_authorization_request(parameters);
}

std::string lower(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return small;
}

Read code_for_an_empty_type(const Parameters& parameters) {
  Parameters whole;
  for (const auto parameter : parameters) {
    const bool empty = parameter.name == "response_type" && parameter.value.empty();
    whole.add(parameter.name, empty ? "code" : parameter.value);
  }
  return oauth2::parse_authorization_request(whole);
}

Read names_in_any_case(const Parameters& parameters) {
  Parameters small;
  for (const auto parameter : parameters) {
    small.add(lower(parameter.name), parameter.value);
  }
  return oauth2::parse_authorization_request(small);
}

oauth2::Judgement<oauth2::ResponseType> type_in_any_case(const Surroundings& around,
                                                         const ClientRecord& client,
                                                         std::string_view response_type) {
  return rules::check_response_type(around, client, lower(response_type));
}

oauth2::Judgement<oauth2::ResponseType> first_word(const Surroundings& around,
                                                   const ClientRecord& client,
                                                   std::string_view response_type) {
  return rules::check_response_type(around, client,
                                    response_type.substr(0, response_type.find(' ')));
}

oauth2::Judgement<oauth2::ResponseType> code_before_token(const Surroundings& around,
                                                          const ClientRecord& client,
                                                          std::string_view response_type) {
  return rules::check_response_type(around, client,
                                    response_type == "code token" ? "code" : response_type);
}

oauth2::Judgement<oauth2::Scope> scope_in_any_case(const Surroundings& around,
                                                   const ClientRecord& client,
                                                   const std::optional<oauth2::Scope>& requested) {
  std::optional<oauth2::Scope> small = requested;
  if (small) {
    std::ranges::transform(*small, small->begin(), &lower);
  }
  return rules::grant_scope(around, client, small);
}

void fail_at_octets(const oauth::message::Request& request, http::Reply& reply) {
  if (request.url.find("%FF") != std::string::npos) {
    reply.response.status = 500;
  }
}

constexpr std::array kAuthorizationLimitsDefects = {
    Defect{"client-id-repeated", "RFC6749-3.1-11", "Of two client_ids the first is taken.",
           &plant_client_twice},
    Defect{"redirect-uri-repeated", "RFC6749-3.1-11", "Of two redirect_uris the first is taken.",
           &plant_redirect_uri_twice},
    Defect{"scope-repeated", "RFC6749-3.1-11", "Of two scopes the first is taken.",
           [](Rules& rules) { rules.authorization.read_request = &first_scope; }},
    Defect{"state-repeated", "RFC6749-3.1-11", "Of two states the first is taken.",
           [](Rules& rules) { rules.authorization.read_request = &first_state; }},
    Defect{"state-quoted-for-sql", "RFC6749-4.1.2-9", "An apostrophe in state comes back twice.",
           [](Rules& rules) { rules.authorization.response_state = &apostrophes_doubled; }},
    Defect{"state-zero-lost", "RFC6749-4.1.2-9", "state does not come back where it is 0.",
           [](Rules& rules) { rules.authorization.response_state = &nothing_for_zero; }},
    Defect{"state-cut-at-1024-octets", "RFC6749-4.1.2-9",
           "The first 1024 octets of state come back.",
           [](Rules& rules) { rules.authorization.response_state = &state_cut; }},
    Defect{"state-of-errors-escaped", "RFC6749-4.1.2.1-16",
           "state comes back with an error as HTML writes it.",
           [](Rules& rules) { alter_responses(rules, &escape_state_of_errors); }},
    Defect{"state-empty-refused", "RFC6749-3.1-7", "state without a value is refused.",
           [](Rules& rules) { rules.authorization.read_request = &no_empty_state; }},
    Defect{"response-type-empty", "RFC6749-3.1.1-4",
           "response_type without a value is taken for code.",
           [](Rules& rules) { rules.authorization.read_request = &code_for_an_empty_type; }},
    Defect{"parameter-names-in-any-case", "RFC6749-1.9-1",
           "The letter case of parameter names is not looked at.",
           [](Rules& rules) { rules.authorization.read_request = &names_in_any_case; }},
    Defect{"response-type-in-any-case", "RFC6749-1.9-1",
           "The letter case of response_type is not looked at.",
           [](Rules& rules) { rules.authorization.check_response_type = &type_in_any_case; }},
    Defect{"response-type-of-one-word", "RFC6749-3.1.1-5",
           "Of a response_type the first word is looked at.",
           [](Rules& rules) { rules.authorization.check_response_type = &first_word; }},
    Defect{"response-type-ordered", "RFC6749-3.1.1-3",
           "\"code token\" is understood, \"token code\" is not.",
           [](Rules& rules) { rules.authorization.check_response_type = &code_before_token; }},
    Defect{"scope-in-any-case", "RFC6749-3.3-1", "The letter case of scope is not looked at.",
           [](Rules& rules) { rules.authorization.grant_scope = &scope_in_any_case; }},
    Defect{"octets-fatal", "RFC6749-4.1.2.1-5", "The provider fails at octets that are no UTF-8.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &fail_at_octets); }},
};

}  // namespace

DefectTopic authorization_limits() {
  return kAuthorizationLimitsDefects;
}

}  // namespace oauthspec::provider::defects
