// SPDX-License-Identifier: Apache-2.0
// RFC 9449 section 4.3, checks 1 to 7: the form of a DPoP proof, its key and its signature.
#include <algorithm>
#include <array>
#include <stdexcept>
#include <variant>

#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/proofs.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/defects/oauth2/wrong_jose.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.verify_dpop_proof";

template <auto Function, auto Wrong>
constexpr auto kWith = planted_in<answer_verify_proof, Proofs, Function, Wrong>;
template <auto Wrong>
constexpr auto kProof = kWith<&Proofs::proof_of, Wrong>;
template <auto Wrong>
constexpr auto kType = kWith<&Proofs::is_type, Wrong>;
template <auto Wrong>
constexpr auto kKey = kWith<&Proofs::key_of, Wrong>;
template <auto Wrong>
constexpr auto kPrivate = kWith<&Proofs::is_private, Wrong>;
template <auto Wrong>
constexpr auto kThumbprint = kWith<&Proofs::thumbprint, Wrong>;
template <auto Wrong>
constexpr auto kVerify = kWith<&Proofs::verify, Wrong>;
template <void (*Plant)(Proofs&)>
constexpr auto kPlant = planted_by<answer_verify_proof, Proofs, Plant>;

const Proofs& right() {
  return sound<Proofs>();
}

// The field (`proof_of`).
Result<std::string> first_of_fields(const Request& request) {
  const auto first = oauth::message::find_header(request.headers, "DPoP");
  if (!first) return right().proof_of(request);
  return std::string(*first);
}

Result<std::string> first_of_list(const Request& request) {
  auto proof = right().proof_of(request);
  if (proof) proof->resize(std::min(proof->find(','), proof->size()));
  return proof;
}

Result<std::string> name_with_case(const Request& request) {
  const bool there =
      std::ranges::any_of(request.headers, [](const auto& field) { return field.name == "DPoP"; });
  if (!there) return refusal(Errc::proof_missing);
  return right().proof_of(request);
}

// A token endpoint that gives bearer tokens to whoever sends no proof.
Verdict proof_optional(const json& in) {
  Verdict verdict = answer_verify_proof(right(), in);
  json& verdicts = std::get<Out>(verdict).value;
  const json& requests = in.at("sequence");
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const Request request = adapter::read_request(requests[i]);
    if (oauth::message::count_headers(request.headers, "DPoP") == 0 && in.at("tokens").is_null())
      verdicts[i] = {{"verdict", "accepted"}};
  }
  return verdict;
}

// typ (`is_type`).
bool any_type(const json& /*header*/) {
  return true;
}

bool type_optional(const json& header) {
  return !header.contains("typ") || right().is_type(header);
}

bool type_by_prefix(const json& header) {
  const json typ = header.value("typ", json());
  return (typ.is_string() && typ.get<std::string>().starts_with("dpop+jwt")) ||
         right().is_type(header);
}

bool type_among_others(const json& header) {
  const json typ = header.value("typ", json());
  return (typ.is_array() && std::ranges::find(typ, json("dpop+jwt")) != typ.end()) ||
         right().is_type(header);
}

bool type_with_prefix_only(const json& header) {
  return header.value("typ", json()) == "application/dpop+jwt";
}

bool type_as_of_jwt(const json& header) {
  return oauth::jose::has_type(header, "jwt") || right().is_type(header);
}

// The algorithm.
bool any_asymmetric(const ProofServer& /*server*/, const json& header) {
  const auto* const algorithm = oauth::jose::algorithm_named(header.at("alg").get<std::string>());
  return algorithm != nullptr && !algorithm->is_mac();
}

bool any_algorithm(const ProofServer& /*server*/, const json& /*header*/) {
  return true;
}

void algorithm_may_be_array(Proofs& library) {
  library.check_header = wrong::any_header;
  library.is_accepted = any_algorithm;
  library.algorithm = wrong::first_of_array;
}

void algorithm_of_key(Proofs& library) {
  library.check_header = wrong::any_header;
  library.is_accepted = any_algorithm;
  library.algorithm = [](const json& /*header*/) { return oauth::jose::algorithm_named("ES256"); };
}

// The secret of a MAC stands in the proof itself: whoever reads it makes the next one.
bool by_secret_of_header(const UnverifiedJwt& jwt) {
  const auto secret = oauth::jose::symmetric_key(jwt.header.value("jwk", json()));
  return secret && jwt.header.at("alg") == "HS256" &&
         wrong::by_secret(*oauth::jose::algorithm_named("HS256"), secret->reveal(), jwt);
}

