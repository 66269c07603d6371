// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/revocation.h"

#include <optional>
#include <string>

#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/authenticate.h"
#include "mock_provider/oauth2/family.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

// Whether a token of this kind was there.
using Found = oauth2::Judgement<bool>;

Found revoke_access(Call& call, const ClientRecord& client, const std::string& token) {
  const RevocationRules& rules = call.state.rules.revocation;
  AccessTokenRecord* const record = call.state.access_tokens.find(token);
  if (record == nullptr) {
    return false;
  }
  if (const auto own = rules.check_revoker(client, record->grant); !own) {
    return because(call, own.error(), "RFC7009-2.1-10");
  }
  rules.revoke_access_token(*record);
  return true;
}

Found revoke_refresh(Call& call, const ClientRecord& client, const std::string& token) {
  const RevocationRules& rules = call.state.rules.revocation;
  RefreshTokenRecord* const record = call.state.refresh_tokens.find(token);
  if (record == nullptr) {
    return false;
  }
  if (const auto own = rules.check_revoker(client, record->grant); !own) {
    return because(call, own.error(), "RFC7009-2.1-10");
  }
  rules.revoke_refresh_token(*record);
  revoke_family(call.state, record->grant, rules.falls_with_revoked);
  return true;
}

Found revoke(Call& call, const ClientRecord& client, const std::string& token,
             const std::optional<std::string>& hint) {
  Found found = false;
  for (const rules::TokenKind kind : call.state.rules.revocation.search_order(hint)) {
    found = kind == rules::TokenKind::access_token ? revoke_access(call, client, token)
                                                   : revoke_refresh(call, client, token);
    if (!found || *found) {
      break;
    }
  }
  return found;
}

}  // namespace

http::Reply revocation(Call& call) {
  const auto parameters = call.state.rules.request.read_form(call.request);
  if (!parameters) {
    return refuse(call, parameters.error());
  }
  const auto client = authenticate_form(call, *parameters);
  if (!client) {
    return refuse(call, client.error());
  }
  const auto token = value_of(*parameters, "token");
  if (!token) {
    call.verdict.requirement = "RFC7009-2.1-3";
    return refuse(call, refusal("invalid_request", oauth::Errc::parameter_missing));
  }
  const auto found = revoke(call, **client, *token, value_of(*parameters, "token_type_hint"));
  if (!found) {
    return refuse(call, found.error());
  }
  // RFC7009-2.2-1, RFC7009-2.2-2
  return {{.status = 200, .headers = {{"Cache-Control", "no-store"}}, .body = {}}, {}};
}

}  // namespace oauthspec::provider::oauth2_endpoints
