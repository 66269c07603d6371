// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/uri_model.h"

#include <algorithm>
#include <array>
#include <string>

#include <arpa/inet.h>

#include "fuzz/oracle/percent_model.h"

namespace oauthspec::fuzz {
namespace {

using Characters = std::array<bool, 256>;

consteval Characters letters_digits_and(std::string_view others) {
  Characters characters{};
  for (const char character :
       std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")) {
    characters[static_cast<unsigned char>(character)] = true;
  }
  for (const char character : others) characters[static_cast<unsigned char>(character)] = true;
  return characters;
}

// RFC 3986 appendix A: unreserved is "-._~", sub-delims is "!$&'()*+,;=", with what each rule has beside them.
constexpr Characters kScheme = letters_digits_and("+-.");
constexpr Characters kRegName = letters_digits_and("-._~!$&'()*+,;=");
constexpr Characters kUserinfo = letters_digits_and("-._~!$&'()*+,;=:");
constexpr Characters kPath = letters_digits_and("-._~!$&'()*+,;=:@/");
constexpr Characters kQuery = letters_digits_and("-._~!$&'()*+,;=:@/?");

bool is_of(const Characters& characters, char character) {
  return characters[static_cast<unsigned char>(character)];
}

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

bool is_letter(char character) {
  return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

bool is_hexadecimal(char character) {
  return hexadecimal_value(character) < 16;
}

/// *( characters / pct-encoded )
bool consists_of(std::string_view part, const Characters& characters) {
  for (std::size_t at = 0; at < part.size(); ++at) {
    if (is_of(characters, part[at])) continue;
    if (part[at] != '%' || part.size() - at < 3) return false;
    if (!is_hexadecimal(part[at + 1]) || !is_hexadecimal(part[at + 2])) return false;
    at += 2;
  }
  return true;
}

/// IPv6address, as the C library reads it.
bool is_ipv6(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN + 1> copy{};
  if (text.size() >= copy.size() || text.contains('\0')) return false;
  std::ranges::copy(text, copy.begin());
  in6_addr address{};
  return inet_pton(AF_INET6, copy.data(), &address) == 1;
}

/// "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
bool is_ip_future(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot < 2 || (text[0] != 'v' && text[0] != 'V')) return false;
  const std::string_view version = text.substr(1, dot - 1);
  const std::string_view address = text.substr(dot + 1);
  return std::ranges::all_of(version, is_hexadecimal) && !address.empty() &&
         std::ranges::all_of(address, [](char c) { return is_of(kUserinfo, c); });
}

bool is_host(std::string_view host) {
  if (!host.starts_with('[')) return consists_of(host, kRegName);
  if (host.size() < 2 || !host.ends_with(']')) return false;
  const std::string_view literal = host.substr(1, host.size() - 2);
  return is_ipv6(literal) || is_ip_future(literal);
}

std::optional<HostParts> split_authority(std::string_view text) {
  HostParts parts;
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    parts.userinfo = text.substr(0, at);
    text.remove_prefix(at + 1);
  }
  // A colon within brackets is the address's.
  const std::size_t bracket = text.starts_with('[') ? text.find(']') : 0;
  if (bracket == std::string_view::npos) return std::nullopt;
  const std::size_t colon = text.find(':', bracket);
  parts.host = text.substr(0, colon);
  if (colon != std::string_view::npos) parts.port = text.substr(colon + 1);
  return parts;
}

bool are_right(const HostParts& parts) {
  return consists_of(parts.userinfo.value_or(""), kUserinfo) && is_host(parts.host) &&
         std::ranges::all_of(parts.port.value_or(""), is_digit);
}

/// Cuts `text` before the first of `marks`, and gives what was cut off in front.
std::string_view take_until(std::string_view& text, std::string_view marks) {
  const std::string_view taken = text.substr(0, text.find_first_of(marks));
  text.remove_prefix(taken.size());
  return taken;
}

}  // namespace

ReferenceParts model_split_reference(std::string_view text) {
  ReferenceParts parts;
  const std::size_t scheme = text.find_first_of(":/?#");
  if (scheme != std::string_view::npos && scheme > 0 && text[scheme] == ':') {
    parts.scheme = text.substr(0, scheme);
    text.remove_prefix(scheme + 1);
  }
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    parts.authority = take_until(text, "/?#");
  }
  parts.path = take_until(text, "?#");
  if (text.starts_with('?')) parts.query = take_until(text, "#").substr(1);
  if (text.starts_with('#')) parts.fragment = text.substr(1);
  return parts;
}

std::optional<UriParts> model_parse_uri(std::string_view text) {
  const ReferenceParts parts = model_split_reference(text);
  if (!parts.scheme || !is_letter((*parts.scheme)[0])) return std::nullopt;
  if (!std::ranges::all_of(*parts.scheme, [](char c) { return is_of(kScheme, c); })) {
    return std::nullopt;
  }
  UriParts uri{*parts.scheme, std::nullopt, parts.path, parts.query, parts.fragment};
  if (parts.authority) {
    uri.authority = split_authority(*parts.authority);
    if (!uri.authority || !are_right(*uri.authority)) return std::nullopt;
  }
  const bool are_characters_right = consists_of(uri.path, kPath) &&
                                    consists_of(uri.query.value_or(""), kQuery) &&
                                    consists_of(uri.fragment.value_or(""), kQuery);
  if (!are_characters_right) return std::nullopt;
  return uri;
}

bool model_is_absolute_uri(std::string_view text) {
  const auto uri = model_parse_uri(text);
  return uri && !uri->fragment;
}

std::optional<HostParts> model_parse_host_and_port(std::string_view text) {
  // No host holds "@", and a userinfo has no place here.
  if (text.contains('@')) return std::nullopt;
  auto parts = split_authority(text);
  if (!parts || !are_right(*parts)) return std::nullopt;
  return parts;
}

std::string model_join(const ReferenceParts& parts) {
  std::string text;
  if (parts.scheme) text.append(*parts.scheme).append(":");
  if (parts.authority) text.append("//").append(*parts.authority);
  text.append(parts.path);
  if (parts.query) text.append("?").append(*parts.query);
  if (parts.fragment) text.append("#").append(*parts.fragment);
  return text;
}

}  // namespace oauthspec::fuzz
