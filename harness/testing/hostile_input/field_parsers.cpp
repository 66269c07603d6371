// SPDX-License-Identifier: Apache-2.0
// Those that read a header field, or look for one among many.
#include <algorithm>
#include <utility>

#include "harness/reference/codec/auth_param.h"
#include "harness/reference/codec/challenge.h"
#include "harness/reference/oauth1/authorization_header.h"
#include "harness/reference/oauth2/basic_authorization.h"
#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/dpop.h"
#include "harness/reference/oauth2/error_response.h"
#include "harness/reference/oauth2/token_request.h"
#include "harness/reference/oauth2/token_response.h"
#include "harness/testing/hostile_input/messages.h"
#include "harness/testing/hostile_input/parsers.h"
#include "harness/testing/hostile_input/verifying.h"

namespace oauthspec::testing {
namespace {

using namespace oauth;
using message::HeaderField;

Reading of_auth_params(const std::string& text) {
  return [text] { return outcome_of(codec::parse_auth_params(text)); };
}
Reading of_challenges(const std::string& text) {
  return [text] { return outcome_of(codec::parse_challenges(text)); };
}
Reading of_oauth1(const std::string& text) {
  return [text] { return outcome_of(oauth1::parse_authorization_header(text)); };
}
Reading of_basic(const std::string& text) {
  return [text] { return outcome_of(oauth2::parse_basic_authorization(text)); };
}

/// A request with these header fields.
message::Request request_with(std::vector<HeaderField> fields) {
  return {"GET", "https://h/", std::move(fields), ""};
}
Outcome bearer_of(const message::Request& request) {
  return outcome_of(oauth2::find_bearer_token(
      request, {oauth2::TokenPlacement::header, oauth2::TokenPlacement::body}));
}
Outcome error_of(const message::Response& response) {
  return outcome_of(oauth2::parse_error_response(oauth2::Endpoint::resource, response));
}
Outcome bound_token_of(const message::Request& request) {
  const std::vector<oauth2::BoundToken> tokens{{"t", std::nullopt}};
  const std::vector<std::string> algs{"RS256"};
  const oauth2::ProofContext context{&tokens, std::nullopt, std::nullopt, algs, 0, 60};
  oauth2::UsedProofs used;
  return outcome_of(verify_dpop(crypto::openssl(), request, context, used));
}

Reading of_bearer(const std::string& text) {
  return [request = request_with({{"Authorization", text}})] { return bearer_of(request); };
}
Reading of_bound_token(const std::string& text) {
  return [request = request_with({{"Authorization", text}})] { return bound_token_of(request); };
}
Reading of_verify(const std::string& text) {
  return [request = request_with({{"Authorization", text}})] {
    return outcome_of(verify_oauth1(request));
  };
}
Reading of_error(const std::string& text) {
  return [response = message::Response{401, {{"WWW-Authenticate", text}}, ""}] {
    return error_of(response);
  };
}

/// The fields of a text that has one a line.
std::vector<HeaderField> fields_of(std::string_view text) {
  std::vector<HeaderField> fields;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::size_t colon = std::min(line.find(": "), line.size());
    fields.push_back({std::string(line.substr(0, colon)),
                      std::string(line.substr(std::min(colon + 2, line.size())))});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return fields;
}

Reading of_bearer_among_many(const std::string& text) {
  return [request = request_with(fields_of(text))] { return bearer_of(request); };
}
Reading of_bound_token_among_many(const std::string& text) {
  return [request = request_with(fields_of(text))] { return bound_token_of(request); };
}
Reading of_verify_among_many(const std::string& text) {
  return [request = request_with(fields_of(text))] { return outcome_of(verify_oauth1(request)); };
}
Reading of_error_among_many(const std::string& text) {
  return [response = message::Response{401, fields_of(text), ""}] { return error_of(response); };
}
Reading of_client_among_many(const std::string& text) {
  return [request = message::Request{"POST", "https://h/", fields_of(text),
                                     "grant_type=client_credentials"}] {
    return outcome_of(oauth2::parse_token_request(request));
  };
}
Reading of_response_among_many(const std::string& text) {
  return [response = message::Response{200, fields_of(text),
                                       R"({"access_token":"t","token_type":"Bearer"})"}] {
    return outcome_of(oauth2::parse_token_response(response, {"Bearer"}, false));
  };
}

constexpr const char* kOauth1 =
    R"(OAuth oauth_consumer_key="k", oauth_signature_method="PLAINTEXT", oauth_signature="s%26")";
constexpr const char* kForm =
    "Content-Type: application/x-www-form-urlencoded\nAuthorization: Basic Yzpz\n";

}  // namespace

std::vector<Parser> field_parsers() {
  using enum Syntax;
  return {
      {"codec/auth_param", field, R"(OAuth a="b", c="d\"")", of_auth_params},
      {"codec/challenge", field, R"(Basic realm="r", Bearer error="e", scope=s)", of_challenges},
      {"oauth1/authorization_header", field, kOauth1, of_oauth1},
      {"oauth1/verify of a header field", field, kOauth1, of_verify},
      {"oauth2/basic_authorization", field, "Basic YzpzJTQx", of_basic},
      {"oauth2/bearer", field, "Bearer t", of_bearer},
      {"oauth2/dpop, the token", field, "Bearer t", of_bound_token},
      {"oauth2/error_response of a resource", field, R"(Bearer error="e", scope="s t")", of_error},
      {"oauth1/verify among many fields", headers, std::string("Authorization: ") + kOauth1 + "\n",
       of_verify_among_many},
      {"oauth2/bearer among many fields", headers, "Authorization: Bearer t\n",
       of_bearer_among_many},
      {"oauth2/dpop among many fields", headers, "Authorization: Bearer t\n",
       of_bound_token_among_many},
      {"oauth2/error_response among many fields", headers, "WWW-Authenticate: Bearer error=\"e\"\n",
       of_error_among_many},
      {"oauth2/token_request among many fields", headers, kForm, of_client_among_many},
      {"oauth2/token_response among many fields", headers, "Content-Type: application/json\n",
       of_response_among_many},
  };
}

}  // namespace oauthspec::testing
