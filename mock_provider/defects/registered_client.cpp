// SPDX-License-Identifier: Apache-2.0
// What a client is registered with, and authorization requests are not held to.
#include <array>
#include <string>

#include "mock_provider/defects/redirections.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;

// The parameters of the response in the place of the query.
void code_alone(std::string& location) {
  const auto question = location.find('?');
  const auto code = location.find("&code=");
  if (code != std::string::npos && question < code) {
    location.erase(question + 1, code - question);
  }
}

oauth2::Judgement<oauth2::ResponseType> any_client_any_type(const Surroundings& around,
                                                            const ClientRecord& client,
                                                            std::string_view response_type) {
  ClientRecord all = client;
  all.response_types = {"code", "token"};
  all.grant_types.insert({"authorization_code", "implicit"});
  return rules::check_response_type(around, all, response_type);
}

oauth2::Judgement<void> pushed_or_not(const Surroundings&, const ClientRecord&, bool) {
  return {};
}

void unescape(const oauth::message::Request&, http::Reply& reply) {
  std::string& body = reply.response.body;
  for (auto at = body.find("&lt;"); at != std::string::npos; at = body.find("&lt;", at)) {
    body.replace(at, 4, "<");
  }
  for (auto at = body.find("&gt;"); at != std::string::npos; at = body.find("&gt;", at)) {
    body.replace(at, 4, ">");
  }
}

void show_names_as_markup(Rules& rules) {
  alter(rules, Endpoint::authorization, &unescape);
  alter(rules, Endpoint::consent, &unescape);
}

constexpr std::array kRegisteredClientDefects = {
    Defect{"redirect-uri-query-lost", "RFC6749-3.1.2-2",
           "The code takes the place of the redirection URI's query.",
           [](Rules& rules) { alter_responses(rules, &code_alone); }},
    Defect{"response-type-of-any-client", "RFC6749-4.1.2.1-6",
           "A client gets access tokens in its browser without being registered for that.",
           [](Rules& rules) { rules.authorization.check_response_type = &any_client_any_type; }},
    Defect{"client-name-shown-as-markup", "RFC6749-10.14-1",
           "The pages have the client's name in them without escaping it.", &show_names_as_markup},
    Defect{"pushing-not-required", "RFC9126-6-1",
           "A client that is registered to push its requests may leave it.",
           [](Rules& rules) { rules.authorization.check_pushed_first = &pushed_or_not; }},
};

}  // namespace

DefectTopic registered_client() {
  return kRegisteredClientDefects;
}

}  // namespace oauthspec::provider::defects
