// SPDX-License-Identifier: Apache-2.0
// What is written is read back as it was: each message that has a writer and a reader.
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/authorization_response.h"
#include "harness/reference/oauth2/basic_authorization.h"
#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/characters.h"
#include "harness/reference/oauth2/device_authorization.h"
#include "harness/reference/oauth2/error_response.h"
#include "harness/reference/oauth2/introspection.h"
#include "harness/reference/oauth2/pushed_authorization.h"
#include "harness/reference/oauth2/token_request.h"
#include "harness/reference/oauth2/token_response.h"

namespace oauth::oauth2 {
namespace {

using message::Parameters;

/// A text, not empty, of the characters of a class.
std::string text_of(bool (*in_class)(char)) {
  const auto character = rc::gen::suchThat(rc::gen::inRange<char>(0x20, 0x7F), in_class);
  return *rc::gen::nonEmpty(rc::gen::container<std::string>(character));
}

std::string vschars() {
  return text_of(is_vschar);
}

std::string octets() {
  return *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
}

Scope scope() {
  const auto character = rc::gen::suchThat(rc::gen::inRange<char>(0x20, 0x7F), is_nqchar);
  return *rc::gen::nonEmpty(
      rc::gen::container<Scope>(rc::gen::nonEmpty(rc::gen::container<std::string>(character))));
}

bool coin() {
  return *rc::gen::arbitrary<bool>();
}

std::int64_t seconds() {
  return *rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 53);
}

template <class Make>
auto perhaps(Make make) {
  return coin() ? std::optional(make()) : std::nullopt;
}

/// An absolute URI without a fragment, with a query that has a value of any octets or without.
std::string uri() {
  std::string made = "https://c.example/" + text_of(is_unreserved);
  if (coin()) message::append_to_query(made, {{"a", octets()}});
  return made;
}

std::string revealed(const std::optional<Secret>& secret) {
  return secret ? "some " + std::string(secret->reveal()) : "none";
}

RC_GTEST_PROP(RoundTrip, OfAScope, ()) {
  const Scope made = scope();
  const auto read = parse_scope(*write_scope(made));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == made);
}

RC_GTEST_PROP(RoundTrip, OfBasic, ()) {
  const std::string client_id = octets();
  const std::string secret = octets();
  const auto read = parse_basic_authorization(write_basic_authorization(client_id, Secret(secret)));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->client_id == client_id);
  RC_ASSERT(read->client_secret.reveal() == secret);
}

RC_GTEST_PROP(RoundTrip, OfAnAuthorizationRequest, ()) {
  AuthorizationRequest made;
  made.response_type = coin() ? "code" : "code id_token";
  made.client_id = vschars();
  made.redirect_uri = perhaps(uri);
  made.scope = perhaps(scope);
  made.state = perhaps(vschars);
  if (coin()) made.code_challenge = std::string(43, 'a');
  if (made.code_challenge && coin()) made.code_challenge_method = "S256";
  for (int left = *rc::gen::inRange(0, 3); left > 0; --left) made.resource.push_back(uri());
  made.extra.add("x", octets());
  const auto url = authorization_url("https://as.example/authorize?tenant=1", made);
  RC_ASSERT(url.has_value());
  Parameters sent;
  RC_ASSERT(sent.add_form(url->substr(url->find('?') + 1)).has_value());
  const auto read = parse_authorization_request(sent);
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->response_type == made.response_type);
  RC_ASSERT(read->client_id == made.client_id);
  RC_ASSERT(read->redirect_uri == made.redirect_uri);
  RC_ASSERT(read->scope == made.scope);
  RC_ASSERT(read->state == made.state);
  RC_ASSERT(read->code_challenge == made.code_challenge);
  RC_ASSERT(read->code_challenge_method == made.code_challenge_method);
  RC_ASSERT(read->resource == made.resource);
  RC_ASSERT(read->extra.find("x") == made.extra.find("x"));
}

decltype(AuthorizationResponse::outcome) outcome() {
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return GrantedCode{Secret(vschars())};
    case 1:
      return GrantedToken{Secret(vschars()), text_of(is_nqchar), perhaps(seconds), perhaps(scope)};
    default:
      return Denied{text_of(is_nqschar), perhaps([] { return text_of(is_nqschar); }),
                    perhaps([] { return text_of(is_nqchar); })};
  }
}

