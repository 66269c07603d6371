// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/redirect_uri.h"

#include <algorithm>
#include <array>

#include "harness/reference/codec/uri.h"
#include "harness/reference/message/http.h"

namespace oauth::oauth2 {
namespace {

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

/// A loopback redirection URI, without its port. Views into the URI.
struct Loopback {
  std::string_view before;  ///< Scheme and host.
  std::string_view after;   ///< Path and query.

  friend bool operator==(const Loopback&, const Loopback&) = default;
};

/// RFC8252-7.3-1: http, and a loopback IP literal; "localhost" is a name, whose port does not vary.
std::optional<Loopback> loopback(std::string_view text) {
  const auto uri = codec::parse_uri(text);
  if (!uri || uri->scheme != "http" || !uri->authority || uri->authority->userinfo) {
    return std::nullopt;
  }
  const std::string_view host = uri->authority->host;
  if (host != "127.0.0.1" && host != "[::1]") return std::nullopt;
  const auto offset = [text](const char* at) { return static_cast<std::size_t>(at - text.data()); };
  const std::size_t host_end = offset(host.data()) + host.size();
  const auto& port = uri->authority->port;
  const std::size_t rest = port ? offset(port->data()) + port->size() : host_end;
  return Loopback{text.substr(0, host_end), text.substr(rest)};
}

/// RFC6749-10.14-1: what such a URI holds is run by the user agent that is sent there.
bool is_script(std::string_view text) {
  const auto uri = codec::parse_uri(text);
  return uri && std::ranges::any_of(std::array{"javascript", "data", "vbscript"}, [&](auto known) {
           return message::equal_without_case(uri->scheme, known);
         });
}

bool is_registered(const std::vector<std::string>& registered, std::string_view requested,
                   ApplicationType type) {
  // RFC6749-3.1.2.3-4: simple string comparison.
  if (std::ranges::find(registered, requested) != registered.end()) return true;
  // RFC8252-8.4-4: but for the port of a loopback address.
  const auto wanted = type == ApplicationType::native ? loopback(requested) : std::nullopt;
  return wanted && std::ranges::any_of(registered, [&wanted](const std::string& known) {
           return loopback(known) == wanted;
         });
}

}  // namespace

Result<void> check_redirect_uri(std::string_view uri) {
  const auto parsed = codec::parse_uri(uri);
  // RFC6749-3.1.2-1, RFC6749-3.1.2-3
  if (!parsed || parsed->fragment) return refuse(Errc::redirect_uri_invalid);
  return {};
}

Result<std::string> match_redirect_uri(const std::vector<std::string>& registered,
                                       std::optional<std::string_view> requested,
                                       ApplicationType type) {
  if (!requested) {
    // RFC6749-3.1.2.3-2: only where there is no choice.
    if (registered.size() != 1) return refuse(Errc::redirect_uri_missing);
    requested = registered.front();
  }
  // RFC6749-3.1.2-4: before anything is compared, registered or not.
  if (auto sound = check_redirect_uri(*requested); !sound) return std::unexpected(sound.error());
  // RFC6749-3.1.2.3-3
  if (!is_registered(registered, *requested, type)) return refuse(Errc::redirect_uri_mismatch);
  if (is_script(*requested)) return refuse(Errc::redirect_uri_invalid);
  return std::string(*requested);
}

}  // namespace oauth::oauth2
