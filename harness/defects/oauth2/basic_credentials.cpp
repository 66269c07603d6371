// SPDX-License-Identifier: Apache-2.0
// RFC 6749 section 2.3.1: the credentials of the scheme Basic, as a server reads them.
#include "harness/defects/oauth2/basic_credentials.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::defects::oauth2 {
namespace {

using oauth::Result;

constexpr string_view kOp = "oauth2.parse_basic_authorization";
constexpr string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answer_basic, Function, Wrong>;
template <auto Wrong>
constexpr auto kScheme = kWith<&BasicCredentials::is_scheme, Wrong>;
template <auto Wrong>
constexpr auto kBehind = kWith<&BasicCredentials::behind_scheme, Wrong>;
template <auto Wrong>
constexpr auto kDecode = kWith<&BasicCredentials::decode, Wrong>;
template <auto Wrong>
constexpr auto kSplit = kWith<&BasicCredentials::split, Wrong>;
template <auto Wrong>
constexpr auto kUndo = kWith<&BasicCredentials::undo, Wrong>;
template <auto Wrong>
constexpr auto kRead = kWith<&BasicCredentials::read, Wrong>;

const BasicCredentials& right() {
  return sound<BasicCredentials>();
}

// The scheme.
bool scheme_in_lower_case_only(string_view scheme) {
  return scheme == "basic";
}

bool scheme_as_printed_only(string_view scheme) {
  return scheme == "Basic";
}

bool any_scheme(string_view /*scheme*/) {
  return true;
}

// The first five letters are looked at, and what follows the space is read.
Result<std::string> scheme_by_prefix(const BasicCredentials& library, string_view field) {
  constexpr std::size_t kSize = 5;
  if (!library.is_scheme(field.substr(0, kSize))) return right().behind_scheme(library, field);
  const std::size_t space = field.find(' ');
  return std::string(field.substr(space == string_view::npos ? kSize : space + 1));
}

Result<std::string> one_space_assumed(const BasicCredentials& library, string_view field) {
  const std::size_t space = field.find(' ');
  if (space == string_view::npos) return right().behind_scheme(library, field);
  auto found = right().behind_scheme(library, field);
  if (found) *found = field.substr(space + 1);
  return found;
}

// split(" ")[1], and nobody looks whether there is one.
Result<std::string> second_word_assumed(const BasicCredentials& library, string_view field) {
  if (field.find(' ') == string_view::npos) throw std::out_of_range("index 1");
  return right().behind_scheme(library, field);
}

Result<std::string> comma_ends_credentials(const BasicCredentials& library, string_view field) {
  return right().behind_scheme(library, field.substr(0, field.find(',')));
}

// Base64.
std::string padded(std::string digits) {
  while (digits.ends_with('=')) digits.pop_back();
  digits.append((4 - digits.size() % 4) % 4, '=');
  return digits;
}

// What is no digit is skipped, as of PHP's and Python's decoders.
Result<std::string> other_characters_skipped(string_view base64) {
  std::string digits(base64);
  std::erase_if(digits, [](char c) { return kDigits.find(c) == string_view::npos; });
  return right().decode(padded(digits));
}

Result<std::string> cut_at_other_character(string_view base64) {
  const std::size_t end = std::min(base64.find_first_not_of(kDigits), base64.size());
  return right().decode(padded(std::string(base64.substr(0, end))));
}

Result<std::string> either_alphabet(string_view base64) {
  std::string digits(base64);
  std::ranges::replace(digits, '-', '+');
  std::ranges::replace(digits, '_', '/');
  return right().decode(digits);
}

Result<std::string> url_alphabet_only(string_view base64) {
  if (base64.find_first_of("+/=") != string_view::npos)
    return std::unexpected(oauth::Error{oauth::Errc::base64_invalid, 0});
  return right().decode(padded(std::string(base64)));
}

Result<std::string> plain_text_accepted(string_view base64) {
  if (base64.find(':') != string_view::npos) return std::string(base64);
  return right().decode(base64);
}

Result<std::string> cut_to_buffer(string_view base64) {
  constexpr std::size_t kBuffer = 1024;
  return right().decode(base64.substr(0, kBuffer));
}

// As a C library that copies a string does.
Result<std::string> ends_at_null_octet(string_view base64) {
  return right().decode(base64.substr(0, base64.find('\0')));
}

// Between identifier and secret.
Result<ClientSecret> last_colon(string_view octets) {
  const std::size_t colon = octets.rfind(':');
  if (colon == string_view::npos) return right().split(octets);
  return ClientSecret{std::string(octets.substr(0, colon)), std::string(octets.substr(colon + 1))};
}

Result<ClientSecret> every_colon(string_view octets) {
  auto parts = right().split(octets);
  if (parts)
    parts->client_secret.resize(
        std::min(parts->client_secret.find(':'), parts->client_secret.size()));
  return parts;
}

Result<ClientSecret> missing_colon_is_no_secret(string_view octets) {
  if (octets.find(':') == string_view::npos) return ClientSecret{std::string(octets), ""};
  return right().split(octets);
}

Result<ClientSecret> empty_secret_refused(string_view octets) {
  auto parts = right().split(octets);
  if (parts && parts->client_secret.empty())
    return std::unexpected(oauth::Error{oauth::Errc::credentials_invalid, 0});
  return parts;
}

Result<ClientSecret> empty_identifier_crashes(string_view octets) {
  auto parts = right().split(octets);
  if (parts && parts->client_id.empty()) throw std::out_of_range("identifier");
  return parts;
}

// Form-encoding.
Result<std::string> not_decoded(string_view text) {
  return std::string(text);
}

Result<std::string> plus_kept(string_view text) {
  return oauth::codec::percent_decode(text);
}

Result<std::string> decoded_twice(string_view text) {
  const auto once = right().undo(text);
  return once ? right().undo(*once) : once;
}

// A table of digits without lower-case letters.
Result<std::string> upper_case_digits_only(string_view text) {
  std::string kept(text);
  for (std::size_t at = kept.find('%'); at != std::string::npos; at = kept.find('%', at + 3)) {
    if (kept.substr(at + 1, 2).find_first_of("abcdef") != std::string::npos)
      kept.replace(at, 1, "%25");
  }
  return right().undo(kept);
}

Result<std::string> trimmed(string_view text) {
  auto octets = right().undo(text);
  while (octets && octets->starts_with(' ')) octets->erase(0, 1);
  return octets;
}

Result<std::string> as_latin1(string_view text) {
  const auto octets = right().undo(text);
  if (!octets) return octets;
  std::string utf8;
  for (const char c : *octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet >= 0x80) utf8 += static_cast<char>(0xC0U | octet >> 6U);
    utf8 += octet >= 0x80 ? static_cast<char>(0x80U | (octet & 0x3FU)) : c;
  }
  return utf8;
}

