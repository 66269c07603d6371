// SPDX-License-Identifier: Apache-2.0
// What a server agrees to in a TLS handshake: RFC 6749 sections 1.6 and 10.9, RFC 6750 section 5.2, BCP 195 where a document names it.
#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "harness/checks/tls_endpoints.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

using Handshake = std::expected<void, http::TransportFailure>;

Handshake shake_hands(Session& session, const std::string& url, const TlsOffer& offer) {
  return session.target().handshake(url, offer);
}

TlsOffer version(std::string_view offered) {
  return {.version = std::string(offered), .ciphers = {}, .trusting = true};
}

// Whether the server spoke, and refused: anything else is no answer.
bool is_refusal(const Handshake& handshake) {
  return !handshake && handshake.error().code == http::TransportCode::tls_failed;
}

Finding unreached(const Handshake& handshake) {
  return unanswered("no TLS connection: " + handshake.error().detail);
}

bool is_https(const std::string& url) {
  return url.starts_with("https:");
}

Finding without_tls(TlsEndpoint endpoint) {
  return unsupported(fmt::format("{} is not there, or is reached without TLS", name(endpoint)));
}

// RFC6749-1.6-1: which version is fit changes over time; by BCP 195 it is 1.2 or 1.3 now.
template <TlsEndpoint kEndpoint>
Finding speaks_modern_tls(Session& session) {
  const std::string& url = url_of(session.target(), kEndpoint);
  if (!is_https(url)) return without_tls(kEndpoint);
  const Handshake newest = shake_hands(session, url, version("1.3"));
  if (newest) return pass();
  const Handshake newer = shake_hands(session, url, version("1.2"));
  if (newer) return pass();
  if (!is_refusal(newer)) return unreached(newer);
  return fail(fmt::format("{} speaks neither TLS 1.2 nor TLS 1.3", name(kEndpoint)));
}

template <TlsEndpoint kEndpoint>
Finding has_a_good_certificate(Session& session) {
  const std::string& url = url_of(session.target(), kEndpoint);
  if (!is_https(url)) return without_tls(kEndpoint);
  const Handshake control = shake_hands(session, url, version(""));
  if (!control) return unreached(control);
  const Handshake strict = shake_hands(session, url, {});
  if (strict) return pass();
  if (!is_refusal(strict)) return unreached(strict);
  return fail(
      fmt::format("the certificate of {} is not good: {}", name(kEndpoint), strict.error().detail));
}

// Passes where no host of the server's agrees to the offer, though it does to a better one.
Finding nowhere(Session& session, const TlsOffer& offer, std::string_view what) {
  const auto origins = https_origins(session.target());
  if (origins.empty()) return unsupported("the server is reached without TLS");
  for (const std::string& origin : origins) {
    if (shake_hands(session, origin, offer)) return fail(fmt::format("{} at {}", what, origin));
    // A server that does not answer such an offer at all has not agreed to it.
    const Handshake control = shake_hands(session, origin, version(""));
    if (!control) return unreached(control);
  }
  return pass();
}

Finding nowhere(Session& session, std::string_view ciphers, std::string_view what) {
  return nowhere(session, {.version = {}, .ciphers = std::string(ciphers), .trusting = true}, what);
}

Finding ssl_3_is_not_spoken(Session& session) {
  return nowhere(session, version("SSL 3.0"), "SSL 3.0 is spoken");
}

Finding tls_1_0_is_not_spoken(Session& session) {
  return nowhere(session, version("1.0"), "TLS 1.0 is spoken");
}

Finding tls_1_1_is_not_spoken(Session& session) {
  return nowhere(session, version("1.1"), "TLS 1.1 is spoken");
}

Finding everything_is_encrypted(Session& session) {
  return nowhere(session, "eNULL", "a cipher suite that encrypts nothing is agreed to");
}

Finding the_server_is_authenticated(Session& session) {
  return nowhere(session, "aNULL",
                 "a cipher suite that shows nobody who the server is is agreed to");
}

