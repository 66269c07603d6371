// SPDX-License-Identifier: Apache-2.0
// RFC 8252 section 7.3: redirection to the loopback interface, whose port varies.
#include <algorithm>
#include <array>

#include "harness/defects/oauth2/redirection.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/defects/oauth2/wrong_redirection.h"
#include "harness/reference/codec/uri.h"

namespace oauthspec::defects::oauth2 {
namespace {

using oauth::Errc;
using oauth::Result;

constexpr string_view kOp = "oauth2.match_redirect_uri";

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answer_match_redirect_uri, Function, Wrong>;
template <auto Wrong>
constexpr auto kCheck = kWith<&Redirection::check, Wrong>;
template <auto Wrong>
constexpr auto kNoPort = kWith<&Redirection::without_port, Wrong>;
template <auto Wrong>
constexpr auto kLoopback = kWith<&Redirection::is_loopback, Wrong>;
template <auto Wrong>
constexpr auto kMatches = kWith<&Redirection::matches, Wrong>;

const Redirection& right() {
  return sound<Redirection>();
}

Result<void> loopback_refused(string_view uri) {
  if (uri.starts_with("http://127.") || uri.starts_with("http://[::1]"))
    return refusal(Errc::redirect_uri_invalid);
  return right().check(uri);
}

Result<void> localhost_refused(string_view uri) {
  if (uri.starts_with("http://localhost")) return refusal(Errc::redirect_uri_invalid);
  return right().check(uri);
}

// oauthlib #841: brackets are no characters of a host.
Result<void> brackets_refused(string_view uri) {
  if (uri.find('[') != string_view::npos) return refusal(Errc::redirect_uri_invalid);
  return right().check(uri);
}

// Loopback addresses (RFC 8252 section 7.3).
bool any_127(string_view host) {
  return host.starts_with("127.") || right().is_loopback(host);
}

bool any_host(string_view /*host*/) {
  return true;
}

bool ipv4_only(string_view host) {
  return host == "127.0.0.1";
}

bool ipv6_only(string_view host) {
  return host == "[::1]";
}

bool by_prefix(string_view host) {
  return host.starts_with("127.0.0.1") || right().is_loopback(host);
}

bool private_addresses_too(string_view host) {
  return host.starts_with("192.168.") || right().is_loopback(host);
}

std::optional<std::string> https_too(const Redirection& library, string_view uri) {
  if (!uri.starts_with("https://")) return right().without_port(library, uri);
  const auto found = right().without_port(library, "http" + std::string(uri.substr(5)));
  return found ? std::optional("https" + found->substr(4)) : found;
}

std::optional<std::string> without_rest(const Redirection& library, string_view uri) {
  const auto found = right().without_port(library, uri);
  if (!found) return found;
  return found->substr(0, found->find('/', string_view("http://").size()));
}

std::optional<std::string> without_query(const Redirection& library, string_view uri) {
  const auto found = right().without_port(library, uri);
  return found ? std::optional(found->substr(0, found->find('?'))) : found;
}

std::optional<std::string> all_alike(const Redirection& library, string_view uri) {
  const auto found = right().without_port(library, uri);
  const std::size_t host = string_view("http://").size();
  if (!found) return found;
  return "http://loopback" + found->substr(std::min(found->find('/', host), found->size()));
}

std::optional<std::string> userinfo_too(const Redirection& library, string_view uri) {
  const std::size_t at = uri.rfind('@');
  if (at == string_view::npos || !uri.starts_with("http://"))
    return right().without_port(library, uri);
  return right().without_port(library, "http://" + std::string(uri.substr(at + 1)));
}

// A port that was registered is compared after all.
bool registered_port_fixed(const Redirection& library, const Redirecting& redirecting,
                           string_view registered, string_view requested) {
  const auto known = library.without_port(library, registered);
  if (known && *known != registered) return registered == requested;
  return right().matches(library, redirecting, registered, requested);
}

bool missing_port_fixed(const Redirection& library, const Redirecting& redirecting,
                        string_view registered, string_view requested) {
  const auto asked = library.without_port(library, requested);
  if (asked && *asked == requested) return registered == requested;
  return right().matches(library, redirecting, registered, requested);
}

bool high_ports_only(const Redirection& library, const Redirecting& redirecting,
                     string_view registered, string_view requested) {
  const auto uri = oauth::codec::parse_uri(requested);
  const auto port = uri && uri->authority ? uri->authority->port.value_or("") : "";
  if (port.size() < 4 && !port.empty()) return registered == requested;
  return right().matches(library, redirecting, registered, requested);
}

// Keycloak's CVE-2024-8883: where "http://localhost" is registered, any URI will do.
bool localhost_opens_all(const Redirection& library, const Redirecting& redirecting,
                         string_view registered, string_view requested) {
  return registered.starts_with("http://localhost") || registered.starts_with("http://127.") ||
         right().matches(library, redirecting, registered, requested);
}

bool localhost_port_varies(const Redirection& library, const Redirecting& redirecting,
                           string_view registered, string_view requested) {
  return (registered.starts_with("http://localhost") &&
          wrong::without_port(registered, requested)) ||
         right().matches(library, redirecting, registered, requested);
}

void localhost_port_not_kept(Redirection& library) {
  library.matches = localhost_port_varies;
  library.target = [](const Redirecting& redirecting, string_view accepted) {
    return accepted.starts_with("http://localhost") ? redirecting.registered.front()
                                                    : std::string(accepted);
  };
}

bool always(bool /*native*/) {
  return true;
}

bool never(bool /*native*/) {
  return false;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "loopback-refused", "RFC8252-7-1", "loopback addresses are refused",
     kCheck<loopback_refused>},
    {kOp, "localhost-refused", "RFC6749-3.1.2.3-4", "localhost is refused where it is registered",
     kCheck<localhost_refused>, Weight::warn},
    {kOp, "brackets-refused", "RFC8252-7.3-1", "IPv6 addresses are refused",
     kCheck<brackets_refused>},
    {kOp, "any-127", "RFC8252-7.3-1", "the port of what begins with 127 may vary",
     kLoopback<any_127>, Weight::warn},
    {kOp, "port-of-any-host", "RFC8252-8.4-4", "the port of any http URI may vary",
     kLoopback<any_host>},
    {kOp, "ipv4-only", "RFC8252-7.3-1", "the port of ::1 may not vary", kLoopback<ipv4_only>},
    {kOp, "ipv6-only", "RFC8252-7.3-1", "the port of 127.0.0.1 may not vary", kLoopback<ipv6_only>},
    {kOp, "loopback-by-prefix", "RFC8252-8.4-4",
     "a name that begins like 127.0.0.1 is a loopback address", kLoopback<by_prefix>},
    {kOp, "private-addresses-too", "RFC8252-8.4-4", "the port of private addresses may vary",
     kLoopback<private_addresses_too>},
    {kOp, "loopback-https-too", "RFC8252-7.3-1", "the port of https on loopback may vary",
     kNoPort<https_too>, Weight::warn},
    {kOp, "loopback-path-ignored", "RFC8252-8.4-4",
     "the path behind a loopback address is not compared", kNoPort<without_rest>},
    {kOp, "loopback-query-ignored", "RFC8252-8.4-4",
     "the query behind a loopback address is not compared", kNoPort<without_query>},
    {kOp, "loopback-all-alike", "RFC8252-7.3-1", "one loopback address is as good as the other",
     kNoPort<all_alike>},
    {kOp, "loopback-userinfo-too", "RFC8252-8.4-4",
     "what stands before a loopback address is not compared", kNoPort<userinfo_too>},
    {kOp, "registered-port-fixed", "RFC8252-7.3-1", "a port that was registered may not vary",
     kMatches<registered_port_fixed>},
    {kOp, "missing-port-fixed", "RFC8252-7.3-1", "a port may not be left out",
     kMatches<missing_port_fixed>, Weight::warn},
    {kOp, "high-ports-only", "RFC8252-7.3-1", "ports below 1000 are refused",
     kMatches<high_ports_only>},
    {kOp, "localhost-opens-all", "RFC8252-8.4-4",
     "where localhost is registered any URI will do, as in CVE-2024-8883",
     kMatches<localhost_opens_all>},
    {kOp, "port-never-varies", "RFC8252-7.3-1", "the port of loopback addresses may not vary",
     kWith<&Redirection::may_vary, never>},
    {kOp, "port-varies-for-web", "RFC9700-2.1-1", "the port may vary for clients of the web, too",
     kWith<&Redirection::may_vary, always>, Weight::warn},
    {kOp, "localhost-port-not-kept", "RFC9700-4.1.3-2",
     "the port of localhost may vary, and the response goes to the registered one",
     planted_by<answer_match_redirect_uri, Redirection, localhost_port_not_kept>, Weight::warn},
});

}  // namespace

std::span<const Defect> loopback_redirection_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
