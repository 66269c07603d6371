// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "fuzz/oracle/oauth1_base_string_model.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// What a server of OAuth 1.0 knows.
struct Oauth1Setting {
  struct Client {
    std::string key, secret;
  };
  struct Token {
    std::string key, secret;
    std::string client;  ///< The one that it was issued to.
    std::optional<std::int64_t> expires;
  };
  std::vector<Client> clients;
  std::vector<Token> tokens;
  std::int64_t now = 0;
  std::int64_t window = 0;  ///< How far a timestamp may lie before or after now.
};

/// An accepted request.
struct Oauth1Accepted {
  std::string client;
  std::string token;  ///< Empty where there is none.

  friend bool operator==(const Oauth1Accepted&, const Oauth1Accepted&) = default;
};

}  // namespace oauthspec::fuzz

namespace oauthspec::fuzz::oauth1_model {

/// The hash of a method of HMAC: "HMAC-SHA1".
[[nodiscard]] std::optional<oauth::crypto::Hash> hash_of(std::string_view method);

/// The signature of a base string, RFC 5849 sections 3.4.2 and 3.4.4; nothing for a method that takes no secrets, or that is unknown.
[[nodiscard]] std::optional<std::string> signature(std::string_view method,
                                                   std::string_view client_secret,
                                                   std::string_view token_secret,
                                                   std::string_view base_string);

/// The Base64 of the body's hash: OAuth Request Body Hash 1.0, draft 4, section 3.2.
[[nodiscard]] std::string body_hash(oauth::crypto::Hash hash, std::string_view body);

/// The parameters "oauth_*" of a request; nothing where they stand in more than one place (RFC 5849 section 3.5).
[[nodiscard]] std::optional<Pairs> protocol_parameters(const Collected& collected);

/// Whether the text is a positive integer (section 3.3).
[[nodiscard]] bool is_positive_integer(std::string_view text);

/// A server as RFC 5849 section 3.2 has it, which knows HMAC and PLAINTEXT.
class Server {
 public:
  explicit Server(const Oauth1Setting& setting) : setting_(&setting) {}

  /// What the server makes of a request; one that it accepts uses up its nonce.
  [[nodiscard]] std::optional<Oauth1Accepted> verify(const oauth::message::Request& request);

  /// The signature that the request should have, by what it says of its client, token and method; nothing where it says none that are known.
  [[nodiscard]] std::optional<std::string> right_signature(
      const oauth::message::Request& request) const;

 private:
  struct Claims;
  [[nodiscard]] std::optional<Claims> claims_of(const oauth::message::Request& request) const;
  [[nodiscard]] bool may_be_accepted(const oauth::message::Request& request,
                                     const Claims& claims) const;
  [[nodiscard]] bool is_fresh(std::string_view timestamp) const;

  const Oauth1Setting* setting_;
  // Timestamp, client, token, nonce.
  std::set<std::tuple<std::string, std::string, std::string, std::string>> nonces_;
};

}  // namespace oauthspec::fuzz::oauth1_model
