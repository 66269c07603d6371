// SPDX-License-Identifier: Apache-2.0
// How the endpoints behind clients read their parameters: RFC 6749 sections 1.9, 3.2 and 3.3, RFC 8628 section 3.1 and RFC 9126
// section 2.1.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/misread_form.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::message::Parameters;
using oauth::message::ParameterView;
using oauth::message::Request;
using Form = oauth2::Judgement<Parameters>;

std::string small(std::string_view text) {
  std::string letters(text);
  std::ranges::transform(letters, letters.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return letters;
}

Form last_of_each_revocation(const Request& request) {
  return rules::read_form(goes_to(request, "/revoke") ? with_form(request, &last_of_each)
                                                      : request);
}

Form last_of_each_introspection(const Request& request) {
  return rules::read_form(goes_to(request, "/introspect") ? with_form(request, &last_of_each)
                                                          : request);
}

Form last_of_each_device_parameter(const Request& request) {
  return rules::read_form(
      goes_to(request, "/device_authorization") ? with_form(request, &last_of_each) : request);
}

// Whether the form has a parameter that is none of these.
bool has_other_than(const Parameters& form, std::span<const std::string_view> known) {
  for (const ParameterView parameter : form) {
    if (std::ranges::find(known, parameter.name) == known.end()) return true;
  }
  return false;
}

Form known_device_parameters(const Request& request) {
  constexpr std::string_view kKnown[] = {"client_id", "client_secret", "scope"};
  if (goes_to(request, "/device_authorization") && has_other_than(form_of(request), kKnown)) {
    return invalid_request();
  }
  return rules::read_form(request);
}

bool has_empty_value(const Parameters& form) {
  for (const ParameterView parameter : form) {
    if (parameter.value.empty()) return true;
  }
  return false;
}

Form full_device_parameters(const Request& request) {
  if (goes_to(request, "/device_authorization") && has_empty_value(form_of(request))) {
    return invalid_request();
  }
  return rules::read_form(request);
}

oauth2::Judgement<oauth2::AuthorizationRequest> last_of_each_pushed(const Parameters& parameters) {
  return oauth2::parse_authorization_request(last_of_each(parameters));
}

oauth2::Judgement<void> known_pushed_parameters(const ClientRecord& client,
                                                const Parameters& parameters) {
  constexpr std::string_view kKnown[] = {
      "response_type", "client_id",      "redirect_uri",  "scope",
      "state",         "code_challenge", "response_mode", "code_challenge_method"};
  return has_other_than(parameters, kKnown) ? oauth2::Judgement<void>(invalid_request())
                                            : rules::check_pushed_parameters(client, parameters);
}

oauth2::Judgement<void> full_pushed_parameters(const ClientRecord& client,
                                               const Parameters& parameters) {
  return has_empty_value(parameters) ? oauth2::Judgement<void>(invalid_request())
                                     : rules::check_pushed_parameters(client, parameters);
}

// Looks for the empty code among those that it knows.
oauth2::Judgement<oauth2::TokenRequest> with_empty_code(const Request& request) {
  const oauth::message::Parameters parameters = form_of(request);
  const auto code = parameters.find("code");
  if (code && code->empty()) {
    return std::unexpected(oauth2::Refusal{"invalid_grant", 400, oauth::Errc::token_invalid});
  }
  return oauth2::parse_token_request(request);
}

Parameters names_without_case(const Parameters& form) {
  Parameters changed;
  for (const ParameterView parameter : form) changed.add(small(parameter.name), parameter.value);
  return changed;
}

// The value of this parameter in small letters.
Parameters without_case(const Parameters& form, std::string_view name) {
  Parameters changed;
  for (const ParameterView parameter : form) {
    const bool found = parameter.name == name;
    changed.add(parameter.name, found ? small(parameter.value) : std::string(parameter.value));
  }
  return changed;
}

Parameters grant_type_without_case(const Parameters& form) {
  return without_case(form, "grant_type");
}

Parameters code_without_case(const Parameters& form) {
  return without_case(form, "code");
}

Parameters refresh_token_without_case(const Parameters& form) {
  return without_case(form, "refresh_token");
}

std::string small_text(const Surroundings& around, std::span<const std::uint8_t> random) {
  return small(rules::secret_text(around, random));
}

// A database that compares without case keeps and finds them so.
void find_codes_without_case(Rules& rules) {
  rules.authorization.code_text = &small_text;
  rules.request.read_token_request = &read_changed<&code_without_case>;
}

void find_refresh_tokens_without_case(Rules& rules) {
  rules.token.refresh_token_text = &small_text;
  rules.request.read_token_request = &read_changed<&refresh_token_without_case>;
}

void grant_quotes(Rules& rules) {
  alter(rules, Endpoint::token, [](const Request& request, http::Reply& reply) {
    const oauth::message::Parameters parameters = form_of(request);
    const auto scope = parameters.find("scope");
    if (scope && scope->find('"') != std::string_view::npos) {
      reply.response.status = 200;
      reply.response.body = R"({"access_token":"of-no-use","token_type":"Bearer","scope":"a\"b"})";
    }
  });
}

