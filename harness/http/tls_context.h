// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "harness/http/tls.h"

namespace oauthspec::http {

/// Asio's context; what it is stands in ssl_context.h, which names Boost.
struct SslContext;
using TlsContext = std::shared_ptr<SslContext>;

/// For servers: TLS 1.2 and 1.3, ALPN http/1.1.
///
/// Errors: in a line for people: a certificate or key that OpenSSL refuses, or that do not belong together.
[[nodiscard]] std::expected<TlsContext, std::string> make_server_context(
    const TlsIdentity& identity);

/// For clients: TLS 1.2 and 1.3, ALPN http/1.1.
///
/// Errors: in a line for people: an authority that OpenSSL refuses.
[[nodiscard]] std::expected<TlsContext, std::string> make_client_context(const Trust& trust);

}  // namespace oauthspec::http
