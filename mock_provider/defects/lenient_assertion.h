// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/client_assertion.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/registry.h"
#include "mock_provider/model/surroundings.h"
#include "mock_provider/rules/client_rules.h"
#include "mock_provider/rules/exchange_rules.h"

/// How sloppy servers verify the JWTs of RFC 7523: each of them leaves out one step.
namespace oauthspec::provider::defects {

enum class AssertionStep : std::uint8_t {
  issuer_named,      ///< iss is there.
  issuer_compared,   ///< To its end: a slash there is no matter.
  subject_named,     ///< sub is there.
  subject_compared,  ///< A client speaks of itself.
  audience_named,    ///< aud is there.
  audience_compared,
  audience_whole,  ///< To its end.
  expiry_named,    ///< exp is there.
  expiry_compared,
  not_before,
  algorithm,  ///< none is no algorithm.
  signature,
  own_key,  ///< The key is the issuer's, not one that the JWT brings along.
};

/// Verifies a JWT as oauth2::verify_assertion() does, but for one step.
[[nodiscard]] oauth::oauth2::Judgement<std::string> verify_assertion_without(
    AssertionStep step, const oauth::crypto::Backend& backend,
    const oauth::oauth2::AssertionContext& context, std::string_view jwt,
    oauth::oauth2::UsedIds& used);

/// In the place of rules::check_assertion().
template <AssertionStep kStep>
oauth::oauth2::Judgement<void> check_assertion_without(const Surroundings& around,
                                                       const ClientRecord& client,
                                                       const std::vector<std::string>& audience,
                                                       const oauth::message::Parameters& parameters,
                                                       oauth::oauth2::UsedIds& used) {
  const std::vector issuers{rules::client_as_issuer(around, client)};
  const auto subject = verify_assertion_without(
      kStep, around.backend,
      {.use = oauth::oauth2::AssertionUse::client_authentication,
       .issuers = issuers,
       .audience = audience,
       .now = static_cast<double>(around.now)},
      parameters.find("client_assertion").value_or(std::string_view()), used);
  if (!subject) {
    return std::unexpected(subject.error());
  }
  return {};
}

/// In the place of rules::check_grant_assertion().
template <AssertionStep kStep>
oauth::oauth2::Judgement<std::string> check_grant_assertion_without(
    const Surroundings& around, const Registry& registry,
    const oauth::message::Parameters& parameters, oauth::oauth2::UsedIds& used) {
  const auto issuers = rules::trusted_issuers(around, registry);
  const auto audience = rules::grant_audience(around);
  return verify_assertion_without(kStep, around.backend,
                                  {.use = oauth::oauth2::AssertionUse::authorization_grant,
                                   .issuers = issuers,
                                   .audience = audience,
                                   .now = static_cast<double>(around.now)},
                                  parameters.find("assertion").value_or(std::string_view()), used);
}

}  // namespace oauthspec::provider::defects
