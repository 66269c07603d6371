// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The first octets of a handshake: what OpenSSL has given up can still be offered to a server, to see whether it would take it.
namespace oauthspec::http {

/// The version on the wire of "SSL 3.0" and of "1.0" to "1.2"; nothing for another.
[[nodiscard]] std::optional<std::uint16_t> tls_version_number(std::string_view version);

/// The number of a cipher suite that OpenSSL has given up, by the name that it had there; nothing for another.
[[nodiscard]] std::optional<std::uint16_t> retired_cipher(std::string_view name);

/// Its name.
[[nodiscard]] std::string_view retired_cipher_name(std::uint16_t number);

/// What servers of SSL 3.0 spoke, for a ClientHello that asks for the version alone.
[[nodiscard]] std::vector<std::uint16_t> ciphers_of_ssl3();

struct ClientHello {
  std::uint16_t version = 0;  ///< The highest that is offered.
  std::vector<std::uint16_t> ciphers;
  std::string server_name;  ///< Empty: none is sent, as for an address.
};

/// One record with the message in it. No handshake follows, so its random octets are always the same.
///
/// Spec: RFC 6101 section 5.6.1.2, RFC 5246 section 7.4.1.2.
[[nodiscard]] std::string write_client_hello(const ClientHello& hello);

/// What a server said to a ClientHello.
struct ServerHello {
  enum class State : std::uint8_t {
    more,     ///< Not enough octets yet.
    agreed,   ///< A ServerHello.
    refused,  ///< An alert.
    foreign,  ///< No TLS.
  };
  State state = State::more;
  std::uint16_t version = 0;
  std::uint16_t cipher = 0;
  std::uint8_t alert = 0;  ///< RFC 5246 section 7.2.
};

[[nodiscard]] ServerHello read_server_hello(std::string_view octets);

}  // namespace oauthspec::http
