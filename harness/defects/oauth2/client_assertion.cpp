// SPDX-License-Identifier: Apache-2.0
// RFC 7523 section 3: an assertion, as a client makes it.
#include <algorithm>
#include <array>

#include "harness/defects/oauth2/jwt_maker.h"
#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/defects/oauth2/wrong_signing.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.client_assertion";

template <auto Function, auto Wrong>
constexpr auto kWith = planted_in<answer_make_assertion, AssertionMaker, Function, Wrong>;
template <auto Wrong>
constexpr auto kHeader = kWith<&AssertionMaker::header, Wrong>;
template <auto Wrong>
constexpr auto kClaims = kWith<&AssertionMaker::claims, Wrong>;
template <auto Wrong>
constexpr auto kWrite = kWith<&AssertionMaker::write, Wrong>;
template <auto Wrong>
constexpr auto kSign = kWith<&AssertionMaker::sign, Wrong>;
template <auto Wrong>
constexpr auto kKey = kWith<&AssertionMaker::key, Wrong>;

const AssertionMaker& right() {
  return sound<AssertionMaker>();
}

constexpr char kIss[] = "iss";
constexpr char kSub[] = "sub";
constexpr char kAud[] = "aud";
constexpr char kExp[] = "exp";
constexpr char kIat[] = "iat";
constexpr char kNbf[] = "nbf";
constexpr char kJti[] = "jti";

template <const char* Name>
json left_out(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  claims.erase(Name);
  return claims;
}

template <const char* Name>
json as_text(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  if (claims.contains(Name)) claims[Name] = claims.at(Name).dump();
  return claims;
}

// What looks like a number becomes one.
template <const char* Name>
json as_number(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  json& value = claims[Name];
  if (value.is_string() &&
      value.get<std::string>().find_first_not_of("0123456789") == std::string::npos)
    value = std::stod(value.get<std::string>());
  return claims;
}

template <const char* Name, int Value>
json added(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  if (!claims.contains(Name)) claims[Name] = Value;
  return claims;
}

json id_added(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  if (!claims.contains(kJti)) claims[kJti] = "0b8f2e7a";
  return claims;
}

template <const char* Name>
json of_32_bits(const JwtMaker& library, const json& in) {
  constexpr std::int64_t kMost = 2147483647;
  json claims = right().claims(library, in);
  if (claims.contains(Name)) claims[Name] = std::min(claims.at(Name).get<std::int64_t>(), kMost);
  return claims;
}

json expiry_in_milliseconds(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  claims[kExp] = claims.at(kExp).get<std::int64_t>() * 1000;
  return claims;
}

json first_audience_only(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  claims[kAud] = json(in.at("audience").at(0));
  return claims;
}

json audiences_joined(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  std::string text;
  for (const json& one : in.at("audience"))
    text += (text.empty() ? "" : " ") + one.get<std::string>();
  claims[kAud] = text;
  return claims;
}

json audience_in_lower_case(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  if (!claims.at(kAud).is_string()) return claims;
  std::string lower = claims.at(kAud);
  to_lower(lower);
  claims[kAud] = lower;
  return claims;
}

json subject_is_issuer(const JwtMaker& library, const json& in) {
  json claims = right().claims(library, in);
  claims[kSub] = claims.at(kIss);
  return claims;
}

json registered_claims_only(const JwtMaker& library, const json& in) {
  json bare = in;
  bare["claims"] = json::object();
  return right().claims(library, bare);
}

json further_claims_as_texts(const JwtMaker& library, const json& in) {
  json written = in;
  for (json& value : written["claims"]) {
    if (value.is_structured()) value = value.dump();
  }
  return right().claims(library, written);
}

json kid_left_out(const json& in, const json& public_key) {
  json header = right().header(in, public_key);
  header.erase("kid");
  return header;
}

