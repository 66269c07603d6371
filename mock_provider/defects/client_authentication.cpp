// SPDX-License-Identifier: Apache-2.0
// How clients authenticate by a secret: RFC 6749 sections 2.3, 3.2.1 and 5.2.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <variant>

#include <nlohmann/json.hpp>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/misread_form.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::message::Parameters;
using oauth::message::ParameterView;
using oauth::message::Request;
using TokenRequest = oauth2::Judgement<oauth2::TokenRequest>;

bool any_secret(const ClientRecord&, std::string_view) {
  return true;
}

// As far as the shorter one goes.
bool same_beginning(const ClientRecord& client, std::string_view presented) {
  const std::string_view secret = client.secret.reveal();
  return !presented.empty() && (secret.starts_with(presented) || presented.starts_with(secret));
}

bool same_without_case(const ClientRecord& client, std::string_view presented) {
  return oauth::message::equal_without_case(client.secret.reveal(), presented);
}

oauth2::Judgement<void> by_name(const ClientRecord& client,
                                const oauth2::PresentedClient& presented) {
  return std::holds_alternative<oauth2::NoAuthentication>(presented.authentication)
             ? oauth2::Judgement<void>()
             : rules::check_method(client, presented);
}

// The secret in the body counts for nothing where there is a header field.
TokenRequest header_first(const Request& request) {
  if (!oauth::message::find_header(request.headers, "Authorization")) {
    return oauth2::parse_token_request(request);
  }
  return oauth2::parse_token_request(with_form(request, [](const Parameters& form) {
    Parameters others;
    for (const ParameterView parameter : form) {
      if (parameter.name != "client_secret") others.add(parameter);
    }
    return others;
  }));
}

// Query and body are one.
TokenRequest with_query(const Request& request) {
  Request whole = request;
  const std::size_t question = whole.url.find('?');
  if (question != std::string::npos) {
    whole.body += '&' + whole.url.substr(question + 1);
  }
  return oauth2::parse_token_request(whole);
}

constexpr std::array kClientAuthenticationDefects = {
    Defect{"secret-of-any-value", "RFC6749-4.4.2-3",
           "A client has to show a secret, and may show any.",
           [](Rules& rules) { rules.client.same_secret = &any_secret; }},
    Defect{"secret-by-its-beginning", "RFC6749-4.1.3-9",
           "Secrets are compared as far as the shorter one goes.",
           [](Rules& rules) { rules.client.same_secret = &same_beginning; }},
    Defect{"secret-without-case", "RFC6749-4.3.2-7", "Secrets are compared without case.",
           [](Rules& rules) { rules.client.same_secret = &same_without_case; }},
    Defect{"client-by-its-name", "RFC6749-4.1.3-8", "client_id is enough to be a client.",
           [](Rules& rules) { rules.client.check_method = &by_name; }},
    Defect{"client-in-two-ways", "RFC6749-2.3-3",
           "The header field counts, whatever the body says.",
           [](Rules& rules) { rules.request.read_token_request = &header_first; }},
    Defect{"token-with-secret-in-uri", "RFC6749-2.3.1-10",
           "A client authenticates by the URI of its token request.",
           [](Rules& rules) { rules.request.read_token_request = &with_query; }},
    Defect{"failed-basic-with-400", "RFC6749-5.2-6",
           "A client that fails to authenticate is answered with 400.",
           [](Rules& rules) { answer_with(rules, Endpoint::token, 400, 401); }},
    Defect{"failed-basic-with-another-scheme", "RFC6749-5.2-7",
           "The challenge names the scheme Bearer.",
           [](Rules& rules) {
             write_field(rules, Endpoint::token, "WWW-Authenticate", "Bearer realm=\"token\"");
           }},
    Defect{"unknown-client-is-unauthorized", "RFC6749-5.2-4",
           "A client that is unknown is an unauthorized_client.",
           [](Rules& rules) {
             edit_refusal(rules, Endpoint::token, [](nlohmann::json& body) {
               if (body.value("error", "") == "invalid_client") {
                 body["error"] = "unauthorized_client";
               }
             });
           }},
};

}  // namespace

DefectTopic client_authentication() {
  return kClientAuthenticationDefects;
}

}  // namespace oauthspec::provider::defects
