// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/client_rules.h"

#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"
#include "mock_provider/model/algorithms.h"
#include "mock_provider/rules/issuer_keys.h"

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;

std::unexpected<oauth2::Refusal> no_such_client(Errc reason) {
  return std::unexpected(oauth2::Refusal{"invalid_client", 401, reason});
}

// Which of the client's registered methods the presentation can be: a JWT is one of two kinds, told apart by its key.
struct MethodsOf {
  std::vector<AuthenticationMethod> operator()(const oauth2::NoAuthentication&) const {
    return {AuthenticationMethod::none};
  }
  std::vector<AuthenticationMethod> operator()(const oauth2::TlsCertificate&) const { return {}; }
  std::vector<AuthenticationMethod> operator()(const oauth2::SecretBasic&) const {
    return {AuthenticationMethod::client_secret_basic};
  }
  std::vector<AuthenticationMethod> operator()(const oauth2::SecretPost&) const {
    return {AuthenticationMethod::client_secret_post};
  }
  std::vector<AuthenticationMethod> operator()(const oauth2::Assertion&) const {
    return {AuthenticationMethod::client_secret_jwt, AuthenticationMethod::private_key_jwt};
  }
};

void add_keys(const Surroundings& around, const ClientRecord& client,
              oauth2::TrustedIssuer& issuer) {
  if (client.methods.contains(AuthenticationMethod::client_secret_jwt)) {
    issuer.keys.push_back({client.secret, std::nullopt});
    issuer.algs = mac_algorithms();
  }
  if (client.methods.contains(AuthenticationMethod::private_key_jwt)) {
    add_key_set(around, client.jwks, issuer);
  }
}

}  // namespace

oauth2::TrustedIssuer client_as_issuer(const Surroundings& around, const ClientRecord& client) {
  oauth2::TrustedIssuer issuer{client.id, {}, {}};
  add_keys(around, client, issuer);
  return issuer;
}

oauth2::Judgement<void> check_method(const ClientRecord& client,
                                     const oauth2::PresentedClient& presented) {
  for (const AuthenticationMethod method : std::visit(MethodsOf{}, presented.authentication)) {
    if (client.methods.contains(method)) {
      return {};
    }
  }
  // RFC6749-3.2.1-1: a confidential client authenticates, whatever the grant.
  return no_such_client(Errc::credentials_invalid);
}

bool same_secret(const ClientRecord& client, std::string_view presented) {
  return oauth::equal_in_constant_time(client.secret.reveal(), presented);
}

std::vector<std::string> assertion_audience(const Surroundings& around, std::string_view path) {
  const std::string issuer(around.issuer);
  // RFC7523-3-18: the token endpoint's URL is a name of the server, and so is its issuer; at another endpoint, that one's URL, too.
  return {issuer, issuer + "/token", issuer + std::string(path)};
}

oauth2::Judgement<void> check_assertion(const Surroundings& around, const ClientRecord& client,
                                        const std::vector<std::string>& audience,
                                        const oauth::message::Parameters& parameters,
                                        oauth2::UsedIds& used) {
  const std::vector<oauth2::TrustedIssuer> issuers{client_as_issuer(around, client)};
  const oauth2::AssertionContext context{.use = oauth2::AssertionUse::client_authentication,
                                         .issuers = issuers,
                                         .audience = audience,
                                         .now = static_cast<double>(around.now),
                                         .leeway = 0};
  const auto subject = oauth2::verify_assertion(around.backend, parameters, context, used);
  if (!subject) {
    return std::unexpected(subject.error());
  }
  return {};
}

oauth2::Judgement<void> check_assertion_age(const Surroundings& around, std::string_view jwt) {
  constexpr double kOldest = 86400;
  const auto jws = oauth::jose::parse_jws(jwt);
  const auto claims = jws ? oauth::jose::claims_of(*jws)
                          : oauth::Result<oauth::jose::Claims>(std::unexpected(jws.error()));
  if (claims && claims->issued && *claims->issued < static_cast<double>(around.now) - kOldest) {
    return no_such_client(Errc::jwt_expired);  // RFC7523-3-13
  }
  return {};
}

oauth2::Judgement<void> check_assertion_unused(bool first_use) {
  if (!first_use) {
    return no_such_client(Errc::jti_used);  // RFC7523-3-14
  }
  return {};
}

}  // namespace oauthspec::provider::rules
