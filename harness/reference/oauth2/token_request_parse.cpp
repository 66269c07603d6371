// SPDX-License-Identifier: Apache-2.0
// The authorization server's half of token_request.h.
#include <utility>

#include "harness/reference/oauth2/repeated_parameter.h"
#include "harness/reference/oauth2/token_request.h"

namespace oauth::oauth2 {
namespace {

using message::ParameterView;

constexpr int kBadRequest = 400;

std::unexpected<Refusal> refuse(const char* error, Errc reason) {
  return std::unexpected(Refusal{error, kBadRequest, reason});
}

std::unexpected<Refusal> invalid_request(Errc reason) {
  return refuse("invalid_request", reason);
}

/// RFC6749-3.2-7: a parameter without a value counts as omitted.
std::optional<std::string> value_of(const message::Parameters& form, std::string_view name) {
  const auto value = form.find(name);
  if (!value || value->empty()) return std::nullopt;
  return std::string(*value);
}

std::optional<Secret> secret_of(const message::Parameters& form, std::string_view name) {
  auto value = value_of(form, name);
  if (!value) return std::nullopt;
  return Secret::take(*std::move(value));
}

Judgement<Grant> code_grant(const message::Parameters& form) {
  auto code = secret_of(form, "code");
  if (!code) return invalid_request(Errc::parameter_missing);
  return CodeGrant{*std::move(code), value_of(form, "redirect_uri"),
                   secret_of(form, "code_verifier")};
}

Judgement<Grant> refresh_grant(const message::Parameters& form) {
  auto token = secret_of(form, "refresh_token");
  if (!token) return invalid_request(Errc::parameter_missing);
  return RefreshGrant{*std::move(token)};
}

Judgement<Grant> password_grant(const message::Parameters& form) {
  // RFC6749-4.3.2-2, RFC6749-4.3.2-3: required; their grammar would let them be empty, but 3.2-7 has no exception.
  auto username = value_of(form, "username");
  auto password = secret_of(form, "password");
  if (!username || !password) return invalid_request(Errc::parameter_missing);
  return PasswordGrant{*std::move(username), *std::move(password)};
}

Judgement<Grant> device_grant(const message::Parameters& form) {
  auto code = secret_of(form, "device_code");
  if (!code) return invalid_request(Errc::parameter_missing);
  return DeviceGrant{*std::move(code)};
}

Judgement<Grant> assertion_grant(const message::Parameters& form, std::string_view grant_type) {
  auto assertion = secret_of(form, "assertion");
  if (!assertion) return invalid_request(Errc::parameter_missing);
  return AssertionGrant{grant_type, *std::move(assertion)};
}

Judgement<Grant> exchange_grant(const message::Parameters& form) {
  auto subject = secret_of(form, "subject_token");
  auto type = value_of(form, "subject_token_type");
  ExchangeGrant grant;
  grant.actor_token = secret_of(form, "actor_token");
  grant.actor_token_type = value_of(form, "actor_token_type");
  // RFC8693-2.1-4 to -7
  if (!subject || !type || grant.actor_token.has_value() != grant.actor_token_type.has_value()) {
    return invalid_request(Errc::parameter_missing);
  }
  grant.subject_token = *std::move(subject);
  grant.subject_token_type = *std::move(type);
  grant.requested_token_type = value_of(form, "requested_token_type");
  for (const ParameterView parameter : form) {
    // RFC6749-3.2-7
    if (parameter.name == "audience" && !parameter.value.empty()) {
      grant.audience.emplace_back(parameter.value);
    }
  }
  return grant;
}

Judgement<Grant> grant_of(const message::Parameters& form) {
  const auto type = value_of(form, "grant_type");
  // RFC6749-4.1.3-2
  if (!type) return invalid_request(Errc::parameter_missing);
  if (*type == "authorization_code") return code_grant(form);
  if (*type == "refresh_token") return refresh_grant(form);
  if (*type == "client_credentials") return ClientCredentialsGrant{};
  if (*type == "password") return password_grant(form);
  if (*type == kDeviceGrantType) return device_grant(form);
  if (*type == kJwtGrantType) return assertion_grant(form, kJwtGrantType);
  if (*type == kSamlGrantType) return assertion_grant(form, kSamlGrantType);
  if (*type == kExchangeGrantType) return exchange_grant(form);
  // RFC6749-4.5-2, RFC6749-5.2-10
  return refuse("unsupported_grant_type", Errc::parameter_unsupported);
}

}  // namespace

Judgement<TokenRequest> parse_token_request(const message::Request& request) {
  // RFC6749-3.2-6
  if (request.method != "POST") return invalid_request(Errc::method_invalid);
  if (!message::has_form_content_type(request.headers)) {
    return invalid_request(Errc::content_type_unexpected);
  }
  TokenRequest read;
  if (auto done = read.parameters.add_form(request.body); !done) {
    return invalid_request(done.error().code);
  }
  // RFC6749-3.2-11
  if (has_repeated_parameter(read.parameters)) return invalid_request(Errc::parameter_duplicated);
  auto client = find_client(request, read.parameters);
  if (!client) return std::unexpected(client.error());
  read.client = *std::move(client);
  auto grant = grant_of(read.parameters);
  if (!grant) return std::unexpected(grant.error());
  read.grant = *std::move(grant);
  if (const auto text = value_of(read.parameters, "scope")) {
    auto scope = parse_scope(*text);
    // RFC6749-5.2-11
    if (!scope) return refuse("invalid_scope", scope.error().code);
    read.scope = *std::move(scope);
  }
  return read;
}

}  // namespace oauth::oauth2
