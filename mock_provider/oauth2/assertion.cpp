// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/assertion.h"

#include <algorithm>
#include <string>
#include <utility>

#include "harness/reference/jose/jws.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/token_request.h"
#include "mock_provider/oauth2/answer.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

oauth2::Judgement<void> check_unused(Call& call, const oauth2::UsedIds& fresh, Seconds expires) {
  for (const auto& [issuer, id] : fresh) {
    const bool first = call.state.used_ids.remember("grant " + issuer + ' ' + id, expires);
    if (const auto unused = call.state.rules.exchange.check_grant_assertion_unused(first);
        !unused) {
      return because(call, unused.error(), "RFC7523-3-14");
    }
  }
  return {};
}

}  // namespace

Seconds whole_seconds(double time) {
  constexpr double kMost = 9e15;
  return static_cast<Seconds>(std::clamp(time, -kMost, kMost));
}

oauth2::Judgement<oauth::jose::Claims> verify_assertion(Call& call, std::string_view jwt,
                                                        Uses uses) {
  const oauth::message::Parameters parameters{{"grant_type", oauth2::kJwtGrantType},
                                              {"assertion", jwt}};
  oauth2::UsedIds fresh;
  const auto subject = call.state.rules.exchange.check_grant_assertion(
      call.around(), call.state.registry, parameters, fresh);
  if (!subject) {
    return because(call, subject.error(), "RFC7523-3.1-2");
  }
  const auto jws = oauth::jose::parse_jws(jwt);
  auto claims = jws ? oauth::jose::claims_of(*jws)
                    : oauth::Result<oauth::jose::Claims>(std::unexpected(jws.error()));
  if (!claims) {
    return std::unexpected(refusal("invalid_grant", claims.error().code));
  }
  claims->subject = *subject;
  claims->expires = claims->expires.value_or(
      static_cast<double>(call.now + call.state.settings.lifetimes.access_token));
  if (uses == Uses::once) {
    if (const auto unused = check_unused(call, fresh, whole_seconds(*claims->expires)); !unused) {
      return std::unexpected(unused.error());
    }
  }
  return *std::move(claims);
}

}  // namespace oauthspec::provider::oauth2_endpoints
