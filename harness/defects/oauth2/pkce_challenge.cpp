// SPDX-License-Identifier: Apache-2.0
// RFC 7636 section 4.2: the code challenge, as a client makes it.
#include <algorithm>
#include <array>

#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/defects/oauth2/wrong_pkce.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.pkce_challenge";

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answer_pkce_challenge, Function, Wrong>;
template <auto Wrong>
constexpr auto kVerifier = kWith<&Pkce::is_verifier, Wrong>;
template <auto Wrong>
constexpr auto kNamed = kWith<&Pkce::named, Wrong>;
template <auto Wrong>
constexpr auto kDigest = kWith<&Pkce::digest, Wrong>;
template <auto Wrong>
constexpr auto kEncode = kWith<&Pkce::encode, Wrong>;

const Pkce& right() {
  return sound<Pkce>();
}

std::string trailing_octets_lost(string_view verifier) {
  std::string octets = right().digest(verifier);
  while (octets.ends_with('\0')) octets.pop_back();
  return octets;
}

std::string line_ends_translated(string_view verifier) {
  std::string octets = right().digest(verifier);
  std::ranges::replace(octets, '\r', '\n');
  return octets;
}

std::string of_escaped_verifier(string_view verifier) {
  std::string escaped(verifier);
  replace_all(escaped, "~", "%7E");
  return right().digest(escaped);
}

std::string of_trimmed_verifier(string_view verifier) {
  return right().digest(
      verifier.substr(std::min(verifier.find_first_not_of('-'), verifier.size())));
}

std::string of_number(string_view verifier) {
  if (verifier.find_first_not_of("0123456789") == string_view::npos)
    return right().digest("1e" + std::to_string(verifier.size()));
  return right().digest(verifier);
}

// A buffer of one block of the hash, with its end mark.
std::string of_one_block(string_view verifier) {
  constexpr std::size_t kBuffer = 63;
  return right().digest(verifier.substr(0, kBuffer));
}

std::string hyphens_as_plus(string_view octets) {
  std::string text = right().encode(octets);
  std::ranges::replace(text, '-', '+');
  return text;
}

std::string hashed_too(string_view verifier) {
  return right().encode(right().digest(verifier));
}

std::string encoded_once_more(string_view verifier) {
  return right().encode(verifier);
}

std::string cut_to_64(string_view verifier) {
  return std::string(verifier.substr(0, 64));
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "digest-in-hexadecimal", "RFC7636-B-1", "the digest's hexadecimal digits are encoded",
     kDigest<wrong::in_hexadecimal>},
    {kOp, "verifier-decoded", "RFC7636-4.2-2", "the verifier is decoded before it is hashed",
     kDigest<wrong::of_decoded_verifier>},
    {kOp, "leading-zeros-lost", "RFC7636-4.2-2", "zero octets at the digest's beginning are lost",
     kDigest<wrong::leading_zeros_lost>},
    {kOp, "trailing-zeros-lost", "RFC7636-4.2-2", "zero octets at the digest's end are lost",
     kDigest<trailing_octets_lost>},
    {kOp, "line-ends-translated", "RFC7636-4.2-2", "line ends in the digest are translated",
     kDigest<line_ends_translated>},
    {kOp, "verifier-escaped", "RFC7636-4.2-2", "the verifier is escaped before it is hashed",
     kDigest<of_escaped_verifier>},
    {kOp, "verifier-trimmed", "RFC7636-4.2-2", "hyphens at the verifier's beginning are cut off",
     kDigest<of_trimmed_verifier>},
    {kOp, "verifier-as-number", "RFC7636-4.2-2", "a verifier of digits is taken for a number",
     kDigest<of_number>},
    {kOp, "verifier-cut-to-block", "RFC7636-4.2-2", "63 characters of the verifier are hashed",
     kDigest<of_one_block>},
    {kOp, "standard-alphabet", "RFC7636-A-1", "the challenge is in the alphabet of Base64",
     kEncode<wrong::standard_alphabet>},
    {kOp, "hyphens-as-plus", "RFC7636-A-1", "one of the two characters is translated only",
     kEncode<hyphens_as_plus>},
    {kOp, "padded", "RFC7636-A-1", "the challenge keeps its padding", kEncode<wrong::padded>},
    {kOp, "plain-hashed", "RFC7636-4.2-1", "the verifier is hashed with plain, too",
     kWith<&Pkce::plain, hashed_too>},
    {kOp, "plain-encoded", "RFC7636-4.2-1", "the verifier is encoded once more with plain",
     kWith<&Pkce::plain, encoded_once_more>},
    {kOp, "plain-cut", "RFC7636-4.2-6", "a plain challenge is cut to the size of a column",
     kWith<&Pkce::plain, cut_to_64>},
    {kOp, "any-length", "RFC7636-4.1-1", "verifiers of any length are taken",
     kVerifier<wrong::any_length>, Weight::warn},
    {kOp, "any-character", "RFC7636-4.1-1", "verifiers of any octets are taken",
     kVerifier<wrong::any_character>, Weight::warn},
    {kOp, "shortest-refused", "RFC7636-4.1-1", "a verifier of 43 characters is refused",
     kVerifier<wrong::longer_than_shortest>},
    {kOp, "longest-refused", "RFC7636-4.1-1", "a verifier of 128 characters is refused",
     kVerifier<wrong::shorter_than_longest>},
    {kOp, "base64url-only", "RFC7636-4.1-1", "full stops and tildes are refused",
     kVerifier<wrong::base64url_only>},
    {kOp, "method-without-case", "RFC7636-4.3-3", "methods are known without case",
     kNamed<wrong::without_case>, Weight::warn},
    {kOp, "method-trimmed", "RFC7636-4.3-3", "a space behind the method is cut off",
     kNamed<wrong::trimmed>, Weight::warn},
    {kOp, "unknown-method-is-plain", "RFC7636-4.3-3", "an unknown method is taken for plain",
     kNamed<wrong::unknown_is_plain>, Weight::warn},
    {kOp, "hash-name-too", "RFC7636-4.3-3", "the name of the hash will do for the method's",
     kNamed<wrong::hash_name_too>, Weight::warn},
});

}  // namespace

std::span<const Defect> pkce_challenge_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
