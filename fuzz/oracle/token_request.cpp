// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/token_request.h"

#include <algorithm>
#include <map>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"
#include "fuzz/oracle/abnf.h"
#include "fuzz/oracle/basic_authorization.h"
#include "fuzz/oracle/pkce.h"
#include "fuzz/oracle/scope.h"
#include "fuzz/oracle/uri_model.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Request;
using Names = std::vector<std::string_view>;

constexpr std::string_view kJwtAssertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr std::string_view kExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

/// What each grant asks for, and what it may have beside.
struct GrantRule {
  Names required;
  Names optional;
};

const std::map<std::string_view, GrantRule>& grant_rules() {
  static const std::map<std::string_view, GrantRule> rules = {
      // RFC 6749 section 4.1.3; RFC 7636 section 4.5
      {"authorization_code", {{"code"}, {"redirect_uri", "code_verifier"}}},
      // RFC 6749 section 6
      {"refresh_token", {{"refresh_token"}, {}}},
      // RFC 6749 section 4.4.2
      {"client_credentials", {{}, {}}},
      // RFC 6749 section 4.3.2
      {"password", {{"username", "password"}, {}}},
      // RFC 8628 section 3.4
      {"urn:ietf:params:oauth:grant-type:device_code", {{"device_code"}, {}}},
      // RFC 7521 section 4.1
      {"urn:ietf:params:oauth:grant-type:jwt-bearer", {{"assertion"}, {}}},
      {"urn:ietf:params:oauth:grant-type:saml2-bearer", {{"assertion"}, {}}},
      // RFC 8693 section 2.1
      {kExchange,
       {{"subject_token", "subject_token_type"},
        {"actor_token", "actor_token_type", "requested_token_type", "audience"}}},
  };
  return rules;
}

/// RFC 6749 section 3.2: no parameter more than once, but resource (RFC 8707 section 2.2) and audience (RFC 8693 section 2.1).
bool repeats_a_name(const PairList& form) {
  std::set<std::string_view> seen;
  return std::ranges::any_of(form, [&seen](const auto& pair) {
    return pair.first != "resource" && pair.first != "audience" && !seen.insert(pair.first).second;
  });
}

void read_basic(ModelTokenRequest& read, const std::string& field) {
  const auto credentials = model_basic(field);
  ShownClient& client = read.fields.client;
  if (!credentials) {
    read.errors.insert("invalid_client");
    return;
  }
  // RFC 6749 section 2.3.1: two names for one client are none.
  if (client.client_id.value_or(credentials->first) != credentials->first) {
    read.errors.insert("invalid_request");
  }
  client = {credentials->first, "client_secret_basic", credentials->second};
}

// RFC 6749 section 2.3; RFC 7521 section 4.2
void read_client(ModelTokenRequest& read, const Request& request, const PairList& form) {
  const auto fields = model_fields(request, "authorization");
  const auto secret = model_value(form, "client_secret");
  const auto assertion = model_value(form, "client_assertion");
  const auto type = model_value(form, "client_assertion_type");
  ShownClient& client = read.fields.client;
  client.client_id = model_value(form, "client_id");
  const bool basic = !fields.empty() && model_lower(model_split(fields.front(), ' ')[0]) == "basic";
  const int ways = (basic ? 1 : 0) + (secret ? 1 : 0) + (assertion ? 1 : 0);
  if (ways > 1 || fields.size() > 1 || assertion.has_value() != type.has_value() ||
      (type && *type != kJwtAssertion) || (secret && !client.client_id)) {
    read.errors.insert("invalid_request");
  }
  if (secret) client = {client.client_id, "client_secret_post", *secret};
  if (assertion) client = {client.client_id, "assertion", *assertion};
  if (basic) read_basic(read, fields.front());
}

