// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/redirect_uri_pattern.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "harness/reference/codec/uri.h"

namespace oauthspec::checks {
namespace {

using Written = std::optional<std::string>;

constexpr std::string_view kEvil = "attacker.example";
constexpr std::uint32_t kLoopbackAddress = 0x7F000001U;  // 127.0.0.1

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string escape(char c) {
  return fmt::format("%{:02X}", static_cast<unsigned char>(c));
}

// The text with its first letter written in another way.
Written first_letter(std::string text, const std::string& (*write)(char)) {
  const auto found = std::ranges::find_if(text, [write](char c) { return !write(c).empty(); });
  if (found == text.end()) return std::nullopt;
  const auto at = static_cast<std::size_t>(found - text.begin());
  return text.replace(at, 1, write(*found));
}

Written first_letter_escaped(std::string text) {
  const auto found = std::ranges::find_if(text, is_letter);
  if (found == text.end()) return std::nullopt;
  return text.replace(static_cast<std::size_t>(found - text.begin()), 1, escape(*found));
}

// Letters of the Cyrillic alphabet that look like Latin ones. UTF-8
const std::string& look_alike(char c) {
  static const std::array<std::pair<char, std::string>, 7> kLetters = {{{'a', "\xD0\xB0"},
                                                                        {'c', "\xD1\x81"},
                                                                        {'e', "\xD0\xB5"},
                                                                        {'i', "\xD1\x96"},
                                                                        {'o', "\xD0\xBE"},
                                                                        {'p', "\xD1\x80"},
                                                                        {'x', "\xD1\x85"}}};
  static const std::string kNone;
  const auto* const found = std::ranges::find(kLetters, c, &std::pair<char, std::string>::first);
  return found == kLetters.end() ? kNone : found->second;
}

// U+FF41 to U+FF5A, which IDNA maps to the letters of ASCII.
Written first_letter_wide(std::string text) {
  const auto found = std::ranges::find_if(text, [](char c) { return c >= 'a' && c <= 'z'; });
  if (found == text.end()) return std::nullopt;
  std::string wide = "\xEF\xBD";
  wide += static_cast<char>(0x81 + (*found - 'a'));
  return text.replace(static_cast<std::size_t>(found - text.begin()), 1, wide);
}

Written replaced(std::string text, std::string_view part, std::string_view other) {
  const auto at = text.find(part);
  if (at == std::string::npos) return std::nullopt;
  return text.replace(at, part.size(), other);
}

Written cut(std::string text) {
  if (text.size() < 2) return std::nullopt;
  text.pop_back();
  return text;
}

bool is_name(std::string_view host) {
  return std::ranges::any_of(host, is_letter) && !host.starts_with('[');
}

Written parent(std::string_view host) {
  const auto dot = host.find('.');
  if (!is_name(host) || dot == std::string_view::npos) return std::nullopt;
  return std::string(host.substr(dot + 1));
}

std::uint32_t address_of(std::string_view host) {
  std::uint32_t address = 0;
  for (int part = 0; part < 4; ++part) {
    unsigned number = 256;
    const auto [end, error] = std::from_chars(host.data(), host.data() + host.size(), number);
    if (error != std::errc() || number > 255) return kLoopbackAddress;
    address = address << 8U | number;
    host.remove_prefix(static_cast<std::size_t>(end - host.data()));
    if (part < 3 && !host.starts_with('.')) return kLoopbackAddress;
    host.remove_prefix(std::min<std::size_t>(1, host.size()));
  }
  return address;
}

std::string other_slash(std::string path) {
  if (path.ends_with('/')) {
    path.pop_back();
  } else {
    path += '/';
  }
  return path;
}

Written of_default(const RedirectUriParts& uri, std::string_view before) {
  if (!uri.port.empty()) return std::nullopt;
  return std::string(before) + (uri.scheme == "https" ? "443" : "80");
}

Written of_the_host(std::string_view name, const RedirectUriParts& uri) {
  if (name == "host") return uri.host;
  if (name == "HOST") return upper(uri.host);
  if (name == "host-parent") return parent(uri.host);
  if (name == "host-cut") return is_name(uri.host) ? cut(uri.host) : std::nullopt;
  if (name == "host-look-alike") return first_letter(uri.host, &look_alike);
  if (name == "host-wide") return first_letter_wide(uri.host);
  if (name == "host-wide-dot") return replaced(uri.host, ".", "\xE3\x80\x82");
  if (name == "host-escaped") return first_letter_escaped(uri.host);
  if (name == "host-dot-escaped") return replaced(uri.host, ".", "%2e");
  const std::uint32_t address = address_of(uri.host);
  if (name == "decimal") return fmt::format("{}", address);
  if (name == "hexadecimal") return fmt::format("0x{:08x}", address);
  if (name == "octal") return fmt::format("0{:o}", address);
  if (name == "short-address") {
    return fmt::format("{}.{}", address >> 24U, address & 0xFFFFFFU);
  }
  return std::nullopt;
}

Written of_the_path(std::string_view name, const RedirectUriParts& uri) {
  if (name == "path") return uri.path;
  if (name == "PATH") return upper(uri.path);
  if (name == "path-cut") return cut(uri.path);
  if (name == "path-escaped") return first_letter_escaped(uri.path);
  if (name == "path-slash-escaped") return replaced(uri.path, "/", "%2f");
  if (name == "path-backslash") return replaced(uri.path, "/", "\\");
  if (name == "path-other-slash") return other_slash(uri.path);
  if (name == "folder") return uri.path.substr(0, uri.path.rfind('/') + 1);
  return std::nullopt;
}

Written of_the_rest(std::string_view name, const RedirectUriParts& uri) {
  if (name == "uri") return uri.whole();
  if (name == "origin") return uri.origin();
  if (name == "scheme") return uri.scheme;
  if (name == "SCHEME") return upper(uri.scheme);
  if (name == "plain-scheme") return uri.scheme == "https" ? Written("http") : std::nullopt;
  if (name == "secure-scheme") return uri.scheme == "http" ? Written("https") : std::nullopt;
  if (name == "port") return uri.port;
  if (name == "any-port") return uri.port == ":8444" ? ":8445" : ":8444";
  if (name == "default-port") return of_default(uri, ":");
  if (name == "zero-port")
    return uri.port.empty() ? of_default(uri, ":0") : ":0" + uri.port.substr(1);
  if (name == "empty-port") return uri.port.empty() ? Written(":") : std::nullopt;
  if (name == "query") return uri.query;
  if (name == "and") return uri.query.empty() ? "?" : "&";
  return std::nullopt;
}

Written constant(std::string_view name) {
  if (name == "evil") return std::string(kEvil);
  if (name == "planted") return std::string(kPlanted);
  constexpr auto kCharacters =
      std::to_array<std::pair<std::string_view, char>>({{"nul", '\0'},
                                                        {"tab", '\t'},
                                                        {"lf", '\n'},
                                                        {"cr", '\r'},
                                                        {"escape", '\x1B'},
                                                        {"delete", '\x7F'}});
  const auto* const found =
      std::ranges::find(kCharacters, name, &std::pair<std::string_view, char>::first);
  return found == kCharacters.end() ? Written() : std::string(1, found->second);
}

Written fill_word(std::string_view name, const RedirectUriParts& registered) {
  for (const auto& written : {constant(name), of_the_rest(name, registered),
                              of_the_host(name, registered), of_the_path(name, registered)}) {
    if (written) return written;
  }
  return std::nullopt;
}

}  // namespace

std::optional<RedirectUriParts> parts_of(std::string_view redirect_uri) {
  const auto uri = oauth::codec::parse_uri(redirect_uri);
  if (!uri || !uri->authority || uri->authority->userinfo || uri->fragment) return std::nullopt;
  RedirectUriParts parts{
      .scheme = std::string(uri->scheme),
      .host = std::string(uri->authority->host),
      .port = uri->authority->port ? ":" + std::string(*uri->authority->port) : "",
      .path = std::string(uri->path),
      .query = {}};
  if (uri->query) parts.query.append("?").append(*uri->query);
  return parts;
}

bool is_loopback(std::string_view host) {
  return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

std::optional<std::string> fill_pattern(std::string_view pattern,
                                        const RedirectUriParts& registered) {
  std::string filled;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    const auto close = pattern.find('}', open);
    filled += pattern.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos) return filled;
    const auto word = fill_word(pattern.substr(open + 1, close - open - 1), registered);
    if (!word) return std::nullopt;
    filled += *word;
    pattern.remove_prefix(close + 1);
  }
  return filled;
}

}  // namespace oauthspec::checks
