// SPDX-License-Identifier: Apache-2.0
// The introspection endpoint: RFC 7662.
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
using rules::TokenKind;

oauth2::Judgement<void> anybody(const ClientRecord& /*client*/) {
  return {};
}

oauth2::Judgement<void> any_token(const Surroundings& /*around*/,
                                  const AccessTokenRecord& /*token*/) {
  return {};
}

bool always_in_time(const Surroundings& /*around*/, Seconds /*issued*/, Seconds /*expires*/) {
  return true;
}

bool revoked_or_not(const AccessTokenRecord& /*token*/) {
  return true;
}

bool replaced_or_not(const RefreshTokenRecord& token) {
  return !token.revoked;
}

std::vector<TokenKind> where_the_hint_says(const std::optional<std::string>& hint) {
  if (hint == "refresh_token") return {TokenKind::refresh_token};
  if (hint == "access_token") return {TokenKind::access_token};
  return rules::search_order(hint);
}

oauth2::IntrospectionResponse in_milliseconds(const Registry& registry,
                                              const AccessTokenRecord& token) {
  auto told = rules::describe_access_token(registry, token);
  told.exp = token.expires * 1000;
  return told;
}

oauth2::IntrospectionResponse of_the_audience(const Registry& registry,
                                              const AccessTokenRecord& token) {
  auto told = rules::describe_access_token(registry, token);
  told.client_id = token.audience.front();
  return told;
}

oauth2::IntrospectionResponse without_its_key(const Registry& registry,
                                              const AccessTokenRecord& token) {
  auto told = rules::describe_access_token(registry, token);
  told.cnf.reset();
  return told;
}

oauth2::IntrospectionResponse always_bearer(const Registry& registry,
                                            const AccessTokenRecord& token) {
  auto told = rules::describe_access_token(registry, token);
  told.token_type = "Bearer";
  return told;
}

void edit(Rules& rules, void (*change)(json&)) {
  edit_success(rules, Endpoint::introspection, change);
}

constexpr std::array kIntrospectionDefects = {
    Defect{"introspection-by-public-client", "RFC7662-2.1-8",
           "A public client asks, which only names itself.",
           [](Rules& rules) { rules.introspection.check_introspector = &anybody; }},
    Defect{"introspection-by-revoked-token", "RFC7662-2.3-2",
           "An access token authorizes to ask whatever became of it.",
           [](Rules& rules) { rules.introspection.check_introspector_token = &any_token; }},
    Defect{"introspection-wrong-secret-is-400", "RFC7662-2.3-1",
           "Wrong credentials are answered with 400.",
           [](Rules& rules) { answer_with(rules, Endpoint::introspection, 400, 401); }},
    Defect{"introspection-of-expired-token", "RFC7662-4-2", "A token is active after its time.",
           [](Rules& rules) { rules.introspection.is_in_time = &always_in_time; }},
    Defect{"introspection-of-revoked-token", "RFC7662-4-4",
           "A token is active after it was revoked.",
           [](Rules& rules) { rules.introspection.is_unrevoked = &revoked_or_not; }},
    Defect{"introspection-of-replaced-token", "RFC7662-2.2-3",
           "A refresh token is active after another one took its place.",
           [](Rules& rules) { rules.introspection.is_unreplaced = &replaced_or_not; }},
    Defect{"introspection-searches-hinted-kind", "RFC7662-2.1-5",
           "A token is looked for among the kind alone that the hint names.",
           [](Rules& rules) { rules.introspection.search_order = &where_the_hint_says; }},
    Defect{"introspection-exp-in-milliseconds", "RFC7662-2.2-6", "exp is told in milliseconds.",
           [](Rules& rules) { rules.introspection.describe_access_token = &in_milliseconds; }},
    Defect{"introspection-client-id-is-audience", "RFC7662-2.2-5",
           "client_id is whom the token is for.",
           [](Rules& rules) { rules.introspection.describe_access_token = &of_the_audience; }},
    Defect{"introspection-without-cnf", "RFC9449-6.2-1",
           "The key that a token is bound to is not told.",
           [](Rules& rules) { rules.introspection.describe_access_token = &without_its_key; }},
    Defect{"introspection-bound-token-as-bearer", "RFC9449-6.2-1",
           "A bound token is told to be a bearer token.",
           [](Rules& rules) { rules.introspection.describe_access_token = &always_bearer; }},
    Defect{"introspection-active-as-text", "RFC7662-2.2-2", "active is a string.",
           [](Rules& rules) {
             edit(rules, [](json& body) { body["active"] = body["active"].dump(); });
           }},
    Defect{"introspection-scope-as-array", "RFC7662-2.2-4", "scope is an array.",
           [](Rules& rules) {
             edit(rules, [](json& body) {
               if (body.contains("scope")) body["scope"] = json::array({body["scope"]});
             });
           }},
    Defect{"introspection-sub-as-number", "RFC7662-2.2-8", "sub is a number.",
           [](Rules& rules) {
             edit(rules, [](json& body) {
               if (body.contains("sub")) body["sub"] = 7;
             });
           }},
    Defect{"introspection-aud-as-object", "RFC7662-2.2-7", "aud is an object.",
           [](Rules& rules) {
             edit(rules, [](json& body) {
               if (body.contains("aud")) body["aud"] = {{"resource", body["aud"]}};
             });
           }},
    Defect{"introspection-tells-of-inactive-token", "RFC7662-2.2-12",
           "Of a token that is not active the client is told.",
           [](Rules& rules) {
             edit(rules, [](json& body) {
               if (body["active"] == false) body["client_id"] = "client";
             });
           }},
    Defect{"introspection-unknown-token-is-404", "RFC7662-2.3-3",
           "A token that is not active is an error.",
           [](Rules& rules) {
             alter(rules, Endpoint::introspection,
                   [](const oauth::message::Request& /*request*/, http::Reply& reply) {
                     if (reply.response.body.find("\"active\":false") != std::string::npos) {
                       reply.response.status = 404;
                     }
                   });
           }},
    Defect{"introspection-without-token-answered", "RFC7662-2.1-3",
           "A request without a token is answered as if it had an unknown one.",
           [](Rules& rules) {
             alter(rules, Endpoint::introspection,
                   [](const oauth::message::Request& request, http::Reply& reply) {
                     if (request.body.find("token=") == std::string::npos) {
                       reply.response.status = 200;
                       reply.response.body = R"({"active":false})";
                     }
                   });
           }},
    Defect{"introspection-as-text", "RFC7662-2.2-1", "The answer is sent as text/plain.",
           [](Rules& rules) {
             write_field(rules, Endpoint::introspection, "Content-Type", "text/plain");
           }},
};

}  // namespace

DefectTopic introspection() {
  return kIntrospectionDefects;
}

}  // namespace oauthspec::provider::defects