/// All that an outcome says, for comparison.
struct Told {
  std::string operator()(const GrantedCode& code) const {
    return "code " + std::string(code.code.reveal());
  }
  std::string operator()(const GrantedToken& token) const {
    return "token " + std::string(token.access_token.reveal()) + "|" + token.token_type + "|" +
           std::to_string(token.expires_in.value_or(-1)) + "|" +
           (token.scope ? *write_scope(*token.scope) : "");
  }
  std::string operator()(const Denied& denied) const {
    return "error " + denied.error + "|" + denied.error_description.value_or("\n") + "|" +
           denied.error_uri.value_or("\n");
  }
};

RC_GTEST_PROP(RoundTrip, OfAnAuthorizationResponse, ()) {
  AuthorizationResponse made;
  made.outcome = outcome();
  made.state = perhaps(vschars);
  made.iss = perhaps(vschars);
  made.extra.add("x", octets());
  const auto mode = coin() ? ResponseMode::query : ResponseMode::fragment;
  const std::string redirect_uri = uri();
  const auto url = write_authorization_response(redirect_uri, made, mode);
  RC_ASSERT(url.has_value());
  SentRequest sent;
  if (std::holds_alternative<GrantedToken>(made.outcome)) sent.response_type = ResponseType::token;
  sent.response_mode = mode;
  sent.redirect_uri = redirect_uri;
  sent.state = made.state;
  sent.issuer = made.iss;
  const auto read = parse_authorization_response({"GET", *url, {}, {}}, sent);
  RC_ASSERT(read.has_value());
  RC_ASSERT(std::visit(Told{}, read->outcome) == std::visit(Told{}, made.outcome));
  RC_ASSERT(read->state == made.state);
  RC_ASSERT(read->iss == made.iss);
  RC_ASSERT(read->extra.find("x") == made.extra.find("x"));
}

Grant grant() {
  switch (*rc::gen::inRange(0, 7)) {
    case 0:
      return CodeGrant{Secret(vschars()), perhaps(uri),
                       perhaps([] { return Secret(std::string(43, '~')); })};
    case 1:
      return RefreshGrant{Secret(vschars())};
    case 2:
      return ClientCredentialsGrant{};
    case 3:
      return PasswordGrant{vschars(), Secret(vschars() + "\xC3\xA9")};
    case 4:
      return DeviceGrant{Secret(vschars())};
    case 5:
      return AssertionGrant{coin() ? kJwtGrantType : kSamlGrantType, Secret(vschars())};
    default:
      break;
  }
  ExchangeGrant exchange{Secret(vschars()), uri(), std::nullopt, std::nullopt, perhaps(uri), {}};
  if (coin()) {
    exchange.actor_token = Secret(vschars());
    exchange.actor_token_type = uri();
  }
  for (int left = *rc::gen::inRange(0, 3); left > 0; --left) exchange.audience.push_back(vschars());
  return exchange;
}

ClientAuthentication authentication() {
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return SecretBasic{Secret(vschars())};
    case 1:
      return SecretPost{Secret(vschars())};
    default:
      return Assertion{Secret(vschars())};
  }
}

// Written again, what was read is the same request.
RC_GTEST_PROP(RoundTrip, OfATokenRequest, ()) {
  const Client client{vschars(), authentication()};
  FormOptions options;
  options.scope = perhaps(scope);
  const auto made = write_token_request("https://as.example/token", client, grant(), options);
  RC_ASSERT(made.has_value());
  const auto read = parse_token_request(*made);
  RC_ASSERT(read.has_value());
  const bool named = !std::holds_alternative<Assertion>(client.authentication);
  RC_ASSERT(read->client.client_id == (named ? std::optional(client.client_id) : std::nullopt));
  RC_ASSERT(read->scope == options.scope);
  options.scope = read->scope;
  const auto again = write_token_request(
      "https://as.example/token",
      {read->client.client_id.value_or(""), read->client.authentication}, read->grant, options);
  RC_ASSERT(again.has_value());
  RC_ASSERT(again->body == made->body);
  RC_ASSERT(message::find_header(again->headers, "Authorization") ==
            message::find_header(made->headers, "Authorization"));
}

