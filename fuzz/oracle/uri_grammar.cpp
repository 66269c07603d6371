// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/uri_grammar.h"

#include <algorithm>
#include <string>
#include <vector>

namespace oauthspec::fuzz {
namespace {

constexpr std::string_view kAlpha = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kDigit = "0123456789";
constexpr std::string_view kHexDigit = "0123456789ABCDEFabcdef";
// unreserved and sub-delims
constexpr std::string_view kReg =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=";

bool only(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

bool one_of(char c, std::string_view allowed, std::string_view more) {
  return allowed.contains(c) || more.contains(c);
}

/// *( unreserved / sub-delims / `more` / pct-encoded )
bool is_part(std::string_view text, std::string_view more) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (one_of(text[at], kReg, more)) continue;
    const std::string_view digits = text.substr(at + 1, 2);
    if (text[at] != '%' || digits.size() < 2 || !only(digits, kHexDigit)) return false;
    at += 2;
  }
  return true;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    pieces.push_back(text.substr(0, end));
    if (end == text.size()) return pieces;
    text.remove_prefix(end + 1);
  }
}

// dec-octet: 0 to 255, without leading zeros
bool is_dec_octet(std::string_view text) {
  for (int value = 0; value < 256; ++value) {
    if (text == std::to_string(value)) return true;
  }
  return false;
}

bool is_ipv4(std::string_view text) {
  const auto numbers = split(text, '.');
  return numbers.size() == 4 && std::ranges::all_of(numbers, is_dec_octet);
}

/// The groups of 16 bits in "h16:h16:...", of which IPv4 at the end counts for two; nothing where it is none of these.
std::optional<std::size_t> groups(std::string_view text) {
  if (text.empty()) return 0;
  auto pieces = split(text, ':');
  std::size_t count = pieces.size();
  if (is_ipv4(pieces.back())) {
    pieces.pop_back();
    ++count;
  }
  for (const std::string_view piece : pieces) {
    if (piece.empty() || piece.size() > 4 || !only(piece, kHexDigit)) return std::nullopt;
  }
  return count;
}

bool is_ipv6(std::string_view text) {
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return groups(text) == std::size_t{8};
  const auto before = groups(text.substr(0, gap));
  const auto after = groups(text.substr(gap + 2));
  // IPv4 stands at the very end only.
  return before && after && !text.substr(0, gap).contains('.') && *before + *after <= 7;
}

// IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
bool is_future(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot < 2) return false;
  const std::string_view address = text.substr(dot + 1);
  return (text[0] == 'v' || text[0] == 'V') && only(text.substr(1, dot - 1), kHexDigit) &&
         !address.empty() &&
         std::ranges::all_of(address, [](char c) { return one_of(c, kReg, ":"); });
}

/// The host of an authority; nothing where the authority is none.
std::optional<std::string_view> host_of(std::string_view authority) {
  if (const std::size_t at = authority.find('@'); at != std::string_view::npos) {
    if (!is_part(authority.substr(0, at), ":")) return std::nullopt;
    authority.remove_prefix(at + 1);
  }
  const bool literal = authority.starts_with('[');
  const std::size_t end = literal ? authority.find(']') + 1 : authority.find(':');
  if (literal && end == 0) return std::nullopt;
  const std::string_view host = authority.substr(0, end);
  const std::string_view port = authority.substr(host.size());
  if (!port.empty() && (port[0] != ':' || !only(port.substr(1), kDigit))) return std::nullopt;
  if (!literal) return is_part(host, "") ? std::optional(host) : std::nullopt;
  const std::string_view address = host.substr(1, host.size() - 2);
  return is_ipv6(address) || is_future(address) ? std::optional(host) : std::nullopt;
}

/// Takes away what stands behind `mark`, and gives it.
std::optional<std::string_view> behind(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view part = text.substr(at + 1);
  text = text.substr(0, at);
  return part;
}

}  // namespace

std::optional<ModelUri> model_uri(std::string_view text) {
  ModelUri uri;
  uri.fragment = behind(text, '#');
  uri.query = behind(text, '?');
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !kAlpha.contains(text[0])) {
    return std::nullopt;
  }
  uri.scheme = text.substr(0, colon);
  const bool scheme_fits = std::ranges::all_of(
      uri.scheme, [](char c) { return kAlpha.contains(c) || one_of(c, kDigit, "+-."); });
  std::string_view rest = text.substr(colon + 1);
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    uri.host = host_of(rest.substr(0, end));
    if (!uri.host) return std::nullopt;
    rest.remove_prefix(end);
  }
  uri.path = rest;
  const bool fits = scheme_fits && is_part(uri.path, ":@/") &&
                    is_part(uri.query.value_or(""), ":@/?") &&
                    is_part(uri.fragment.value_or(""), ":@/?");
  return fits ? std::optional(uri) : std::nullopt;
}

}  // namespace oauthspec::fuzz
