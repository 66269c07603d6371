// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/run.h"

#include <algorithm>
#include <string>
#include <utility>

#include "harness/checks/metadata_document.h"

namespace oauthspec::checks {
namespace {

// Metadata is believed where there is some; a server without it is asked.
bool offers_grant(const Target& target, std::string_view grant_type) {
  return !target.server.metadata.contains("grant_types_supported") ||
         lists(target.server.metadata, "grant_types_supported", grant_type);
}

bool has_code_grant(const Target& target) {
  return target.confidential && !target.confidential->redirect_uris.empty() &&
         !target.server.authorization_endpoint.empty();
}

bool has(const Target& target, Need need) {
  const flows::OAuth2Server& server = target.server;
  switch (need) {
    case Need::code_grant:
      return has_code_grant(target);
    case Need::second_client:
      return target.second.has_value();
    case Need::open_client:
      return target.open.has_value();
    case Need::implicit:
      return target.open && lists(server.metadata, "response_types_supported", "token");
    case Need::password:
      return target.password && offers_grant(target, "password");
    case Need::client_credentials:
      return target.confidential && offers_grant(target, "client_credentials");
    case Need::refresh_token:
      return offers_grant(target, "refresh_token");
    case Need::device:
      return !server.device_authorization_endpoint.empty();
    case Need::pushed:
      return !server.pushed_authorization_request_endpoint.empty();
    case Need::revocation:
      return !server.revocation_endpoint.empty();
    case Need::introspection:
      return !server.introspection_endpoint.empty();
    case Need::registration:
      return !server.registration_endpoint.empty();
    case Need::metadata:
      return !server.metadata.empty();
    case Need::jwks:
      return !server.jwks_uri.empty();
    case Need::resource:
      return !target.resource.empty();
    case Need::dpop:
      return server.metadata.contains("dpop_signing_alg_values_supported") &&
             target.keys.size() >= 2;
    case Need::pkce:
      return server.code_challenge_methods.has_value();
    case Need::token_exchange:
      return lists(server.metadata, "grant_types_supported",
                   "urn:ietf:params:oauth:grant-type:token-exchange");
    case Need::jwt_bearer:
      return target.assertion_issuer && lists(server.metadata, "grant_types_supported",
                                              "urn:ietf:params:oauth:grant-type:jwt-bearer");
    case Need::denial:
      return target.denying_owner != nullptr;
    case Need::browser:
      return target.browser.has_value();
    case Need::tls:
      return server.token_endpoint.starts_with("https:");
    case Need::oauth1:
      return target.oauth1_client.has_value();
    case Need::oauth1_rsa:
      return target.oauth1_client && target.oauth1_client->private_key != nullptr;
    case Need::code_only_client:
      return target.code_only.has_value();
    case Need::dpop_nonce:
      return target.dpop_nonce;
    case Need::dpop_bound_client:
      return target.dpop_bound.has_value();
    case Need::asserting_client:
      return target.asserting.has_value();
    case Need::jwt_access_token:
      return target.documents.contains("rfc9068");
  }
  return false;
}

// "RFC6749-4.1.2-5" -> "rfc6749"
std::string document_of(std::string_view requirement) {
  std::string document(requirement.substr(0, requirement.find('-')));
  std::ranges::transform(document, document.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return document;
}

}  // namespace

bool is_for(const Check& check, const Target& target) {
  const bool claimed =
      std::ranges::any_of(check.requirements, [&target](std::string_view requirement) {
        return target.documents.contains(document_of(requirement));
      });
  return claimed &&
         std::ranges::all_of(check.needs, [&target](Need need) { return has(target, need); });
}

CheckResult run(const Check& check, const Target& target) {
  Session session(target);
  Finding finding = check.run(session);
  return {&check, std::move(finding), session.evidence()};
}

std::vector<CheckResult> run_all(const Target& target) {
  std::vector<CheckResult> results;
  for (const Topic topic : all_topics()) {
    for (const Check& check : topic) {
      if (is_for(check, target)) {
        results.push_back(run(check, target));
      }
    }
  }
  return results;
}

}  // namespace oauthspec::checks