void read_grant(ModelTokenRequest& read, const PairList& form) {
  TokenFields& fields = read.fields;
  fields.grant_type = model_value(form, "grant_type").value_or("");
  const auto rule = grant_rules().find(fields.grant_type);
  if (rule == grant_rules().end()) {
    read.errors.insert(fields.grant_type.empty() ? "invalid_request" : "unsupported_grant_type");
    return;
  }
  const auto take = [&](std::string_view name) {
    bool found = false;
    for (const std::string& value : model_values(form, name)) {
      if (!value.empty()) fields.grant.emplace_back(name, value);
      found = found || !value.empty();
    }
    return found;
  };
  for (const std::string_view name : rule->second.required) {
    if (!take(name)) read.errors.insert("invalid_request");
  }
  for (const std::string_view name : rule->second.optional) take(name);
  // RFC 8693 section 2.1: the type of an actor token is there where the token is, and not otherwise.
  if (fields.grant_type == kExchange && model_value(form, "actor_token").has_value() !=
                                            model_value(form, "actor_token_type").has_value()) {
    read.errors.insert("invalid_request");
  }
}

void check_answer(const Answer<TokenFields>& answer, const ModelTokenRequest& expected) {
  const auto* const error = std::get_if<std::string>(&answer);
  if (error == nullptr) {
    holds(expected.errors.empty(), "a request with a fault is refused");
    holds(std::get<TokenFields>(answer) == expected.fields,
          "a request is read parameter by parameter");
    return;
  }
  holds(!expected.errors.empty(), "a request without a fault is taken");
  holds(expected.errors.contains(*error), "a refusal has the error code of a fault that is there");
}

/// Whether the client's credentials can be sent at all.
bool can_show(const ShownClient& client) {
  if (client.method == "assertion") return true;
  return one_or_more(client.client_id.value_or(""), in_vschar) &&
         std::ranges::all_of(client.secret, in_vschar);
}

/// RFC 6749 appendix A: whether the value can stand in its parameter.
bool fits(const std::pair<std::string, std::string>& parameter) {
  const auto& [name, value] = parameter;
  if (name == "code" || name == "refresh_token") return one_or_more(value, in_vschar);
  if (name == "code_verifier") return model_is_code_verifier(value);
  if (name == "redirect_uri") return model_is_absolute_uri(value);
  if (name != "username" && name != "password") return true;
  return std::ranges::none_of(
      value, [](char c) { return (c >= '\0' && c < ' ' && c != '\t') || c == '\x7f'; });
}

/// RFC 8707 section 2: whether the parameter is a resource that is one, or something else.
bool targets(const std::pair<std::string, std::string>& parameter) {
  return parameter.first != "resource" || model_is_absolute_uri(parameter.second);
}

/// What a client's request carries in its form: of `parameters` and of the client itself.
PairList sent_form(PairList parameters, const ShownClient& client) {
  if (client.method == "assertion") {
    parameters.emplace_back("client_assertion_type", kJwtAssertion);
    parameters.emplace_back("client_assertion", client.secret);
  } else if (client.method != "client_secret_basic") {
    parameters.emplace_back("client_id", client.client_id.value_or(""));
    if (client.method == "client_secret_post") {
      parameters.emplace_back("client_secret", client.secret);
    }
  }
  return parameters;
}

void add_scope(PairList& parameters, const std::optional<std::vector<std::string>>& scope) {
  if (!scope) return;
  std::string text;
  for (const std::string& token : *scope) text += (text.empty() ? "" : " ") + token;
  parameters.emplace_back("scope", text);
}

bool is_secure(std::string_view text) {
  return model_is_absolute_uri(text) && model_lower(text).starts_with("https:");
}

/// A request of which all is known but the order of its parameters.
void check_sent(const std::optional<Request>& sent, std::string_view at, PairList form,
                const ShownClient& client) {
  if (!sent) return;
  holds(sent->method == "POST" && sent->url == at && model_says_form(*sent),
        "a form is posted to the endpoint, and credentials stand in no URI");
  const auto fields = model_fields(*sent, "authorization");
  if (client.method == "client_secret_basic") {
    holds(fields == std::vector{model_write_basic(client.client_id.value_or(""), client.secret)},
          "a client that authenticates by Basic sends one field of it");
  } else {
    holds(fields.empty(), "a client that authenticates in the form sends no other credentials");
  }
  auto body = model_read_form(sent->body);
  holds(body.has_value(), "the body is a form");
  if (!body) return;
  std::ranges::sort(*body);
  std::ranges::sort(form);
  holds(*body == form, "the form holds what it was made of, and nothing else");
}

