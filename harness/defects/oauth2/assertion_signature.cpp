// SPDX-License-Identifier: Apache-2.0
// RFC 7515 and RFC 7523 section 3, criteria 1 and 9: the JWT of an assertion, and who signed it.
#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "harness/defects/oauth2/assertions.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/defects/oauth2/wrong_jose.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/message/http.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.verify_client_assertion";

template <auto Function, auto Wrong>
constexpr auto kWith = planted_in<answer_verify_assertion, Assertions, Function, Wrong>;
template <auto Wrong>
constexpr auto kSplit = kWith<&Assertions::split, Wrong>;
template <auto Wrong>
constexpr auto kDecode = kWith<&Assertions::decode, Wrong>;
template <auto Wrong>
constexpr auto kParse = kWith<&Assertions::parse, Wrong>;
template <auto Wrong>
constexpr auto kHeader = kWith<&Assertions::check_header, Wrong>;
template <auto Wrong>
constexpr auto kCritical = kWith<&Assertions::check_critical, Wrong>;
template <auto Wrong>
constexpr auto kUnsigned = kWith<&Assertions::is_unsigned, Wrong>;
template <auto Wrong>
constexpr auto kVerify = kWith<&Assertions::verify, Wrong>;
template <auto Wrong>
constexpr auto kKeys = kWith<&Assertions::keys_for, Wrong>;
template <auto Wrong>
constexpr auto kIssuer = kWith<&Assertions::find_issuer, Wrong>;
template <void (*Plant)(Assertions&)>
constexpr auto kPlant = planted_by<answer_verify_assertion, Assertions, Plant>;

const Assertions& right() {
  return sound<Assertions>();
}

// The algorithm is whatever the header says.
bool any_algorithm(const Issuer& /*issuer*/, const UnverifiedJwt& /*jwt*/) {
  return true;
}

void algorithm_from_token(Assertions& library) {
  library.is_registered = any_algorithm;
  library.verify = wrong::text_of_key_as_secret;
}

void algorithm_without_case(Assertions& library) {
  library.algorithm = wrong::without_case;
  library.is_registered = [](const Issuer& issuer, const UnverifiedJwt& jwt) {
    const Algorithm* algorithm = wrong::without_case(jwt.header);
    return algorithm != nullptr &&
           std::ranges::find(issuer.algs, algorithm->name) != issuer.algs.end();
  };
}

void algorithm_may_be_array(Assertions& library) {
  library.check_header = wrong::any_header;
  library.algorithm = wrong::first_of_array;
  library.is_registered = any_algorithm;
}

// A header without alg is taken for one with the algorithm that was agreed on.
void algorithm_assumed(Assertions& library) {
  library.check_header = wrong::any_header;
  library.is_registered = any_algorithm;
  library.algorithm = [](const json& header) {
    const json alg = header.value("alg", json("ES256"));
    return oauth::jose::algorithm_named(alg.is_string() ? alg.get<std::string>() : "ES256");
  };
}

// jku and x5u are fetched, and what they point to is trusted: its signature is right.
void key_fetched(Assertions& library) {
  library.is_unsigned = [](const UnverifiedJwt& jwt) {
    return jwt.header.contains("jku") || jwt.header.contains("x5u");
  };
}

// A signature raised to the power of 1 is itself: whoever knows the padding has made one.
bool is_padded_digest(const UnverifiedJwt& jwt) {
  const auto digest = oauth::crypto::openssl().digest(oauth::crypto::Hash::sha256, jwt.text);
  constexpr string_view kPadding("\0\1\xff", 3);
  return digest && jwt.signature.starts_with(kPadding) &&
         jwt.signature.ends_with(std::string(digest->octets().begin(), digest->octets().end()));
}

bool not_nested(const json& /*header*/) {
  return false;
}

const Algorithm* no_rs256(const json& header) {
  return header.at("alg") == "RS256" ? nullptr : right().algorithm(header);
}

// The keys (`keys_for`).
std::vector<Verifier> key_of_header(const AssertionServer& server, const Issuer& issuer,
                                    const json& header) {
  auto keys = right().keys_for(server, issuer, header);
  const auto numbers = oauth::jose::key_numbers(header.value("jwk", json()));
  if (!numbers) return keys;
  auto key = oauth::crypto::openssl().public_key(*numbers);
  if (key) {
    keys.push_back({std::shared_ptr<const oauth::crypto::PublicKey>(std::move(*key)), std::nullopt,
                    json::object()});
  }
  return keys;
}

std::vector<Verifier> keys_of_all(const AssertionServer& server, const Issuer& /*issuer*/,
                                  const json& header) {
  std::vector<Verifier> keys;
  for (const Issuer& issuer : server.issuers) {
    for (Verifier& key : right().keys_for(server, issuer, header)) keys.push_back(std::move(key));
  }
  return keys;
}

