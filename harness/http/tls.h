// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <expected>
#include <string>

#include "harness/reference/base/clock.h"
#include "harness/reference/base/secret.h"

namespace oauthspec::http {

/// What a server shows to its peers in a TLS handshake.
struct TlsIdentity {
  std::string certificate_pem;  ///< The server's certificate, and those of its issuers behind it.
  oauth::Secret key_pem;        ///< Its private key, not encrypted.
  std::string authority_pem;    ///< What a client has to trust; empty where we cannot know.
};

/// Reads an identity from two PEM files.
///
/// Errors: in a line for people: a file that cannot be read, or whose first PEM block is another than was asked for.
[[nodiscard]] std::expected<TlsIdentity, std::string> read_tls_identity(
    const std::string& certificate_path, const std::string& key_path);

/// Makes an authority that signs one certificate and is then thrown away: EC P-256, for localhost, 127.0.0.1 and ::1.
/// A certificate that signs itself would be shorter, but not every client takes one that is authority and server at once.
///
/// Input:  the certificates are valid from a day before the clock's time, for `valid_for`.
/// Errors: in a line for people, when OpenSSL fails.
[[nodiscard]] std::expected<TlsIdentity, std::string> make_tls_identity(
    const oauth::Clock& clock, std::chrono::days valid_for = std::chrono::days{90});

/// What a server agreed to in a handshake.
struct TlsAgreement {
  std::string version;  ///< "1.2"
  std::string cipher;   ///< By OpenSSL's name.
};

/// Which servers a client trusts.
struct Trust {
  bool system_roots = true;   ///< The authorities that this machine's OpenSSL knows.
  std::string authority_pem;  ///< Authorities besides those.
  bool insecure =
      false;  ///< Any certificate for any name. For tests of a server that has no good one.
};

}  // namespace oauthspec::http
