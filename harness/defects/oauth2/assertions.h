// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/defects/oauth2/jose.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/refusal.h"

namespace oauthspec::defects::oauth2 {

using oauth::message::Parameters;
using oauth::oauth2::Judgement;
using oauth::oauth2::Refusal;

/// Whose assertions a server takes.
struct Issuer {
  std::string name;
  std::vector<Verifier> keys;
  std::vector<std::string> algs;
};

/// A server between two requests.
struct AssertionServer {
  bool grant = false;  ///< Whether assertions are authorization grants, or authenticate a client.
  std::vector<Issuer> issuers;
  std::vector<std::string> audience;
  double now = 0;
  double leeway = 0;
  std::set<std::string> used;
};

/// How an authorization server verifies the JWT of a request, taken apart.
///
/// Spec:   RFC 7523 section 3; RFC 7521 section 4
struct Assertions : Jose {
  // The request.
  Judgement<std::string> (*presented)(const Parameters& parameters, bool grant);
  Result<void> (*check_beside)(const Parameters& parameters, const Claims& claims);

  // The issuer and its keys.
  const Issuer* (*find_issuer)(const AssertionServer& server, const json& payload);
  bool (*is_registered)(const Issuer& issuer, const UnverifiedJwt& jwt);
  std::vector<Verifier> (*keys_for)(const AssertionServer& server, const Issuer& issuer,
                                    const json& header);

  // The claims.
  json (*taken)(const json& payload);  ///< The payload as the claims are read from it.
  Result<void> (*check_required)(const Claims& claims);
  bool (*is_subject)(const Claims& claims, bool grant);
  bool (*is_audience)(string_view wanted, string_view given);
  bool (*is_meant)(const Assertions& library, const AssertionServer& server, const Claims& claims);
  Result<void> (*check_times)(const Claims& claims, double now, double leeway);
  std::string (*id_key)(const Claims& claims);
  bool (*remember)(AssertionServer& server, const std::string& key);

  // The answer.
  Refusal (*answer)(bool grant, Errc reason);
};

template <>
const Assertions& sound<Assertions>();

/// oauth2.verify_client_assertion
[[nodiscard]] Verdict answer_verify_assertion(const Assertions& library, const json& in);

}  // namespace oauthspec::defects::oauth2
