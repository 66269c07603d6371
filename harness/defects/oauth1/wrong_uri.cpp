// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/wrong_uri.h"

#include <algorithm>

#include "harness/reference/codec/percent.h"

namespace oauthspec::defects::oauth1::wrong {
namespace {

bool is_https(string_view scheme) {
  return oauth::message::equal_without_case(scheme, "https");
}

// "host:port", cut at the last colon behind any bracket.
Authority cut_authority(string_view text) {
  Authority authority;
  if (const std::size_t at = text.rfind('@'); at != string_view::npos) {
    authority.userinfo = text.substr(0, at);
    text.remove_prefix(at + 1);
  }
  const std::size_t colon = text.rfind(':');
  authority.host = text.substr(0, colon);
  if (colon != string_view::npos) authority.port = text.substr(colon + 1);
  return authority;
}

// Cuts the text at a mark; what stands behind it.
std::optional<string_view> cut_behind(string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == string_view::npos) return std::nullopt;
  const string_view behind = text.substr(at + 1);
  text = text.substr(0, at);
  return behind;
}

std::string port_unless(bool dropped, const Authority& authority) {
  if (dropped || !authority.port) return {};
  return ":" + std::string(*authority.port);
}

}  // namespace

std::string query_kept(const Uri& uri) {
  return sound().path(uri) + (uri.query ? "?" + std::string(*uri.query) : "");
}

std::string fragment_kept(const Uri& uri) {
  return sound().path(uri) + (uri.fragment ? "#" + std::string(*uri.fragment) : "");
}

std::string path_dropped(const Uri& /*uri*/) {
  return "/";
}

std::string case_kept(string_view scheme) {
  return std::string(scheme);
}

std::string host_case_kept(const Authority& authority) {
  return std::string(authority.host);
}

std::string trailing_dot_dropped(const Authority& authority) {
  std::string host = sound().host(authority);
  if (host.ends_with('.')) host.pop_back();
  return host;
}

std::string userinfo_kept(const Authority& authority) {
  return (authority.userinfo ? std::string(*authority.userinfo) + "@" : "") +
         sound().host(authority);
}

Result<Authority> host_field_ignored(const Uri& uri, std::optional<string_view> /*host_field*/) {
  return sound().authority(uri, std::nullopt);
}

Result<Authority> port_of_host_field_ignored(const Uri& uri,
                                             std::optional<string_view> host_field) {
  auto authority = sound().authority(uri, host_field);
  if (authority) authority->port = uri.authority->port;
  return authority;
}

Result<Authority> host_field_unchecked(const Uri& uri, std::optional<string_view> host_field) {
  if (!host_field) return sound().authority(uri, host_field);
  return cut_authority(*host_field);
}

std::string port_dropped(string_view /*scheme*/, const Authority& /*authority*/) {
  return {};
}

std::string port_always_kept(string_view /*scheme*/, const Authority& authority) {
  return port_unless(false, authority);
}

std::string both_usual_ports_dropped(string_view /*scheme*/, const Authority& authority) {
  return port_unless(authority.port == "80" || authority.port == "443", authority);
}

std::string default_port_by_lower_case(string_view scheme, const Authority& authority) {
  const bool usual = (scheme == "http" && authority.port == "80") ||
                     (scheme == "https" && authority.port == "443");
  return port_unless(usual, authority);
}

std::string default_port_by_prefix(string_view scheme, const Authority& authority) {
  return port_unless(authority.port.value_or("").starts_with(is_https(scheme) ? "443" : "80"),
                     authority);
}

void port_wraps(Functions& library) {
  library.check_port = port_unchecked;
  library.port = [](string_view scheme, const Authority& authority) {
    if (authority.port.value_or("").empty()) return std::string();
    unsigned number = 0;
    for (const char digit : *authority.port)
      number = (number * 10 + static_cast<unsigned>(digit - '0')) & 0xFFFFU;
    const std::string port = std::to_string(number);
    return sound().port(scheme, {authority.userinfo, authority.host, port});
  };
}

Result<void> port_unchecked(const Authority& /*authority*/) {
  return {};
}

