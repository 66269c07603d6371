// SPDX-License-Identifier: Apache-2.0
// Token exchange: RFC 8693.
#include <array>
#include <string>

#include <nlohmann/json.hpp>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;

void with_jwts(Settings& settings) {
  settings.token_format = TokenFormat::jwt;
}

oauth2::Judgement<void> revoked_or_not(const Surroundings& around, const AccessTokenRecord& token) {
  AccessTokenRecord unrevoked = token;
  unrevoked.revoked = false;
  return rules::check_subject_token(around, unrevoked);
}

oauth2::Judgement<void> of_any_age(const Surroundings& around, const AccessTokenRecord& token) {
  AccessTokenRecord young = token;
  young.expires = around.now + 1;
  return rules::check_subject_token(around, young);
}

oauth2::Judgement<void> any_actor_token(const Surroundings&, const AccessTokenRecord&) {
  return {};
}

oauth2::Judgement<void> anybody_may_act(const Party&, const std::string&) {
  return {};
}

json actor_as_text(const Party&, const Party& actor) {
  return actor.subject;
}

// Every refusal of an exchange under another name.
void rename_refusal(Rules& rules, const char* from, const char* to) {
  alter(rules, Endpoint::token,
        [from, to](const oauth::message::Request& request, http::Reply& reply) {
          json body = json::parse(reply.response.body, nullptr, false);
          const bool exchange = request.body.find("token-exchange") != std::string::npos;
          if (exchange && body.is_object() && body.value("error", "") == from) {
            body["error"] = to;
            reply.response.body = body.dump();
          }
        });
}

constexpr std::array kTokenExchangeDefects = {
    Defect{"exchange-of-a-revoked-token", "RFC8693-2.1-8", "A subject_token may have been revoked.",
           [](Rules& rules) { rules.exchange.check_subject_token = &revoked_or_not; }},
    Defect{"exchange-of-an-expired-token", "RFC8693-2.1-8", "A subject_token may have expired.",
           [](Rules& rules) { rules.exchange.check_subject_token = &of_any_age; }},
    Defect{"exchange-with-any-actor", "RFC8693-2.1-9", "An actor_token need not be good any more.",
           [](Rules& rules) { rules.exchange.check_actor_token = &any_actor_token; }},
    Defect{"exchange-without-type", "RFC8693-2.2.1-2",
           "The response does not say what type the token has.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::token,
                          [](json& body) { body.erase("issued_token_type"); });
           }},
    Defect{"exchange-of-a-bad-token-is-invalid-grant", "RFC8693-2.2.2-2",
           "A subject_token that is not good is an invalid_grant.",
           [](Rules& rules) { rename_refusal(rules, "invalid_request", "invalid_grant"); }},
    Defect{"exchange-for-a-bad-target-is-invalid-request", "RFC8693-2.2.2-3",
           "A target that is unknown is an invalid_request.",
           [](Rules& rules) { rename_refusal(rules, "invalid_target", "invalid_request"); }},
    Defect{"exchange-by-anybody", "RFC8693-4.4-1", "may_act of a token is looked at by nobody.",
           [](Rules& rules) { rules.exchange.check_may_act = &anybody_may_act; }},
    Defect{"exchange-with-actor-as-text", "RFC8693-4.1-2", "act is the actor's name.",
           [](Rules& rules) { rules.exchange.actor_claim = &actor_as_text; }, &with_jwts},
};

}  // namespace

DefectTopic token_exchange() {
  return kTokenExchangeDefects;
}

}  // namespace oauthspec::provider::defects
