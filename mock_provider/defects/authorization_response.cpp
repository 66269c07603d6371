// SPDX-License-Identifier: Apache-2.0
// Authorization responses that are written wrongly: RFC 6749 section 4.1.2, RFC 9207.
#include <array>
#include <string>

#include "harness/reference/message/parameters.h"
#include "mock_provider/defects/redirections.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::message::Parameters;
using State = std::optional<std::string>;

constexpr std::size_t kMostOfState = 255;  // As wide as the column of a table.

State no_state(State) {
  return std::nullopt;
}

State state_cut(State requested) {
  return requested ? State(requested->substr(0, kMostOfState)) : requested;
}

State state_decoded_twice(State requested) {
  Parameters decoded;
  if (!requested || !decoded.add_form("state=" + *requested)) {
    return requested;
  }
  return std::string(decoded.find("state").value_or(""));
}

void drop_state_of_errors(std::string& location) {
  if (names(location, "error")) {
    drop(location, "state");
  }
}

void drop_state_of_denials(std::string& location) {
  if (location.find("error=access_denied") != std::string::npos) {
    drop(location, "state");
  }
}

void drop_error(std::string& location) {
  drop(location, "error");
}

void quote_error(std::string& location) {
  if (names(location, "error")) {
    const auto at = location.find("error=");
    location.insert(at + 6, "%22");
  }
}

void quote_description(std::string& location) {
  if (names(location, "error_description")) {
    location.insert(location.find("error_description=") + 18, "%22");
  }
}

void state_twice(std::string& location) {
  if (names(location, "state")) {
    add(location, "state=again");
  }
}

void drop_issuer_of_errors(std::string& location) {
  if (names(location, "error")) {
    drop(location, "iss");
  }
}

std::optional<std::string> no_issuer(const Surroundings&) {
  return std::nullopt;
}

std::optional<std::string> issuer_with_slash(const Surroundings& around) {
  return std::string(around.issuer) + "/";
}

oauth2::Judgement<oauth2::ResponseMode> fragment_for_all(oauth2::ResponseType, const Parameters&) {
  return oauth2::ResponseMode::fragment;
}

oauth2::ResponseMode errors_in_the_fragment(const Parameters&) {
  return oauth2::ResponseMode::fragment;
}

std::size_t few_octets() {
  return 6;
}

void same_code(std::string& location) {
  if (names(location, "code")) {
    drop(location, "code");
    add(location, "code=SplxlOBeZQQYbYS6WxSbIAhsgdjk");
  }
}

Decision everything_is_a_yes(std::string_view) {
  return Decision::allowed;
}

void denial_is_a_fault(std::string& location) {
  const auto at = location.find("access_denied");
  if (at != std::string::npos) {
    location.replace(at, 13, "server_error");
  }
}

constexpr std::array kAuthorizationResponseDefects = {
    Defect{"state-lost", "RFC6749-4.1.2-9", "state does not come back.",
           [](Rules& rules) { rules.authorization.response_state = &no_state; }},
    Defect{"state-cut", "RFC6749-4.1.2-9", "The first 255 octets of state come back.",
           [](Rules& rules) { rules.authorization.response_state = &state_cut; }},
    Defect{"state-decoded-twice", "RFC6749-4.1.2-9",
           "state is decoded once more before it comes back.",
           [](Rules& rules) { rules.authorization.response_state = &state_decoded_twice; }},
    Defect{"state-of-errors-lost", "RFC6749-4.1.2.1-16", "No error comes back with its state.",
           [](Rules& rules) { alter_responses(rules, &drop_state_of_errors); }},
    Defect{"state-of-denials-lost", "RFC6749-4.1.2.1-16",
           "Where the owner denies, state does not come back.",
           [](Rules& rules) { alter_responses(rules, &drop_state_of_denials); }},
    Defect{"denial-ignored", "RFC6749-4.1.2.1-7", "An owner who denies is taken to allow.",
           [](Rules& rules) { rules.interaction.decision = &everything_is_a_yes; }},
    Defect{"denial-error", "RFC6749-4.1.2.1-7", "An owner who denies gives a server_error.",
           [](Rules& rules) { alter_responses(rules, &denial_is_a_fault); }},
    Defect{"error-left-out", "RFC6749-4.1.2.1-4", "An error response has no error.",
           [](Rules& rules) { alter_responses(rules, &drop_error); }},
    Defect{"error-quoted", "RFC6749-4.1.2.1-12", "error has a quotation mark.",
           [](Rules& rules) { alter_responses(rules, &quote_error); }},
    Defect{"error-description-quoted", "RFC6749-4.1.2.1-13",
           "error_description has a quotation mark.",
           [](Rules& rules) { alter_responses(rules, &quote_description); }},
    Defect{"response-parameter-repeated", "RFC6749-3.1-10", "state comes back twice.",
           [](Rules& rules) { alter_responses(rules, &state_twice); }},
    Defect{"code-in-fragment", "RFC6749-4.1.2-2", "A code comes in the fragment.",
           [](Rules& rules) { rules.authorization.choose_response_mode = &fragment_for_all; }},
    Defect{"error-in-fragment", "RFC6749-4.1.2.1-3",
           "The error of a code request comes in the fragment.",
           [](Rules& rules) { rules.authorization.error_mode = &errors_in_the_fragment; }},
    Defect{"code-short", "RFC6749-10.10-2", "A code has 48 bits.",
           [](Rules& rules) { rules.authorization.code_octets = &few_octets; }},
    Defect{"code-constant", "RFC6749-10.10-1", "Every authorization gets the same code.",
           [](Rules& rules) { alter_responses(rules, &same_code); }},
    Defect{"issuer-left-out", "RFC9207-2-1", "Responses have no iss.",
           [](Rules& rules) { rules.authorization.response_issuer = &no_issuer; }},
    Defect{"issuer-of-errors-left-out", "RFC9207-2-2", "Error responses have no iss.",
           [](Rules& rules) { alter_responses(rules, &drop_issuer_of_errors); }},
    Defect{"issuer-with-slash", "RFC9207-2.3-2", "iss has a slash that the issuer has not.",
           [](Rules& rules) { rules.authorization.response_issuer = &issuer_with_slash; }},
};

}  // namespace

DefectTopic authorization_response() {
  return kAuthorizationResponseDefects;
}

}  // namespace oauthspec::provider::defects
