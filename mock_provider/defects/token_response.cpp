// SPDX-License-Identifier: Apache-2.0
// What a successful response of the token endpoint looks like: RFC 6749 sections 3.3, 4.4 and 5.1.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;

void say_type_twice(Rules& rules) {
  alter(rules, Endpoint::token, [](const oauth::message::Request&, http::Reply& reply) {
    std::string& body = reply.response.body;
    if (reply.response.status == 200 && body.ends_with('}')) {
      body.insert(body.size() - 1, R"(,"token_type":"Bearer")");
    }
  });
}

oauth2::Judgement<oauth2::Scope> any_scope(const Surroundings& around, const ClientRecord& client,
                                           const std::optional<oauth2::Scope>& requested) {
  return requested ? *requested : rules::grant_scope(around, client, requested);
}

oauth2::Judgement<oauth2::Scope> scope_must_be_there(
    const Surroundings& around, const ClientRecord& client,
    const std::optional<oauth2::Scope>& requested) {
  if (!requested) {
    return std::unexpected(oauth2::Refusal{"invalid_request", 400, oauth::Errc::parameter_missing});
  }
  return rules::grant_scope(around, client, requested);
}

oauth2::Judgement<void> public_or_not(const ClientRecord&) {
  return {};
}

constexpr std::array kTokenResponseDefects = {
    Defect{"tokens-with-201", "RFC6749-5.1-1", "Tokens come with the status 201.",
           [](Rules& rules) { answer_with(rules, Endpoint::token, 201, 200); }},
    Defect{"tokens-as-text", "RFC6749-5.1-2", "Tokens come with the type text/plain.",
           [](Rules& rules) { write_field(rules, Endpoint::token, "Content-Type", "text/plain"); }},
    Defect{"tokens-may-be-stored", "RFC6749-5.1-11", "There is no Cache-Control.",
           [](Rules& rules) { write_field(rules, Endpoint::token, "Cache-Control", ""); }},
    Defect{"tokens-may-be-stored-privately", "RFC6749-5.1-11",
           "Cache-Control forbids shared caches alone.",
           [](Rules& rules) {
             write_field(rules, Endpoint::token, "Cache-Control", "private, max-age=0");
           }},
    Defect{"tokens-without-pragma", "RFC6749-5.1-12", "There is no Pragma.",
           [](Rules& rules) { write_field(rules, Endpoint::token, "Pragma", ""); }},
    Defect{"access-token-under-another-name", "RFC6749-5.1-5", "The access token is called token.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::token, [](json& body) {
               body["token"] = body["access_token"];
               body.erase("access_token");
             });
           }},
    Defect{"token-type-left-out", "RFC6749-5.1-6", "token_type is left out.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::token, [](json& body) { body.erase("token_type"); });
           }},
    Defect{"expires-in-as-string", "RFC6749-5.1-3", "expires_in is a string of digits.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::token,
                          [](json& body) { body["expires_in"] = body["expires_in"].dump(); });
           }},
    Defect{"expires-in-left-out", "RFC6749-5.1-8", "expires_in is left out.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::token, [](json& body) { body.erase("expires_in"); });
           }},
    Defect{"scope-as-array", "RFC6749-3.3-1", "scope is an array of strings.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::token,
                          [](json& body) { body["scope"] = json::array({body["scope"]}); });
           }},
    Defect{"token-type-twice", "RFC6749-3.2-10", "token_type is there twice.", &say_type_twice},
    Defect{"refresh-token-for-a-client-itself", "RFC6749-4.4.3-1",
           "Every response has a refresh token.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::token,
                          [](json& body) { body["refresh_token"] = "of-no-use"; });
           }},
    Defect{"public-client-for-itself", "RFC6749-4.4-2", "A public client gets a token for itself.",
           [](Rules& rules) { rules.grant.check_confidential = &public_or_not; }},
    Defect{"scope-of-any-value", "RFC6749-5.2-11", "Any scope that is asked for is granted.",
           [](Rules& rules) { rules.token.grant_scope = &any_scope; }},
    Defect{"scope-missing-is-invalid-request", "RFC6749-3.3-3",
           "A request without scope is an invalid_request.",
           [](Rules& rules) { rules.token.grant_scope = &scope_must_be_there; }},
    Defect{"scope-not-told", "RFC6749-3.3-2", "The response does not say what scope was granted.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::token, [](json& body) { body.erase("scope"); });
           }},
};

}  // namespace

DefectTopic token_response() {
  return kTokenResponseDefects;
}

}  // namespace oauthspec::provider::defects
