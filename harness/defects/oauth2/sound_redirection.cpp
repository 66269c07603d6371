// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "harness/adapter/reference/oauth2_shapes.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth2/redirection.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/redirect_uri.h"

namespace oauthspec::defects::oauth2 {
namespace {

using oauth::Errc;
using oauth::Result;

Result<std::string> candidate(const Redirecting& redirecting) {
  if (redirecting.requested) return *redirecting.requested;
  if (redirecting.registered.size() != 1) return refusal(Errc::redirect_uri_missing);
  return redirecting.registered.front();
}

std::vector<std::string> known(const Redirecting& redirecting) {
  return redirecting.registered;
}

bool same(string_view registered, string_view requested) {
  return registered == requested;
}

bool for_native_clients(bool native) {
  return native;
}

bool is_loopback(string_view host) {
  return host == "127.0.0.1" || host == "[::1]";
}

std::optional<std::string> without_port(const Redirection& library, string_view uri) {
  const auto parts = oauth::codec::parse_uri(uri);
  if (!parts || parts->scheme != "http" || !parts->authority || parts->authority->userinfo ||
      !library.is_loopback(parts->authority->host))
    return std::nullopt;
  const auto& [userinfo, host, port] = *parts->authority;
  const auto host_end = static_cast<std::size_t>(host.data() - uri.data()) + host.size();
  const std::size_t rest = port ? host_end + 1 + port->size() : host_end;
  return std::string(uri.substr(0, host_end)).append(uri.substr(rest));
}

bool matches(const Redirection& library, const Redirecting& redirecting, string_view registered,
             string_view requested) {
  if (library.same(registered, requested)) return true;
  if (!library.may_vary(redirecting.native)) return false;
  const auto known = library.without_port(library, registered);
  return known && known == library.without_port(library, requested);
}

bool never(const Redirecting& /*redirecting*/) {
  return false;
}

bool is_script(string_view uri) {
  constexpr std::array kSchemes{"javascript", "data", "vbscript"};
  const string_view scheme = uri.substr(0, uri.find(':'));
  return std::ranges::any_of(kSchemes, [scheme](string_view known) {
    return oauth::message::equal_without_case(scheme, known);
  });
}

std::string as_requested(const Redirecting& /*redirecting*/, string_view accepted) {
  return std::string(accepted);
}

Result<std::string> redirect_uri(const Redirection& library, const Redirecting& redirecting) {
  const auto uri = library.candidate(redirecting);
  if (!uri) return uri;
  if (auto done = library.check(*uri); !done) return std::unexpected(done.error());
  const std::vector<std::string> known = library.known(redirecting);
  const bool found = std::ranges::any_of(known, [&](const std::string& registered) {
    return library.matches(library, redirecting, registered, *uri);
  });
  if (!found && !(known.empty() && library.none_registered(redirecting)))
    return refusal(Errc::redirect_uri_mismatch);
  if (library.is_script(*uri)) return refusal(Errc::redirect_uri_invalid);
  return library.target(redirecting, *uri);
}

}  // namespace

template <>
const Redirection& sound<Redirection>() {
  static constexpr Redirection kSound{candidate,
                                      oauth::oauth2::check_redirect_uri,
                                      known,
                                      same,
                                      for_native_clients,
                                      is_loopback,
                                      without_port,
                                      matches,
                                      never,
                                      is_script,
                                      as_requested};
  return kSound;
}

Verdict answer_match_redirect_uri(const Redirection& library, const json& in) {
  const auto uri = redirect_uri(
      library, {adapter::read_texts(in, "registered"), adapter::read_optional(in, "requested"),
                in.at("application_type") == "native"});
  if (uri) return Out{{{"verdict", "accepted"}, {"redirect_uri", adapter::write_bytes(*uri)}}, {}};
  return Out{{{"verdict", "refused"}, {"reason", oauth::name(uri.error().code)}}, {}};
}

}  // namespace oauthspec::defects::oauth2