oauth2::Judgement<oauth2::Scope> scope_in_its_order(const Surroundings& around,
                                                    const ClientRecord& client,
                                                    const std::optional<oauth2::Scope>& requested) {
  const auto place = [&around](const std::string& token) {
    return std::ranges::find(around.settings.scopes, token);
  };
  if (requested && !std::ranges::is_sorted(*requested, {}, place)) {
    return std::unexpected(oauth2::Refusal{"invalid_scope", 400, oauth::Errc::scope_invalid});
  }
  return rules::grant_scope(around, client, requested);
}

constexpr std::array kTokenLimitsDefects = {
    Defect{"token-parameter-twice", "RFC6749-3.2-11",
           "Of a parameter that is there twice the last counts.",
           [](Rules& rules) { rules.request.read_token_request = &read_changed<&last_of_each>; }},
    Defect{"revocation-parameter-twice", "RFC7009-2.2.1-1",
           "Of two tokens to be revoked the last one is.",
           [](Rules& rules) { rules.request.read_form = &last_of_each_revocation; }},
    Defect{"introspection-parameter-twice", "RFC6749-5.2-3",
           "Of two tokens that are asked about the last counts.",
           [](Rules& rules) { rules.request.read_form = &last_of_each_introspection; }},
    Defect{"device-parameter-twice", "RFC8628-3.1-8",
           "Of two scopes that a device asks for the last counts.",
           [](Rules& rules) { rules.request.read_form = &last_of_each_device_parameter; }},
    Defect{"device-parameter-unknown", "RFC8628-3.1-7",
           "A device may ask with known parameters only.",
           [](Rules& rules) { rules.request.read_form = &known_device_parameters; }},
    Defect{"device-parameter-empty", "RFC8628-3.1-6",
           "A device may not send a parameter without a value.",
           [](Rules& rules) { rules.request.read_form = &full_device_parameters; }},
    Defect{"pushed-parameter-twice", "RFC9126-2.1-5",
           "Of a parameter that is pushed twice the last counts.",
           [](Rules& rules) { rules.authorization.read_request = &last_of_each_pushed; }},
    Defect{"pushed-parameter-unknown", "RFC6749-3.1-8", "Only known parameters are pushed.",
           [](Rules& rules) {
             rules.authorization.check_pushed_parameters = &known_pushed_parameters;
           }},
    Defect{"pushed-parameter-empty", "RFC6749-3.1-7", "No parameter without a value is pushed.",
           [](Rules& rules) {
             rules.authorization.check_pushed_parameters = &full_pushed_parameters;
           }},
    Defect{"code-empty", "RFC6749-3.2-7", "An empty code is looked for.",
           [](Rules& rules) { rules.request.read_token_request = &with_empty_code; }},
    Defect{"parameter-names-without-case", "RFC6749-1.9-1",
           "Names of parameters are compared without case.",
           [](Rules& rules) {
             rules.request.read_token_request = &read_changed<&names_without_case>;
           }},
    Defect{"grant-type-without-case", "RFC6749-1.9-1", "grant_type is compared without case.",
           [](Rules& rules) {
             rules.request.read_token_request = &read_changed<&grant_type_without_case>;
           }},
    Defect{"codes-without-case", "RFC6749-1.9-1", "Codes are found in a database without case.",
           &find_codes_without_case},
    Defect{"refresh-tokens-without-case", "RFC6749-6-9",
           "Refresh tokens are found in a database without case.",
           &find_refresh_tokens_without_case},
    Defect{"scope-with-quotes", "RFC6749-A.4-1", "A scope with quotation marks is granted.",
           &grant_quotes},
    Defect{"scope-in-one-order", "RFC6749-3.3-1",
           "A scope is granted in the order of scopes_supported alone.",
           [](Rules& rules) { rules.token.grant_scope = &scope_in_its_order; }},
};

}  // namespace

DefectTopic token_limits() {
  return kTokenLimitsDefects;
}

}  // namespace oauthspec::provider::defects
