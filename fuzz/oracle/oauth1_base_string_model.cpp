// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/oauth1_base_string_model.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>

namespace oauthspec::fuzz::oauth1_model {
namespace {

using oauth::message::Request;

bool is_alpha(char character) {
  return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}
bool is_digit(char character) {
  return character >= '0' && character <= '9';
}
bool is_hex(char character) {
  return is_digit(character) || (character >= 'A' && character <= 'F') ||
         (character >= 'a' && character <= 'f');
}

/// Whether the text is of letters, digits, escapes and the characters of `more`.
bool is_of(std::string_view text, std::string_view more) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_alpha(text[at]) || is_digit(text[at]) || more.contains(text[at])) continue;
    const std::string_view escape = text.substr(at, 3);
    if (escape.size() < 3 || escape[0] != '%' || !is_hex(escape[1]) || !is_hex(escape[2]))
      return false;
    at += 2;
  }
  return true;
}

// RFC 3986 appendix A: unreserved and sub-delims, and what each part has beyond them.
constexpr std::string_view kName = "-._~!$&'()*+,;=";
constexpr std::string_view kNameAndColon = "-._~!$&'()*+,;=:";
constexpr std::string_view kPath = "-._~!$&'()*+,;=:@/";
constexpr std::string_view kQuery = "-._~!$&'()*+,;=:@/?";

/// What the C library takes for an IPv6 address, or an address of a version to come.
bool is_ip_literal(const std::string& text) {
  if (text.starts_with('v') || text.starts_with('V')) {
    const std::size_t dot = text.find('.');
    return dot != std::string::npos && dot > 1 && dot + 1 < text.size() &&
           std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(dot), is_hex) &&
           !text.contains('%') && is_of(text.substr(dot + 1), kNameAndColon);
  }
  std::array<unsigned char, sizeof(in6_addr)> address{};
  return !text.contains('\0') && inet_pton(AF_INET6, text.c_str(), address.data()) == 1;
}

bool is_host(const std::string& host) {
  if (!host.starts_with('[')) return is_of(host, kName);
  return host.ends_with(']') && is_ip_literal(host.substr(1, host.size() - 2));
}

/// "host:port" into its two parts; false where it is none.
bool read_host_and_port(std::string_view text, Url& url) {
  const std::size_t literal = text.starts_with('[') ? text.find(']') : 0;
  if (literal == std::string_view::npos) return false;
  const std::size_t colon = text.find(':', literal);
  url.host = text.substr(0, colon);
  url.port.reset();
  if (colon != std::string_view::npos) url.port = text.substr(colon + 1);
  return is_host(url.host) && std::ranges::all_of(url.port.value_or(""), is_digit);
}

bool read_authority(std::string_view text, Url& url) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return read_host_and_port(text, url);
  return is_of(text.substr(0, at), kNameAndColon) && read_host_and_port(text.substr(at + 1), url);
}

/// Cuts the text at the mark, and gives what stands behind it.
std::string_view cut_behind(std::string_view& text, char mark) {
  const std::size_t at = std::min(text.find(mark), text.size());
  const std::string_view behind = text.substr(std::min(at + 1, text.size()));
  text = text.substr(0, at);
  return behind;
}

bool is_scheme(std::string_view text) {
  return !text.empty() && is_alpha(text[0]) && !text.contains('%') && is_of(text, "+-.");
}

/// The number of a port of 16 bits, `otherwise` where it has no digits; nothing where it is larger.
std::optional<unsigned> port_number(std::string digits, unsigned otherwise) {
  if (digits.empty()) return otherwise;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (digits.size() > 5) return std::nullopt;
  const unsigned long number = std::stoul(digits);
  if (number > 65535) return std::nullopt;
  return static_cast<unsigned>(number);
}

/// Adds a source's parameters, but for the signature.
void add_signed(Pairs& all, const Pairs& source) {
  for (const auto& pair : source) {
    if (pair.first != "oauth_signature") all.push_back(pair);
  }
}

}  // namespace

std::optional<Url> read_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_scheme(text.substr(0, colon))) return std::nullopt;
  Url url;
  url.scheme = lower(text.substr(0, colon));
  std::string_view rest = text.substr(colon + 1);
  const std::string_view fragment = cut_behind(rest, '#');
  const std::string_view query = cut_behind(rest, '?');
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    const std::string_view authority = rest.substr(0, rest.find('/'));
    if (!read_authority(authority, url)) return std::nullopt;
    rest.remove_prefix(authority.size());
  }
  if (!is_of(rest, kPath) || !is_of(query, kQuery) || !is_of(fragment, kQuery)) return std::nullopt;
  url.path = rest;
  url.query = query;
  url.fragment = fragment;
  return url;
}

std::optional<std::string> base_string_uri(std::string_view text,
                                           const std::optional<std::string>& host_field) {
  auto url = read_url(text);
  if (!url || url->host.empty() || (url->scheme != "http" && url->scheme != "https"))
    return std::nullopt;
  // Host and port are those of the Host field.
  if (host_field && (!read_host_and_port(*host_field, *url) || url->host.empty()))
    return std::nullopt;
  const unsigned default_port = url->scheme == "http" ? 80 : 443;
  const std::string port = url->port.value_or("");
  const auto number = port_number(port, default_port);
  if (!number) return std::nullopt;
  std::string uri = url->scheme + "://" + lower(url->host);
  if (*number != default_port) uri += ':' + port;
  return uri + (url->path.empty() ? "/" : url->path);
}

std::optional<Collected> collect(const Request& request) {
  const auto url = read_url(request.url);
  if (!url) return std::nullopt;
  const auto query = read_form(url->query);
  if (!query) return std::nullopt;
  Collected collected{{}, {}, *query};
  bool found = false;
  for (const std::string& field : fields_named(request.headers, "authorization")) {
    if (!is_oauth_field(field)) continue;
    const auto header = read_authorization(field);
    if (found || !header) return std::nullopt;
    found = true;
    collected.header = header->parameters;
  }
  if (!is_form(request.headers)) return collected;
  const auto body = read_form(request.body);
  if (!body) return std::nullopt;
  collected.body = *body;
  return collected;
}

std::string normalize(Pairs parameters) {
  for (auto& [name, value] : parameters) {
    name = encode(name);
    value = encode(value);
  }
  std::ranges::sort(parameters);
  std::string text;
  for (const auto& [name, value] : parameters) text += name + '=' + value + '&';
  if (!text.empty()) text.pop_back();
  return text;
}

std::optional<std::string> base_string(const Request& request, const Collected& collected,
                                       const Pairs& more) {
  const std::vector<std::string> hosts = fields_named(request.headers, "host");
  if (hosts.size() > 1 || !is_token(request.method)) return std::nullopt;
  const auto uri =
      base_string_uri(request.url, hosts.empty() ? std::nullopt : std::optional(hosts[0]));
  if (!uri) return std::nullopt;
  Pairs all;
  for (const Pairs* source : {&collected.query, &collected.header, &collected.body, &more})
    add_signed(all, *source);
  return encode(upper(request.method)) + '&' + encode(*uri) + '&' +
         encode(normalize(std::move(all)));
}

}  // namespace oauthspec::fuzz::oauth1_model
