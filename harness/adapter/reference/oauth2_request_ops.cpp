// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <functional>
#include <string>
#include <utility>

#include "harness/adapter/reference/oauth2_shapes.h"
#include "harness/adapter/reference/ops.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/basic_authorization.h"
#include "harness/reference/oauth2/endpoint_request.h"
#include "harness/reference/oauth2/pkce.h"
#include "harness/reference/oauth2/token_request.h"
#include "harness/reference/oauth2/well_known.h"

namespace oauthspec::adapter {
namespace {

using nlohmann::json;
namespace oauth2 = oauth::oauth2;

std::string text_of(const json& object, const char* member) {
  return object.at(member).get<std::string>();
}

Verdict authorization_url(const json& in) {
  oauth2::AuthorizationRequest request;
  request.response_type = read_optional(in, "response_type").value_or("");
  request.client_id = text_of(in, "client_id");
  request.redirect_uri = read_optional(in, "redirect_uri");
  request.scope = read_scope(in);
  request.state = read_optional(in, "state");
  if (const json& pkce = in.at("pkce"); !pkce.is_null()) {
    request.code_challenge = text_of(pkce, "code_challenge");
    request.code_challenge_method = read_optional(pkce, "code_challenge_method");
  }
  request.resource = read_texts(in, "resource");
  request.request = read_optional(in, "request");
  request.request_uri = read_optional(in, "request_uri");
  request.extra = read_parameters(in.at("extra"));
  return text_or_reject(oauth2::authorization_url(text_of(in, "endpoint"), request));
}

Verdict basic_authorization(const json& in) {
  const std::string client_id = text_of(in, "client_id");
  return Out{oauth2::write_basic_authorization(client_id, read_secret(in, "client_secret")), {}};
}

Verdict pkce_challenge(const json& in, const oauth::crypto::Backend& backend) {
  const auto method = oauth2::challenge_method_named(text_of(in, "method"));
  if (!method) return reject({oauth::Errc::challenge_method_unsupported, 0});
  return text_or_reject(oauth2::code_challenge(backend, text_of(in, "code_verifier"), *method));
}

Verdict metadata_url(const json& in) {
  const std::string suffix = text_of(in, "suffix");
  const bool resource = suffix == "oauth-protected-resource";
  return text_or_reject(resource ? oauth2::resource_metadata_url(text_of(in, "identifier"), suffix)
                                 : oauth2::issuer_metadata_url(text_of(in, "identifier"), suffix));
}

oauth2::Client read_client(const json& client) {
  const std::string method = text_of(client, "method");
  oauth2::Client read{text_of(client, "client_id"), oauth2::NoAuthentication{}};
  if (method == "client_secret_basic") {
    read.authentication = oauth2::SecretBasic{read_secret(client, "client_secret")};
  } else if (method == "client_secret_post") {
    read.authentication = oauth2::SecretPost{read_secret(client, "client_secret")};
  } else if (client.contains("client_assertion")) {
    read.authentication = oauth2::Assertion{read_secret(client, "client_assertion")};
  } else if (method == "tls_client_auth") {
    read.authentication = oauth2::TlsCertificate{};
  }
  return read;
}

oauth2::ExchangeGrant read_exchange(const json& grant) {
  return {read_secret(grant, "subject_token"),          text_of(grant, "subject_token_type"),
          read_optional_secret(grant, "actor_token"),   read_optional(grant, "actor_token_type"),
          read_optional(grant, "requested_token_type"), read_texts(grant, "audience")};
}

oauth2::Grant read_grant(const json& grant) {
  const std::string type = text_of(grant, "type");
  if (type == "authorization_code") {
    return oauth2::CodeGrant{read_secret(grant, "code"), read_optional(grant, "redirect_uri"),
                             read_optional_secret(grant, "code_verifier")};
  }
  if (type == "refresh_token") return oauth2::RefreshGrant{read_secret(grant, "refresh_token")};
  if (type == "client_credentials") return oauth2::ClientCredentialsGrant{};
  if (type == "password") {
    return oauth2::PasswordGrant{text_of(grant, "username"), read_secret(grant, "password")};
  }
  if (type == "device_code") return oauth2::DeviceGrant{read_secret(grant, "device_code")};
  if (type == "jwt_bearer") {
    return oauth2::AssertionGrant{oauth2::kJwtGrantType, read_secret(grant, "assertion")};
  }
  if (type == "saml2_bearer") {
    return oauth2::AssertionGrant{oauth2::kSamlGrantType, read_secret(grant, "assertion")};
  }
  if (type == "token_exchange") return read_exchange(grant);
  if (type == "extension") {
    return oauth2::ExtensionGrant{text_of(grant, "grant_type"),
                                  read_parameters(grant.at("parameters"))};
  }
  throw ShapeError("a grant of an unknown type");
}

oauth2::FormOptions read_options(const json& in) {
  return {read_scope(in), read_texts(in, "resource"), read_optional(in, "dpop_proof"),
          read_parameters(in.at("extra"))};
}

oauth2::TokenReference read_reference(const json& request) {
  return {read_secret(request, "token"), read_optional(request, "token_type_hint")};
}

oauth2::TokenPlacement read_placement(const json& placement) {
  if (placement == "header") return oauth2::TokenPlacement::header;
  if (placement == "body") return oauth2::TokenPlacement::body;
  if (placement == "query") return oauth2::TokenPlacement::query;
  throw ShapeError("a placement that is none");
}

using MadeRequest = oauth::Result<oauth::message::Request>;

MadeRequest protected_resource_request(const std::string& endpoint, const json& request,
                                       const json& in) {
  oauth::message::Request sent = read_request({{"method", request.at("method")},
                                               {"url", endpoint},
                                               {"headers", request.at("headers")},
                                               {"body", request.at("body")}});
  return oauth2::with_access_token(
      std::move(sent), {read_secret(request, "access_token"), request.at("token_type") == "DPoP",
                        read_placement(request.at("placement")), read_optional(in, "dpop_proof")});
}

/// A request to another endpoint than the token endpoint.
MadeRequest other_request(const std::string& endpoint, const json& in,
                          const std::optional<oauth2::Client>& client) {
  const json& request = in.at("request");
  const std::string type = text_of(request, "type");
  const oauth2::FormOptions options = read_options(in);
  if (type == "registration") {
    return oauth2::write_registration_request(endpoint, request.at("metadata"),
                                              read_optional_secret(request, "access_token"));
  }
  if (type == "protected_resource") return protected_resource_request(endpoint, request, in);
  if (type == "introspection") {
    return oauth2::write_introspection_request(
        endpoint, client ? &*client : nullptr, read_reference(request),
        read_optional_secret(request, "access_token"), options);
  }
  if (!client) throw ShapeError("a request that lacks its client");
  if (type == "device_authorization") {
    return oauth2::write_device_authorization_request(endpoint, *client, options);
  }
  if (type == "pushed_authorization") {
    return oauth2::write_pushed_authorization_request(
        endpoint, *client, read_parameters(request.at("parameters")), options);
  }
  if (type == "revocation") {
    return oauth2::write_revocation_request(endpoint, *client, read_reference(request), options);
  }
  throw ShapeError("a request of an unknown type");
}

json header_or_null(const oauth::message::Request& request, std::string_view name) {
  const auto value = oauth::message::find_header(request.headers, name);
  return value ? json(*value) : json();
}

Verdict token_request(const json& in) {
  const std::string endpoint = text_of(in, "endpoint");
  std::optional<oauth2::Client> client;
  if (!in.at("client").is_null()) client = read_client(in.at("client"));
  if (in.contains("grant") && !client) throw ShapeError("a grant that lacks its client");
  const auto made = in.contains("grant")
                        ? oauth2::write_token_request(endpoint, *client, read_grant(in.at("grant")),
                                                      read_options(in))
                        : other_request(endpoint, in, client);
  if (!made) return reject(made.error());
  const bool is_json = in.contains("request") && in.at("request").at("type") == "registration";
  return Out{{{"method", made->method},
              {"url", made->url},
              {"authorization", header_or_null(*made, "Authorization")},
              {"content_type", header_or_null(*made, "Content-Type")},
              {"dpop", header_or_null(*made, "DPoP")},
              {"cache_control", header_or_null(*made, "Cache-Control")},
              {"body", is_json ? json() : write_bytes(made->body)},
              {"json", is_json ? json::parse(made->body) : json()}},
             {}};
}

constexpr auto kOauth2RequestOps = std::to_array<Op>({
    {"oauth2.authorization_url", authorization_url},
    {"oauth2.token_request", token_request},
    {"oauth2.basic_authorization", basic_authorization},
    {"oauth2.pkce_challenge", pkce_challenge},
    {"oauth2.metadata_url", metadata_url},
});

}  // namespace

std::span<const Op> oauth2_request_ops() {
  return kOauth2RequestOps;
}

}  // namespace oauthspec::adapter
