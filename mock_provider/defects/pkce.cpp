// SPDX-License-Identifier: Apache-2.0
// PKCE at the authorization endpoint: RFC 7636 sections 4.2 to 4.4.
#include "harness/reference/oauth2/pkce.h"

#include <array>
#include <string>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::message::Parameters;
using Read = oauth2::Judgement<oauth2::AuthorizationRequest>;

constexpr std::size_t kLongestVerifier = 128;

// The request with another method in the place of one.
Read read_with(const Parameters& parameters, std::string_view from, std::string_view to) {
  Parameters changed;
  for (const auto parameter : parameters) {
    const bool method = parameter.name == "code_challenge_method";
    changed.add(parameter.name, method && parameter.value == from ? to : parameter.value);
  }
  return oauth2::parse_authorization_request(changed);
}

Read plain_for_unknown(const Parameters& parameters) {
  const auto method = parameters.find("code_challenge_method");
  const bool known = !method || oauth2::challenge_method_named(*method);
  return known ? oauth2::parse_authorization_request(parameters)
               : read_with(parameters, *method, "plain");
}

Read method_without_case(const Parameters& parameters) {
  return read_with(parameters, "s256", "S256");
}

// Reads the request with a challenge that is sound in its place.
Read read_around(const Parameters& parameters) {
  const auto challenge = parameters.find("code_challenge");
  if (!challenge || challenge->empty()) {
    return oauth2::parse_authorization_request(parameters);
  }
  Parameters changed;
  for (const auto parameter : parameters) {
    changed.add(parameter.name, parameter.name == "code_challenge"
                                    ? std::string(kLongestVerifier, 'a')
                                    : std::string(parameter.value));
  }
  auto read = oauth2::parse_authorization_request(changed);
  if (read) {
    read->code_challenge = std::string(*challenge);
  }
  return read;
}

constexpr std::size_t kShortestVerifier = 43;

Read challenge_of_any_length(const Parameters& parameters) {
  const auto challenge = parameters.find("code_challenge").value_or("");
  return challenge.size() < kShortestVerifier ? read_around(parameters)
                                              : oauth2::parse_authorization_request(parameters);
}

Read challenge_of_any_characters(const Parameters& parameters) {
  const auto challenge = parameters.find("code_challenge").value_or("");
  return challenge.size() >= kShortestVerifier ? read_around(parameters)
                                               : oauth2::parse_authorization_request(parameters);
}

CodeRecord method_forgotten(const Surroundings& around, const InteractionRecord& interaction) {
  CodeRecord record = rules::code_record(around, interaction);
  if (record.code_challenge) {
    record.code_challenge_method = "plain";
  }
  return record;
}

CodeRecord s256_for_none(const Surroundings& around, const InteractionRecord& interaction) {
  CodeRecord record = rules::code_record(around, interaction);
  if (record.code_challenge && !record.code_challenge_method) {
    record.code_challenge_method = "S256";
  }
  return record;
}

oauth2::Judgement<void> challenge_or_none(const Surroundings&, const ClientRecord&,
                                          const oauth2::AuthorizationRequest&) {
  return {};
}

constexpr std::array kPkceDefects = {
    Defect{"challenge-method-unknown", "RFC7636-4.4.1-3",
           "A code_challenge_method that is not known is taken for plain.",
           [](Rules& rules) { rules.authorization.read_request = &plain_for_unknown; }},
    Defect{"challenge-method-without-case", "RFC7636-4.3-3", "s256 is taken for S256.",
           [](Rules& rules) { rules.authorization.read_request = &method_without_case; }},
    Defect{"challenge-short", "RFC7636-4.2-6", "A code_challenge may have any length.",
           [](Rules& rules) { rules.authorization.read_request = &challenge_of_any_length; }},
    Defect{"challenge-of-any-characters", "RFC7636-4.2-6",
           "A code_challenge may have any characters.",
           [](Rules& rules) { rules.authorization.read_request = &challenge_of_any_characters; }},
    Defect{"challenge-method-forgotten", "RFC7636-4.5-2",
           "An S256 challenge is compared with the verifier as it is.",
           [](Rules& rules) { rules.authorization.code_record = &method_forgotten; }},
    Defect{"challenge-method-guessed", "RFC7636-4.3-2",
           "A challenge without a method is taken for one of S256.",
           [](Rules& rules) { rules.authorization.code_record = &s256_for_none; }},
    Defect{"challenge-not-asked-for", "RFC9700-2.1.1-2",
           "A public client gets a code without a challenge.",
           [](Rules& rules) { rules.authorization.check_challenge_sent = &challenge_or_none; }},
};

}  // namespace

DefectTopic pkce() {
  return kPkceDefects;
}

}  // namespace oauthspec::provider::defects
