// SPDX-License-Identifier: Apache-2.0
// Metadata (RFC 8414, RFC 9728), JWK sets, and the answers of the endpoints beside the token endpoint.
#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/fits.h"
#include "mock_provider/control/refuse.h"
#include "mock_provider/control/tables.h"

namespace oauthspec::provider::control {
namespace {

using http::Reply;
using nlohmann::ordered_json;

constexpr Endpoints kMetadata{Endpoint::metadata};
constexpr Endpoints kKeys{Endpoint::jwks};
constexpr Endpoints kDevice{Endpoint::device_authorization};
constexpr Endpoints kPushed{Endpoint::pushed_authorization};
constexpr Endpoints kRegistration{Endpoint::registration};
constexpr Endpoints kIntrospection{Endpoint::introspection};

constexpr const char* kForeign = "https://attacker.example";

void rename_keys(Reply& reply) {
  auto body = *json_object(reply);
  if (!body.contains("keys") || !body["keys"].is_array()) {
    return;
  }
  for (auto& key : body["keys"]) {
    if (key.is_object()) {
      key["kid"] = "rotated-" + key.value("kid", std::string());
    }
  }
  reply.response.body = body.dump();
}

constexpr Behaviour kDocumentBehaviours[] = {
    after("metadata_wrong_issuer", "publishes metadata of another issuer", "RFC8414-3.3-2",
          kMetadata, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "issuer", kForeign); }),
    after("metadata_missing_issuer", "publishes metadata without an issuer", "RFC8414-3.3-2",
          kMetadata, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { remove_member(reply, "issuer"); }),
    after("metadata_http_endpoint", "publishes a token endpoint of http at another host",
          "RFC6749-10.8-1", kMetadata, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            set_member(reply, "token_endpoint", "http://attacker.example/token");
          }),
    after("metadata_other_host", "publishes a token endpoint at another host", "", kMetadata,
          fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            set_member(reply, "token_endpoint", "https://attacker.example/token");
          }),
    after("metadata_missing_endpoints",
          "publishes metadata without the authorization and the token endpoint", "RFC8414-2-3",
          kMetadata, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            remove_member(reply, "authorization_endpoint");
            remove_member(reply, "token_endpoint");
          }),
    after("metadata_missing_response_types", "publishes metadata without response_types_supported",
          "RFC8414-2-9", kMetadata, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            remove_member(reply, "response_types_supported");
          }),
    after("metadata_without_pkce", "does not publish that it has PKCE", "RFC9700-4.7.1-2",
          kMetadata, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            remove_member(reply, "code_challenge_methods_supported");
          }),
    after("metadata_only_plain", "publishes that it has PKCE with plain alone", "RFC7636-7.2-1",
          kMetadata, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            set_member(reply, "code_challenge_methods_supported", ordered_json::array({"plain"}));
          }),
    after("metadata_text_for_array", "publishes a text where an array belongs", "RFC8414-2-25",
          kMetadata, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            set_member(reply, "grant_types_supported", "authorization_code");
          }),
    after("resource_metadata_wrong_resource", "publishes metadata of another protected resource",
          "RFC9728-3.3-2", {Endpoint::resource_metadata}, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "resource", kForeign); }),
    after("jwks_rotated", "publishes its keys under other identifiers", "RFC7515-6-1", kKeys,
          fits::has_json, [](Call&, Reply& reply, std::int64_t) { rename_keys(reply); }),
    after("jwks_empty", "publishes a JWK set without a key", "RFC7515-6-1", kKeys, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            set_member(reply, "keys", ordered_json::array());
          }),
    after("jwks_unknown_key_type", "publishes a key of an unknown type before its own", "", kKeys,
          fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            auto body = *json_object(reply);
            auto keys = ordered_json::array();
            keys.push_back({{"kty", "x-lattice"}, {"kid", "unknown"}});
            for (const auto& key : body.value("keys", ordered_json::array())) {
              keys.push_back(key);
            }
            set_member(reply, "keys", keys);
          }),
    after("missing_interval", "leaves interval out of the device authorization", "RFC8628-3.2-9",
          kDevice, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { remove_member(reply, "interval"); }),
    after("long_interval", "asks a device to poll so seldom", "RFC8628-3.5-8", kDevice,
          fits::has_json,
          [](Call&, Reply& reply, std::int64_t amount) { set_member(reply, "interval", amount); },
          {.unit = "seconds", .usual = 30, .least = 0, .most = 3600}),
    after("missing_device_code", "leaves device_code out of the device authorization",
          "RFC8628-3.2-2", kDevice, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { remove_member(reply, "device_code"); }),
    after("missing_verification_uri", "does not say where the user code is to be entered",
          "RFC8628-3.2-4", kDevice, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { remove_member(reply, "verification_uri"); }),
    after("missing_request_uri", "answers a pushed request without a request_uri", "RFC9126-2.2-1",
          kPushed, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { remove_member(reply, "request_uri"); }),
    after("pushed_expires_as_string", "answers a pushed request with expires_in as a string",
          "RFC9126-2.2-2", kPushed, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "expires_in", "60"); }),
    after("introspection_inactive", "says that any token is inactive", "RFC7662-2.2-11",
          kIntrospection, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { reply.response.body = R"({"active":false})"; }),
    after("introspection_active_as_string", "writes active as a string", "RFC7662-2.2-2",
          kIntrospection, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "active", "true"); }),
    before("unsupported_token_type", "refuses to revoke a token of this type", "RFC7009-2.2.1-2",
           {Endpoint::revocation}, fits::always,
           [](Call& call, std::int64_t) -> std::optional<Reply> {
             return refuse(call, 400, "unsupported_token_type");
           }),
    after("missing_client_id", "registers a client without telling its identifier",
          "RFC7591-3.2.1-2", kRegistration, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { remove_member(reply, "client_id"); }),
    after("other_redirect_uris", "registers another redirection URI than it was asked to",
          "RFC7591-3.2.1-6", kRegistration, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            set_member(reply, "redirect_uris",
                       ordered_json::array({"https://attacker.example/callback"}));
          }),
};

}  // namespace

std::span<const Behaviour> document_behaviours() {
  return kDocumentBehaviours;
}

}  // namespace oauthspec::provider::control
