// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/wrong_pkce.h"

#include <algorithm>

#include "harness/defects/oauth2/octets.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/oauth2/characters.h"

namespace oauthspec::defects::oauth2::wrong {
namespace {

constexpr std::size_t kShortest = 43;
constexpr std::size_t kLongest = 128;

const Pkce& right() {
  return sound<Pkce>();
}

}  // namespace

bool any_text(string_view /*text*/) {
  return true;
}

bool any_length(string_view text) {
  return oauth::oauth2::is_all(text, oauth::oauth2::is_unreserved);
}

bool any_character(string_view text) {
  return text.size() >= kShortest && text.size() <= kLongest;
}

bool longer_than_shortest(string_view text) {
  return right().is_verifier(text) && text.size() > kShortest;
}

bool shorter_than_longest(string_view text) {
  return right().is_verifier(text) && text.size() < kLongest;
}

bool base64url_only(string_view text) {
  return right().is_verifier(text) && text.find_first_of(".~") == string_view::npos;
}

bool letters_and_digits_only(string_view text) {
  return right().is_verifier(text) && text.find_first_of("-_.~") == string_view::npos;
}

std::optional<ChallengeMethod> without_case(string_view method) {
  std::string lower(method);
  to_lower(lower);
  return right().named(lower == "s256" ? "S256" : lower);
}

std::optional<ChallengeMethod> trimmed(string_view method) {
  return right().named(method.substr(0, method.find(' ')));
}

std::optional<ChallengeMethod> unknown_is_plain(string_view method) {
  return right().named(method).value_or(ChallengeMethod::plain);
}

std::optional<ChallengeMethod> hash_name_too(string_view method) {
  if (method == "SHA256" || method == "SHA-256") return ChallengeMethod::s256;
  return right().named(method);
}

// hexdigest() in place of digest().
std::string in_hexadecimal(string_view verifier) {
  constexpr string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : right().digest(verifier)) {
    const auto octet = static_cast<unsigned char>(c);
    text += kDigits[octet >> 4U];
    text += kDigits[octet & 15U];
  }
  return text;
}

// The octets that the verifier was made of, where it is the base64url of some.
std::string of_decoded_verifier(string_view verifier) {
  const auto octets = oauth::codec::base64_decode(verifier, oauth::codec::Base64::url);
  return right().digest(octets ? string_view(*octets) : verifier);
}

// As a large number is written.
std::string leading_zeros_lost(string_view verifier) {
  std::string octets = right().digest(verifier);
  return octets.substr(std::min(octets.find_first_not_of('\0'), octets.size()));
}

std::string standard_alphabet(string_view octets) {
  std::string text = oauth::codec::base64_encode(octets);
  std::erase(text, '=');
  return text;
}

std::string padded(string_view octets) {
  std::string text = right().encode(octets);
  return text.append((4 - text.size() % 4) % 4, '=');
}

}  // namespace oauthspec::defects::oauth2::wrong
