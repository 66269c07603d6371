// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/metadata.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "harness/reference/codec/uri.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"
#include "harness/reference/oauth2/json_object.h"
#include "harness/reference/oauth2/metadata_members.h"
#include "harness/reference/oauth2/scope.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;

constexpr int kOk = 200;
constexpr int kCreated = 201;

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

bool is_uri(MemberType type, const json& value, bool allow_plain_http) {
  if (!value.is_string()) return false;
  const auto uri = codec::parse_uri(value.get_ref<const std::string&>());
  if (!uri) return false;
  if (type == MemberType::uri) return true;
  if (type == MemberType::endpoint) return !uri->fragment;
  const bool plain = allow_plain_http && message::equal_without_case(uri->scheme, "http");
  if (!plain && !message::equal_without_case(uri->scheme, "https")) return false;
  if (type == MemberType::secure_uri) return true;
  // RFC8414-2-2, RFC9728-1.2-1
  return !uri->fragment && (type == MemberType::resource || !uri->query);
}

bool is_texts(const json& value) {
  // RFC8414-2-25
  return value.is_array() && std::ranges::all_of(value, &json::is_string);
}

/// RFC7517-5-1. A key of it that nobody can use is ignored, not refused.
bool is_jwk_set(const json& value) {
  if (!value.is_object()) return false;
  const auto keys = value.find("keys");
  return keys != value.end() && keys->is_array() && std::ranges::all_of(*keys, &json::is_object);
}

bool fits(MemberType type, const json& value, bool allow_plain_http) {
  switch (type) {
    case MemberType::text:
      return value.is_string();
    case MemberType::uri:
    case MemberType::endpoint:
    case MemberType::secure_uri:
    case MemberType::issuer:
    case MemberType::resource:
      return is_uri(type, value, allow_plain_http);
    case MemberType::texts:
      // RFC8414-3.2-3, RFC9728-3.2-3: never an empty one.
      return is_texts(value) && !value.empty();
    case MemberType::any_texts:
      return is_texts(value);
    case MemberType::algorithms:
      return is_texts(value) && !value.empty() &&
             std::ranges::find(value, json("none")) == value.end();
    case MemberType::truth:
      return value.is_boolean();
    case MemberType::seconds:
      return whole_seconds(value).has_value();
    case MemberType::scope:
      return value.is_string() && parse_scope(value.get_ref<const std::string&>());
    case MemberType::jwk_set:
      break;
  }
  return is_jwk_set(value);
}

/// The member as the caller sees it: a scope is an array of tokens, a time a whole number.
json shown(MemberType type, const json& value) {
  if (type == MemberType::scope) return *parse_scope(value.get_ref<const std::string&>());
  if (type == MemberType::seconds) return *whole_seconds(value);
  return value;
}

Result<Metadata> read_members(const json& document, const MetadataContext& context) {
  Metadata read{json::object(), document};
  for (const Member& member : members_of(context.kind)) {
    const auto found = document.find(member.name);
    if (found == document.end()) {
      if (member.required) return refuse(Errc::member_missing);
      if (member.fallback != nullptr) read.members[member.name] = json::parse(member.fallback);
      continue;
    }
    if (!fits(member.type, *found, context.allow_plain_http)) return refuse(Errc::member_invalid);
    read.members[member.name] = shown(member.type, *found);
    read.extra.erase(member.name);
  }
  return read;
}

/// The claims of signed metadata, if its issuer is one that counts.
Result<json> verified_claims(const crypto::Backend& backend, const std::string& signed_metadata,
                             const MetadataContext& context) {
  const auto jws = jose::parse_jws(signed_metadata);
  if (!jws) return std::unexpected(jws.error());
  auto claims = jose::claims_of(*jws);
  if (!claims) return std::unexpected(claims.error());
  // RFC8414-2.1-2, RFC9728-2.2-1
  if (!claims->issuer) return refuse(Errc::claim_missing);
  const auto signer = std::ranges::find(context.signers, *claims->issuer, &MetadataSigner::issuer);
  // RFC9728-3.3-5
  if (signer == context.signers.end()) return refuse(Errc::issuer_unknown);
  const jose::Algorithm* algorithm = jose::algorithm_named(signer->alg);
  if (algorithm == nullptr) return refuse(Errc::algorithm_unsupported);
  // RFC8414-2.1-1, RFC9728-3.3-4
  if (auto done = jose::verify_jws(backend, *jws, *algorithm, signer->key); !done) {
    return std::unexpected(done.error());
  }
  // RFC8414-2.1-6, RFC9728-2.2-6
  if (auto done = jose::check_times(*claims, context.now, 0); !done) {
    return std::unexpected(done.error());
  }
  // RFC9728-2.2-4: signed metadata inside signed metadata. RFC 8414 section 2.1 asks for no refusal.
  if (context.kind == MetadataKind::protected_resource && claims->all.contains("signed_metadata")) {
    return refuse(Errc::claim_invalid);
  }
  return std::move(claims->all);
}

/// Whether a claim of signed metadata says something of the token, and nothing of what is described.
bool is_of_token(std::string_view claim) {
  // RFC8414-2.1-4, RFC9728-2.2-3: signed metadata inside signed metadata means nothing.
  constexpr std::array kNames{"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "signed_metadata"};
  return std::ranges::find(kNames, claim) != kNames.end();
}

/// RFC8414-2.1-3, RFC9728-2.2-2: what is signed takes the place of what is not, members of extensions, too.
void overlay(json& document, const json& claims) {
  for (const auto& [name, value] : claims.items()) {
    if (!is_of_token(name)) document[name] = value;
  }
}

/// RFC8414-4-1 to -3, RFC9728-6-1: code point by code point, once JSON's escapes are undone.
bool is_of(const Metadata& metadata, const MetadataContext& context) {
  if (context.kind == MetadataKind::client) return true;
  const bool server = context.kind == MetadataKind::authorization_server;
  return metadata.members.at(server ? "issuer" : "resource") == context.identifier;
}

/// What one member says depends on another.
Result<void> check_together(const Metadata& metadata, MetadataKind kind) {
  const auto has = [&metadata](const char* name) { return metadata.members.contains(name); };
  if (kind != MetadataKind::client) return {};
  // RFC7591-2-10
  if (has("jwks") && has("jwks_uri")) return refuse(Errc::member_invalid);
  // RFC7591-3.2.1-5
  if (has("client_secret") && !has("client_secret_expires_at")) return refuse(Errc::member_missing);
  return {};
}

}  // namespace

Result<Metadata> parse_metadata(const crypto::Backend& backend, const message::Response& response,
                                const MetadataContext& context) {
  // RFC8414-3.2-1, RFC9728-3.2-1, RFC7591-3.2.1-1
  if (response.status != (context.kind == MetadataKind::client ? kCreated : kOk)) {
    return refuse(Errc::status_unexpected);
  }
  auto document = read_object(response);
  if (!document) return std::unexpected(document.error());
  const auto signed_metadata = document->find("signed_metadata");
  if (!context.signers.empty() && signed_metadata != document->end() &&
      signed_metadata->is_string()) {
    const auto claims = verified_claims(backend, signed_metadata->get<std::string>(), context);
    if (!claims) return std::unexpected(claims.error());
    overlay(*document, *claims);
  }
  auto read = read_members(*document, context);
  if (!read) return read;
  // RFC8414-3.3-2, RFC9728-3.3-2
  if (!is_of(*read, context)) return refuse(Errc::identifier_mismatch);
  if (auto done = check_together(*read, context.kind); !done) {
    return std::unexpected(done.error());
  }
  return read;
}

}  // namespace oauth::oauth2