void check_built(const TokenEndpoint& endpoint, std::string_view at, const TokenFields& fields,
                 const PairList& extra) {
  PairList form{{"grant_type", fields.grant_type}};
  form.insert(form.end(), fields.grant.begin(), fields.grant.end());
  add_scope(form, fields.scope);
  form.insert(form.end(), extra.begin(), extra.end());
  form = sent_form(std::move(form), fields.client);
  const bool device = fields.grant_type.ends_with(":device_code");
  const bool bare = fields.grant_type == "client_credentials" && fields.client.method == "none";
  const bool sound = (device ? is_secure(at) : model_is_absolute_uri(at)) && !bare &&
                     can_show(fields.client) && std::ranges::all_of(fields.grant, fits) &&
                     std::ranges::all_of(extra, targets) && !repeats_a_name(form);
  const auto sent = endpoint.build(at, fields, extra);
  holds(sent.has_value() == sound, "a request is written where its grammar has its values");
  check_sent(sent, at, form, fields.client);
  if (!sent || endpoint.parse == nullptr) return;
  TokenFields expected = fields;
  if (expected.client.method == "assertion") expected.client.client_id.reset();
  if (expected.client.method == "tls_client_auth") expected.client.method = "none";
  const auto again = endpoint.parse(*sent);
  // An empty secret in a form counts as left out.
  if (fields.client.method == "client_secret_post" && fields.client.secret.empty()) return;
  const auto* const read = std::get_if<TokenFields>(&again);
  holds(read != nullptr && *read == expected, "what is written is read as the same");
}

/// The same where the connection shows who asks: RFC 8705 section 2.
void check_built_over_tls(const TokenEndpoint& endpoint, std::string_view at, TokenFields fields,
                          const PairList& extra) {
  if (fields.client.method != "none") return;
  fields.client.method = "tls_client_auth";
  check_built(endpoint, at, fields, extra);
}

/// RFC 6749 section 4.5: a grant type that no RFC defines, with what the form has beside it.
void check_extension(const TokenEndpoint& endpoint, const Request& request, TokenFields fields) {
  const auto form = model_read_form(request.body);
  if (!form) return;
  static const std::set<std::string_view> apart = {"grant_type",       "scope",
                                                   "client_id",        "client_secret",
                                                   "client_assertion", "client_assertion_type"};
  fields.grant = *form;
  std::erase_if(fields.grant, [](const auto& pair) { return apart.contains(pair.first); });
  PairList expected{{"grant_type", fields.grant_type}};
  expected.insert(expected.end(), fields.grant.begin(), fields.grant.end());
  add_scope(expected, fields.scope);
  expected = sent_form(std::move(expected), fields.client);
  const bool sound = model_is_absolute_uri(request.url) && model_parse_uri(fields.grant_type) &&
                     can_show(fields.client) && !repeats_a_name(expected);
  const auto sent = endpoint.build(request.url, fields, {});
  holds(sent.has_value() == sound, "a grant type of one's own is an absolute URI");
  check_sent(sent, request.url, expected, fields.client);
}

