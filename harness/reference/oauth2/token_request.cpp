// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/token_request.h"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth2/characters.h"
#include "harness/reference/oauth2/form_request.h"
#include "harness/reference/oauth2/pkce.h"
#include "harness/reference/oauth2/redirect_uri.h"

namespace oauth::oauth2 {
namespace {

using message::ParameterView;

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

void add(message::Parameters& list, std::string_view name,
         const std::optional<std::string>& value) {
  if (value) list.add(name, *value);
}

/// Whether the text has none of the control characters but the tab.
bool is_unicode_without_line_ends(std::string_view text) {
  // RFC6749-A.15-1, RFC6749-A.16-1
  return std::ranges::none_of(text, [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return (octet < 0x20 && octet != '\t') || octet == 0x7F;
  });
}

/// Adds the parameters of each grant, grant_type first.
struct GrantWriter {
  message::Parameters& list;

  Result<void> operator()(const CodeGrant& grant) const {
    // RFC6749-A.11-1
    if (!is_all(grant.code.reveal(), is_vschar)) return refuse(Errc::parameter_invalid);
    // RFC6749-4.1.3-2 to -5
    list.add("grant_type", "authorization_code");
    list.add("code", grant.code.reveal());
    if (grant.redirect_uri) {
      if (auto sound = check_redirect_uri(*grant.redirect_uri); !sound) return sound;
      list.add("redirect_uri", *grant.redirect_uri);
    }
    if (grant.code_verifier) {
      // RFC7636-4.1-1, RFC7636-4.5-1
      const std::string_view verifier = grant.code_verifier->reveal();
      if (!is_code_verifier(verifier)) return refuse(Errc::code_verifier_invalid);
      list.add("code_verifier", verifier);
    }
    return {};
  }
  Result<void> operator()(const RefreshGrant& grant) const {
    // RFC6749-A.17-1
    if (!is_all(grant.refresh_token.reveal(), is_vschar)) return refuse(Errc::parameter_invalid);
    // RFC6749-6-1, RFC6749-6-2
    list.add("grant_type", "refresh_token");
    list.add("refresh_token", grant.refresh_token.reveal());
    return {};
  }
  Result<void> operator()(const ClientCredentialsGrant& /*grant*/) const {
    // RFC6749-4.4.2-1
    list.add("grant_type", "client_credentials");
    return {};
  }
  Result<void> operator()(const PasswordGrant& grant) const {
    if (!is_unicode_without_line_ends(grant.username) ||
        !is_unicode_without_line_ends(grant.password.reveal())) {
      return refuse(Errc::parameter_invalid);
    }
    // RFC6749-4.3.2-1 to -3
    list.add("grant_type", "password");
    list.add("username", grant.username);
    list.add("password", grant.password.reveal());
    return {};
  }
  Result<void> operator()(const DeviceGrant& grant) const {
    if (grant.device_code.reveal().empty()) return refuse(Errc::parameter_invalid);
    // RFC8628-3.4-1, RFC8628-3.4-2
    list.add("grant_type", kDeviceGrantType);
    list.add("device_code", grant.device_code.reveal());
    return {};
  }
  Result<void> operator()(const AssertionGrant& grant) const {
    if (grant.assertion.reveal().empty()) return refuse(Errc::parameter_invalid);
    // RFC7523-2.1-1
    list.add("grant_type", grant.grant_type);
    list.add("assertion", grant.assertion.reveal());
    return {};
  }
  Result<void> operator()(const ExchangeGrant& grant) const {
    // RFC8693-2.1-4 to -7
    if (grant.subject_token.reveal().empty() || grant.subject_token_type.empty() ||
        grant.actor_token.has_value() != grant.actor_token_type.has_value()) {
      return refuse(Errc::parameter_invalid);
    }
    list.add("grant_type", kExchangeGrantType);
    list.add("subject_token", grant.subject_token.reveal());
    list.add("subject_token_type", grant.subject_token_type);
    if (grant.actor_token) list.add("actor_token", grant.actor_token->reveal());
    add(list, "actor_token_type", grant.actor_token_type);
    add(list, "requested_token_type", grant.requested_token_type);
    for (const std::string& audience : grant.audience) list.add("audience", audience);
    return {};
  }
  Result<void> operator()(const ExtensionGrant& grant) const {
    // RFC6749-4.5-1, RFC6749-8.3-1
    if (!codec::parse_uri(grant.grant_type)) return refuse(Errc::parameter_invalid);
    list.add("grant_type", grant.grant_type);
    for (const ParameterView parameter : grant.parameters) list.add(parameter);
    return {};
  }
};

}  // namespace

Result<message::Request> write_token_request(std::string_view endpoint, const Client& client,
                                             const Grant& grant, const FormOptions& options) {
  // RFC6749-4.4-1, RFC6749-4.4.2-2: a client without credentials has nothing to ask with.
  if (std::holds_alternative<ClientCredentialsGrant>(grant) &&
      std::holds_alternative<NoAuthentication>(client.authentication)) {
    return refuse(Errc::credentials_invalid);
  }
  // RFC8628-3.1-5
  if (std::holds_alternative<DeviceGrant>(grant)) {
    if (auto sound = check_secure_endpoint(endpoint, options.allow_plain_http); !sound)
      return std::unexpected(sound.error());
  }
  message::Parameters form;
  if (auto done = std::visit(GrantWriter{form}, grant); !done) {
    return std::unexpected(done.error());
  }
  return write_form_request(endpoint, std::move(form), &client, options);
}

}  // namespace oauth::oauth2
