// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "harness/reference/codec/http_date.h"
#include "harness/reference/codec/uri.h"
#include "harness/target/examine.h"

namespace oauthspec::target {
namespace {

// "https://as.example:8443" of any URL there.
std::string origin_of(const std::string& url) {
  const auto uri = oauth::codec::parse_uri(url);
  if (!uri || !uri->authority) return url;
  return fmt::format("{}://{}{}", uri->scheme, uri->authority->host,
                     uri->authority->port ? ":" + std::string(*uri->authority->port) : "");
}

std::map<std::string, std::string> hosts_of(const checks::Target& target) {
  std::map<std::string, std::string> hosts;  // An URL of each.
  const auto& server = target.server;
  for (const std::string* url :
       {&server.token_endpoint, &server.authorization_endpoint,
        &server.device_authorization_endpoint, &server.pushed_authorization_request_endpoint,
        &server.revocation_endpoint, &server.introspection_endpoint, &server.registration_endpoint,
        &server.jwks_uri, &target.resource, &target.oauth1_server.temporary_credential_request,
        &target.oauth1_server.token_request, &target.oauth1_server.resource_owner_authorization,
        &target.oauth1_resource}) {
    if (!url->empty()) hosts.try_emplace(origin_of(*url), *url);
  }
  return hosts;
}

void examine_clock(Examination& examination, const std::string& host,
                   const oauth::message::Response& response) {
  constexpr std::int64_t kMostSeconds = 30;
  const auto date = oauth::message::find_header(response.headers, "Date");
  const std::int64_t now = examination.session().world().now();
  const auto theirs = date ? oauth::codec::parse_http_date(*date, now) : std::nullopt;
  if (!theirs) return;
  const std::int64_t ahead = *theirs - now;
  if (std::abs(ahead) <= kMostSeconds) return;
  examination.fault(
      "the clock of " + host,
      fmt::format("it is {} seconds {} this machine's", std::abs(ahead),
                  ahead > 0 ? "ahead of" : "behind"),
      "Set the clocks: timestamps, assertions and proofs would be refused, or taken, wrongly.");
}

}  // namespace

std::string remedy_for(http::TransportCode code) {
  using http::TransportCode;
  switch (code) {
    case TransportCode::host_not_found:
      return "Correct the host's name, or give its address in connection.addresses.";
    case TransportCode::refused:
      return "Start the server, or correct the port.";
    case TransportCode::tls_failed:
      return "Name the authority of the server's certificate in connection.authority, or correct "
             "its certificate.";
    case TransportCode::timed_out:
      return "See whether the server hangs, or give it more time by connection.timeout_seconds.";
    case TransportCode::url_invalid:
      return "Correct the URL.";
    case TransportCode::closed:
    case TransportCode::response_malformed:
    case TransportCode::response_too_large:
      return "See what listens there: it does not speak HTTP as RFC 7230 has it.";
  }
  return "";
}

void examine_endpoints(Examination& examination) {
  for (const auto& [host, url] : hosts_of(examination.target())) {
    const auto answer = examination.session().world().transport.send({"GET", url, {}, ""});
    if (!answer) {
      examination.unreachable(
          host, fmt::format("{}: {}", name(answer.error().code), answer.error().detail),
          remedy_for(answer.error().code));
      continue;
    }
    examination.good(host, "it answers");
    examine_clock(examination, host, *answer);
  }
}

}  // namespace oauthspec::target
