// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oauthspec::fuzz {

/// A request's parameters, decoded, in their order.
using AssertionParameters = std::vector<std::pair<std::string, std::string>>;

/// The JWTs that were taken already: each by its issuer and jti.
using TakenAssertions = std::set<std::pair<std::string, std::string>>;

/// An authorization server that is presented JWTs. It is called https://as.example.com and https://as.example.com/token, knows the issuers
/// s6BhdRkqt3 and https://sts.example.org, and trusts for each the keys of fuzz/input/test_keys.h and their algorithms.
struct AssertionServer {
  /// The subject, where the request is taken at `now`, with no leeway: as client authentication where it has client_assertion, else as a grant.
  std::optional<std::string> (*verify)(const AssertionParameters& parameters, double now,
                                       TakenAssertions& taken) = nullptr;
};

/// Input:      parameters as a form whose octets are plain: "name=value&name=value", without escapes.
/// Properties: the server takes what the model takes, and gives its subject; what has a jti is taken once; what was taken is refused after exp, with a
///             bit turned round, with a parameter twice, and for another client.
/// Open:       of what the RFCs leave open (vectors/README.md) the server has to take an assertion without jti (jti_missing), of any typ (assertion_typ),
///             issued (old_assertion, future_iat) and expiring (far_expiry) at any time, and to refuse one whose jti it has taken (jti_replay). What
///             authenticates a client has that client as its issuer, too: RFC 7523 section 3 asks it of the subject alone, but these issuers are clients.
/// Spec:       RFC 7523 sections 2.1, 2.2 and 3; RFC 7521 sections 4.2 and 5.2
void check_client_assertion(const AssertionServer& server, std::string_view form);

}  // namespace oauthspec::fuzz