std::vector<Verifier> kid_of_anybody(const AssertionServer& server, const Issuer& issuer,
                                     const json& header) {
  for (const Issuer& one : server.issuers) {
    for (const Verifier& key : one.keys) {
      if (key.kid && header.value("kid", json()) == *key.kid) return {key};
    }
  }
  return right().keys_for(server, issuer, header);
}

// A file of that name is the secret: what is not there, or is /dev/null, is empty.
std::vector<Verifier> kid_names_file(const AssertionServer& server, const Issuer& issuer,
                                     const json& header) {
  if (header.value("kid", json("")).get<std::string>().find('/') == std::string::npos)
    return right().keys_for(server, issuer, header);
  return {{oauth::Secret(""), std::nullopt, json::object()}};
}

std::vector<Verifier> first_key_only(const AssertionServer& /*server*/, const Issuer& issuer,
                                     const json& /*header*/) {
  return {issuer.keys.begin(), issuer.keys.begin() + (issuer.keys.empty() ? 0 : 1)};
}

std::vector<Verifier> named_keys_only(const AssertionServer& server, const Issuer& issuer,
                                      const json& header) {
  auto keys = right().keys_for(server, issuer, header);
  if (header.contains("kid")) std::erase_if(keys, [](const Verifier& key) { return !key.kid; });
  return keys;
}

std::vector<Verifier> web_keys_only(const AssertionServer& server, const Issuer& issuer,
                                    const json& header) {
  auto keys = right().keys_for(server, issuer, header);
  std::erase_if(keys, [](const Verifier& key) { return key.written.contains("pem"); });
  return keys;
}

void weak_empty_secret(Assertions& library) {
  library.keys_for = kid_names_file;
  library.is_strong = wrong::any_strength;
}

void empty_secret(Assertions& library) {
  library.verify = wrong::empty_secret_too;
  library.is_strong = wrong::any_strength;
}

// The issuer (`find_issuer`).
const Issuer* first_issuer(const AssertionServer& server, const json& payload) {
  const Issuer* found = right().find_issuer(server, payload);
  return found == nullptr ? server.issuers.data() : found;
}

const Issuer* issuer_without_case(const AssertionServer& server, const json& payload) {
  const auto found = std::ranges::find_if(server.issuers, [&](const Issuer& issuer) {
    const json name = payload.value("iss", json());
    return name.is_string() &&
           oauth::message::equal_without_case(name.get<std::string>(), issuer.name);
  });
  return found == server.issuers.end() ? nullptr : &*found;
}

const Issuer* issuer_in_array(const AssertionServer& server, const json& payload) {
  const json name = payload.value("iss", json());
  return right().find_issuer(server, name.is_array() ? json{{"iss", name.at(0)}} : payload);
}

void issuer_array_read(Assertions& library) {
  library.find_issuer = issuer_in_array;
  library.taken = [](const json& payload) {
    json one = payload;
    if (one.contains("iss") && one.at("iss").is_array()) one["iss"] = json(one.at("iss").at(0));
    return one;
  };
}

