// SPDX-License-Identifier: Apache-2.0
// What a successful response of the token endpoint looks like: RFC 6749 section 5.1.
#include <algorithm>
#include <array>

#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

// Whether any field of the name has the directive among its values.
bool has_directive(const Response& response, std::string_view name, std::string_view directive) {
  for (const HeaderField& field : response.headers) {
    if (!oauth::message::equal_without_case(field.name, name)) continue;
    std::string_view rest = field.value;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      std::string_view one = rest.substr(0, comma);
      while (one.starts_with(' ')) one.remove_prefix(1);
      while (one.ends_with(' ')) one.remove_suffix(1);
      if (oauth::message::equal_without_case(one, directive)) return true;
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return false;
}

Finding the_status_is_200(Session& session) {
  const auto response = session.client_credentials();
  if (!response) return response.error();
  return response->status == 200
             ? pass()
             : fail("tokens came with the " + describe(*response) + ", not 200");
}

Finding it_is_json(Session& session) {
  const auto response = session.client_credentials();
  if (!response) return response.error();
  const auto body = json_of(*response);
  return body && body->is_object()
             ? pass()
             : fail("tokens did not come as a JSON object of the type application/json");
}

Finding no_store(Session& session) {
  const auto response = session.client_credentials();
  if (!response) return response.error();
  return has_directive(*response, "Cache-Control", "no-store")
             ? pass()
             : fail("a response with tokens has no Cache-Control: no-store");
}

Finding no_cache(Session& session) {
  const auto response = session.client_credentials();
  if (!response) return response.error();
  return has_directive(*response, "Pragma", "no-cache")
             ? pass()
             : fail("a response with tokens has no Pragma: no-cache");
}

// The member of a right response; a body that is no JSON is for another check.
Attempt<std::optional<nlohmann::json>> member(Session& session, const char* name) {
  const auto response = session.client_credentials();
  if (!response) return std::unexpected(response.error());
  const auto body = json_of(*response);
  if (!body || !body->is_object()) {
    return std::unexpected(inconclusive("the response is no JSON object"));
  }
  const auto found = body->find(name);
  return found == body->end() ? std::nullopt : std::optional<nlohmann::json>(*found);
}

Finding there_is_an_access_token(Session& session) {
  const auto token = member(session, "access_token");
  if (!token) return token.error();
  return *token && (*token)->is_string() ? pass() : fail("a token response has no access_token");
}

Finding there_is_a_token_type(Session& session) {
  const auto type = member(session, "token_type");
  if (!type) return type.error();
  return *type && (*type)->is_string() ? pass() : fail("a token response has no token_type");
}

Finding the_lifetime_is_a_number(Session& session) {
  const auto lifetime = member(session, "expires_in");
  if (!lifetime) return lifetime.error();
  return !*lifetime || (*lifetime)->is_number()
             ? pass()
             : fail("expires_in of a token response is no JSON number");
}

Finding the_lifetime_is_told(Session& session) {
  const auto lifetime = member(session, "expires_in");
  if (!lifetime) return lifetime.error();
  return *lifetime ? pass() : fail("a token response does not say when the token expires");
}

Finding scope_is_a_string(Session& session) {
  const auto scope = member(session, "scope");
  if (!scope) return scope.error();
  return !*scope || (*scope)->is_string() ? pass() : fail("scope of a token response is no string");
}

// Parsing keeps one of two members of a name: what is there twice is sought in the text.
Finding no_member_is_there_twice(Session& session) {
  const auto response = session.client_credentials();
  if (!response) return response.error();
  for (const std::string_view name : {"\"access_token\"", "\"token_type\"", "\"expires_in\""}) {
    const std::size_t first = response->body.find(name);
    if (first != std::string::npos && response->body.find(name, first + 1) != std::string::npos) {
      return fail("a token response has a member twice");
    }
  }
  return pass();
}

constexpr Needs kNeeds = {Need::client_credentials};

constexpr auto kTokenResponseChecks = std::to_array<Check>({
    {"token-response/the-status-is-200",
     "Tokens come with the status 200",
     {"RFC6749-5.1-1"},
     Level::must,
     kNeeds,
     the_status_is_200},
    {"token-response/it-is-json",
     "Tokens come as a JSON object of the type application/json",
     {"RFC6749-5.1-2"},
     Level::must,
     kNeeds,
     it_is_json},
    {"token-response/no-store",
     "A response with tokens has Cache-Control: no-store",
     {"RFC6749-5.1-11"},
     Level::must,
     kNeeds,
     no_store},
    {"token-response/no-cache",
     "A response with tokens has Pragma: no-cache",
     {"RFC6749-5.1-12"},
     Level::must,
     kNeeds,
     no_cache},
    {"token-response/there-is-an-access-token",
     "A token response has access_token",
     {"RFC6749-5.1-5"},
     Level::must,
     kNeeds,
     there_is_an_access_token},
    {"token-response/there-is-a-token-type",
     "A token response has token_type",
     {"RFC6749-5.1-6"},
     Level::must,
     kNeeds,
     there_is_a_token_type},
    {"token-response/the-lifetime-is-a-number",
     "expires_in is a JSON number",
     {"RFC6749-5.1-3"},
     Level::must,
     kNeeds,
     the_lifetime_is_a_number},
    {"token-response/the-lifetime-is-told",
     "A token response says when the token expires",
     {"RFC6749-5.1-8"},
     Level::should,
     kNeeds,
     the_lifetime_is_told},
    {"token-response/scope-is-a-string",
     "scope is one string",
     {"RFC6749-5.1-3", "RFC6749-3.3-1"},
     Level::must,
     kNeeds,
     scope_is_a_string},
    {"token-response/no-member-is-there-twice",
     "No member of a token response is there twice",
     {"RFC6749-3.2-10"},
     Level::must,
     kNeeds,
     no_member_is_there_twice},
});

}  // namespace

Topic token_response() {
  return kTokenResponseChecks;
}

}  // namespace oauthspec::checks
