// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/cookies.h"

#include <algorithm>
#include <utility>

#include "harness/agent/ascii.h"
#include "harness/agent/set_cookie.h"
#include "harness/agent/url.h"

namespace oauthspec::agent {
namespace {

bool is_address(std::string_view host) {
  return host.starts_with('[') ||
         (!host.empty() && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost") || host == "[::1]" ||
         (host.starts_with("127.") && is_address(host));
}

bool is_trustworthy(const Place& place) {
  return place.scheme == "https" || is_loopback(place.host);
}

// RFC 6265 section 5.1.3.
bool domain_matches(std::string_view host, std::string_view domain) {
  if (host == domain) return true;
  return !is_address(host) && host.size() > domain.size() && host.ends_with(domain) &&
         host[host.size() - domain.size() - 1] == '.';
}

// RFC 6265 section 5.1.4.
bool path_matches(std::string_view path, std::string_view cookie_path) {
  if (!path.starts_with(cookie_path)) return false;
  return path.size() == cookie_path.size() || cookie_path.ends_with('/') ||
         path[cookie_path.size()] == '/';
}

// RFC 6265 section 5.1.4: up to the last "/", which stays only at the beginning.
std::string default_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos || slash == 0) return "/";
  return std::string(path.substr(0, slash));
}

/// Whether a cookie of this name promises what its prefix says; prefixes are compared without case.
bool keeps_prefix_promise(const Cookie& cookie, bool names_root) {
  const std::string name = lower(cookie.name);
  if (name.starts_with("__secure-")) return cookie.secure;
  if (name.starts_with("__host-")) return cookie.secure && cookie.host_only && names_root;
  return true;
}

bool is_same(const Cookie& a, const Cookie& b) {
  return a.name == b.name && a.domain == b.domain && a.path == b.path;
}

/// A cookie set over http that a Secure one of the same name stands in the way of.
bool is_shadowed(const Cookie& cookie, const Cookie& kept) {
  return kept.secure && kept.name == cookie.name &&
         (domain_matches(kept.domain, cookie.domain) ||
          domain_matches(cookie.domain, kept.domain)) &&
         path_matches(cookie.path, kept.path);
}

/// The domain that a cookie gets, and nothing where the host may not set one for the domain that it names.
std::optional<std::string> domain_for(const Place& place, std::string_view named) {
  if (named.empty() || named == place.host) return place.host;
  const bool is_single_label = named.find('.') == std::string_view::npos;
  if (is_single_label || !domain_matches(place.host, named)) return std::nullopt;
  return std::string(named);
}

std::optional<std::int64_t> expiry_of(const SetCookie& set, std::int64_t now) {
  if (set.max_age) return *set.max_age <= 0 ? 0 : now + *set.max_age;
  return set.expires;
}

}  // namespace

bool CookieJar::has_expired(const Cookie& cookie) const {
  return cookie.expiry && *cookie.expiry <= clock_.now().time_since_epoch().count();
}

void CookieJar::keep(Cookie cookie) {
  const auto old =
      std::ranges::find_if(cookies_, [&](const Cookie& kept) { return is_same(kept, cookie); });
  if (old != cookies_.end()) {
    // RFC 6265 section 5.3, 11.3: the new one keeps the old one's place in the order.
    cookie.created = old->created;
    cookies_.erase(old);
  }
  if (!has_expired(cookie)) cookies_.push_back(std::move(cookie));
}

void CookieJar::store_one(std::string_view url, std::string_view set_cookie) {
  const std::int64_t now = clock_.now().time_since_epoch().count();
  const auto place = place_of(url);
  const auto set = parse_set_cookie(set_cookie, now);
  if (!place || !set) return;
  const auto domain = domain_for(*place, set->domain);
  if (!domain) return;
  // A host may name itself where no other host is below it: an address, or a single label.
  const bool host_only =
      set->domain.empty() || is_address(place->host) || place->host.find('.') == std::string::npos;
  Cookie cookie{.name = set->name,
                .value = set->value,
                .domain = *domain,
                .path = set->path.empty() ? default_path(place->path) : set->path,
                .host_only = host_only,
                .secure = set->secure,
                .http_only = set->http_only,
                .expiry = expiry_of(*set, now),
                .created = ++created_};
  const bool trustworthy = is_trustworthy(*place);
  if (cookie.secure && !trustworthy) return;
  if (!keeps_prefix_promise(cookie, set->domain.empty() && set->path == "/")) return;
  if (!trustworthy &&
      std::ranges::any_of(cookies_, [&](const Cookie& kept) { return is_shadowed(cookie, kept); }))
    return;
  keep(std::move(cookie));
}

void CookieJar::store(std::string_view url,
                      const std::vector<oauth::message::HeaderField>& headers) {
  for (const auto& field : headers) {
    if (oauth::message::equal_without_case(field.name, "Set-Cookie")) store_one(url, field.value);
  }
}

std::string CookieJar::header_for(std::string_view url) const {
  const auto place = place_of(url);
  if (!place) return {};
  std::vector<const Cookie*> fitting;
  for (const Cookie& cookie : cookies_) {
    const bool fits = cookie.host_only ? place->host == cookie.domain
                                       : domain_matches(place->host, cookie.domain);
    if (fits && path_matches(place->path, cookie.path) && !has_expired(cookie) &&
        (!cookie.secure || is_trustworthy(*place)))
      fitting.push_back(&cookie);
  }
  // RFC 6265 section 5.4, 2: longer paths first, then the older cookie.
  std::ranges::sort(fitting, [](const Cookie* a, const Cookie* b) {
    return std::pair(b->path.size(), a->created) < std::pair(a->path.size(), b->created);
  });
  std::string out;
  for (const Cookie* cookie : fitting) {
    if (!out.empty()) out += "; ";
    out += cookie->name + "=" + cookie->value;
  }
  return out;
}

}  // namespace oauthspec::agent
