// SPDX-License-Identifier: Apache-2.0
// RFC 6749 section 2.3.1: client credentials of scheme Basic, as a client writes them.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.basic_authorization";

// The steps of the op, so that one of them can be another: each text is encoded, both are joined, and Base64 is made.
using Encode = std::string (*)(string_view text);

std::string as_form(string_view text) {
  return oauth::codec::form_encode(text);
}

std::string as_it_is(string_view text) {
  return std::string(text);
}

std::string as_base64(string_view octets) {
  return oauth::codec::base64_encode(octets);
}

template <Encode Identifier, Encode Secret, Encode Base64 = as_base64>
Verdict joined(const json& in) {
  const std::string identifier = in.at("client_id");
  const std::string secret = in.at("client_secret");
  return Out{"Basic " + Base64(Identifier(identifier) + ":" + Secret(secret)), {}};
}

// Every octet is taken for a character of Latin-1, or the other way round.
std::string in_latin1(string_view text) {
  std::string narrow;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = static_cast<unsigned char>(text[i]);
    const bool two = (octet & 0xE0U) == 0xC0U && i + 1 < text.size();
    narrow.push_back(two ? static_cast<char>((static_cast<unsigned>(octet) << 6U) |
                                             (static_cast<unsigned char>(text[++i]) & 0x3FU))
                         : (octet < 0x80U ? text[i] : '?'));
  }
  return as_form(narrow);
}

// What looks encoded is left as it is.
std::string unless_encoded(string_view text) {
  return text.find('%') == string_view::npos || text.ends_with('%') ? as_form(text)
                                                                    : std::string(text);
}

std::string twice(string_view text) {
  return as_form(as_form(text));
}

std::string trimmed(string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == string_view::npos) return {};
  return as_form(text.substr(begin, text.find_last_not_of(' ') + 1 - begin));
}

std::string cut_to_buffer(string_view text) {
  constexpr std::size_t kBuffer = 128;
  return as_form(text.substr(0, kBuffer));
}

std::string without_control_characters(string_view text) {
  std::string kept(text);
  std::erase_if(kept, [](char octet) { return octet >= '\0' && octet < ' '; });
  return as_form(kept);
}

std::string colons_only(string_view text) {
  std::string encoded(text);
  replace_all(encoded, ":", "%3A");
  return encoded;
}

std::string in_lower_case(string_view text) {
  std::string lower(text);
  to_lower(lower);
  return as_form(lower);
}

std::string without_padding(string_view text) {
  std::string base64 = oauth::codec::base64_encode(text);
  base64.resize(std::min(base64.find('='), base64.size()));
  return base64;
}

std::string in_alphabet_of_urls(string_view text) {
  std::string base64 = oauth::codec::base64_encode(text);
  std::ranges::replace(base64, '+', '-');
  std::ranges::replace(base64, '/', '_');
  return base64;
}

// Right, too, and the only way to a sign that the two alphabets of Base64 do not share.
std::string with_tilde(string_view text) {
  std::string encoded = as_form(text);
  replace_all(encoded, "%7E", "~");
  return encoded;
}

std::string in_lines(string_view text) {
  constexpr std::size_t kLine = 76;
  std::string base64 = oauth::codec::base64_encode(text);
  for (std::size_t at = kLine; at < base64.size(); at += kLine + 1) base64.insert(at, "\n");
  return base64;
}

Verdict without_colon(const json& in) {
  if (in.at("client_secret") != "") return right<kOp>(in);
  return Out{"Basic " + oauth::codec::base64_encode(as_form(in.at("client_id").get<std::string>())),
             {}};
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "not-encoded", "RFC6749-2.3.1-2", "identifier and secret are joined as they are",
     joined<as_it_is, as_it_is>},
    {kOp, "identifier-not-encoded", "RFC6749-2.3.1-2", "the identifier is not encoded",
     joined<as_it_is, as_form>},
    {kOp, "secret-not-encoded", "RFC6749-B-1", "the secret is not encoded",
     joined<as_form, as_it_is>},
    {kOp, "colons-only", "RFC6749-B-1", "only colons are encoded",
     joined<colons_only, colons_only>},
    {kOp, "unless-encoded", "RFC6749-2.3.1-2", "what looks encoded is left as it is",
     joined<unless_encoded, unless_encoded>},
    {kOp, "encoded-twice", "RFC6749-2.3.1-2", "both are encoded twice", joined<twice, twice>},
    {kOp, "in-latin1", "RFC6749-B-1", "characters beyond ASCII are encoded in Latin-1",
     joined<in_latin1, in_latin1>, Weight::warn},
    {kOp, "trimmed", "RFC6749-2.3.1-2", "spaces at the ends are lost", joined<trimmed, trimmed>},
    {kOp, "cut-to-buffer", "RFC6749-5.1-14", "a secret longer than a buffer is cut off",
     joined<as_form, cut_to_buffer>},
    {kOp, "control-characters-dropped", "RFC6749-A.2-1", "control characters are dropped",
     joined<without_control_characters, without_control_characters>, Weight::warn},
    {kOp, "in-lower-case", "RFC6749-2.3.1-2", "the identifier is written in lower case",
     joined<in_lower_case, as_form>},
    {kOp, "padding-lost", "RFC6749-2.3.1-2", "the padding of Base64 is left out",
     joined<as_form, as_form, without_padding>},
    {kOp, "alphabet-of-urls", "RFC6749-2.3.1-2", "Base64 is written in the alphabet of URLs",
     joined<with_tilde, with_tilde, in_alphabet_of_urls>},
    {kOp, "in-lines", "RFC6749-2.3.1-2", "Base64 is broken into lines",
     joined<as_form, as_form, in_lines>},
    {kOp, "empty-secret-without-colon", "RFC6749-A.2-1",
     "an empty secret is left out, and the colon with it", without_colon, Weight::warn},
});

}  // namespace

std::span<const Defect> basic_authorization_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
