// SPDX-License-Identifier: Apache-2.0
// RFC 9449 section 4.2: a DPoP proof, as a client makes it.
#include <algorithm>
#include <array>

#include "harness/defects/oauth2/jwt_maker.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/defects/oauth2/wrong_signing.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.dpop_proof";

template <auto Function, auto Wrong>
constexpr auto kWith = planted_in<answer_make_proof, ProofMaker, Function, Wrong>;
template <auto Wrong>
constexpr auto kHeader = kWith<&ProofMaker::header, Wrong>;
template <auto Wrong>
constexpr auto kClaims = kWith<&ProofMaker::claims, Wrong>;
template <auto Wrong>
constexpr auto kTarget = kWith<&ProofMaker::target, Wrong>;
template <auto Wrong>
constexpr auto kHash = kWith<&ProofMaker::token_hash, Wrong>;
template <auto Wrong>
constexpr auto kSign = kWith<&ProofMaker::sign, Wrong>;
template <void (*Plant)(ProofMaker&)>
constexpr auto kPlant = planted_by<answer_make_proof, ProofMaker, Plant>;

const ProofMaker& right() {
  return sound<ProofMaker>();
}

// The header.
json type_of_jwt(const json& in, const json& public_key) {
  json header = right().header(in, public_key);
  header["typ"] = "JWT";
  return header;
}

json type_left_out(const json& in, const json& public_key) {
  json header = right().header(in, public_key);
  header.erase("typ");
  return header;
}

json key_left_out(const json& in, const json& public_key) {
  json header = right().header(in, public_key);
  header.erase("jwk");
  return header;
}

json kid_for_key(const json& in, const json& public_key) {
  json header = key_left_out(in, public_key);
  header["kid"] = "1";
  return header;
}

json key_as_given(const json& in, const json& public_key) {
  json header = right().header(in, public_key);
  if (in.at("key").contains("jwk")) header["jwk"] = in.at("key").at("jwk");
  return header;
}

// d is taken out, and the primes stay.
json key_without_exponent(const json& in, const json& public_key) {
  json header = key_as_given(in, public_key);
  header["jwk"].erase("d");
  return header;
}

// The claims.
constexpr char kJti[] = "jti";
constexpr char kHtm[] = "htm";
constexpr char kHtu[] = "htu";
constexpr char kIat[] = "iat";
constexpr char kAth[] = "ath";
constexpr char kNonce[] = "nonce";

template <const char* Name>
json left_out(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  claims.erase(Name);
  return claims;
}