// A client that names itself by client_id or sub is known without iss.
void subject_for_issuer(Assertions& library) {
  library.find_issuer = [](const AssertionServer& server, const json& payload) {
    json named = payload;
    if (!named.contains("iss")) named["iss"] = named.value("sub", json());
    return right().find_issuer(server, named);
  };
  library.is_subject = [](const Claims& claims, bool grant) {
    return !claims.issuer || right().is_subject(claims, grant);
  };
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "none-accepted", "RFC7523-3-15", "a JWT with alg none is accepted",
     kUnsigned<wrong::none_accepted>},
    {kOp, "none-without-case", "RFC7515-4.1.1-2", "\"None\" is no \"none\", and no signature",
     kUnsigned<wrong::none_without_case>},
    {kOp, "empty-signature", "RFC7523-3-16", "an empty signature is not verified",
     kUnsigned<wrong::without_signature>},
    {kOp, "signature-unchecked", "RFC7523-3-16", "signatures are not verified",
     kVerify<wrong::unchecked>},
    {kOp, "algorithm-from-token", "RFC7515-4.1.1-2",
     "the header chooses HS256, and the text of the public key is the secret",
     kPlant<algorithm_from_token>},
    {kOp, "text-of-key-as-secret", "RFC7515-4.1.1-2", "the text of a public key is a secret",
     kVerify<wrong::text_of_key_as_secret>},
    {kOp, "empty-secret", "RFC7518-3.2-1", "a key without a secret has an empty one",
     kPlant<empty_secret>},
    {kOp, "any-algorithm", "RFC7515-5.2-3", "algorithms that nobody agreed on are accepted",
     kWith<&Assertions::is_registered, any_algorithm>, Weight::warn},
    {kOp, "algorithm-without-case", "RFC7518-3.1-1", "algorithms are known without case",
     kPlant<algorithm_without_case>, Weight::warn},
    {kOp, "algorithm-may-be-array", "RFC7515-4.1.1-1", "the first of several algorithms counts",
     kPlant<algorithm_may_be_array>},
    {kOp, "algorithm-assumed", "RFC7515-4.1.1-1", "alg may be missing", kPlant<algorithm_assumed>},
    {kOp, "algorithm-of-key", "RFC7515-4.1.1-2", "the key alone says how it verifies",
     kPlant<[](Assertions& library) {
       library.is_registered = any_algorithm;
       library.verify = wrong::algorithm_of_key;
     }>},
    {kOp, "either-rsa-scheme", "RFC7523-3-16", "RS256 may be RSASSA-PSS",
     kVerify<wrong::either_rsa_scheme>},
    {kOp, "rs256-with-sha512", "RFC7518-3.1-1", "RS256 is verified with SHA-512",
     kWith<&Assertions::algorithm, wrong::rs256_is_rs512>},
    {kOp, "ps256-as-rs256", "RFC7518-3.5-2", "PS256 is verified as RS256 is",
     kWith<&Assertions::algorithm, wrong::ps256_is_rs256>},
    {kOp, "pss-by-size", "RFC7518-3.5-1", "of a signature by PS256 the size is looked at",
     kVerify<wrong::pss_by_size>},
    {kOp, "zeros-accepted", "RFC7523-3-16", "zeros are a signature, as in CVE-2022-21449",
     kVerify<wrong::zeros_accepted>},
    {kOp, "der-accepted", "RFC7518-3.4-1", "a signature in DER is accepted, too",
     kVerify<wrong::der_accepted>},
    {kOp, "der-only", "RFC7518-3.4-1", "signatures are read in DER", kVerify<wrong::der_only>},
    {kOp, "cut-to-size", "RFC7518-3.4-1", "octets behind a signature are cut off",
     kVerify<wrong::cut_to_size>},
    {kOp, "filled-to-size", "RFC7518-3.4-1", "a short signature is filled with zeros",
     kVerify<wrong::filled_to_size>},
    {kOp, "low-s-only", "RFC7518-3.4-1", "an s in the upper half is refused",
     kVerify<wrong::low_s_only>},
    {kOp, "any-curve", "RFC7518-3.4-1", "ES256 may be by a key on another curve",
     kVerify<wrong::any_curve>, Weight::warn},
    {kOp, "mac-in-part", "RFC7523-3-16", "sixteen octets of a MAC are compared",
     kVerify<wrong::mac_in_part>},
    {kOp, "secret-decoded", "RFC7518-3.2-1", "a secret is decoded before it is used",
     kVerify<wrong::secret_decoded>},
    {kOp, "weak-keys", "RFC7518-3.3-1", "keys of any length verify",
     kWith<&Assertions::is_strong, wrong::any_strength>, Weight::warn},
    {kOp, "exponent-of-one", "RFC7518-3.3-2", "an RSA exponent may be 1",
     kUnsigned<is_padded_digest>, Weight::warn},
    {kOp, "leading-zeros-refused", "RFC7518-3.4-2", "an r that begins with a zero octet is refused",
     kVerify<wrong::leading_zeros_refused>},
    {kOp, "header-written-again", "RFC7515-5.2-4",
     "the header is written again before it is verified",
     kWith<&Assertions::signed_text, wrong::header_written_again>},
    {kOp, "key-of-header", "RFC7523-3-16", "a key that the JWT brings along verifies it",
     kKeys<key_of_header>},
    {kOp, "key-fetched", "RFC7515-4.1.1-2", "a key that the JWT points to verifies it",
     kPlant<key_fetched>},
    {kOp, "keys-of-all", "RFC7523-3-16", "the key of any client will do", kKeys<keys_of_all>},
    {kOp, "kid-of-anybody", "RFC7515-4.1.1-2", "kid finds the keys of other clients",
     kKeys<kid_of_anybody>},
    {kOp, "kid-names-file", "RFC7523-3-16", "kid is the name of a file with the secret",
     kPlant<weak_empty_secret>},
    {kOp, "first-key-only", "RFC7515-4.1.4-1", "the first of several keys is tried only",
     kKeys<first_key_only>},
    {kOp, "named-keys-only", "RFC7515-4.1.4-1", "a key without a name is not tried",
     kKeys<named_keys_only>, Weight::warn},
    {kOp, "web-keys-only", "RFC7523-3-16", "keys in PEM are not tried", kKeys<web_keys_only>},
    {kOp, "kid-of-any-type", "RFC7515-4.1.4-2", "kid may be a number",
     kHeader<wrong::kid_of_any_type>, Weight::warn},
    {kOp, "known-members-only", "RFC7515-4-2", "unknown header parameters are refused",
     kHeader<wrong::known_members_only>},
    {kOp, "typ-required", "RFC7519-5.1-1", "typ is required", kHeader<wrong::typ_required>},
    {kOp, "typ-with-case", "RFC7515-4.1.9-1", "typ is compared with case",
     kHeader<wrong::typ_with_case>, Weight::warn},
    {kOp, "critical-ignored", "RFC7515-4.1.11-1", "crit is not looked at",
     kCritical<wrong::critical_ignored>},
    {kOp, "critical-members-there", "RFC7515-4.1.11-1",
     "what crit names has to be there, and need not be understood",
     kCritical<wrong::critical_members_there>},
    {kOp, "critical-as-array-only", "RFC7515-4.1.11-2", "a crit that is no array is ignored",
     kCritical<wrong::critical_as_array_only>, Weight::warn},
    {kOp, "first-critical-assumed", "RFC7515-4.1.11-3", "an empty crit ends in an exception",
     kCritical<wrong::first_critical_assumed>},
    {kOp, "more-parts-ignored", "RFC7515-7.1-1", "what follows the third part is not looked at",
     kSplit<wrong::more_parts_ignored>},
    {kOp, "split-without-limit", "RFC7515-7.1-1",
     "a text of many dots uses up the memory, as in CVE-2025-30204",
     kSplit<wrong::split_without_limit>},
    {kOp, "json-serialization-too", "RFC7519-7.2-1", "the JSON serialization is read, too",
     kSplit<wrong::json_serialization_too>},
    {kOp, "two-parts-will-do", "RFC7523-3-17", "a JWT may come without its signature",
     kPlant<[](Assertions& library) {
       library.split = wrong::two_parts_will_do;
       library.is_unsigned = wrong::without_signature;
     }>},
    {kOp, "padding-accepted", "RFC7515-5.2-1", "padding is accepted",
     kDecode<wrong::padding_accepted>},
    {kOp, "either-alphabet", "RFC7515-5.2-1", "either alphabet of Base64 is read",
     kDecode<wrong::either_alphabet>},
    {kOp, "standard-alphabet-only", "RFC7515-5.2-1", "base64url is read as Base64",
     kDecode<wrong::standard_alphabet_only>},
    {kOp, "white-space-skipped", "RFC7515-5.2-1", "white space inside is skipped",
     kDecode<wrong::white_space_skipped>},
    {kOp, "first-member-counts", "RFC7515-4-1", "of two equal names the first one counts",
     kParse<wrong::first_member_counts>},
    {kOp, "malformed-json-crashes", "RFC7515-5.2-2", "what is no JSON ends in an exception",
     kParse<wrong::malformed_json_crashes>},
    {kOp, "json-end-not-required", "RFC7515-5.2-2", "JSON may break off",
     kParse<wrong::end_not_required>},
    {kOp, "json-white-space-refused", "RFC7519-7.2-1", "JSON with line ends is refused",
     kParse<wrong::white_space_refused>},
    {kOp, "json-escapes-kept", "RFC7515-5.2-2", "escapes of JSON are not undone",
     kParse<wrong::escapes_kept>},
    {kOp, "text-behind-ignored", "RFC7515-10.12-1", "what follows the JSON is not looked at",
     kParse<wrong::text_behind_ignored>},
    {kOp, "names-without-case", "RFC7515-5.3-1", "names of members are known without case",
     kParse<wrong::names_without_case>},
    {kOp, "octets-replaced", "RFC7515-5.2-2", "octets that are no UTF-8 are replaced",
     kParse<wrong::octets_replaced>},
    {kOp, "nested-ignored", "RFC7519-7.2-3", "cty is not looked at",
     kWith<&Assertions::is_nested, not_nested>, Weight::warn},
    {kOp, "rs256-unknown", "RFC7523-5-1", "RS256 is not known",
     kWith<&Assertions::algorithm, no_rs256>},
    {kOp, "object-assumed", "RFC7519-7.2-1", "a payload that is an array ends in an exception",
     kParse<wrong::object_assumed>},
    {kOp, "unknown-issuer-is-first", "RFC7523-3-1", "an unknown issuer is taken for the first one",
     kPlant<[](Assertions& library) {
       library.find_issuer = first_issuer;
       library.verify = wrong::unchecked;
     }>},
    {kOp, "issuer-without-case", "RFC7523-3-3", "issuers are known without case",
     kIssuer<issuer_without_case>},
    {kOp, "issuer-may-be-array", "RFC7523-3-17", "iss may be an array", kPlant<issuer_array_read>},
    {kOp, "subject-for-issuer", "RFC7523-3-2", "iss may be missing, since sub says the same",
     kPlant<subject_for_issuer>},
});

}  // namespace

std::span<const Defect> assertion_signature_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
