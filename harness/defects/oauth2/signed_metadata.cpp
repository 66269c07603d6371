// SPDX-License-Identifier: Apache-2.0
// RFC 8414 section 2.1 and RFC 9728 section 2.2: signed metadata.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/response.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/base64.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_metadata";
constexpr char kSigned[] = "signed_metadata";

// A JWT as someone reads it who does not verify it.
struct Unverified {
  json header;
  json claims;
  std::string signature;
};

json decoded_part(string_view part) {
  std::string text(part);
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  while (text.size() % 4 != 0) text.push_back('=');
  const auto octets = oauth::codec::base64_decode(text);
  return octets ? json::parse(*octets, nullptr, false) : json();
}

Unverified read_unverified(const std::string& jwt) {
  const std::size_t first = std::min(jwt.find('.'), jwt.size());
  const std::size_t second = std::min(jwt.find('.', first + 1), jwt.size());
  const std::size_t claims = std::min(first + 1, jwt.size());
  return {decoded_part(jwt.substr(0, first)), decoded_part(jwt.substr(claims, second - claims)),
          jwt.substr(std::min(second + 1, jwt.size()))};
}

// Puts claims in the place of what is not signed, and asks for no signature.
void laid_over(json& in, const json& claims) {
  json members = body_of(in);
  members.erase(kSigned);
  for (const auto& [name, value] : claims.items()) {
    if (name != kSigned && name != "iss" && name != "exp" && name != "iat" && name != "nbf")
      members[name] = value;
  }
  put_body(in, members);
  in["signers"] = json::array();
}

// A check of signatures is left out where Unchecked is true of the JWT.
template <bool (*Unchecked)(const json& in, const Unverified& jwt)>
void unverified(json& in) {
  const json jwt = member_of(in, kSigned);
  if (in["signers"].empty() || !jwt.is_string()) return;
  const Unverified read = read_unverified(jwt.get<std::string>());
  if (read.claims.is_object() && Unchecked(in, read)) laid_over(in, read.claims);
}

bool always(const json& /*in*/, const Unverified& /*jwt*/) {
  return true;
}

bool without_algorithm(const json& /*in*/, const Unverified& jwt) {
  std::string algorithm = jwt.header.value("alg", json()).dump();
  to_lower(algorithm);
  return algorithm.find("none") != std::string::npos || algorithm == "null";
}

bool by_public_secret(const json& /*in*/, const Unverified& jwt) {
  return jwt.header.value("alg", json()) == "HS256";
}

bool by_its_own_key(const json& /*in*/, const Unverified& jwt) {
  return jwt.header.contains("jwk") || jwt.header.contains("jku");
}

bool with_critical_extension(const json& /*in*/, const Unverified& jwt) {
  return jwt.header.contains("crit");
}

// CVE-2022-21449.
bool by_zeros(const json& /*in*/, const Unverified& jwt) {
  return !jwt.signature.empty() && jwt.signature.find_first_not_of('A') == std::string::npos;
}

bool outside_its_times(const json& /*in*/, const Unverified& jwt) {
  return jwt.claims.contains("exp") || jwt.claims.contains("nbf");
}

bool of_any_signer(const json& in, const Unverified& jwt) {
  const auto is_signer = [&](const json& signer) {
    return signer.at("issuer") == jwt.claims.value("iss", json());
  };
  return std::ranges::none_of(in.at("signers"), is_signer) || in.at("signers").size() > 1;
}

void object_for_token(json& in) {
  const json claims = member_of(in, kSigned);
  if (claims.is_object()) laid_over(in, claims);
}

// What is signed inside of what is signed wins.
void nested_followed(json& in) {
  const json jwt = member_of(in, kSigned);
  if (in["signers"].empty() || !jwt.is_string()) return;
  const json inner = read_unverified(jwt.get<std::string>()).claims.value(kSigned, json());
  if (inner.is_string()) laid_over(in, read_unverified(inner.get<std::string>()).claims);
}

void nested_ignored(json& in) {
  const json jwt = member_of(in, kSigned);
  if (in["signers"].empty() || !jwt.is_string()) return;
  const json claims = read_unverified(jwt.get<std::string>()).claims;
  if (claims.is_object() && claims.contains(kSigned)) laid_over(in, claims);
}

void plain_wins(json& in) {
  in["signers"] = json::array();
}

