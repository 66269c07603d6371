// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/authorization_request.h"

#include <algorithm>
#include <array>
#include <map>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/abnf.h"
#include "fuzz/oracle/alphabet.h"
#include "fuzz/oracle/pkce.h"
#include "fuzz/oracle/scope.h"
#include "fuzz/oracle/uri_model.h"

namespace oauthspec::fuzz {
namespace {

using Texts = std::vector<std::string>;

constexpr std::array<std::string_view, 10> kNames = {
    "response_type", "client_id",      "redirect_uri",          "scope",   "state",
    "resource",      "code_challenge", "code_challenge_method", "request", "request_uri"};

// response-type = response-name *( SP response-name ); response-name = 1*( "_" / DIGIT / ALPHA )
bool is_response_type(std::string_view text) {
  static constexpr Alphabet kCharacters(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
  return std::ranges::all_of(model_split(text, ' '), [](std::string_view name) {
    return one_or_more(name, [](char c) { return kCharacters.contains(c); });
  });
}

/// What is wrong with the parameters that stand for themselves.
bool breaks_a_grammar(const AuthorizationFields& fields) {
  const bool object = fields.request || fields.request_uri;
  const bool typed = fields.response_type.empty() ? object : is_response_type(fields.response_type);
  return !typed || !one_or_more(fields.client_id, in_vschar) ||
         (fields.state && !one_or_more(*fields.state, in_vschar)) ||
         (fields.redirect_uri && !model_is_absolute_uri(*fields.redirect_uri)) ||
         (fields.request && fields.request_uri) ||
         (fields.request_uri && !model_parse_uri(*fields.request_uri));
}

/// RFC 7636 section 4.4.1
bool breaks_pkce(const AuthorizationFields& fields) {
  if (!fields.code_challenge) return false;
  const std::string method = fields.code_challenge_method.value_or("plain");
  return (method != "plain" && method != "S256") || !model_is_code_verifier(*fields.code_challenge);
}

/// Each name that stands more than once, but of resource (RFC 8707 section 2) and audience (RFC 8693 section 2.1).
std::set<std::string> repeated_names(const PairList& pairs) {
  std::set<std::string> once;
  std::set<std::string> more;
  for (const auto& pair : pairs) {
    if (pair.first == "resource" || pair.first == "audience") continue;
    if (!once.insert(pair.first).second) more.insert(pair.first);
  }
  return more;
}

bool is_known(std::string_view name) {
  return std::ranges::find(kNames, name) != kNames.end();
}

void check_answer(const Answer<AuthorizationFields>& answer, const ModelAuthorization& expected) {
  const auto* const error = std::get_if<std::string>(&answer);
  if (error == nullptr) {
    holds(expected.errors.empty(), "a request with a fault is refused");
    holds(std::get<AuthorizationFields>(answer) == expected.fields,
          "a request is read parameter by parameter");
    return;
  }
  holds(!expected.errors.empty(), "a request without a fault is taken");
  holds(expected.errors.contains(*error), "a refusal has the error code of a fault that is there");
}

/// RFC 6749 section 3.1: parameters have no order; those of one name are left in theirs.
void check_order(const AuthorizationEndpoint& endpoint, const PairList& parameters,
                 const ModelAuthorization& expected) {
  const std::multimap<std::string, std::string> by_name(parameters.begin(), parameters.end());
  const auto answer = endpoint.parse({by_name.begin(), by_name.end()});
  holds(std::holds_alternative<AuthorizationFields>(answer) == expected.errors.empty(),
        "the order of parameters has no meaning");
}

PairList pairs_of(const AuthorizationFields& fields) {
  PairList pairs;
  const auto add = [&pairs](std::string_view name, const std::optional<std::string>& value) {
    if (value) pairs.emplace_back(name, *value);
  };
  if (!fields.response_type.empty()) add("response_type", fields.response_type);
  add("client_id", fields.client_id);
  add("redirect_uri", fields.redirect_uri);
  std::string scope;
  for (const std::string& token : fields.scope.value_or(Texts())) {
    scope += (scope.empty() ? "" : " ") + token;
  }
  if (fields.scope) add("scope", scope);
  add("state", fields.state);
  add("code_challenge", fields.code_challenge);
  if (fields.code_challenge) add("code_challenge_method", fields.code_challenge_method);
  for (const std::string& resource : fields.resource) add("resource", resource);
  add("request", fields.request);
  add("request_uri", fields.request_uri);
  pairs.insert(pairs.end(), fields.extra.begin(), fields.extra.end());
  return pairs;
}

/// Whether a URI can be written: the endpoint is one, and no name would stand there twice.
bool can_build(std::string_view endpoint, const PairList& pairs) {
  const auto uri = model_parse_uri(endpoint);
  if (!uri || uri->fragment || !repeated_names(pairs).empty()) return false;
  const auto present = model_read_form(uri->query.value_or(""));
  return present && std::ranges::none_of(pairs, [&present](const auto& pair) {
           return !model_values(*present, pair.first).empty();
         });
}

void check_built(const AuthorizationEndpoint& endpoint, std::string_view at,
                 const AuthorizationFields& fields) {
  const PairList pairs = pairs_of(fields);
  const auto url = endpoint.build(at, fields);
  holds(url.has_value() == can_build(at, pairs),
        "a request is written where its endpoint is a URI and no parameter stands there twice");
  if (!url) return;
  holds(url->starts_with(at), "a request keeps the endpoint's own query");
  const auto uri = model_parse_uri(*url);
  holds(uri && !uri->fragment, "a request is a URI");
  if (!uri) return;
  auto sent = model_read_form(uri->query.value_or(""));
  auto expected = model_read_form(model_parse_uri(at)->query.value_or(""));
  holds(sent && expected, "a request's query is a form");
  if (!sent || !expected) return;
  expected->insert(expected->end(), pairs.begin(), pairs.end());
  std::ranges::sort(*sent);
  std::ranges::sort(*expected);
  holds(sent == expected, "a request's query holds what it was made of, and nothing else");
}

/// The resources of a request, by the model; nothing where one is refused.
std::optional<Texts> model_resources(const PairList& pairs, const std::optional<Texts>& known) {
  Texts resources;
  std::set<std::string> seen;
  for (const std::string& resource : model_values(pairs, "resource")) {
    if (resource.empty()) continue;
    const bool fits = !known || std::ranges::find(*known, resource) != known->end();
    if (!model_is_absolute_uri(resource) || !fits) return std::nullopt;
    if (seen.insert(resource).second) resources.push_back(resource);
  }
  return resources;
}

void check_resources(const AuthorizationEndpoint& endpoint, const PairList& pairs,
                     const std::optional<Texts>& texts) {
  const auto answer = endpoint.resources(pairs, texts);
  const auto expected = model_resources(pairs, texts);
  const auto* const error = std::get_if<std::string>(&answer);
  holds((error == nullptr) == expected.has_value(),
        "a resource is refused where it is no URI, or unknown");
  if (error != nullptr) {
    holds(*error == "invalid_target", "a resource is refused with its error code");
  } else {
    holds(std::get<Texts>(answer) == expected, "each resource is read, once");
  }
}

void check_known_resources(const AuthorizationEndpoint& endpoint, const PairList& pairs,
                           std::string_view known) {
  std::optional<Texts> texts;
  if (!known.empty()) {
    const auto pieces = model_split(known, ' ');
    texts.emplace(pieces.begin(), pieces.end());
  }
  check_resources(endpoint, pairs, texts);
  // What begins with a known one is not known by that.
  Texts shorter = model_values(pairs, "resource");
  for (std::string& resource : shorter) resource = resource.substr(0, resource.size() / 2);
  check_resources(endpoint, pairs, shorter);
}

}  // namespace

ModelAuthorization model_authorization(const PairList& parameters) {
  ModelAuthorization read;
  AuthorizationFields& fields = read.fields;
  fields.response_type = model_value(parameters, "response_type").value_or("");
  fields.client_id = model_value(parameters, "client_id").value_or("");
  fields.redirect_uri = model_value(parameters, "redirect_uri");
  fields.state = model_value(parameters, "state");
  fields.code_challenge = model_value(parameters, "code_challenge");
  fields.code_challenge_method = model_value(parameters, "code_challenge_method");
  fields.request = model_value(parameters, "request");
  fields.request_uri = model_value(parameters, "request_uri");
  fields.resource = model_values(parameters, "resource");
  std::erase(fields.resource, "");
  for (const auto& pair : parameters) {
    if (!is_known(pair.first)) fields.extra.push_back(pair);
  }
  if (const auto scope = model_value(parameters, "scope")) {
    fields.scope = model_scope(*scope);
    if (!fields.scope) read.errors.insert("invalid_scope");
  }
  if (!std::ranges::all_of(fields.resource, model_is_absolute_uri))
    read.errors.insert("invalid_target");
  const bool repeated = std::ranges::any_of(repeated_names(parameters), is_known);
  if (repeated || breaks_a_grammar(fields) || breaks_pkce(fields)) {
    read.errors.insert("invalid_request");
  }
  return read;
}

void check_authorization_request(const AuthorizationEndpoint& endpoint, std::string_view input) {
  const auto [at, known, query] = split_parts<3>(input);
  const auto pairs = model_read_form(query);
  if (!pairs) return;
  const Turn turn(input, 4);
  if (turn.is(3) && endpoint.resources != nullptr) check_known_resources(endpoint, *pairs, known);
  if (!turn.is(0) && !turn.is(1) && !turn.is(2)) return;
  const ModelAuthorization expected = model_authorization(*pairs);
  if (turn.is(0) && endpoint.parse != nullptr) check_answer(endpoint.parse(*pairs), expected);
  if (turn.is(1) && endpoint.parse != nullptr) check_order(endpoint, *pairs, expected);
  if (turn.is(2) && endpoint.build != nullptr && expected.errors.empty()) {
    check_built(endpoint, at, expected.fields);
  }
}

}  // namespace oauthspec::fuzz
