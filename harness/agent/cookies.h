// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/clock.h"
#include "harness/reference/message/http.h"

namespace oauthspec::agent {

/// A cookie as the jar keeps it.
struct Cookie {
  std::string name;
  std::string value;
  std::string domain;
  std::string path;
  bool host_only = true;  ///< For the very host that set it, and no host below.
  bool secure = false;
  bool http_only = false;
  std::optional<std::int64_t> expiry;  ///< Seconds since 1970; nothing: as long as the jar.
  std::uint64_t created = 0;           ///< Its rank in the order in which cookies came.
};

/// Keeps cookies as a browser does.
///
/// There is no list of public suffixes: a cookie for a bare "com" or "localhost" is refused unless that is the host itself, and one for
/// "co.uk" is kept. An http URL of a loopback host (localhost, *.localhost, 127.0.0.0/8, ::1) may set Secure cookies and gets them
/// back, as in Firefox and Chromium, which take loopback for trustworthy: servers under test run there.
///
/// Spec:   RFC 6265 section 5; the prefixes __Secure- and __Host-, and that a cookie of http never takes the place of a Secure one,
///         by draft-ietf-httpbis-rfc6265bis
class CookieJar {
 public:
  explicit CookieJar(const oauth::Clock& clock) : clock_(clock) {}

  /// Takes the cookies of a response to a request for this URL; those that may not be set are passed over.
  void store(std::string_view url, const std::vector<oauth::message::HeaderField>& headers);

  /// The value of the Cookie header field of a request for this URL, longest path first; empty for no cookie.
  [[nodiscard]] std::string header_for(std::string_view url) const;

  /// All that is kept, the expired ones too.
  [[nodiscard]] const std::vector<Cookie>& cookies() const { return cookies_; }

  /// A browser closed and opened anew, without its history.
  void clear() { cookies_.clear(); }

 private:
  void store_one(std::string_view url, std::string_view set_cookie);
  [[nodiscard]] bool has_expired(const Cookie& cookie) const;
  void keep(Cookie cookie);

  const oauth::Clock& clock_;
  std::vector<Cookie> cookies_;
  std::uint64_t created_ = 0;
};

}  // namespace oauthspec::agent