void plain_identifier_wins(json& in) {
  if (std::holds_alternative<Reject>(right<kOp>(in))) in["signers"] = json::array();
}

bool signed_without_keys(const json& in) {
  return in.at("signers").empty() && !member_of(in, kSigned).is_null();
}

bool unreadable(const json& in) {
  const json jwt = member_of(in, kSigned);
  return jwt.is_string() && !in.at("signers").empty() &&
         !read_unverified(jwt.get<std::string>()).claims.is_object();
}

template <auto Unchecked>
constexpr auto kMended = mended<kOp, unverified<Unchecked>>;

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "signature-ignored", "RFC8414-2.1-1", "signed metadata is not verified", kMended<always>},
    {kOp, "signature-of-resource-ignored", "RFC9728-3.3-4",
     "a resource's signed metadata is not verified", kMended<always>},
    {kOp, "signature-by-alg-none", "RFC8414-2.1-1",
     "signed metadata may have the algorithm \"none\"", kMended<without_algorithm>},
    {kOp, "signature-by-alg-none-of-resource", "RFC9728-2.2-1",
     "a resource's signed metadata may have the algorithm \"none\"", kMended<without_algorithm>},
    {kOp, "signature-by-public-secret", "RFC8414-2.1-1",
     "the public key serves as a secret of HMAC", kMended<by_public_secret>},
    {kOp, "signature-by-its-own-key", "RFC8414-2.1-1", "the key is taken from the JWT",
     kMended<by_its_own_key>},
    {kOp, "signature-critical-ignored", "RFC8414-2.1-1", "crit is not looked at",
     kMended<with_critical_extension>},
    {kOp, "signature-of-zeros", "RFC8414-2.1-1", "a signature of zeros is valid",
     kMended<by_zeros>},
    {kOp, "signer-unchecked", "RFC8414-2.1-2", "whoever has signed is believed",
     kMended<of_any_signer>},
    {kOp, "signer-of-resource-unchecked", "RFC9728-3.3-5",
     "whoever has signed a resource's metadata is believed", kMended<of_any_signer>, Weight::warn},
    {kOp, "signed-times-unchecked", "RFC8414-2.1-6", "signed metadata that has expired is used",
     kMended<outside_its_times>, Weight::warn},
    {kOp, "signed-times-of-resource-unchecked", "RFC9728-2.2-6",
     "a resource's signed metadata that has expired is used", kMended<outside_its_times>,
     Weight::warn},
    {kOp, "signed-object", "RFC8414-2.1-1", "an object in place of a JWT counts as verified",
     mended<kOp, object_for_token>},
    {kOp, "signed-nested-followed", "RFC8414-2.1-4", "signed metadata inside signed metadata wins",
     misread<kOp, nested_followed>, Weight::warn},
    {kOp, "signed-nested-of-resource", "RFC9728-2.2-4",
     "signed metadata inside signed metadata is passed over", mended<kOp, nested_ignored>,
     Weight::warn},
    {kOp, "signed-nested-of-resource-followed", "RFC9728-2.2-3",
     "a resource's signed metadata inside signed metadata wins", misread<kOp, nested_followed>,
     Weight::warn},
    {kOp, "signed-plain-wins", "RFC8414-2.1-3", "what is not signed wins",
     misread<kOp, plain_wins>},
    {kOp, "signed-plain-of-resource-wins", "RFC9728-2.2-2", "what is not signed of a resource wins",
     misread<kOp, plain_wins>},
    {kOp, "signed-plain-identifier-wins", "RFC8414-3.3-2",
     "the issuer that is not signed is compared", misread<kOp, plain_identifier_wins>},
    {kOp, "signed-without-keys-refused", "RFC8414-2.1-5",
     "signed metadata that nobody can verify is refused", refusing<kOp, signed_without_keys>,
     Weight::warn},
    {kOp, "signed-resource-without-keys-refused", "RFC9728-2.2-5",
     "a resource's signed metadata that nobody can verify is refused",
     refusing<kOp, signed_without_keys>, Weight::warn},
    {kOp, "signed-unreadable-crashes", "RFC8414-2.1-1",
     "signed metadata that is no JWT ends in an exception", crashing<kOp, unreadable>},
});

}  // namespace

std::span<const Defect> signed_metadata_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