Finding export_ciphers_are_refused(Session& session) {
  return nowhere(session,
                 "EXP-RC4-MD5:EXP-RC2-CBC-MD5:EXP-DES-CBC-SHA:EXP-EDH-RSA-DES-CBC-SHA:"
                 "EXP-EDH-DSS-DES-CBC-SHA:EXP-ADH-RC4-MD5:EXP-ADH-DES-CBC-SHA",
                 "a cipher suite of export strength is agreed to");
}

Finding rc4_is_refused(Session& session) {
  return nowhere(session, "ECDHE-RSA-RC4-SHA:ECDHE-ECDSA-RC4-SHA:RC4-SHA:RC4-MD5:ADH-RC4-MD5",
                 "RC4 is agreed to");
}

Finding des_is_refused(Session& session) {
  return nowhere(session,
                 "DES-CBC-SHA:EDH-RSA-DES-CBC-SHA:DES-CBC3-SHA:EDH-RSA-DES-CBC3-SHA:"
                 "ECDHE-RSA-DES-CBC3-SHA:ECDHE-ECDSA-DES-CBC3-SHA",
                 "DES or 3DES is agreed to");
}

constexpr Check modern(std::string_view id, std::string_view title, Requirements requirements,
                       Finding (*run)(Session&), Needs needs = {Need::tls}) {
  return {id, title, requirements, Level::must, needs, run};
}

// Not asked of any server by a "must" of these documents: BCP 195 says it.
constexpr Check advised(std::string_view id, std::string_view title, Finding (*run)(Session&)) {
  return {id,
          title,
          {"RFC6749-1.6-1", "RFC7636-7.5-1", "RFC9728-7.1-2", "RFC7009-2-6"},
          Level::should,
          {Need::tls},
          run};
}

constexpr Check cipher(std::string_view id, std::string_view title, Finding (*run)(Session&),
                       Level level = Level::should) {
  return {id, title, {"RFC6750-5.2-6", "RFC8414-6.1-4", "RFC9728-7.1-2"}, level, {Need::tls}, run};
}

