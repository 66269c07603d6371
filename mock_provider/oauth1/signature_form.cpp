// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth1/signature_form.h"

#include <algorithm>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::provider::oauth1_endpoints {
namespace {

using oauth::codec::Base64;

std::optional<std::string> value_of(oauth::Result<std::string> decoded) {
  return decoded ? std::optional(*std::move(decoded)) : std::nullopt;
}

std::string write_base64(std::string_view octets) {
  return oauth::codec::base64_encode(octets);
}
std::optional<std::string> read_base64(std::string_view text) {
  return value_of(oauth::codec::base64_decode(text));
}

std::string write_escaped(std::string_view octets) {
  return oauth::codec::percent_encode(write_base64(octets));
}
std::optional<std::string> read_escaped(std::string_view text) {
  const auto once = oauth::codec::percent_decode(text);
  return once && *once != text ? read_base64(*once) : std::nullopt;
}

std::string write_with_spaces(std::string_view octets) {
  std::string text = write_base64(octets);
  std::ranges::replace(text, '+', ' ');
  return text;
}
std::optional<std::string> read_with_spaces(std::string_view text) {
  std::string restored(text);
  std::ranges::replace(restored, ' ', '+');
  return read_base64(restored);
}

std::string write_unpadded(std::string_view octets) {
  std::string text = write_base64(octets);
  text.erase(std::min(text.find('='), text.size()));
  return text;
}
std::optional<std::string> read_unpadded(std::string_view text) {
  std::string padded(text);
  padded.append((4 - padded.size() % 4) % 4, '=');
  return padded.size() == text.size() ? std::nullopt : read_base64(padded);
}

std::string write_url(std::string_view octets) {
  return oauth::codec::base64_encode(octets, Base64::url);
}
std::optional<std::string> read_url(std::string_view text) {
  return value_of(oauth::codec::base64_decode(text, Base64::url));
}

std::string write_line(std::string_view octets) {
  return write_base64(octets) + '\n';
}
std::optional<std::string> read_line(std::string_view text) {
  std::string joined(text);
  std::erase_if(joined, [](char c) { return c == '\r' || c == '\n'; });
  return joined.size() == text.size() ? std::nullopt : read_base64(joined);
}

std::string write_hex(std::string_view octets) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    text += kDigits[octet >> 4U];
    text += kDigits[octet & 15U];
  }
  return text;
}
std::optional<std::string> read_hex(std::string_view text) {
  // Hexadecimal digits are those of escapes.
  if (text.size() % 2 != 0) {
    return std::nullopt;
  }
  std::string escaped;
  for (std::size_t at = 0; at < text.size(); at += 2) {
    escaped.append("%").append(text.substr(at, 2));
  }
  return value_of(oauth::codec::percent_decode(escaped));
}

std::string write_upper_hex(std::string_view octets) {
  std::string text = write_hex(octets);
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
  return text;
}

std::string write_hex_in_base64(std::string_view octets) {
  return write_base64(write_hex(octets));
}
std::optional<std::string> read_hex_in_base64(std::string_view text) {
  const auto hex = read_base64(text);
  return hex ? read_hex(*hex) : std::nullopt;
}

}  // namespace

const std::vector<SignatureForm>& signature_forms() {
  static const std::vector<SignatureForm> kForms = {
      {"", &write_base64, &read_base64},
      {"oauth_signature is percent-encoded twice.", &write_escaped, &read_escaped},
      {"oauth_signature was not percent-encoded, so that each \"+\" of it came as a space.",
       &write_with_spaces, &read_with_spaces},
      {"The signature's Base64 lacks its \"=\".", &write_unpadded, &read_unpadded},
      {"The signature is in base64url, not in the Base64 of RFC 2045.", &write_url, &read_url},
      {"The signature's Base64 has a line break.", &write_line, &read_line},
      {"The signature is in hexadecimal digits, not in Base64.", &write_hex, &read_hex},
      {"The signature is in hexadecimal digits, not in Base64.", &write_upper_hex, &read_hex},
      {"The signature is the Base64 of hexadecimal digits, not of the octets.",
       &write_hex_in_base64, &read_hex_in_base64}};
  return kForms;
}

}  // namespace oauthspec::provider::oauth1_endpoints