bool without_key(const UnverifiedJwt& jwt) {
  return jwt.header.value("jwk", json()).is_null();
}

bool symmetric_key_unchecked(const UnverifiedJwt& jwt) {
  const json jwk = jwt.header.value("jwk", json());
  return jwk.is_object() && jwk.value("kty", json()) == "oct" && jwt.header.at("alg") == "ES256";
}

// The key (`key_of`, `is_private`).
json key_in_text(const json& header) {
  const json jwk = right().key_of(header);
  return jwk.is_string() ? json::parse(jwk.get_ref<const std::string&>(), nullptr, false) : jwk;
}

json key_in_array(const json& header) {
  const json jwk = right().key_of(header);
  return jwk.is_array() ? jwk.at(0) : jwk;
}

json key_assumed(const json& header) {
  if (right().key_of(header).is_null()) throw std::invalid_argument("jwk is null");
  return right().key_of(header);
}

json kind_without_case(const json& header) {
  json jwk = right().key_of(header);
  if (jwk.is_object() && jwk.value("kty", json()) == "ec") jwk["kty"] = "EC";
  return jwk;
}

json curve_without_case(const json& header) {
  json jwk = right().key_of(header);
  if (jwk.is_object() && jwk.value("crv", json()) == "p-256") jwk["crv"] = "P-256";
  return jwk;
}

// 65537, as nearly every key has it.
json exponent_assumed(const json& header) {
  json jwk = right().key_of(header);
  if (jwk.is_object() && jwk.value("kty", json()) == "RSA" && !jwk.contains("e")) jwk["e"] = "AQAB";
  return jwk;
}

json coordinate_filled(const json& header) {
  json jwk = right().key_of(header);
  if (!jwk.is_object() || !jwk.value("x", json()).is_string()) return jwk;
  const auto x = right().decode(jwk.at("x").get_ref<const std::string&>());
  if (x && x->size() == 31)
    jwk["x"] = oauth::codec::base64_encode(std::string(1, '\0') + *x, oauth::codec::Base64::url);
  return jwk;
}

// As a number is written: without leading zeros, which the backend then misses.
json coordinate_shortened(const json& header) {
  json jwk = right().key_of(header);
  if (!jwk.is_object() || !jwk.value("x", json()).is_string()) return jwk;
  const auto x = right().decode(jwk.at("x").get_ref<const std::string&>());
  if (x && x->starts_with('\0'))
    jwk["x"] = oauth::codec::base64_encode(x->substr(1), oauth::codec::Base64::url);
  return jwk;
}

// A signature raised to the power of 1 is itself: whoever knows the padding has made one.
bool by_exponent_one(const UnverifiedJwt& jwt) {
  const json jwk = jwt.header.value("jwk", json());
  if (!jwk.is_object() || jwk.value("e", json()) != "AQ") return false;
  const auto digest = oauth::crypto::openssl().digest(oauth::crypto::Hash::sha256, jwt.text);
  return digest &&
         jwt.signature.ends_with(std::string(digest->octets().begin(), digest->octets().end()));
}

json kind_by_members(const json& header) {
  json jwk = right().key_of(header);
  if (jwk.is_object() && jwk.contains("crv") && jwk.contains("y")) jwk["kty"] = "EC";
  return jwk;
}

json kid_wins(const json& header) {
  return header.contains("kid") ? json() : right().key_of(header);
}

json known_members_only(const json& header) {
  const json jwk = right().key_of(header);
  return jwk.is_object() && (jwk.contains("use") || jwk.contains("kid") || jwk.contains("alg"))
             ? json()
             : jwk;
}

bool never_private(const json& /*jwk*/) {
  return false;
}

bool private_by_exponent_only(const json& jwk) {
  return jwk.is_object() && jwk.contains("d");
}

bool private_if_rsa_only(const json& jwk) {
  return right().is_private(jwk) && jwk.value("kty", json()) == "RSA";
}

bool private_if_ec_only(const json& jwk) {
  return right().is_private(jwk) && jwk.value("kty", json()) == "EC";
}

// The thumbprint (RFC 7638).
std::string hash_of(const std::string& text) {
  return right().token_hash(text);
}

std::string of_all_members(const json& jwk) {
  return hash_of(jwk.dump());
}

// With kty before the others, as most keys are written.
std::string kind_first(const json& jwk) {
  json rest = jwk;
  rest.erase("kty");
  return hash_of("{\"kty\":" + jwk.at("kty").dump() + "," + rest.dump().substr(1));
}