RC_GTEST_PROP(RoundTrip, OfATokenResponse, ()) {
  TokenResponse made;
  made.access_token = Secret(vschars());
  made.token_type = text_of(is_nqchar);
  made.expires_in = perhaps(seconds);
  made.refresh_token = perhaps([] { return Secret(vschars()); });
  made.scope = perhaps(scope);
  made.dpop_nonce = perhaps([] { return text_of(is_nqchar); });
  made.extra["x"] = vschars();
  const auto read = parse_token_response(*write_token_response(made), {made.token_type}, false);
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->access_token.reveal() == made.access_token.reveal());
  RC_ASSERT(read->token_type == made.token_type);
  RC_ASSERT(read->expires_in == made.expires_in);
  RC_ASSERT(revealed(read->refresh_token) == revealed(made.refresh_token));
  RC_ASSERT(read->scope == made.scope);
  RC_ASSERT(read->dpop_nonce == made.dpop_nonce);
  RC_ASSERT(read->extra == made.extra);
}

RC_GTEST_PROP(RoundTrip, OfAnErrorResponse, ()) {
  ErrorResponse made;
  made.error = text_of(is_nqschar);
  made.error_description = perhaps([] { return text_of(is_nqschar); });
  made.error_uri = perhaps([] { return text_of(is_nqchar); });
  made.dpop_nonce = perhaps([] { return text_of(is_nqchar); });
  made.extra["x"] = vschars();
  const int status = *rc::gen::inRange(400, 600);
  const auto read =
      parse_error_response(Endpoint::token, *write_error_response(made, status, UsedScheme::none));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->error == made.error);
  RC_ASSERT(read->error_description == made.error_description);
  RC_ASSERT(read->error_uri == made.error_uri);
  RC_ASSERT(read->dpop_nonce == made.dpop_nonce);
  RC_ASSERT(read->extra == made.extra);
}

RC_GTEST_PROP(RoundTrip, OfABearerChallenge, ()) {
  const ResourceChallenge made{perhaps(vschars), perhaps(scope), perhaps(uri)};
  const std::string error = coin() ? text_of(is_nqschar) : "";
  const auto read = parse_error_response(
      Endpoint::resource, {401, {{"WWW-Authenticate", *write_bearer_challenge(made, error)}}, ""});
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->error == error);
  // RFC6750-3-3: a challenge has one parameter at least, and then it is an empty realm.
  const bool bare = !made.realm && !made.scope && !made.resource_metadata && error.empty();
  RC_ASSERT(read->realm == (bare ? std::optional<std::string>("") : made.realm));
  RC_ASSERT(read->scope == made.scope);
  RC_ASSERT(read->resource_metadata == made.resource_metadata);
}

RC_GTEST_PROP(RoundTrip, OfAnIntrospectionResponse, ()) {
  IntrospectionResponse made;
  made.active = true;
  made.scope = perhaps(scope);
  made.client_id = perhaps(vschars);
  made.sub = perhaps(vschars);
  made.exp = perhaps(seconds);
  made.aud = perhaps([] { return std::vector<std::string>{vschars(), vschars()}; });
  made.extra["x"] = vschars();
  const auto read = parse_introspection(*write_introspection(made));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->active);
  RC_ASSERT(read->scope == made.scope);
  RC_ASSERT(read->client_id == made.client_id);
  RC_ASSERT(read->sub == made.sub);
  RC_ASSERT(read->exp == made.exp);
  RC_ASSERT(read->aud == made.aud);
  RC_ASSERT(read->extra == made.extra);
}

RC_GTEST_PROP(RoundTrip, OfADeviceAuthorization, ()) {
  DeviceAuthorization made;
  made.device_code = Secret(vschars());
  made.user_code = vschars();
  made.verification_uri = uri();
  made.verification_uri_complete = perhaps(uri);
  made.expires_in = seconds();
  made.interval = perhaps(seconds);
  const auto read = parse_device_authorization(*write_device_authorization(made));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->device_code.reveal() == made.device_code.reveal());
  RC_ASSERT(read->user_code == made.user_code);
  RC_ASSERT(read->verification_uri == made.verification_uri);
  RC_ASSERT(read->verification_uri_complete == made.verification_uri_complete);
  RC_ASSERT(read->expires_in == made.expires_in);
  RC_ASSERT(read->interval == made.interval);
}

RC_GTEST_PROP(RoundTrip, OfAPushedAuthorization, ()) {
  PushedAuthorization made;
  made.request_uri = uri();
  made.expires_in = seconds() + 1;
  RC_PRE(made.expires_in <= std::int64_t{1} << 53);
  const auto read = parse_pushed_authorization(*write_pushed_authorization(made));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->request_uri == made.request_uri);
  RC_ASSERT(read->expires_in == made.expires_in);
}

}  // namespace
}  // namespace oauth::oauth2
