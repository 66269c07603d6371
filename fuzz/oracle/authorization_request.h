// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fuzz/oracle/request_model.h"

namespace oauthspec::fuzz {

/// The parameters of an authorization request by their meaning.
struct AuthorizationFields {
  std::string response_type;
  std::string client_id;
  std::optional<std::string> redirect_uri;
  std::optional<std::vector<std::string>> scope;
  std::optional<std::string> state;
  std::optional<std::string> code_challenge;
  std::optional<std::string> code_challenge_method;
  std::vector<std::string> resource;
  std::optional<std::string> request;
  std::optional<std::string> request_uri;
  PairList extra;

  friend bool operator==(const AuthorizationFields&, const AuthorizationFields&) = default;
};

/// What a server makes of a request: the value, or the error code that it answers with.
template <class T>
using Answer = std::variant<T, std::string>;

/// Both ends of an authorization request. A function that is null is not offered, and not asked for.
struct AuthorizationEndpoint {
  Answer<AuthorizationFields> (*parse)(const PairList& parameters) = nullptr;
  /// The URI that the user agent is sent to; nothing where it refuses to write one.
  std::optional<std::string> (*build)(std::string_view endpoint,
                                      const AuthorizationFields& fields) = nullptr;
  /// The resources of a request, each once. `known` is nothing where the server takes any.
  Answer<std::vector<std::string>> (*resources)(
      const PairList& parameters, const std::optional<std::vector<std::string>>& known) = nullptr;
};

/// What the model reads, and every error code that a server may give for a fault that is there; none is there where it has to take it.
struct ModelAuthorization {
  AuthorizationFields fields;
  std::set<std::string> errors;
};
[[nodiscard]] ModelAuthorization model_authorization(const PairList& parameters);

/// Input:      an endpoint, resources that the server knows, a space between two (empty: it takes any), and a query, with 0xFF
///             between them.
/// Properties: parse() takes what the model takes, and gives what it gives; what it refuses, it refuses for a fault that is there; it does
///             not mind the order of parameters with different names; build() writes what was parsed, so that it is parsed as the same; it begins
///             with its endpoint, whose query is kept; it names no parameter twice; resources() gives each known resource once.
/// Spec:       RFC 6749 sections 3.1, 4.1.1 and 4.1.2.1; RFC 7636 section 4.3; RFC 8707 section 2; RFC 9101 section 5
void check_authorization_request(const AuthorizationEndpoint& endpoint, std::string_view input);

}  // namespace oauthspec::fuzz
