// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/needs.h"

#include <algorithm>
#include <array>

#include "harness/checks/metadata_document.h"
#include "harness/checks/oauth1_session.h"
#include "harness/checks/tls_endpoints.h"

namespace oauthspec::checks {
namespace {

struct Row {
  Need need;
  std::string_view about;
  bool (*has)(const Target& target);
  std::string_view foundation = "";
};

// Metadata is believed where there is some; a server without it is asked.
bool offers_grant(const Target& target, std::string_view grant_type) {
  return !target.server.metadata.contains("grant_types_supported") ||
         lists(target.server.metadata, "grant_types_supported", grant_type);
}

bool has_code_grant(const Target& target) {
  return target.confidential && !target.confidential->redirect_uris.empty() &&
         !target.server.authorization_endpoint.empty();
}

bool has_token_exchange(const Target& target) {
  return lists(target.server.metadata, "grant_types_supported",
               "urn:ietf:params:oauth:grant-type:token-exchange");
}

bool has_jwt_bearer(const Target& target) {
  return target.assertion_issuer && lists(target.server.metadata, "grant_types_supported",
                                          "urn:ietf:params:oauth:grant-type:jwt-bearer");
}

bool has_dpop(const Target& target) {
  return target.server.metadata.contains("dpop_signing_alg_values_supported") &&
         target.keys.size() >= 2;
}

// clang-format off: a row a line
constexpr auto kRows = std::to_array<Row>({
    {Need::code_grant, "the authorization endpoint, and a confidential client with a redirection URI (oauth2.clients.confidential)", has_code_grant, "code-grant/a-code-is-exchanged"},
    {Need::second_client, "a second confidential client (oauth2.clients.second)", [](const Target& target) { return target.second.has_value(); }},
    {Need::open_client, "a public client (oauth2.clients.public)", [](const Target& target) { return target.open.has_value(); }},
    {Need::implicit, "a public client, and the response type token in the metadata", [](const Target& target) { return target.open && lists(target.server.metadata, "response_types_supported", "token"); }},
    {Need::password, "the password grant, and a resource owner's password (oauth2.resource_owner_password)", [](const Target& target) { return target.password && offers_grant(target, "password"); }},
    {Need::client_credentials, "the client credentials grant, and a confidential client (oauth2.clients.confidential)", [](const Target& target) { return target.confidential && offers_grant(target, "client_credentials"); }, "client-credentials/a-client-gets-a-token-for-itself"},
    {Need::refresh_token, "refresh tokens", [](const Target& target) { return offers_grant(target, "refresh_token"); }, "refresh-token/it-is-exchanged"},
    {Need::device, "the device authorization endpoint (oauth2.endpoints.device_authorization)", [](const Target& target) { return !target.server.device_authorization_endpoint.empty(); }, "device-grant/an-allowed-device-gets-tokens"},
    {Need::pushed, "the pushed authorization request endpoint (oauth2.endpoints.pushed_authorization_request)", [](const Target& target) { return !target.server.pushed_authorization_request_endpoint.empty(); }, "pushed-authorization/code"},
    {Need::revocation, "the revocation endpoint (oauth2.endpoints.revocation)", [](const Target& target) { return !target.server.revocation_endpoint.empty(); }},
    {Need::introspection, "the introspection endpoint (oauth2.endpoints.introspection)", [](const Target& target) { return !target.server.introspection_endpoint.empty(); }},
    {Need::registration, "the registration endpoint (oauth2.endpoints.registration)", [](const Target& target) { return !target.server.registration_endpoint.empty(); }},
    {Need::metadata, "metadata (oauth2.issuer, or oauth2.metadata_url)", [](const Target& target) { return !target.server.metadata.empty(); }},
    {Need::jwks, "published keys (oauth2.endpoints.jwks)", [](const Target& target) { return !target.server.jwks_uri.empty(); }},
    {Need::resource, "a protected resource (oauth2.resource)", [](const Target& target) { return !target.resource.empty(); }},
    {Need::dpop, "dpop_signing_alg_values_supported in the metadata", has_dpop},
    {Need::pkce, "code_challenge_methods_supported in the metadata, or in oauth2.supports", [](const Target& target) { return target.server.code_challenge_methods.has_value(); }},
    {Need::token_exchange, "the token exchange grant in the metadata", has_token_exchange, "token-exchange/a-token-is-exchanged"},
    {Need::jwt_bearer, "an issuer of assertions (oauth2.assertion_issuer), and their grant type in the metadata", has_jwt_bearer},
    {Need::denial, "somebody who denies (sign_in_to_deny)", [](const Target& target) { return target.denying_owner != nullptr; }},
    {Need::browser, "a sign-in by forms (sign_in.form)", [](const Target& target) { return target.browser.has_value(); }},
    {Need::tls, "sockets, and a server that is reached by https", [](const Target& target) { return target.handshake != nullptr && !https_origins(target).empty(); }},
    {Need::parallel, "connections side by side", [](const Target& target) { return target.at_once != nullptr; }},
    {Need::oauth1, "a client of OAuth 1.0 (oauth1.clients.first)", [](const Target& target) { return target.oauth1_client.has_value(); }},
    {Need::oauth1_rsa, "a client of OAuth 1.0 with an RSA key (oauth1.clients.rsa)", [](const Target& target) { return target.oauth1_client && rsa_client(target) != nullptr; }},
    {Need::oauth1_second, "a second client of OAuth 1.0 (oauth1.clients.second)", [](const Target& target) { return target.oauth1_second.has_value(); }},
    {Need::oauth1_resource, "a protected resource for OAuth 1.0 (oauth1.resource)", [](const Target& target) { return !target.oauth1_resource.empty(); }},
    {Need::oauth1_lifetime, "the lifetime of temporary credentials (oauth1.temporary_credentials_seconds)", [](const Target& target) { return target.oauth1_temporary_lifetime.has_value(); }},
    {Need::code_only_client, "a client that is registered for the code grant alone (oauth2.clients.code_only)", [](const Target& target) { return target.code_only.has_value(); }},
    {Need::dpop_nonce, "nonces for DPoP (oauth2.dpop_nonce)", [](const Target& target) { return target.dpop_nonce; }},
    {Need::dpop_bound_client, "a client with dpop_bound_access_tokens (oauth2.clients.dpop_bound)", [](const Target& target) { return target.dpop_bound.has_value(); }},
    {Need::asserting_client, "a client that authenticates by JWTs (oauth2.clients.asserting)", [](const Target& target) { return target.asserting.has_value(); }},
    {Need::jwt_access_token, "JWT access tokens (the document rfc9068)", [](const Target& target) { return target.documents.contains("rfc9068"); }},
});
// clang-format on

const Row& row_of(Need need) {
  return *std::ranges::find(kRows, need, &Row::need);
}

// Whether the row of every need is there is for the compiler to see.
static_assert([] {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    const auto need = static_cast<Need>(i);
    if (std::ranges::find(kRows, need, &Row::need) == kRows.end()) return false;
  }
  return static_cast<std::size_t>(kLastNeed) + 1 == kRows.size();
}());

// "RFC6749-4.1.2-5" -> "rfc6749"; "T-4.4.1.3" is a threat of RFC 6819.
std::string document_of(std::string_view requirement) {
  if (requirement.starts_with("T-")) return "rfc6819";
  std::string document(requirement.substr(0, requirement.find('-')));
  std::ranges::transform(document, document.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return document;
}

}  // namespace

bool has(const Target& target, Need need) {
  return row_of(need).has(target);
}

std::string_view describe(Need need) {
  return row_of(need).about;
}

std::string_view foundation_of(Need need) {
  return row_of(need).foundation;
}

std::optional<Need> missing(const Check& check, const Target& target) {
  for (const Need need : check.needs) {
    if (!has(target, need)) return need;
  }
  return std::nullopt;
}

std::vector<std::string> cited_documents() {
  std::set<std::string> documents;
  for (const Topic topic : all_topics()) {
    for (const Check& check : topic) {
      for (const std::string_view requirement : check.requirements) {
        documents.insert(document_of(requirement));
      }
    }
  }
  return {documents.begin(), documents.end()};
}

bool cites(const std::set<std::string>& documents, const Check& check) {
  return std::ranges::any_of(check.requirements, [&documents](std::string_view requirement) {
    return documents.contains(document_of(requirement));
  });
}

}  // namespace oauthspec::checks
