// SPDX-License-Identifier: Apache-2.0
// What the token endpoint refuses, and how: RFC 6749 sections 3.2 and 5.2.
#include <array>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;

oauth2::Judgement<void> any_grant_type(const ClientRecord&, const std::string&) {
  return {};
}

// Calls one error by the name of another.
template <class From, class To>
void rename_error(json& body, const From& from, const To& to) {
  if (body.value("error", "") == from) body["error"] = to;
}

// Answers with invalid_request where the form has this in it.
void refuse_form_with(Rules& rules, std::string_view part) {
  alter(rules, Endpoint::token, [part](const oauth::message::Request& request, http::Reply& reply) {
    if (request.body.find(part) != std::string::npos) {
      reply.response.status = 400;
      reply.response.body = R"({"error":"invalid_request"})";
    }
  });
}

// Gives tokens of nobody's to what was refused.
void give_tokens(http::Reply& reply) {
  reply.response.status = 200;
  reply.response.body = R"({"access_token":"of-no-use","token_type":"Bearer"})";
}

void take_repeated_parameters(Rules& rules) {
  alter(rules, Endpoint::token, [](const oauth::message::Request& request, http::Reply& reply) {
    const std::size_t first = request.body.find("grant_type=");
    if (first != std::string::npos &&
        request.body.find("grant_type=", first + 1) != std::string::npos) {
      give_tokens(reply);
    }
  });
}

void take_get(Rules& rules) {
  alter(rules, Endpoint::token, [](const oauth::message::Request& request, http::Reply& reply) {
    if (request.method == "GET") give_tokens(reply);
  });
}

constexpr std::array kTokenErrorsDefects = {
    Defect{"refusal-with-422", "RFC6749-5.2-1", "A request that is refused is answered with 422.",
           [](Rules& rules) { answer_with(rules, Endpoint::token, 422, 400); }},
    Defect{"refusal-with-200", "RFC6749-5.2-1", "A request that is refused is answered with 200.",
           [](Rules& rules) { answer_with(rules, Endpoint::token, 200, 400); }},
    Defect{"refusal-as-html", "RFC6749-5.2-15", "Errors come with the type text/html.",
           [](Rules& rules) { write_field(rules, Endpoint::token, "Content-Type", "text/html"); }},
    Defect{"refusal-without-error", "RFC6749-5.2-2", "An error response has no error.",
           [](Rules& rules) {
             edit_refusal(rules, Endpoint::token, [](json& body) { body.erase("error"); });
           }},
    Defect{"refusal-with-quotes", "RFC6749-5.2-13", "error_description has quotation marks.",
           [](Rules& rules) {
             edit_refusal(rules, Endpoint::token,
                          [](json& body) { body["error_description"] = "the \"code\" is wrong"; });
           }},
    Defect{"unknown-grant-is-invalid-request", "RFC6749-5.2-10",
           "A grant that is unknown is an invalid_request.",
           [](Rules& rules) {
             edit_refusal(rules, Endpoint::token, [](json& body) {
               rename_error(body, "unsupported_grant_type", "invalid_request");
             });
           }},
    Defect{"missing-code-is-invalid-grant", "RFC6749-5.2-3",
           "An invalid_request is called invalid_grant.",
           [](Rules& rules) {
             edit_refusal(rules, Endpoint::token, [](json& body) {
               rename_error(body, "invalid_request", "invalid_grant");
             });
           }},
    Defect{"token-parameter-repeated", "RFC6749-3.2-11",
           "A request with grant_type twice gets a token.", &take_repeated_parameters},
    Defect{"token-parameter-empty", "RFC6749-3.2-7", "A scope without a value is refused.",
           [](Rules& rules) { refuse_form_with(rules, "scope="); }},
    Defect{"token-parameter-unknown", "RFC6749-3.2-8", "A parameter that is unknown is refused.",
           [](Rules& rules) { refuse_form_with(rules, "example_unknown="); }},
    Defect{"token-by-get", "RFC6749-3.2-6", "A GET gets a token.", &take_get},
    Defect{"grant-type-not-registered", "RFC6749-5.2-9", "A client may use any grant.",
           [](Rules& rules) { rules.token.check_grant_type = &any_grant_type; }},
};

}  // namespace

DefectTopic token_errors() {
  return kTokenErrorsDefects;
}

}  // namespace oauthspec::provider::defects