constexpr auto kTlsChecks = std::to_array<Check>({
    modern("tls/the-authorization-endpoint-is-modern",
           "The authorization endpoint speaks TLS 1.2 or 1.3", {"RFC6749-3.1-4", "RFC6749-1.6-1"},
           speaks_modern_tls<TlsEndpoint::authorization>),
    modern("tls/the-token-endpoint-is-modern", "The token endpoint speaks TLS 1.2 or 1.3",
           {"RFC6749-3.2-4", "RFC6749-1.6-1", "RFC6749-2.3.1-11"},
           speaks_modern_tls<TlsEndpoint::token>),
    modern("tls/the-device-authorization-endpoint-is-modern",
           "The device authorization endpoint speaks TLS 1.2 or 1.3", {"RFC8628-3.1-5"},
           speaks_modern_tls<TlsEndpoint::device_authorization>),
    modern("tls/the-pushed-authorization-request-endpoint-is-modern",
           "The pushed authorization request endpoint speaks TLS 1.2 or 1.3", {"RFC9126-2-1"},
           speaks_modern_tls<TlsEndpoint::pushed_authorization_request>),
    modern("tls/the-revocation-endpoint-is-modern", "The revocation endpoint speaks TLS 1.2 or 1.3",
           {"RFC7009-2-6"}, speaks_modern_tls<TlsEndpoint::revocation>,
           {Need::tls, Need::revocation}),
    modern("tls/the-introspection-endpoint-is-modern",
           "The introspection endpoint speaks TLS 1.2 or 1.3", {"RFC7662-4-9", "RFC7662-2-1"},
           speaks_modern_tls<TlsEndpoint::introspection>, {Need::tls, Need::introspection}),
    modern("tls/the-registration-endpoint-is-modern",
           "The registration endpoint speaks TLS 1.2 or 1.3", {"RFC7591-5-1", "RFC7591-3-2"},
           speaks_modern_tls<TlsEndpoint::registration>, {Need::tls, Need::registration}),
    modern("tls/the-metadata-is-modern", "The metadata is published by TLS 1.2 or 1.3",
           {"RFC8414-6.1-2", "RFC8414-6.1-1"}, speaks_modern_tls<TlsEndpoint::metadata>,
           {Need::tls, Need::metadata}),
    modern("tls/the-resource-is-modern", "The protected resource speaks TLS 1.2 or 1.3",
           {"RFC6749-10.3-2", "RFC6750-5.2-6"}, speaks_modern_tls<TlsEndpoint::resource>,
           {Need::tls, Need::resource}),
    modern("tls/temporary-credentials-are-modern",
           "Temporary credentials are given by TLS 1.2 or 1.3", {"RFC5849-2.1-6"},
           speaks_modern_tls<TlsEndpoint::oauth1_temporary_credentials>, {Need::tls, Need::oauth1}),
    modern("tls/token-credentials-are-modern", "Token credentials are given by TLS 1.2 or 1.3",
           {"RFC5849-2.3-3"}, speaks_modern_tls<TlsEndpoint::oauth1_token>,
           {Need::tls, Need::oauth1}),
    modern("tls/the-authorization-endpoints-certificate-is-good",
           "The authorization endpoint has a certificate for its name that is trusted",
           {"RFC6749-10.9-1"}, has_a_good_certificate<TlsEndpoint::authorization>),
    modern("tls/the-token-endpoints-certificate-is-good",
           "The token endpoint has a certificate for its name that is trusted", {"RFC6749-10.9-1"},
           has_a_good_certificate<TlsEndpoint::token>),
    modern("tls/the-device-authorization-endpoints-certificate-is-good",
           "The device authorization endpoint has a certificate for its name that is trusted",
           {"RFC8628-3.1-5"}, has_a_good_certificate<TlsEndpoint::device_authorization>),
    modern("tls/the-revocation-endpoints-certificate-is-good",
           "The revocation endpoint has a certificate for its name that is trusted",
           {"RFC7009-5-4"}, has_a_good_certificate<TlsEndpoint::revocation>,
           {Need::tls, Need::revocation}),
    modern("tls/the-introspection-endpoints-certificate-is-good",
           "The introspection endpoint has a certificate for its name that is trusted",
           {"RFC7662-4-10"}, has_a_good_certificate<TlsEndpoint::introspection>,
           {Need::tls, Need::introspection}),
    modern("tls/the-registration-endpoints-certificate-is-good",
           "The registration endpoint has a certificate for its name that is trusted",
           {"RFC7591-5-2"}, has_a_good_certificate<TlsEndpoint::registration>,
           {Need::tls, Need::registration}),
    modern("tls/the-metadatas-certificate-is-good",
           "The metadata is published with a certificate for its name that is trusted",
           {"RFC8414-6.1-3"}, has_a_good_certificate<TlsEndpoint::metadata>,
           {Need::tls, Need::metadata}),
    modern("tls/the-resources-certificate-is-good",
           "The protected resource has a certificate for its name that is trusted",
           {"RFC6749-10.3-2", "RFC6750-5.2-8"}, has_a_good_certificate<TlsEndpoint::resource>,
           {Need::tls, Need::resource}),
    advised("tls/ssl-3-is-not-spoken", "SSL 3.0 is not spoken", ssl_3_is_not_spoken),
    advised("tls/tls-1.0-is-not-spoken", "TLS 1.0 is not spoken", tls_1_0_is_not_spoken),
    advised("tls/tls-1.1-is-not-spoken", "TLS 1.1 is not spoken", tls_1_1_is_not_spoken),
    cipher("tls/everything-is-encrypted", "No cipher suite is agreed to that encrypts nothing",
           everything_is_encrypted, Level::must),
    {"tls/the-server-is-authenticated",
     "No cipher suite is agreed to that leaves open who the server is",
     {"RFC6749-10.9-1", "RFC6749-10.3-2"},
     Level::should,
     {Need::tls},
     the_server_is_authenticated},
    cipher("tls/export-ciphers-are-refused", "No cipher suite of export strength is agreed to",
           export_ciphers_are_refused),
    cipher("tls/rc4-is-refused", "RC4 is not agreed to", rc4_is_refused),
    cipher("tls/des-is-refused", "DES and 3DES are not agreed to", des_is_refused),
});

}  // namespace

Topic tls() {
  return kTlsChecks;
}

}  // namespace oauthspec::checks