std::string path_decoded(const Uri& uri) {
  return oauth::codec::percent_decode(sound().path(uri)).value();
}

std::string path_encoded_again(const Uri& uri) {
  std::string out;
  for (const char c : sound().path(uri))
    out += c == '/' ? "/" : oauth::codec::percent_encode(string_view(&c, 1));
  return out;
}

std::string path_escapes_in_upper_case(const Uri& uri) {
  std::string path = sound().path(uri);
  for (std::size_t i = path.find('%'); i != std::string::npos; i = path.find('%', i + 1)) {
    for (char& c : std::span(path).subspan(i + 1, 2))
      c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
  }
  return path;
}

std::string path_in_lower_case(const Uri& uri) {
  return sound().scheme(sound().path(uri));
}

// RFC 3986 section 5.2.4, where no URI is being resolved.
std::string dot_segments_removed(const Uri& uri) {
  std::string out;
  string_view rest = uri.path;
  while (!rest.empty()) {
    const std::size_t size = std::min(rest.find('/', 1), rest.size());
    const string_view segment = rest.substr(0, size);
    if (segment == "/..") {
      out.resize(std::min(out.rfind('/'), out.size()));
    } else if (segment != "/.") {
      out += segment;
    }
    rest.remove_prefix(size);
  }
  return out.empty() ? "/" : out;
}

std::string slashes_merged(const Uri& uri) {
  std::string path = sound().path(uri);
  const auto doubled =
      std::ranges::unique(path, [](char a, char b) { return a == '/' && b == '/'; });
  path.erase(doubled.begin(), doubled.end());
  return path;
}

std::string trailing_slash_dropped(const Uri& uri) {
  std::string path = sound().path(uri);
  if (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

std::string path_parameters_dropped(const Uri& uri) {
  const std::string path = sound().path(uri);
  return path.substr(0, path.find(';'));
}

std::string empty_path_kept(const Uri& uri) {
  return std::string(uri.path);
}

Result<Uri> cut_at_delimiters(string_view url) {
  Uri uri;
  const std::size_t colon = url.find("://");
  if (colon == string_view::npos) return refuse(Errc::uri_invalid);
  uri.scheme = url.substr(0, colon);
  string_view rest = url.substr(colon + 3);
  rest = rest.substr(0, rest.find('#'));
  uri.query = cut_behind(rest, '?');
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  uri.authority = cut_authority(rest.substr(0, slash));
  // What is missing is not noticed either.
  if (uri.authority->host.empty()) uri.authority->host = "localhost";
  uri.path = rest.substr(slash);
  return uri;
}

Result<Uri> scheme_assumed(string_view url) {
  if (url.find("://") != string_view::npos) return sound().take_apart(url);
  Uri uri;
  uri.scheme = "http";
  uri.query = cut_behind(url, '?');
  const std::size_t slash = std::min(url.find('/'), url.size());
  uri.authority = Authority{std::nullopt, slash == 0 ? "localhost" : url.substr(0, slash), {}};
  uri.path = url.substr(slash);
  return uri;
}

Result<Uri> scheme_searched(string_view url) {
  const std::size_t at = url.find("http");
  return sound().take_apart(at == string_view::npos ? url : url.substr(at));
}

Result<Uri> any_scheme_is_http(string_view url) {
  auto uri = sound().take_apart(url);
  if (uri && !is_https(uri->scheme)) uri->scheme = "http";
  return uri;
}

void space_in_path_as_plus(Functions& library) {
  library.take_apart = cut_at_delimiters;
  library.path = [](const Uri& uri) {
    std::string path = sound().path(uri);
    std::ranges::replace(path, ' ', '+');
    return path;
  };
}

void malformed_escape_escaped(Functions& library) {
  library.take_apart = cut_at_delimiters;
  library.path = [](const Uri& uri) {
    std::string out;
    const std::string path = sound().path(uri);
    for (std::size_t i = 0; i < path.size(); ++i) {
      const bool escape = oauth::codec::percent_decode(path.substr(i, 3)).has_value();
      out += path[i] == '%' && !escape ? "%25" : path.substr(i, 1);
    }
    return out;
  };
}

}  // namespace oauthspec::defects::oauth1::wrong
