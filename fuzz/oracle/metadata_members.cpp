// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/metadata_members.h"

#include <array>

namespace oauthspec::fuzz {
namespace {

constexpr const char* kNo = "false";
constexpr const char* kBasic = R"(["client_secret_basic"])";

constexpr auto kServer = std::to_array<MemberRule>({
    // RFC 8414 section 2, in its order.
    {"issuer", Kind::issuer, true},
    {"authorization_endpoint", Kind::endpoint},
    {"token_endpoint", Kind::endpoint},
    {"jwks_uri", Kind::https_uri},
    {"registration_endpoint", Kind::uri},
    {"scopes_supported", Kind::some_texts},
    {"response_types_supported", Kind::some_texts, true},
    {"response_modes_supported", Kind::some_texts, false, R"(["query", "fragment"])"},
    {"grant_types_supported", Kind::some_texts, false, R"(["authorization_code", "implicit"])"},
    {"token_endpoint_auth_methods_supported", Kind::some_texts, false, kBasic},
    {"token_endpoint_auth_signing_alg_values_supported", Kind::algorithms},
    {"service_documentation", Kind::uri},
    {"ui_locales_supported", Kind::some_texts},
    {"op_policy_uri", Kind::uri},
    {"op_tos_uri", Kind::uri},
    {"revocation_endpoint", Kind::endpoint},
    {"revocation_endpoint_auth_methods_supported", Kind::some_texts, false, kBasic},
    {"revocation_endpoint_auth_signing_alg_values_supported", Kind::algorithms},
    {"introspection_endpoint", Kind::uri},
    {"introspection_endpoint_auth_methods_supported", Kind::some_texts},
    {"introspection_endpoint_auth_signing_alg_values_supported", Kind::algorithms},
    {"code_challenge_methods_supported", Kind::some_texts},
    {"signed_metadata", Kind::text},
    // RFC 8628 section 4
    {"device_authorization_endpoint", Kind::uri},
    // RFC 8705 section 3.3
    {"tls_client_certificate_bound_access_tokens", Kind::truth, false, kNo},
    // RFC 9101 section 10.5
    {"require_signed_request_object", Kind::truth, false, kNo},
    // RFC 9126 section 5
    {"pushed_authorization_request_endpoint", Kind::uri},
    {"require_pushed_authorization_requests", Kind::truth, false, kNo},
    // RFC 9207 section 3
    {"authorization_response_iss_parameter_supported", Kind::truth, false, kNo},
    // RFC 9396 section 10
    {"authorization_details_types_supported", Kind::some_texts},
    // RFC 9449 section 5.1
    {"dpop_signing_alg_values_supported", Kind::algorithms},
    // RFC 9728 section 4
    {"protected_resources", Kind::some_texts},
});

constexpr auto kResource = std::to_array<MemberRule>({
    // RFC 9728 section 2, in its order.
    {"resource", Kind::resource, true},
    {"authorization_servers", Kind::some_texts},
    {"jwks_uri", Kind::https_uri},
    {"scopes_supported", Kind::some_texts},
    {"bearer_methods_supported", Kind::texts},
    {"resource_signing_alg_values_supported", Kind::algorithms},
    {"resource_name", Kind::text},
    {"resource_documentation", Kind::uri},
    {"resource_policy_uri", Kind::uri},
    {"resource_tos_uri", Kind::uri},
    {"tls_client_certificate_bound_access_tokens", Kind::truth, false, kNo},
    {"authorization_details_types_supported", Kind::some_texts},
    {"dpop_signing_alg_values_supported", Kind::algorithms},
    {"dpop_bound_access_tokens_required", Kind::truth, false, kNo},
    {"signed_metadata", Kind::text},
});

constexpr auto kClient = std::to_array<MemberRule>({
    // RFC 7591 section 2, in its order.
    {"redirect_uris", Kind::texts},
    {"token_endpoint_auth_method", Kind::text, false, R"("client_secret_basic")"},
    {"grant_types", Kind::texts, false, R"(["authorization_code"])"},
    {"response_types", Kind::texts, false, R"(["code"])"},
    {"client_name", Kind::text},
    {"client_uri", Kind::uri},
    {"logo_uri", Kind::uri},
    {"scope", Kind::scope},
    {"contacts", Kind::texts},
    {"tos_uri", Kind::uri},
    {"policy_uri", Kind::uri},
    {"jwks_uri", Kind::uri},
    {"jwks", Kind::key_set},
    {"software_id", Kind::text},
    {"software_version", Kind::text},
    // Section 2.3
    {"software_statement", Kind::text},
    // Section 3.2.1
    {"client_id", Kind::text, true},
    {"client_secret", Kind::text},
    {"client_id_issued_at", Kind::seconds},
    {"client_secret_expires_at", Kind::seconds},
    // RFC 7592 section 3
    {"registration_access_token", Kind::text},
    {"registration_client_uri", Kind::uri},
    // RFC 8705 section 3.4
    {"tls_client_certificate_bound_access_tokens", Kind::truth, false, kNo},
    // RFC 9449 section 5.2
    {"dpop_bound_access_tokens", Kind::truth, false, kNo},
});

}  // namespace

std::span<const MemberRule> metadata_rules(Document document) {
  switch (document) {
    case Document::server:
      return kServer;
    case Document::resource:
      return kResource;
    case Document::client:
      break;
  }
  return kClient;
}

}  // namespace oauthspec::fuzz
