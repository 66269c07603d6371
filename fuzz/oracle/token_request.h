// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/oracle/authorization_request.h"
#include "fuzz/oracle/request_model.h"

namespace oauthspec::fuzz {

/// A client, as a request shows it.
struct ShownClient {
  std::optional<std::string> client_id;
  std::string method =
      "none";  ///< "client_secret_basic", "client_secret_post", "assertion"; what is sent only: "tls_client_auth"
  std::string secret;  ///< Or the assertion.

  friend bool operator==(const ShownClient&, const ShownClient&) = default;
};

/// A token request by its meaning.
struct TokenFields {
  ShownClient client;
  std::string grant_type;
  PairList grant;  ///< The grant's own parameters, in the order in which its RFC names them.
  std::optional<std::vector<std::string>> scope;

  friend bool operator==(const TokenFields&, const TokenFields&) = default;
};

/// Both ends of a token request. A function that is null is not offered, and not asked for.
struct TokenEndpoint {
  Answer<TokenFields> (*parse)(const oauth::message::Request& request) = nullptr;
  /// The request that a client sends; nothing where it refuses to. `extra` may name resources. A grant type that no RFC defines is written with the
  /// parameters of `fields`.
  std::optional<oauth::message::Request> (*build)(std::string_view endpoint,
                                                  const TokenFields& fields,
                                                  const PairList& extra) = nullptr;
  /// The same to another endpoint: "revocation" and "introspection" with a token, "device_authorization" with a scope, "pushed" with `extra`.
  std::optional<oauth::message::Request> (*ask)(std::string_view kind, std::string_view endpoint,
                                                const TokenFields& fields,
                                                const PairList& extra) = nullptr;
};

/// What the model reads, and every error code that a server may give for a fault that is there.
struct ModelTokenRequest {
  TokenFields fields;
  std::set<std::string> errors;
};
[[nodiscard]] ModelTokenRequest model_token_request(const oauth::message::Request& request);

/// Input:      a request, as fuzz/input/http_text.h has it.
/// Properties: parse() takes what the model takes, and gives what it gives; what it refuses, it refuses for a fault that is there; of two
///             ways for a client to authenticate none is taken; build() writes what was parsed, so that it is parsed as the same, to its
///             endpoint and no other, with credentials in no URI; it writes nothing that the grammar has not; a grant type of its own is an
///             absolute URI, and a resource is one without a fragment; ask() sends its token, and the client's credentials as build() does.
/// Spec:       RFC 6749 sections 2.3, 3.2, 4.1.3, 4.3.2, 4.4.2, 5.2 and 6, and appendix A; RFC 7009, 7523, 7636, 7662, 8628, 8693, 8705, 8707, 9126
void check_token_request(const TokenEndpoint& endpoint, std::string_view input);

}  // namespace oauthspec::fuzz
