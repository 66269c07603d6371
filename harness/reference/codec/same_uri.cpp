// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/same_uri.h"

#include <optional>
#include <string>
#include <utility>

#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/resolve_uri.h"
#include "harness/reference/codec/uri.h"

namespace oauth::codec {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// Escapes of unreserved characters are undone, all others written with upper-case digits.
std::string normalise_escapes(std::string_view text) {
  constexpr std::size_t kEscape = 3;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = text[i] == '%' ? percent_decode(text.substr(i, kEscape))
                                      : oauth::Result<std::string>(std::string());
    if (text[i] != '%' || !octet) {
      out += text[i];
      continue;
    }
    append_percent_encoded(out, *octet);
    i += kEscape - 1;
  }
  return out;
}

std::string path_of(const Uri& uri) {
  const std::string path = normalise_escapes(uri.path);
  if (path.empty() && uri.authority) return "/";
  if (!path.starts_with('/')) return path;
  const std::string plain = remove_dot_segments(path);
  // Else "a:/.//x" would be the same as "a://x" (RFC 3986 section 3.3).
  return !uri.authority && plain.starts_with("//") ? "/." + plain : plain;
}

std::string port_of(const Authority& authority, std::string_view scheme) {
  const std::string_view port = authority.port.value_or("");
  const bool is_default =
      (scheme == "http" && port == "80") || (scheme == "https" && port == "443");
  return port.empty() || is_default ? std::string() : ":" + std::string(port);
}

std::optional<std::string> normalise(std::string_view text) {
  const auto uri = parse_uri(text);
  if (!uri) return std::nullopt;
  const Uri& parts = *uri;
  const std::string scheme = lower(parts.scheme);
  std::string out = scheme + ":";
  if (const auto& authority = parts.authority) {
    out += "//";
    if (authority->userinfo) out += normalise_escapes(*authority->userinfo) + "@";
    // Lower case first: an escape's digits are then set in upper case again.
    out += normalise_escapes(lower(normalise_escapes(authority->host)));
    out += port_of(*authority, scheme);
  }
  out += path_of(parts);
  if (parts.query) out += "?" + normalise_escapes(*parts.query);
  if (parts.fragment) out += "#" + normalise_escapes(*parts.fragment);
  return out;
}

}  // namespace

bool same_uri(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto normal_a = normalise(a);
  return normal_a && normal_a == normalise(b);
}

}  // namespace oauth::codec
