// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/registry.h"
#include "mock_provider/model/surroundings.h"
#include "mock_provider/rules/secret_text.h"

namespace oauthspec::provider::rules {

/// Whether somebody may register a client.
///
/// Output: a refusal is invalid_token (401), or has no error code where a token is wanted and none was sent.
/// Spec:   RFC 7591 section 3
[[nodiscard]] oauth::oauth2::Judgement<void> check_initial_access_token(
    const Settings& settings, const oauth::message::Request& request);

/// Reads the metadata of a registration.
///
/// Output: the object as it came. A refusal is invalid_client_metadata.
/// Spec:   RFC 7591 section 3.1
[[nodiscard]] oauth::oauth2::Judgement<nlohmann::json> read_client_metadata(
    const oauth::message::Request& request);

/// Whether each member that is known has its type.
///
/// Output: a refusal is invalid_client_metadata.
/// Spec:   RFC 7591 section 2
[[nodiscard]] oauth::oauth2::Judgement<void> check_member_types(const nlohmann::json& metadata);

/// The members that are known; all others are ignored.
///
/// Spec:   RFC 7591 section 2
[[nodiscard]] nlohmann::json known_members(const nlohmann::json& metadata);

/// Verifies a software statement.
///
/// Output: its claims. A refusal is unapproved_software_statement: its issuer is none of Registry::assertion_issuers; or
///         invalid_software_statement.
/// Spec:   RFC 7591 section 2.3
[[nodiscard]] oauth::oauth2::Judgement<nlohmann::json> read_software_statement(
    const Surroundings& around, const Registry& registry, const std::string& statement);

/// What a client asks for once its software statement has been heard, whose values count for more.
///
/// Spec:   RFC 7591 section 3.1.1
[[nodiscard]] nlohmann::json prefer_statement(const nlohmann::json& metadata,
                                              const nlohmann::json& claims);

/// The metadata with what stands for members that are left out.
///
/// Spec:   RFC 7591 section 2
[[nodiscard]] nlohmann::json with_defaults(const Surroundings& around, nlohmann::json metadata);

/// Whether the redirection URIs can be registered, and are there where a grant needs one.
///
/// Output: a refusal is invalid_redirect_uri.
/// Spec:   RFC 7591 sections 2 and 5; RFC 8252 section 8.4
[[nodiscard]] oauth::oauth2::Judgement<void> check_registered_redirect_uris(
    const nlohmann::json& metadata);

/// Whether grant types and response types are offered, and fit each other.
///
/// Output: a refusal is invalid_client_metadata.
/// Spec:   RFC 7591 section 2.1
[[nodiscard]] oauth::oauth2::Judgement<void> check_registered_grants(
    const Surroundings& around, const nlohmann::json& metadata);

/// Whether the client can authenticate as it says: the method is known, and its keys are there, once, and no private ones.
///
/// Output: a refusal is invalid_client_metadata.
/// Spec:   RFC 7591 section 2
[[nodiscard]] oauth::oauth2::Judgement<void> check_registered_authentication(
    const Surroundings& around, const nlohmann::json& metadata);

/// Whether all scope tokens are known, and the addresses of pages are URLs.
///
/// Output: a refusal is invalid_client_metadata.
/// Spec:   RFC 7591 section 2
[[nodiscard]] oauth::oauth2::Judgement<void> check_registered_scope(const Surroundings& around,
                                                                    const nlohmann::json& metadata);
[[nodiscard]] oauth::oauth2::Judgement<void> check_registered_pages(const nlohmann::json& metadata);

/// Whether a method needs a secret.
///
/// Spec:   RFC 7591 section 2, token_endpoint_auth_method
[[nodiscard]] bool needs_secret(AuthenticationMethod method);

/// The client information response: everything that is registered of a client.
///
/// Spec:   RFC 7591 section 3.2.1; RFC 7592 section 3
[[nodiscard]] nlohmann::json client_information(const Surroundings& around,
                                                const ClientRecord& client);

/// Whether a request with this token may read, change and delete a client.
///
/// Input:  `client` is null where there is none of that name.
/// Output: a refusal is invalid_token (401).
/// Spec:   RFC 7592 sections 2.1 to 2.3
[[nodiscard]] oauth::oauth2::Judgement<void> check_registration_access_token(
    const ClientRecord* client, std::string_view token);

/// Whether an update is of this client, and touches nothing that is the server's.
///
/// Output: a refusal is invalid_client_metadata.
/// Spec:   RFC 7592 section 2.2
[[nodiscard]] oauth::oauth2::Judgement<void> check_update(const ClientRecord& client,
                                                          const nlohmann::json& metadata);

/// What of a client's members an update leaves: those that it does not name are deleted.
///
/// Spec:   RFC 7592 section 2.2
[[nodiscard]] nlohmann::json updated_metadata(const ClientRecord& client,
                                              const nlohmann::json& metadata);

/// Whether what was issued for a grant ends with the client.
///
/// Spec:   RFC 7592 section 2.3
[[nodiscard]] bool falls_with_client(const ClientRecord& client, const Grant& grant);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What is decided of a client that registers itself.
struct RegistrationRules {
  decltype(&rules::secret_text) client_secret_text = &rules::secret_text;
  decltype(&rules::check_initial_access_token) check_initial_access_token =
      &rules::check_initial_access_token;
  decltype(&rules::read_client_metadata) read_metadata = &rules::read_client_metadata;
  decltype(&rules::check_member_types) check_member_types = &rules::check_member_types;
  decltype(&rules::known_members) known_members = &rules::known_members;
  decltype(&rules::read_software_statement) read_software_statement =
      &rules::read_software_statement;
  decltype(&rules::prefer_statement) prefer_statement = &rules::prefer_statement;
  decltype(&rules::with_defaults) with_defaults = &rules::with_defaults;
  decltype(&rules::check_registered_redirect_uris) check_redirect_uris =
      &rules::check_registered_redirect_uris;
  decltype(&rules::check_registered_grants) check_grants = &rules::check_registered_grants;
  decltype(&rules::check_registered_authentication) check_authentication =
      &rules::check_registered_authentication;
  decltype(&rules::check_registered_scope) check_scope = &rules::check_registered_scope;
  decltype(&rules::check_registered_pages) check_pages = &rules::check_registered_pages;
  decltype(&rules::needs_secret) needs_secret = &rules::needs_secret;
  decltype(&rules::client_information) client_information = &rules::client_information;
  decltype(&rules::check_registration_access_token) check_access_token =
      &rules::check_registration_access_token;
  decltype(&rules::check_update) check_update = &rules::check_update;
  decltype(&rules::updated_metadata) updated_metadata = &rules::updated_metadata;
  decltype(&rules::falls_with_client) falls_with_client = &rules::falls_with_client;
};

}  // namespace oauthspec::provider