Result<std::string> control_characters_dropped(string_view text) {
  auto octets = right().undo(text);
  if (octets) std::erase_if(*octets, [](char c) { return c >= 0 && c < ' '; });
  return octets;
}

Result<ClientSecret> secret_not_decoded(const BasicCredentials& library, string_view octets) {
  const auto parts = library.split(octets);
  auto client = right().read(library, octets);
  if (parts && client) client->client_secret = parts->client_secret;
  return client;
}

Result<ClientSecret> decoded_before_split(const BasicCredentials& library, string_view octets) {
  const auto decoded = library.undo(octets);
  if (!decoded) return std::unexpected(decoded.error());
  return library.split(*decoded);
}

Result<void> unchecked(string_view /*octets*/) {
  return {};
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "scheme-in-lower-case-only", "RFC6749-2.3.1-1", "the scheme is known as \"basic\" only",
     kScheme<scheme_in_lower_case_only>},
    {kOp, "scheme-as-printed-only", "RFC6749-2.3.1-3", "the scheme is compared with case",
     kScheme<scheme_as_printed_only>},
    {kOp, "any-scheme", "RFC6749-2.3.1-3", "credentials of any scheme are read",
     kScheme<any_scheme>},
    {kOp, "scheme-by-prefix", "RFC6749-2.3.1-3",
     "what follows the scheme's five letters is not looked at", kBehind<scheme_by_prefix>},
    {kOp, "one-space-assumed", "RFC7235-2.1-8", "one space is taken off, and no more",
     kBehind<one_space_assumed>, Weight::warn},
    {kOp, "second-word-assumed", "RFC6749-2.3.1-3", "the scheme alone ends in an exception",
     kBehind<second_word_assumed>},
    {kOp, "comma-ends-credentials", "RFC6749-2.3.1-3", "of two credentials the first ones count",
     kBehind<comma_ends_credentials>, Weight::warn},
    {kOp, "other-characters-skipped", "RFC6749-2.3.1-3", "what is no Base64 is skipped",
     kDecode<other_characters_skipped>, Weight::warn},
    {kOp, "cut-at-other-character", "RFC6749-2.3.1-3", "Base64 ends where something else begins",
     kDecode<cut_at_other_character>, Weight::warn},
    {kOp, "either-alphabet", "RFC6749-2.3.1-3", "either alphabet of Base64 is read",
     kDecode<either_alphabet>, Weight::warn},
    {kOp, "url-alphabet-only", "RFC6749-2.3.1-3", "Base64 is read as base64url",
     kDecode<url_alphabet_only>},
    {kOp, "plain-text-accepted", "RFC6749-2.3.1-3", "credentials need not be encoded",
     kDecode<plain_text_accepted>},
    {kOp, "cut-to-buffer", "RFC6749-2.3.1-3", "credentials longer than a buffer are cut off",
     kDecode<cut_to_buffer>, Weight::warn},
    {kOp, "ends-at-null-octet", "RFC6749-2.3.1-3", "Base64 ends at an octet of zero",
     kDecode<ends_at_null_octet>, Weight::warn},
    {kOp, "last-colon", "RFC6749-2.3.1-3", "the last colon separates", kSplit<last_colon>},
    {kOp, "every-colon", "RFC6749-2.3.1-3", "a secret ends at its first colon",
     kSplit<every_colon>},
    {kOp, "missing-colon-is-no-secret", "RFC6749-2.3.1-3",
     "without a colon the secret is taken to be empty", kSplit<missing_colon_is_no_secret>},
    {kOp, "empty-secret-refused", "RFC6749-A.2-1", "an empty secret is taken for none",
     kSplit<empty_secret_refused>, Weight::warn},
    {kOp, "empty-identifier-crashes", "RFC6749-A.1-1", "an empty identifier ends in an exception",
     kSplit<empty_identifier_crashes>},
    {kOp, "not-decoded", "RFC6749-2.3.1-3", "identifier and secret are not form-decoded",
     kUndo<not_decoded>},
    {kOp, "plus-kept", "RFC6749-2.3.1-3", "a plus sign is no space", kUndo<plus_kept>},
    {kOp, "decoded-twice", "RFC6749-2.3.1-3", "what was escaped twice is decoded twice",
     kUndo<decoded_twice>},
    {kOp, "upper-case-digits-only", "RFC6749-2.3.1-3",
     "escapes with lower-case digits are taken for text", kUndo<upper_case_digits_only>},
    {kOp, "trimmed", "RFC6749-2.3.1-3", "spaces at the beginning are cut off", kUndo<trimmed>,
     Weight::warn},
    {kOp, "as-latin1", "RFC6749-B-2", "octets are decoded as Latin-1", kUndo<as_latin1>,
     Weight::warn},
    {kOp, "control-characters-dropped", "RFC6749-A.1-1",
     "escaped control characters are dropped: another client is meant",
     kUndo<control_characters_dropped>, Weight::warn},
    {kOp, "secret-not-decoded", "RFC6749-2.3.1-3", "the identifier is form-decoded only",
     kRead<secret_not_decoded>},
    {kOp, "decoded-before-split", "RFC6749-2.3.1-3", "the colon is looked for after decoding",
     kRead<decoded_before_split>},
    {kOp, "control-characters-accepted", "RFC6749-2.3.1-3", "control characters are let through",
     kWith<&BasicCredentials::check, unchecked>, Weight::warn},
});

}  // namespace

std::span<const Defect> basic_credentials_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
