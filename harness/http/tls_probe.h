// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <vector>

#include "harness/http/client.h"
#include "harness/http/tls.h"
#include "harness/http/transport.h"

namespace oauthspec::http {

/// What a handshake offers the server, and how far it trusts it.
struct TlsProbe {
  /// The only version that is offered: "1.0" to "1.3", or "SSL 3.0"; empty: TLS 1.0 to 1.3.
  std::string version;
  /// The cipher suites of TLS 1.2 and before that are offered, by OpenSSL's names with colons between them; empty: its default. Those
  /// that OpenSSL has given up (RC4-SHA, DES-CBC3-SHA, EXP-RC4-MD5 and their like) can be offered too, but not beside the others. A list
  /// without a version offers TLS 1.2 and before.
  std::string ciphers;
  Trust trust;
  std::vector<HostAddress> addresses;
  std::chrono::milliseconds timeout{10'000};  ///< For all of it.
};

/// Makes a TLS connection to the host of an https URL, and closes it.
///
/// What OpenSSL speaks is a whole handshake, whose certificate has to be trusted and for the host. What it has given up is offered in a
/// ClientHello alone, the ServerHello decides, and no certificate is looked at.
///
/// Errors: host_not_found, refused, timed_out; tls_failed where the server does not agree, ends the connection, answers with something
///         that is no TLS, or its certificate is not trusted; url_invalid also for a version or a cipher suite that there is not.
[[nodiscard]] std::expected<TlsAgreement, TransportFailure> probe_tls(const std::string& url,
                                                                      const TlsProbe& probe = {});

}  // namespace oauthspec::http
