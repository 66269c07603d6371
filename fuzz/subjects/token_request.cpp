// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/token_request.h"

#include "fuzz/subjects/parameters.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth2/endpoint_request.h"
#include "harness/reference/oauth2/token_request.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Secret;
using oauth::message::Request;

ShownClient shown(const oauth2::PresentedClient& client) {
  ShownClient read{client.client_id, "none", ""};
  if (const auto* basic = std::get_if<oauth2::SecretBasic>(&client.authentication)) {
    read.method = "client_secret_basic";
    read.secret = basic->client_secret.reveal();
  } else if (const auto* post = std::get_if<oauth2::SecretPost>(&client.authentication)) {
    read.method = "client_secret_post";
    read.secret = post->client_secret.reveal();
  } else if (const auto* assertion = std::get_if<oauth2::Assertion>(&client.authentication)) {
    read.method = "assertion";
    read.secret = assertion->client_assertion.reveal();
  }
  return read;
}

/// A grant's parameters, as the oracle lists them.
struct GrantReader {
  PairList& list;

  void add(std::string_view name, const std::optional<std::string>& value) const {
    if (value) list.emplace_back(name, *value);
  }
  void add(std::string_view name, const Secret& value) const {
    list.emplace_back(name, value.reveal());
  }
  void add(std::string_view name, const std::optional<Secret>& value) const {
    if (value) add(name, *value);
  }
  void operator()(const oauth2::CodeGrant& grant) const {
    add("code", grant.code);
    add("redirect_uri", grant.redirect_uri);
    add("code_verifier", grant.code_verifier);
  }
  void operator()(const oauth2::RefreshGrant& grant) const {
    add("refresh_token", grant.refresh_token);
  }
  void operator()(const oauth2::ClientCredentialsGrant& /*none*/) const {}
  void operator()(const oauth2::PasswordGrant& grant) const {
    list.emplace_back("username", grant.username);
    add("password", grant.password);
  }
  void operator()(const oauth2::DeviceGrant& grant) const { add("device_code", grant.device_code); }
  void operator()(const oauth2::AssertionGrant& grant) const { add("assertion", grant.assertion); }
  void operator()(const oauth2::ExchangeGrant& grant) const {
    add("subject_token", grant.subject_token);
    list.emplace_back("subject_token_type", grant.subject_token_type);
    add("actor_token", grant.actor_token);
    add("actor_token_type", grant.actor_token_type);
    add("requested_token_type", grant.requested_token_type);
    for (const std::string& audience : grant.audience) list.emplace_back("audience", audience);
  }
  void operator()(const oauth2::ExtensionGrant& grant) const { list = pairs_of(grant.parameters); }
};

Answer<TokenFields> parse(const Request& request) {
  const auto read = oauth2::parse_token_request(request);
  if (!read) return read.error().error;
  TokenFields fields{shown(read->client),
                     std::string(read->parameters.find("grant_type").value()),
                     {},
                     read->scope};
  std::visit(GrantReader{fields.grant}, read->grant);
  return fields;
}

oauth2::Client client_of(const ShownClient& shown) {
  oauth2::Client client{shown.client_id.value_or(""), oauth2::NoAuthentication{}};
  if (shown.method == "client_secret_basic") {
    client.authentication = oauth2::SecretBasic{Secret(shown.secret)};
  } else if (shown.method == "client_secret_post") {
    client.authentication = oauth2::SecretPost{Secret(shown.secret)};
  } else if (shown.method == "assertion") {
    client.authentication = oauth2::Assertion{Secret(shown.secret)};
  } else if (shown.method == "tls_client_auth") {
    client.authentication = oauth2::TlsCertificate{};
  }
  return client;
}

oauth2::ExchangeGrant exchange_of(const PairList& list) {
  const auto text = [&list](std::string_view name) { return model_value(list, name); };
  oauth2::ExchangeGrant grant;
  grant.subject_token = Secret(text("subject_token").value_or(""));
  grant.subject_token_type = text("subject_token_type").value_or("");
  if (const auto actor = text("actor_token")) grant.actor_token = Secret(*actor);
  grant.actor_token_type = text("actor_token_type");
  grant.requested_token_type = text("requested_token_type");
  grant.audience = model_values(list, "audience");
  return grant;
}

oauth2::Grant grant_of(const TokenFields& fields) {
  const auto text = [&fields](std::string_view name) {
    return model_value(fields.grant, name).value_or("");
  };
  const std::string& type = fields.grant_type;
  if (type == "authorization_code") {
    oauth2::CodeGrant grant{Secret(text("code")), model_value(fields.grant, "redirect_uri"), {}};
    if (const auto verifier = model_value(fields.grant, "code_verifier")) {
      grant.code_verifier = Secret(*verifier);
    }
    return grant;
  }
  if (type == "refresh_token") return oauth2::RefreshGrant{Secret(text("refresh_token"))};
  if (type == "client_credentials") return oauth2::ClientCredentialsGrant{};
  if (type == "password") {
    return oauth2::PasswordGrant{text("username"), Secret(text("password"))};
  }
  if (type == oauth2::kDeviceGrantType) return oauth2::DeviceGrant{Secret(text("device_code"))};
  if (type == oauth2::kExchangeGrantType) return exchange_of(fields.grant);
  for (const std::string_view known : {oauth2::kSamlGrantType, oauth2::kJwtGrantType}) {
    if (type == known) return oauth2::AssertionGrant{known, Secret(text("assertion"))};
  }
  return oauth2::ExtensionGrant{type, parameters_of(fields.grant)};
}

std::optional<Request> build(std::string_view endpoint, const TokenFields& fields,
                             const PairList& extra) {
  PairList others = extra;
  std::erase_if(others, [](const auto& pair) { return pair.first == "resource"; });
  return value_or_nothing(oauth2::write_token_request(
      endpoint, client_of(fields.client), grant_of(fields),
      {fields.scope, model_values(extra, "resource"), std::nullopt, parameters_of(others)}));
}

std::optional<Request> ask(std::string_view kind, std::string_view endpoint,
                           const TokenFields& fields, const PairList& extra) {
  const oauth2::Client client = client_of(fields.client);
  const oauth2::TokenReference token{Secret(fields.grant_type), std::nullopt};
  oauth2::FormOptions options;
  if (kind == "pushed") {
    return value_or_nothing(oauth2::write_pushed_authorization_request(
        endpoint, client, parameters_of(extra), options));
  }
  options.extra = parameters_of(extra);
  if (kind == "revocation") {
    return value_or_nothing(oauth2::write_revocation_request(endpoint, client, token, options));
  }
  if (kind == "introspection") {
    return value_or_nothing(
        oauth2::write_introspection_request(endpoint, &client, token, std::nullopt, options));
  }
  options.scope = fields.scope;
  return value_or_nothing(oauth2::write_device_authorization_request(endpoint, client, options));
}

}  // namespace

template <>
TokenEndpoint reference<TokenEndpoint>() {
  return {.parse = parse, .build = build, .ask = ask};
}

}  // namespace oauthspec::fuzz
