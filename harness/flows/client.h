// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "harness/flows/flow.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/oauth2/client_authentication.h"

namespace oauthspec::flows {

/// How a client proves by a JWT who it is: client_secret_jwt with a secret, private_key_jwt with a key.
///
/// Spec:   RFC 7523 section 2.2
struct AssertionKey {
  std::string alg;
  oauth::jose::SigningKey key;
  std::optional<std::string> kid = std::nullopt;
  std::string audience;        ///< The server, by a name that it knows: its issuer, say.
  std::int64_t lifetime = 60;  ///< Seconds.
};

/// A client as it is registered with a server. What it shows of itself is made for each request: a JWT is good for one only.
class Client {
 public:
  /// One that shows the same each time. Implicit, so that a flow takes the reference's clients too.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Client(oauth::oauth2::Client client) : id_(client.client_id), shown_(std::move(client)) {}
  Client(std::string client_id, AssertionKey key)
      : id_(std::move(client_id)), shown_(std::move(key)) {}

  [[nodiscard]] const std::string& id() const { return id_; }

  /// What the next request shows.
  ///
  /// Errors: those of make_client_assertion().
  [[nodiscard]] oauth::Result<oauth::oauth2::Client> shown(const World& world) const;

 private:
  std::string id_;
  std::variant<oauth::oauth2::Client, AssertionKey> shown_;
};

}  // namespace oauthspec::flows
