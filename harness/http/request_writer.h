// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "harness/http/transport.h"

namespace oauthspec::http {

/// A URL as a client needs it. Views into the text it was taken from; nothing is normalised.
struct RequestUrl {
  bool tls = false;
  std::string_view authority;  ///< "[::1]:8080", without user information: what Host holds.
  std::string_view host;       ///< "::1"
  std::uint16_t port = 0;
  std::string
      target;  ///< Path and query as they are written; "/" where there is no path. The fragment is cut off.
};

/// Takes an absolute http or https URL apart, and is strict only about what no request line can hold: control characters and spaces.
///
/// Errors: url_invalid.
[[nodiscard]] std::expected<RequestUrl, TransportFailure> split_url(std::string_view url);

/// Whether a Content-Length field has to be added: a body has a length, and so has an empty one where the method gives it a meaning.
///
/// Spec:   RFC 7230 section 3.3.2
[[nodiscard]] bool wants_length(const oauth::message::Request& request);

/// The octets of a request: its fields in their order and spelling, with Host in front, and Content-Length and `Connection: close`
/// behind, where they are missing and belong there.
///
/// Errors: url_invalid, for a method that is no token, or a field that would end its line early.
[[nodiscard]] std::expected<std::string, TransportFailure> write_request(
    const oauth::message::Request& request, const RequestUrl& url, bool keep_alive);

}  // namespace oauthspec::http
