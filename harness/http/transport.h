// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "harness/reference/message/http.h"

namespace oauthspec::http {

/// Why there is no response.
enum class TransportCode : std::uint8_t {
  url_invalid,  ///< The URL is no absolute http or https URI, or a header field has CR or LF in it.
  host_not_found,      ///< The host's name has no address.
  refused,             ///< Nobody listens, or the connection could not be made.
  tls_failed,          ///< The TLS handshake failed, or the certificate is not trusted.
  timed_out,           ///< The peer fell silent.
  closed,              ///< The peer closed the connection before the response was whole.
  response_malformed,  ///< What came is no HTTP response.
  response_too_large,  ///< The response is larger than the limit set for it.
};

/// The code's stable name, "timed_out".
[[nodiscard]] std::string_view name(TransportCode code);

/// A request that got no response.
struct TransportFailure {
  TransportCode code{};
  std::string
      detail;  ///< For people, in one line; holds nothing of the request's header fields or body.
};

/// Carries one request to its server, and the response back: over a socket, or to a function in this process. A redirection is a
/// response like any other, and no cookie is kept.
class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  /// Input:  the URL is absolute; Host and Content-Length are added where they are missing.
  [[nodiscard]] virtual std::expected<oauth::message::Response, TransportFailure> send(
      const oauth::message::Request& request) = 0;
};

}  // namespace oauthspec::http