json kid_cut_at_mark(const json& in, const json& public_key) {
  json header = right().header(in, public_key);
  if (!header.contains("kid")) return header;
  const std::string kid = header.at("kid");
  header["kid"] = kid.substr(0, kid.find('#'));
  return header;
}

Result<void> nothing_checked(const json& /*in*/) {
  return {};
}

// Octets beyond ASCII are written as characters of their own.
std::string as_latin1(const json& claims) {
  std::string text;
  for (const char c : claims.dump()) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet >= 0x80) text += static_cast<char>(0xC0U | octet >> 6U);
    text += octet >= 0x80 ? static_cast<char>(0x80U | (octet & 0x3FU)) : c;
  }
  return text;
}

std::string question_marks_beyond_ascii(const json& claims) {
  std::string text = claims.dump();
  std::ranges::replace_if(text, [](char c) { return (c & 0x80) != 0; }, '?');
  return text;
}

std::string controls_dropped(const json& claims) {
  std::string text = claims.dump();
  for (const string_view escape : {"\\u0000", "\\u001f", "\\b", "\\f"})
    replace_all(text, escape, "");
  return text;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "issuer-left-out", "RFC7523-3-2", "iss is left out", kClaims<left_out<kIss>>},
    {kOp, "subject-left-out", "RFC7523-3-4", "sub is left out", kClaims<left_out<kSub>>},
    {kOp, "audience-left-out", "RFC7523-3-6", "aud is left out", kClaims<left_out<kAud>>},
    {kOp, "expiry-left-out", "RFC7523-3-9", "exp is left out", kClaims<left_out<kExp>>},
    {kOp, "issued-left-out", "RFC7519-4.1.6-1", "iat is left out", kClaims<left_out<kIat>>},
    {kOp, "beginning-left-out", "RFC7519-4.1.5-2", "nbf is left out", kClaims<left_out<kNbf>>},
    {kOp, "id-left-out", "RFC7519-4.1.7-1", "jti is left out", kClaims<left_out<kJti>>},
    {kOp, "expiry-as-text", "RFC7519-4.1.4-2", "exp is a text", kClaims<as_text<kExp>>},
    {kOp, "beginning-as-text", "RFC7519-4.1.5-2", "nbf is a text", kClaims<as_text<kNbf>>},
    {kOp, "issued-as-text", "RFC7519-4.1.6-1", "iat is a text", kClaims<as_text<kIat>>},
    {kOp, "expiry-of-32-bits", "RFC7519-4.1.4-2", "exp ends in 2038", kClaims<of_32_bits<kExp>>},
    {kOp, "expiry-in-milliseconds", "RFC7523-3-9", "exp counts milliseconds",
     kClaims<expiry_in_milliseconds>},
    {kOp, "issued-added", "RFC7523-3-9", "iat is there, although nobody asked for it",
     kClaims<added<kIat, 1700000000>>},
    {kOp, "id-added", "RFC7523-3-9", "jti is there, although nobody asked for it",
     kClaims<id_added>},
    {kOp, "id-as-number", "RFC7519-4.1.7-1", "a jti of digits is a number",
     kClaims<as_number<kJti>>},
    {kOp, "issuer-as-number", "RFC7523-3-5", "a client_id of digits is a number",
     kClaims<as_number<kIss>>},
    {kOp, "subject-as-number", "RFC7523-3-5", "a subject of digits is a number",
     kClaims<as_number<kSub>>},
    {kOp, "first-audience-only", "RFC7519-4.1.3-2", "of two audiences the first one is written",
     kClaims<first_audience_only>},
    {kOp, "audiences-joined", "RFC7519-4.1.3-2", "two audiences are one text",
     kClaims<audiences_joined>},
    {kOp, "audience-in-lower-case", "RFC7523-3-8", "the audience is written in lower case",
     kClaims<audience_in_lower_case>},
    {kOp, "subject-is-issuer", "RFC7523-2.1-1", "the subject is always the issuer",
     kClaims<subject_is_issuer>},
    {kOp, "registered-claims-only", "RFC7519-4-2", "further claims are lost",
     kClaims<registered_claims_only>},
    {kOp, "further-claims-as-texts", "RFC7519-4-2", "nested claims are texts",
     kClaims<further_claims_as_texts>},
    {kOp, "kid-left-out", "RFC7515-4.1.4-1", "kid is left out", kHeader<kid_left_out>},
    {kOp, "kid-cut-at-mark", "RFC7515-4.1.4-1", "kid ends at a number sign",
     kHeader<kid_cut_at_mark>},
    {kOp, "as-latin1", "RFC7515-5.2-2", "octets beyond ASCII are encoded twice", kWrite<as_latin1>},
    {kOp, "question-marks-beyond-ascii", "RFC7523-3-5",
     "what is beyond ASCII becomes question marks", kWrite<question_marks_beyond_ascii>},
    {kOp, "controls-dropped", "RFC7515-5.2-2", "control characters are lost",
     kWrite<controls_dropped>},
    {kOp, "empty-issuer-too", "RFC7523-3-2", "an empty client_id is written",
     kWith<&AssertionMaker::check, nothing_checked>, Weight::warn},
    {kOp, "unsigned-always", "RFC7523-3-15", "the JWT is not signed",
     kSign<wrong::unsigned_always>},
    {kOp, "none-too", "RFC7523-3-15", "alg none makes an unsigned JWT", kSign<wrong::none_too>,
     Weight::warn},
    {kOp, "unknown-is-default", "RFC7518-3.1-1", "an unknown algorithm is taken for ES256",
     kSign<wrong::unknown_is_default>, Weight::warn},
    {kOp, "name-without-case", "RFC7518-3.1-1", "algorithms are known without case",
     kSign<wrong::name_without_case>, Weight::warn},
    {kOp, "by-kind-of-key", "RFC7515-4.1.1-2", "the key signs in its own way",
     kSign<wrong::by_kind_of_key>, Weight::warn},
    {kOp, "weak-keys-too", "RFC7518-3.3-1", "keys of any length sign", kSign<wrong::weak_keys_too>,
     Weight::warn},
    {kOp, "weak-pss-keys-too", "RFC7518-3.5-3", "keys of any length sign by PS256",
     kSign<[](const json& header, string_view payload, const SigningKey& key) {
       return header.at("alg") == "PS256" ? wrong::weak_keys_too(header, payload, key)
                                          : right().sign(header, payload, key);
     }>,
     Weight::warn},
    {kOp, "secret-of-33-octets", "RFC7518-3.2-1", "a secret of 32 octets is refused",
     kSign<wrong::secret_of_33_octets>},
    {kOp, "secret-in-hexadecimal", "RFC7518-3.2-1", "the secret's hexadecimal digits sign",
     kSign<wrong::secret_in_hexadecimal>},
    {kOp, "secret-as-latin1", "RFC7523-3-15", "the secret is encoded in another way than UTF-8",
     kKey<wrong::secret_as_latin1>},
    {kOp, "in-der", "RFC7518-3.4-1", "signatures of ES256 are in DER", kSign<wrong::in_der>},
    {kOp, "pss-as-pkcs1", "RFC7518-3.5-2", "PS256 signs as RS256 does", kSign<wrong::pss_as_pkcs1>},
    {kOp, "with-sha512", "RFC7523-3-15", "RS256 signs with SHA-512", kSign<wrong::with_sha512>},
    {kOp, "payload-alone", "RFC7523-3-15", "EdDSA signs the payload alone",
     kSign<wrong::payload_alone>},
    {kOp, "pem-as-secret", "RFC7515-4.1.1-2", "the text of a private key is a secret",
     kKey<wrong::pem_as_secret>},
    {kOp, "bad-key-crashes", "RFC7523-3-15", "a key that is none ends in an exception",
     kKey<wrong::bad_key_crashes>},
});

}  // namespace

std::span<const Defect> client_assertion_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