json method_in_upper_case(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  std::string method = claims.at(kHtm);
  std::ranges::transform(method, method.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  claims[kHtm] = method;
  return claims;
}

json method_of_letters(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  std::string method = claims.at(kHtm);
  std::erase(method, '-');
  claims[kHtm] = method;
  return claims;
}

json always_post(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  claims[kHtm] = "POST";
  return claims;
}

json time_in_milliseconds(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  claims[kIat] = claims.at(kIat).get<std::int64_t>() * 1000;
  return claims;
}

json time_as_text(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  claims[kIat] = claims.at(kIat).dump();
  return claims;
}

json time_of_32_bits(const JwtMaker& library, const json& in) {
  constexpr std::int64_t kMost = 2147483647;
  json claims = right().claims(library, in);
  claims[kIat] = std::min(claims.at(kIat).get<std::int64_t>(), kMost);
  return claims;
}

json id_as_number(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  const std::string id = claims.at(kJti);
  if (id.find_first_not_of("0123456789") == std::string::npos) claims[kJti] = std::stod(id);
  return claims;
}

json hash_of_nothing(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  if (!claims.contains(kAth)) claims[kAth] = library.token_hash("");
  return claims;
}

json nonce_or_hash(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  if (claims.contains(kNonce)) claims.erase(kAth);
  return claims;
}

json nonce_escaped(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  if (claims.contains(kNonce))
    claims[kNonce] = oauth::codec::percent_encode(claims.at(kNonce).get<std::string>());
  return claims;
}

json nonce_ends_at_dot(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  if (!claims.contains(kNonce)) return claims;
  const std::string nonce = claims.at(kNonce);
  claims[kNonce] = nonce.substr(0, nonce.find('.'));
  return claims;
}

json nonce_null(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  if (!claims.contains(kNonce)) claims[kNonce] = nullptr;
  return claims;
}

// htu (`target`).
std::string whole_url(string_view url) {
  return std::string(url);
}

std::string with_fragment(string_view url) {
  const std::size_t fragment = url.find('#');
  return right().target(url) +
         std::string(fragment == string_view::npos ? "" : url.substr(fragment));
}

std::string empty_query_kept(string_view url) {
  return url.ends_with('?') ? std::string(url) : right().target(url);
}

std::string without_port(string_view url) {
  std::string target = right().target(url);
  const std::size_t colon = target.rfind(':');
  const std::size_t path = target.find('/', string_view("https://").size());
  if (colon > string_view("https").size() && colon < path && target.find(']') == std::string::npos)
    target.erase(colon, path - colon);
  return target;
}

std::string always_https(string_view url) {
  std::string target = right().target(url);
  if (target.starts_with("http:")) target.replace(0, 4, "https");
  return target;
}

std::string without_brackets(string_view url) {
  std::string target = right().target(url);
  std::erase_if(target, [](char c) { return c == '[' || c == ']'; });
  return target;
}

std::string decoded(string_view url) {
  const std::string target = right().target(url);
  return oauth::codec::percent_decode(target).value_or(target);
}

std::string path_only(string_view url) {
  const std::string target = right().target(url);
  return target.substr(std::min(target.find('/', string_view("https://").size()), target.size()));
}

std::string with_last_slash(string_view url) {
  const std::string target = right().target(url);
  return target.ends_with('/') ? target : target + "/";
}

// ath (`token_hash`).
std::string hash_padded(string_view token) {
  return right().token_hash(token) + "=";
}

std::string half_a_hash(string_view token) {
  return right().token_hash(token).substr(0, 22);
}

std::string hash_in_standard_alphabet(string_view token) {
  std::string hash = right().token_hash(token);
  std::ranges::replace(hash, '-', '+');
  std::ranges::replace(hash, '_', '/');
  return hash;
}

std::string hash_of_unpadded_token(string_view token) {
  return right().token_hash(token.substr(0, token.find('=')));
}

std::string hash_of_first_octets(string_view token) {
  constexpr std::size_t kBuffer = 1024;
  return right().token_hash(token.substr(0, kBuffer));
}

// Checks and keys.
void relative_target_too(ProofMaker& library) {
  library.check = [](const json& in) {
    if (in.at("url").get_ref<const std::string&>().starts_with('/')) return Result<void>();
    return right().check(in);
  };
}

void none_accepted(ProofMaker& library) {
  library.check = [](const json& in) {
    return in.at("alg") == "none" ? Result<void>() : right().check(in);
  };
  library.sign = wrong::none_too;
}

void mac_accepted(ProofMaker& library) {
  library.key = sound<AssertionMaker>().key;
  library.check = [](const json& in) {
    return in.at("alg") == "HS256" ? Result<void>() : right().check(in);
  };
  library.header = key_as_given;
}

void unknown_is_default(ProofMaker& library) {
  library.check = [](const json& /*in*/) { return Result<void>(); };
  library.sign = wrong::unknown_is_default;
}

void symmetric_key_signs(ProofMaker& library) {
  library.key = sound<AssertionMaker>().key;
  library.header = key_as_given;
  library.sign = wrong::by_kind_of_key;
}

Result<SigningKey> bad_key_crashes(const json& written) {
  if (const auto key = right().key(written); !key)
    return wrong::bad_key_crashes({{"pem", "no key at all"}});
  return right().key(written);
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "type-of-jwt", "RFC9449-4.2-1", "typ is JWT", kHeader<type_of_jwt>},
    {kOp, "type-left-out", "RFC9449-4.2-1", "typ is left out", kHeader<type_left_out>},
    {kOp, "key-left-out", "RFC9449-4.2-3", "jwk is left out", kHeader<key_left_out>},
    {kOp, "kid-for-key", "RFC9449-4.2-3", "a kid stands for the key", kHeader<kid_for_key>},
    {kOp, "key-as-given", "RFC9449-4.2-4", "jwk is the whole key, with its private part",
     kHeader<key_as_given>},
    {kOp, "key-without-exponent", "RFC9449-4.2-4", "jwk has the primes of an RSA key",
     kHeader<key_without_exponent>},
    {kOp, "id-left-out", "RFC9449-4.2-5", "jti is left out", kClaims<left_out<kJti>>},
    {kOp, "method-left-out", "RFC9449-4.2-5", "htm is left out", kClaims<left_out<kHtm>>},
    {kOp, "target-left-out", "RFC9449-4.2-5", "htu is left out", kClaims<left_out<kHtu>>},
    {kOp, "time-left-out", "RFC9449-4.2-5", "iat is left out", kClaims<left_out<kIat>>},
    {kOp, "hash-left-out", "RFC9449-7-1", "ath is left out", kClaims<left_out<kAth>>},
    {kOp, "nonce-left-out", "RFC9449-4.2-8", "nonce is left out", kClaims<left_out<kNonce>>},
    {kOp, "nonce-null", "RFC9449-4.2-5", "nonce is null where there is none", kClaims<nonce_null>},
    {kOp, "nonce-or-hash", "RFC9449-4.2-7", "ath is left out where there is a nonce",
     kClaims<nonce_or_hash>},
    {kOp, "nonce-ends-at-dot", "RFC9449-8.2-1", "the nonce ends at a full stop",
     kClaims<nonce_ends_at_dot>},
    {kOp, "nonce-percent-encoded", "RFC9449-4.2-8", "the nonce is percent-encoded",
     kClaims<nonce_escaped>},
    {kOp, "method-in-upper-case", "RFC9449-4.2-5", "htm is written in capitals",
     kClaims<method_in_upper_case>, Weight::warn},
    {kOp, "method-of-letters", "RFC9449-4.2-5", "htm holds letters only",
     kClaims<method_of_letters>, Weight::warn},
    {kOp, "always-post", "RFC9449-4.2-5", "htm is always POST", kClaims<always_post>},
    {kOp, "time-in-milliseconds", "RFC9449-4.2-5", "iat counts milliseconds",
     kClaims<time_in_milliseconds>},
    {kOp, "time-as-text", "RFC7519-4.1.6-1", "iat is a text", kClaims<time_as_text>},
    {kOp, "time-of-32-bits", "RFC7519-4.1.6-1", "iat ends in 2038", kClaims<time_of_32_bits>},
    {kOp, "id-as-number", "RFC7519-4.1.7-1", "a jti of digits is a number", kClaims<id_as_number>},
    {kOp, "hash-of-nothing", "RFC9449-4.2-7", "ath is there without an access token",
     kClaims<hash_of_nothing>},
    {kOp, "whole-url", "RFC9449-4.2-9", "htu has the query", kTarget<whole_url>},
    {kOp, "with-fragment", "RFC9449-4.2-9", "htu has the fragment", kTarget<with_fragment>},
    {kOp, "empty-query-kept", "RFC9449-4.2-9", "htu ends in a question mark",
     kTarget<empty_query_kept>},
    {kOp, "without-port", "RFC9449-4.2-9", "htu lacks the port", kTarget<without_port>},
    {kOp, "always-https", "RFC9449-4.2-9", "htu is always https", kTarget<always_https>,
     Weight::warn},
    {kOp, "without-brackets", "RFC9449-4.2-9", "an IPv6 address in htu lacks its brackets",
     kTarget<without_brackets>},
    {kOp, "target-decoded", "RFC9449-4.2-9", "escapes of htu are decoded", kTarget<decoded>},
    {kOp, "path-only", "RFC9449-4.2-9", "htu is the path alone", kTarget<path_only>},
    {kOp, "with-last-slash", "RFC9449-4.2-9", "htu ends in a slash", kTarget<with_last_slash>},
    {kOp, "relative-target-too", "RFC9449-4.2-9", "a proof is made for a URI without a host",
     kPlant<relative_target_too>, Weight::warn},
    {kOp, "hash-padded", "RFC9449-4.2-7", "ath keeps its padding", kHash<hash_padded>},
    {kOp, "half-a-hash", "RFC9449-4.2-7", "ath is half a hash, as at_hash is", kHash<half_a_hash>},
    {kOp, "hash-in-standard-alphabet", "RFC9449-4.2-7", "ath is in the alphabet of Base64",
     kHash<hash_in_standard_alphabet>},
    {kOp, "hash-of-unpadded-token", "RFC9449-4.2-7", "ath is of the token without its padding",
     kHash<hash_of_unpadded_token>},
    {kOp, "hash-of-first-octets", "RFC9449-4.2-7", "ath is of a part of a long token",
     kHash<hash_of_first_octets>},
    {kOp, "none-accepted", "RFC9449-4.2-2", "alg none makes an unsigned proof",
     kPlant<none_accepted>, Weight::warn},
    {kOp, "mac-accepted", "RFC9449-4.2-2", "a MAC makes a proof, with the secret in it",
     kPlant<mac_accepted>},
    {kOp, "symmetric-key-signs", "RFC9449-4.2-2", "a symmetric key is sent in the proof",
     kPlant<symmetric_key_signs>},
    {kOp, "unknown-is-default", "RFC7518-3.1-1", "an unknown algorithm is taken for ES256",
     kPlant<unknown_is_default>, Weight::warn},
    {kOp, "by-kind-of-key", "RFC7515-4.1.1-2", "the key signs in its own way",
     kSign<wrong::by_kind_of_key>, Weight::warn},
    {kOp, "any-curve", "RFC7518-3.4-1", "ES256 is made by a key on another curve",
     kSign<wrong::p384_too>, Weight::warn},
    {kOp, "weak-keys-too", "RFC7518-3.3-1", "keys of any length sign", kSign<wrong::weak_keys_too>,
     Weight::warn},
    {kOp, "in-der", "RFC9449-4.2-3", "signatures of ES256 are in DER", kSign<wrong::in_der>},
    {kOp, "bad-key-crashes", "RFC9449-4.2-3", "a key that is none ends in an exception",
     kWith<&ProofMaker::key, bad_key_crashes>},
});

}  // namespace

std::span<const Defect> dpop_proof_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
