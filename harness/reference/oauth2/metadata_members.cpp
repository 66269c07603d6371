// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/metadata_members.h"

#include <array>

namespace oauth::oauth2 {
namespace {

using enum MemberType;

constexpr const char* kBasic = R"(["client_secret_basic"])";

// RFC 8414 section 2, and what others have added.
constexpr auto kAuthorizationServer = std::to_array<Member>({
    {"issuer", issuer, true},              // RFC8414-2-1, RFC8414-2-2
    {"authorization_endpoint", endpoint},  // RFC6749-3.1-3
    {"token_endpoint", endpoint},          // RFC6749-3.2-3
    {"jwks_uri", secure_uri},              // RFC8414-2-5
    {"registration_endpoint", uri},
    {"scopes_supported", texts},
    {"response_types_supported", texts, true},                              // RFC8414-2-9
    {"response_modes_supported", texts, false, R"(["query","fragment"])"},  // RFC8414-2-10
    // RFC8414-2-11
    {"grant_types_supported", texts, false, R"(["authorization_code","implicit"])"},
    {"token_endpoint_auth_methods_supported", texts, false, kBasic},   // RFC8414-2-12
    {"token_endpoint_auth_signing_alg_values_supported", algorithms},  // RFC8414-2-15
    {"service_documentation", uri},
    {"ui_locales_supported", texts},
    {"op_policy_uri", uri},
    {"op_tos_uri", uri},
    {"revocation_endpoint", endpoint},                                      // RFC7009-2-3
    {"revocation_endpoint_auth_methods_supported", texts, false, kBasic},   // RFC8414-2-18
    {"revocation_endpoint_auth_signing_alg_values_supported", algorithms},  // RFC8414-2-20
    {"introspection_endpoint", uri},
    {"introspection_endpoint_auth_methods_supported", texts},                  // RFC8414-2-21
    {"introspection_endpoint_auth_signing_alg_values_supported", algorithms},  // RFC8414-2-23
    {"code_challenge_methods_supported", texts},                               // RFC8414-2-24
    {"signed_metadata", text},
    {"device_authorization_endpoint", uri},                                     // RFC8628-4-1
    {"authorization_response_iss_parameter_supported", truth, false, "false"},  // RFC9207-3-1
    {"pushed_authorization_request_endpoint", uri},                             // RFC9126-2-2
    {"require_pushed_authorization_requests", truth, false, "false"},           // RFC9126-5-1
    {"require_signed_request_object", truth, false, "false"},                   // RFC9101-10.5-1
    {"protected_resources", texts},
    {"dpop_signing_alg_values_supported", algorithms},  // RFC9449-5.1-1
    {"authorization_details_types_supported", texts},
    {"tls_client_certificate_bound_access_tokens", truth, false, "false"},
});

// RFC 9728 section 2.
constexpr auto kProtectedResource = std::to_array<Member>({
    {"resource", resource, true},  // RFC9728-2-1, RFC9728-1.2-1
    {"authorization_servers", texts},
    {"jwks_uri", secure_uri},  // RFC9728-2-2
    {"scopes_supported", texts},
    {"bearer_methods_supported", any_texts},                // RFC9728-2-8
    {"resource_signing_alg_values_supported", algorithms},  // RFC9728-2-6
    {"resource_name", text},
    {"resource_documentation", uri},
    {"resource_policy_uri", uri},
    {"resource_tos_uri", uri},
    {"tls_client_certificate_bound_access_tokens", truth, false, "false"},
    {"authorization_details_types_supported", texts},
    {"dpop_signing_alg_values_supported", algorithms},
    {"dpop_bound_access_tokens_required", truth, false, "false"},
    {"signed_metadata", text},
});

// RFC 7591 sections 2 and 3.2.1, which let an array be without elements.
constexpr auto kClient = std::to_array<Member>({
    {"client_id", text, true},  // RFC7591-3.2.1-2
    {"client_secret", text},
    {"client_id_issued_at", seconds},
    {"client_secret_expires_at", seconds},
    {"registration_access_token", text},
    {"registration_client_uri", uri},
    {"redirect_uris", any_texts},
    {"token_endpoint_auth_method", text, false, R"("client_secret_basic")"},  // RFC7591-2-3
    {"grant_types", any_texts, false, R"(["authorization_code"])"},           // RFC7591-2-4
    {"response_types", any_texts, false, R"(["code"])"},
    {"client_name", text},
    {"client_uri", uri},
    {"logo_uri", uri},
    {"scope", scope},
    {"contacts", any_texts},
    {"tos_uri", uri},
    {"policy_uri", uri},
    {"jwks_uri", uri},
    {"jwks", jwk_set},  // RFC7591-2-11
    {"software_id", text},
    {"software_version", text},
    {"software_statement", text},
    {"tls_client_certificate_bound_access_tokens", truth, false, "false"},
    {"dpop_bound_access_tokens", truth, false, "false"},
});

}  // namespace

std::span<const Member> members_of(MetadataKind kind) {
  switch (kind) {
    case MetadataKind::authorization_server:
      return kAuthorizationServer;
    case MetadataKind::protected_resource:
      return kProtectedResource;
    case MetadataKind::client:
      break;
  }
  return kClient;
}

}  // namespace oauth::oauth2