void check_asked(const TokenEndpoint& endpoint, std::string_view at, const TokenFields& fields,
                 const PairList& extra) {
  for (const std::string_view kind : {"revocation", "introspection"}) {
    PairList form{{"token", fields.grant_type}};
    form.insert(form.end(), extra.begin(), extra.end());
    form = sent_form(std::move(form), fields.client);
    const bool sound = (kind == "revocation" ? is_secure(at) : model_is_absolute_uri(at)) &&
                       can_show(fields.client) && !repeats_a_name(form);
    const auto sent = endpoint.ask(kind, at, fields, extra);
    holds(sent.has_value() == sound, "a token is sent where its endpoint and its form are sound");
    check_sent(sent, at, form, fields.client);
  }
  PairList form = extra;
  add_scope(form, fields.scope);
  form = sent_form(std::move(form), fields.client);
  const auto sent = endpoint.ask("device_authorization", at, fields, extra);
  holds(sent.has_value() == (is_secure(at) && can_show(fields.client) && !repeats_a_name(form)),
        "a device asks where its endpoint and its form are sound");
  check_sent(sent, at, form, fields.client);
}

/// RFC 9126 section 2.1: client_id is there in any case.
void check_pushed(const TokenEndpoint& endpoint, std::string_view at, const TokenFields& fields,
                  const PairList& extra) {
  const auto sent = endpoint.ask("pushed", at, fields, extra);
  if (!sent) return;
  PairList form = extra;
  const std::string& method = fields.client.method;
  if (method == "client_secret_basic" || method == "assertion") {
    form.emplace_back("client_id", fields.client.client_id.value_or(""));
  }
  holds(model_values(extra, "request_uri").empty(), "a request_uri is not pushed");
  holds(model_values(extra, "request").empty() || extra.size() == 1,
        "beside a request object no parameter is pushed");
  check_sent(sent, at, sent_form(std::move(form), fields.client), fields.client);
}

/// What the request has beside all that fields hold.
PairList extra_of(const Request& request, const TokenFields& fields) {
  static const std::set<std::string_view> known = {"grant_type",       "scope",
                                                   "client_id",        "client_secret",
                                                   "client_assertion", "client_assertion_type"};
  PairList extra = model_read_form(request.body).value_or(PairList());
  std::erase_if(extra, [&](const auto& pair) {
    const bool granted = !model_values(fields.grant, pair.first).empty();
    // A parameter of the grant without a value counts as left out, and would be one too many beside the grant's own.
    return known.contains(pair.first) || granted || pair.second.empty() || pair.first == "resource";
  });
  return extra;
}

}  // namespace

ModelTokenRequest model_token_request(const Request& request) {
  ModelTokenRequest read;
  const auto form = model_read_form(request.body);
  if (request.method != "POST" || !model_says_form(request) || !form || repeats_a_name(*form)) {
    read.errors.insert("invalid_request");
    return read;
  }
  read_client(read, request, *form);
  read_grant(read, *form);
  if (const auto scope = model_value(*form, "scope")) {
    read.fields.scope = model_scope(*scope);
    if (!read.fields.scope) read.errors.insert("invalid_scope");
  }
  return read;
}

void check_token_request(const TokenEndpoint& endpoint, std::string_view input) {
  const Request request = read_request(input);
  const ModelTokenRequest expected = model_token_request(request);
  const Turn turn(input, 4);
  if (turn.is(0) && endpoint.parse != nullptr) check_answer(endpoint.parse(request), expected);
  if (turn.is(1) && endpoint.build != nullptr &&
      expected.errors == std::set<std::string>{"unsupported_grant_type"}) {
    check_extension(endpoint, request, expected.fields);
  }
  if (!expected.errors.empty()) return;
  const PairList extra = extra_of(request, expected.fields);
  if (turn.is(1) && endpoint.build != nullptr) {
    PairList targeted = extra;
    for (const std::string& text : model_values(*model_read_form(request.body), "resource")) {
      targeted.emplace_back("resource", text);
    }
    check_built(endpoint, request.url, expected.fields, targeted);
    check_built_over_tls(endpoint, request.url, expected.fields, extra);
  }
  if (endpoint.ask == nullptr) return;
  if (turn.is(2)) check_asked(endpoint, request.url, expected.fields, extra);
  if (turn.is(3)) check_pushed(endpoint, request.url, expected.fields, extra);
}

}  // namespace oauthspec::fuzz
