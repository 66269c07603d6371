// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/redirect_uri.h"

#include <algorithm>
#include <array>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/request_model.h"
#include "fuzz/oracle/uri_model.h"

namespace oauthspec::fuzz {
namespace {

/// RFC 8252 section 7.3: the URI without the port of its loopback address; nothing where it has no such address.
std::optional<std::string> without_loopback_port(std::string_view uri) {
  for (const std::string_view origin : {"http://127.0.0.1", "http://[::1]"}) {
    if (!uri.starts_with(origin)) continue;
    std::string_view rest = uri.substr(origin.size());
    if (rest.starts_with(':')) {
      rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
    }
    const bool ends = rest.empty() || rest[0] == '/' || rest[0] == '?';
    if (ends && model_parse_uri(uri)) return std::string(origin) + std::string(rest);
  }
  return std::nullopt;
}

bool is_script(std::string_view uri) {
  const std::string scheme = model_lower(uri.substr(0, uri.find(':')));
  return scheme == "javascript" || scheme == "data" || scheme == "vbscript";
}

/// A URI as a browser takes it apart, which asks for no grammar.
struct Browsed {
  std::string scheme, userinfo, host, port, rest;

  friend bool operator==(const Browsed&, const Browsed&) = default;
};

/// What a browser does before it looks for parts: WHATWG URL, "basic URL parser" steps 1 to 3, and backslashes.
std::string as_browsed(std::string_view uri) {
  std::string text;
  for (const char c : uri) {
    if (c == '\t' || c == '\n' || c == '\r') continue;
    text += c == '\\' ? '/' : c;
  }
  return text;
}

Browsed browse(std::string_view uri) {
  const std::string text = as_browsed(uri);
  Browsed seen;
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return seen;
  seen.scheme = model_lower(text.substr(0, colon));
  const std::size_t begin = text.find_first_not_of('/', colon + 1);
  if (begin == std::string::npos) return seen;
  const std::size_t end = std::min(text.find_first_of("/?#", begin), text.size());
  std::string authority = text.substr(begin, end - begin);
  // The last of several.
  if (const std::size_t at = authority.rfind('@'); at != std::string::npos) {
    seen.userinfo = authority.substr(0, at);
    authority.erase(0, at + 1);
  }
  const std::size_t bracket = authority.rfind(']');
  const std::size_t port = authority.find(':', bracket == std::string::npos ? 0 : bracket);
  seen.host = model_lower(authority.substr(0, port));
  if (port != std::string::npos) seen.port = authority.substr(port);
  seen.rest = text.substr(end);
  return seen;
}

/// Whether a browser that is sent to `uri` comes to where `registered` leads.
bool leads_to(std::string_view uri, std::string_view registered, bool native) {
  Browsed at = browse(uri);
  Browsed home = browse(registered);
  const bool loopback = home.scheme == "http" && (home.host == "127.0.0.1" || home.host == "[::1]");
  if (native && loopback) {
    at.port.clear();
    home.port.clear();
  }
  return at == home;
}

void check_safe(const std::vector<std::string>& registered, const std::string& uri, bool native) {
  holds(std::ranges::any_of(registered,
                            [&](const std::string& known) { return leads_to(uri, known, native); }),
        "a response goes to scheme, host, path and query of a registered redirection URI");
  holds(!uri.contains('#'), "a response goes to a redirection URI without a fragment");
  holds(!is_script(uri), "a response goes to no script");
  holds(uri.find_first_of(" \t\r\n\\\"<>") == std::string::npos,
        "a response goes to a URI that can stand in a Location header field");
}

void check_request(const RedirectMatcher& matcher, const std::vector<std::string>& registered,
                   const std::optional<std::string>& requested, bool native) {
  const auto matched = matcher.match(registered, requested, native);
  const auto expected = model_redirect(registered, requested, native);
  if (matched) check_safe(registered, *matched, native);
  holds(matched.has_value() == expected.has_value(),
        "a redirection URI is taken where it is registered, character by character, and nowhere "
        "else");
  holds(matched == expected, "a response goes to the redirection URI as it was requested");
}

/// Where the parts of a registered URI begin, as far as it has any.
struct Places {
  std::size_t host, host_end, path_end;
};

Places places_of(std::string_view uri) {
  const std::size_t slashes = uri.find("//");
  const std::size_t host = slashes == std::string_view::npos ? uri.size() : slashes + 2;
  const std::size_t host_end = std::min(uri.find_first_of("/?#", host), uri.size());
  return {host, host_end, std::min(uri.find_first_of("?#", host_end), uri.size())};
}

/// Where a disguise is put on.
enum class Where : unsigned char { before_host, behind_host, behind_path, at_end };

struct Disguise {
  Where where;
  std::string_view text;
};

// As they were in Keycloak CVE-2026-7504, -3872 and CVE-2024-8883, oauth2-proxy CVE-2020-11053 and CVE-2021-21291, mod_auth_mellon
// CVE-2019-13038, curl CVE-2022-27780 and CVE-2022-43551, spring-security-oauth CVE-2019-3778.
constexpr auto kDisguises = std::to_array<Disguise>({
    {Where::before_host, "evil-"},
    {Where::before_host, "evil.example@"},
    {Where::before_host, "evil.example/@"},
    {Where::before_host, "evil.example\\@"},
    {Where::before_host, "evil.example#@"},
    {Where::before_host, "evil.example?@"},
    {Where::before_host, "a:b@c@"},
    {Where::before_host, "/"},
    {Where::before_host, "\\"},
    {Where::before_host, "\t"},
    {Where::behind_host, ".evil.example"},
    {Where::behind_host, "@evil.example"},
    {Where::behind_host, ":443@evil.example"},
    {Where::behind_host, "%2f.evil.example"},
    {Where::behind_host, "%2eevil.example"},
    {Where::behind_host,
     "\xe3\x80\x82"
     "evil.example"},
    {Where::behind_host, "\\.evil.example"},
    {Where::behind_host, ":8443"},
    {Where::behind_host, ":"},
    {Where::behind_host, "."},
    {Where::behind_host, "/evil"},
    {Where::behind_path, "/"},
    {Where::behind_path, "/../evil"},
    {Where::behind_path, "/..;/evil"},
    {Where::behind_path, "%2f..%2fevil"},
    {Where::behind_path, ";evil"},
    {Where::behind_path, "\\..\\evil"},
    {Where::at_end, "?code=evil"},
    {Where::at_end, "&state=evil"},
    {Where::at_end, "#evil"},
    {Where::at_end, "\n"},
    {Where::at_end, "%00"},
    {Where::at_end, " "},
});

/// The letters of `text` in the other case.
std::string in_other_case(std::string_view text) {
  std::string changed = model_lower(text);
  if (changed == text) {
    for (char& c : changed) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
  }
  return changed;
}

}  // namespace

std::size_t count_of_disguises() {
  return kDisguises.size() + 2;
}

std::string disguised(std::string_view registered, std::size_t way) {
  if (way == kDisguises.size()) return in_other_case(registered);
  if (way > kDisguises.size()) return std::string(registered) + "/./";
  const Disguise& disguise = kDisguises[way];
  const Places places = places_of(registered);
  std::string text(registered);
  const std::size_t at = disguise.where == Where::before_host   ? places.host
                         : disguise.where == Where::behind_host ? places.host_end
                         : disguise.where == Where::behind_path ? places.path_end
                                                                : text.size();
  return text.insert(at, disguise.text);
}

std::optional<std::string> model_redirect(const std::vector<std::string>& registered,
                                          const std::optional<std::string>& requested,
                                          bool native) {
  // RFC 6749 section 3.1.2.3: a request may leave it out where there is no choice.
  if (!requested && registered.size() != 1) return std::nullopt;
  std::string uri = requested ? *requested : registered.front();
  const auto parts = model_parse_uri(uri);
  if (!parts || parts->fragment || is_script(uri)) return std::nullopt;
  const auto bare = native ? without_loopback_port(uri) : std::nullopt;
  for (const std::string& known : registered) {
    if (known == uri || (bare && without_loopback_port(known) == bare)) return uri;
  }
  return std::nullopt;
}

void check_redirect_uri(const RedirectMatcher& matcher, std::string_view input) {
  if (matcher.match == nullptr) return;
  const auto [client, requested, rest] = split_parts<3>(input);
  const bool native = client.starts_with('n');
  std::vector<std::string> registered;
  for (const std::string_view uri : model_split(rest, kPartEnd)) registered.emplace_back(uri);
  const auto named = requested.empty() ? std::nullopt : std::optional<std::string>(requested);
  const Turn turn(input, 2);
  if (turn.is(0)) check_request(matcher, registered, named, native);
  if (!turn.is(1) || client.size() < 2) return;
  const std::size_t way = static_cast<unsigned char>(client[1]) % count_of_disguises();
  for (const std::string& known : registered) {
    check_request(matcher, registered, disguised(known, way), native);
  }
}

}  // namespace oauthspec::fuzz
