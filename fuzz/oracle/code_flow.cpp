// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/code_flow.h"

#include <algorithm>
#include <string_view>

#include "fuzz/check/holds.h"
#include "fuzz/oracle/pkce.h"
#include "fuzz/oracle/request_model.h"
#include "fuzz/oracle/token_response.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Request;
using oauth::message::Response;

constexpr std::string_view kIssuer = "https://as.example.com";
constexpr std::string_view kRedirectUri = "https://client.example.com/cb";
constexpr std::string_view kCode = "SplxlOBeZQQYbYS6WxSbIA";

std::string text_of(const PairList& pairs, std::string_view name) {
  const auto values = model_values(pairs, name);
  return values.size() == 1 ? values.front() : "";
}

Request callback(std::string_view state, std::string_view issuer) {
  const PairList pairs{
      {"code", std::string(kCode)}, {"state", std::string(state)}, {"iss", std::string(issuer)}};
  return {"GET", std::string(kRedirectUri) + '?' + model_write_form(pairs), {}, ""};
}

/// What the URL asks for.
PairList check_url(const std::string& url, const std::vector<std::string>& scope) {
  const std::size_t mark = std::min(url.find('?'), url.size() - 1);
  const auto pairs = model_read_form(std::string_view(url).substr(mark + 1));
  holds(pairs && url.substr(0, mark) == "https://as.example.com/authorize",
        "the user-agent is sent to the authorization endpoint");
  if (!pairs) return {};
  holds(text_of(*pairs, "response_type") == "code" &&
            text_of(*pairs, "client_id") == "s6BhdRkqt3" &&
            text_of(*pairs, "redirect_uri") == kRedirectUri &&
            text_of(*pairs, "scope") == scope.front(),
        "an authorization request says what is asked for");
  holds(text_of(*pairs, "code_challenge_method") == "S256" && !text_of(*pairs, "state").empty(),
        "an authorization request has a state, and a challenge by S256");
  return *pairs;
}

void check_answer(CodeAuthorization& flow, const std::string& state) {
  holds(!flow.take_response(callback(state + "x", kIssuer)),
        "a response with another state is refused");
  holds(!flow.take_response(callback(state, "https://other.example.com")),
        "a response from another issuer is refused");
  holds(!flow.token_request(), "without a code none is redeemed");
  holds(flow.take_response(callback(state, kIssuer)),
        "a response to the request is taken, whatever came before");
  holds(!flow.take_response(callback(state, kIssuer)), "a state serves once");
}

void check_redeemed(CodeAuthorization& flow, const std::string& challenge) {
  holds(!flow.repeated_token_request(), "what was not sent is not repeated");
  const auto request = flow.token_request();
  holds(request && request->method == "POST" && request->url == "https://as.example.com/token",
        "a code is redeemed at the token endpoint");
  holds(!flow.token_request(), "a code is redeemed once");
  const auto form = request ? model_read_form(request->body) : std::nullopt;
  holds(form && text_of(*form, "grant_type") == "authorization_code" &&
            text_of(*form, "code") == kCode && text_of(*form, "redirect_uri") == kRedirectUri,
        "a code is redeemed with the redirection URI that it was sent to");
  holds(form && model_code_challenge(text_of(*form, "code_verifier"), "S256") == challenge,
        "a code is redeemed by the verifier of its challenge");
  const auto again = flow.repeated_token_request();
  holds(again && request && again->body == request->body, "a request is repeated as it was");
}

std::optional<Members> model_tokens(const Response& response,
                                    const std::vector<std::string>& scope) {
  auto members = model_token_response(response, {"Bearer"}, false);
  if (!members) return std::nullopt;
  if (!members->contains("scope")) (*members)["scope"] = scope;
  const bool asked = std::ranges::all_of(members->at("scope"), [&scope](const auto& token) {
    return std::ranges::find(scope, token.template get<std::string>()) != scope.end();
  });
  return asked ? members : std::nullopt;
}

const std::vector<std::string>& asked_scope() {
  static const std::vector<std::string> scope{"read"};
  return scope;
}

/// All that the response does not change.
bool check_steps(Authorize authorize, const Response& response) {
  const std::vector<std::string>& scope = asked_scope();
  holds(authorize({"http://as.example.com/token"}, scope) == nullptr,
        "no authorization is begun without TLS");
  holds(authorize({.challenge_methods = {"plain"}}, scope) == nullptr,
        "a server that offers a challenge offers S256");
  const auto flow = authorize({}, scope);
  holds(flow != nullptr, "an authorization is begun");
  if (flow == nullptr) return false;
  const PairList asked = check_url(flow->url(), scope);
  check_answer(*flow, text_of(asked, "state"));
  holds(!flow->take_tokens(response), "tokens that were not asked for are refused");
  check_redeemed(*flow, text_of(asked, "code_challenge"));
  return true;
}

/// Of a URL that check_url() would take.
std::string state_of(const std::string& url) {
  constexpr std::string_view name = "state=";
  const std::size_t begin = std::min(url.find(name), url.size() - name.size()) + name.size();
  return url.substr(begin, url.find('&', begin) - begin);
}

}  // namespace

void check_code_flow(Authorize authorize, const Response& response) {
  // Once is enough, and an engine has better uses for its time.
  static const bool good = check_steps(authorize, response);
  const auto flow = good ? authorize({}, asked_scope()) : nullptr;
  if (flow == nullptr) return;
  const bool redeemed =
      flow->take_response(callback(state_of(flow->url()), kIssuer)) && flow->token_request();
  holds(redeemed, "one authorization goes as the other");
  holds(flow->take_tokens(response) == model_tokens(response, asked_scope()),
        "tokens are taken where their scope is one that was asked for");
  holds(!flow->take_tokens(response), "tokens are taken once");
}

}  // namespace oauthspec::fuzz