std::string with_white_space(const json& jwk) {
  std::string text = jwk.dump();
  replace_all(text, "\":", "\": ");
  replace_all(text, ",\"", ", \"");
  return hash_of(text);
}

std::string of_modulus_only(const json& jwk) {
  return jwk.value("kty", json()) == "RSA" ? hash_of(jwk.at("n").get<std::string>())
                                           : right().thumbprint(jwk);
}

std::string without_curve(const json& jwk) {
  json rest = jwk;
  if (jwk.value("kty", json()) == "OKP") rest.erase("crv");
  return rest == jwk ? right().thumbprint(jwk) : hash_of(rest.dump());
}

std::string thumbprint_padded(const json& jwk) {
  return right().thumbprint(jwk) + "=";
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "first-of-fields", "RFC9449-4.3-1", "of two proofs the first one counts",
     kProof<first_of_fields>},
    {kOp, "first-of-list", "RFC9449-4.3-2", "of two proofs in a field the first one counts",
     kProof<first_of_list>},
    {kOp, "name-with-case", "RFC9449-4.3-1", "the field's name is compared with case",
     kProof<name_with_case>},
    {kOp, "proof-optional", "RFC9449-5-1", "a request without a proof is accepted", proof_optional,
     Weight::warn},
    {kOp, "any-type", "RFC9449-4.3-4", "typ is not looked at", kType<any_type>},
    {kOp, "type-optional", "RFC9449-11.5-1", "typ may be missing", kType<type_optional>},
    {kOp, "type-by-prefix", "RFC9449-11.5-1", "what begins like the typ of a proof will do",
     kType<type_by_prefix>},
    {kOp, "type-among-others", "RFC9449-4.3-4", "typ may be an array", kType<type_among_others>},
    {kOp, "type-with-prefix-only", "RFC7515-4.1.9-1", "typ is known with \"application/\" only",
     kType<type_with_prefix_only>},
    {kOp, "type-as-of-jwt", "RFC9449-11.5-1", "a JWT of any other purpose is a proof",
     kType<type_as_of_jwt>},
    {kOp, "none-accepted", "RFC9449-11.6-1", "a proof with alg none is accepted",
     kWith<&Proofs::is_unsigned, wrong::none_accepted>},
    {kOp, "none-without-case", "RFC9449-4.3-5", "\"nOnE\" is no \"none\", and no signature",
     kWith<&Proofs::is_unsigned, wrong::none_without_case>},
    {kOp, "empty-signature", "RFC9449-4.3-6", "an empty signature is not verified",
     kWith<&Proofs::is_unsigned, wrong::without_signature>},
    {kOp, "secret-of-header", "RFC9449-4.2-2", "a MAC by the secret in the proof is accepted",
     kWith<&Proofs::is_unsigned, by_secret_of_header>},
    {kOp, "symmetric-key-unchecked", "RFC9449-4.2-3",
     "a proof with a symmetric key is not verified",
     kWith<&Proofs::is_unsigned, symmetric_key_unchecked>},
    {kOp, "without-key", "RFC9449-4.2-3", "a proof without a key is not verified",
     kWith<&Proofs::is_unsigned, without_key>},
    {kOp, "any-asymmetric-algorithm", "RFC9449-4.3-5",
     "algorithms that the server does not offer are accepted",
     kWith<&Proofs::is_accepted, any_asymmetric>},
    {kOp, "algorithm-may-be-array", "RFC7515-4.1.1-1", "the first of several algorithms counts",
     kPlant<algorithm_may_be_array>},
    {kOp, "algorithm-of-key", "RFC9449-4.3-6", "the key alone says how it verifies",
     kPlant<algorithm_of_key>},
    {kOp, "signature-unchecked", "RFC9449-4.3-6", "signatures are not verified",
     kVerify<wrong::unchecked>},
    {kOp, "zeros-accepted", "RFC9449-4.3-6", "zeros are a signature, as in CVE-2022-21449",
     kVerify<wrong::zeros_accepted>},
    {kOp, "der-accepted", "RFC7518-3.4-1", "a signature in DER is accepted, too",
     kVerify<wrong::der_accepted>},
    {kOp, "weak-keys", "RFC7518-3.3-1", "keys of any length verify",
     kWith<&Proofs::is_strong, wrong::any_strength>, Weight::warn},
    {kOp, "ps256-as-rs256", "RFC9449-4.3-5", "PS256 is verified as RS256 is",
     kWith<&Proofs::algorithm, wrong::ps256_is_rs256>},
    {kOp, "critical-ignored", "RFC7515-4.1.11-1", "crit is not looked at",
     kWith<&Proofs::check_critical, wrong::critical_ignored>},
    {kOp, "more-parts-ignored", "RFC9449-4.3-2", "what follows the third part is not looked at",
     kWith<&Proofs::split, wrong::more_parts_ignored>},
    {kOp, "two-parts-will-do", "RFC9449-4.3-2", "a proof may come without its signature",
     kPlant<[](Proofs& library) {
       library.split = wrong::two_parts_will_do;
       library.is_unsigned = wrong::without_signature;
     }>},
    {kOp, "padding-accepted", "RFC7515-5.2-1", "padding is accepted",
     kWith<&Proofs::decode, wrong::padding_accepted>},
    {kOp, "malformed-json-crashes", "RFC9449-4.3-2", "what is no JSON ends in an exception",
     kWith<&Proofs::parse, wrong::malformed_json_crashes>},
    {kOp, "object-assumed", "RFC9449-4.3-2", "a payload that is an array ends in an exception",
     kWith<&Proofs::parse, wrong::object_assumed>},
    {kOp, "first-member-counts", "RFC7517-4-1", "of two equal names the first one counts",
     kWith<&Proofs::parse, wrong::first_member_counts>},
    {kOp, "key-in-text", "RFC9449-4.2-3", "jwk may be a text", kKey<key_in_text>},
    {kOp, "key-in-array", "RFC9449-4.2-3", "jwk may be an array", kKey<key_in_array>},
    {kOp, "key-assumed", "RFC9449-4.2-3", "a proof without a key ends in an exception",
     kKey<key_assumed>},
    {kOp, "kind-without-case", "RFC7517-4.1-2", "kty is compared without case",
     kKey<kind_without_case>},
    {kOp, "curve-without-case", "RFC7518-6.2.1.1-1", "crv is compared without case",
     kKey<curve_without_case>},
    {kOp, "exponent-assumed", "RFC7518-6.3.1-1", "an RSA key needs no e", kKey<exponent_assumed>},
    {kOp, "coordinate-filled", "RFC7518-6.2.1.2-1", "a short coordinate is filled with zeros",
     kKey<coordinate_filled>, Weight::warn},
    {kOp, "coordinate-shortened", "RFC7518-6.2.1.2-1",
     "a coordinate that begins with zeros is refused", kKey<coordinate_shortened>},
    {kOp, "exponent-of-one", "RFC7518-6.3-1", "an RSA exponent may be 1",
     kWith<&Proofs::is_unsigned, by_exponent_one>, Weight::warn},
    {kOp, "kind-by-members", "RFC9449-4.2-3", "kty is not looked at", kKey<kind_by_members>},
    {kOp, "kid-wins", "RFC9449-4.3-6", "where there is a kid, jwk is not looked at",
     kKey<kid_wins>},
    {kOp, "known-members-only", "RFC7517-4-2", "a key with further members is refused",
     kKey<known_members_only>},
    {kOp, "private-key-accepted", "RFC9449-4.3-7", "a private key is accepted",
     kPrivate<never_private>},
    {kOp, "private-by-exponent-only", "RFC9449-4.2-4", "a prime of an RSA key is no secret",
     kPrivate<private_by_exponent_only>},
    {kOp, "private-if-rsa-only", "RFC9449-4.3-7", "private EC keys are accepted",
     kPrivate<private_if_rsa_only>},
    {kOp, "private-if-ec-only", "RFC9449-4.2-4", "private RSA and Ed25519 keys are accepted",
     kPrivate<private_if_ec_only>},
    {kOp, "thumbprint-of-all-members", "RFC9449-6.1-1",
     "all members of a key are in its thumbprint", kThumbprint<of_all_members>},
    {kOp, "thumbprint-kind-first", "RFC9449-6.1-1", "kty comes first in a thumbprint",
     kThumbprint<kind_first>},
    {kOp, "thumbprint-with-white-space", "RFC9449-6.1-1",
     "a thumbprint is made of JSON with white space", kThumbprint<with_white_space>},
    {kOp, "thumbprint-of-modulus", "RFC9449-6.1-1", "the thumbprint of an RSA key is of n alone",
     kThumbprint<of_modulus_only>},
    {kOp, "thumbprint-without-curve", "RFC9449-6.1-1", "the thumbprint of an Ed25519 key lacks crv",
     kThumbprint<without_curve>},
    {kOp, "thumbprint-padded", "RFC9449-10-1", "a thumbprint keeps its padding",
     kThumbprint<thumbprint_padded>},
});

}  // namespace

std::span<const Defect> proof_signature_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
