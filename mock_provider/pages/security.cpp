// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/pages/security.h"

#include "harness/reference/codec/uri.h"
#include "mock_provider/pages/assets.h"

namespace oauthspec::provider::pages {
namespace {

// form-action binds every redirection behind a form (CSP 3 section 6.4.1, as Chromium does it): the client's redirect URI, and
// wherever the client sends its user from there, which a provider cannot know. So the schemes are named, not the origins.
std::string form_action(const Policy& policy) {
  std::string sources = "'self'";
  if (policy.targets == FormTargets::anyone) {
    sources += " https: http:";
    const auto uri = oauth::codec::parse_uri(policy.redirect_uri);
    if (uri && uri->scheme != "https" && uri->scheme != "http") {
      sources += ' ';
      sources += uri->scheme;  // of the grammar of RFC 3986: letters, digits, "+", "-" and "."
      sources += ':';
    }
  }
  return sources;
}

std::string content_security_policy(const Policy& policy) {
  std::string text = "default-src 'none'; style-src 'sha256-";
  text.append(assets::page_style.sha256).append("'; form-action ").append(form_action(policy));
  if (!policy.script_sha256.empty()) {
    text.append("; script-src 'sha256-").append(policy.script_sha256).append("'");
  }
  // RFC9700-4.16-2
  return text + "; frame-ancestors 'none'; base-uri 'none'";
}

}  // namespace

std::vector<oauth::message::HeaderField> page_headers(const Policy& policy) {
  return {{"Content-Type", "text/html; charset=utf-8"},
          {"Cache-Control", "no-store"},
          {"Pragma", "no-cache"},
          {"Content-Security-Policy", content_security_policy(policy)},
          {"X-Frame-Options", "DENY"},         // RFC6749-10.13-2, RFC9700-4.16-4
          {"Referrer-Policy", "no-referrer"},  // RFC9700-4.2.4-2
          {"X-Content-Type-Options", "nosniff"}};
}

std::vector<oauth::message::HeaderField> redirect_headers(std::string_view location) {
  return {{"Location", std::string(location)},
          {"Cache-Control", "no-store"},
          {"Pragma", "no-cache"},
          {"Referrer-Policy", "no-referrer"}};
}

bool is_unencrypted(std::string_view uri) {
  const auto parsed = oauth::codec::parse_uri(uri);
  if (!parsed || !parsed->authority || parsed->scheme != "http") {
    return false;
  }
  const std::string_view host = parsed->authority->host;
  return host != "127.0.0.1" && host != "[::1]" && host != "localhost";
}

}  // namespace oauthspec::provider::pages
