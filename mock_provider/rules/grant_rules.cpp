// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/grant_rules.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "harness/reference/oauth2/pkce.h"

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;

oauth2::Judgement<void> grant_if(bool good, Errc reason = Errc::token_invalid) {
  if (!good) {
    return std::unexpected(oauth2::Refusal{"invalid_grant", 400, reason});
  }
  return {};
}

oauth2::Judgement<void> key_if(bool good, Errc reason) {
  if (!good) {
    return std::unexpected(oauth2::Refusal{"invalid_dpop_proof", 400, reason});
  }
  return {};
}

// A bound record takes its own key only; one that is bound to none takes any, and none.
oauth2::Judgement<void> check_key(const std::optional<std::string>& bound,
                                  const std::optional<std::string>& jkt) {
  const bool good = !bound || bound == jkt;
  return key_if(good, jkt ? Errc::proof_key_mismatch : Errc::proof_missing);
}

std::optional<std::string_view> view(const std::optional<std::string>& text) {
  return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

}  // namespace

oauth2::Judgement<void> check_code_client(const ClientRecord& client, const CodeRecord& code) {
  return grant_if(code.grant.client_id == client.id);  // RFC6749-4.1.3-10, RFC6749-4.1.3-11
}

oauth2::Judgement<void> check_code_unused(const CodeRecord& code) {
  return grant_if(!code.redeemed);  // RFC6749-4.1.2-6
}

oauth2::Judgement<void> check_code_fresh(const Surroundings& around, const CodeRecord& code) {
  return grant_if(around.now < code.expires);  // RFC6749-4.1.2-3
}

oauth2::Judgement<void> check_code_redirect_uri(const Surroundings& around,
                                                const ClientRecord& client, const CodeRecord& code,
                                                const std::optional<std::string>& redirect_uri) {
  if (!code.redirect_uri) {
    const bool only_one = client.redirect_uris.size() == 1;
    return grant_if(!redirect_uri || (only_one && *redirect_uri == client.redirect_uris.front()),
                    Errc::redirect_uri_mismatch);
  }
  if (!redirect_uri) {
    // RFC6749-4.1.3-13
    const bool left_out = around.settings.profile == Profile::oauth21 && code.code_challenge;
    return grant_if(left_out, Errc::redirect_uri_missing);
  }
  // RFC6749-4.1.3-14
  return grant_if(*redirect_uri == *code.redirect_uri, Errc::redirect_uri_mismatch);
}

oauth2::Judgement<void> check_code_verifier(const Surroundings& around, const ClientRecord& client,
                                            const CodeRecord& code,
                                            const std::optional<oauth::Secret>& verifier) {
  oauth2::CodeExchange exchange;
  exchange.code_challenge = view(code.code_challenge);
  exchange.code_challenge_method = view(code.code_challenge_method);
  if (verifier) {
    exchange.code_verifier = verifier->reveal();
  }
  exchange.methods = {oauth2::ChallengeMethod::s256};
  if (offers_plain_challenge(around.settings.profile)) {
    exchange.methods.push_back(oauth2::ChallengeMethod::plain);
  }
  exchange.required = requires_challenge(around.settings.profile, client.is_public());
  const auto checked = oauth2::verify_code_exchange(around.backend, exchange);
  // RFC7636-4.6-3: what the authorization endpoint should have refused makes no good grant here.
  return checked ? oauth2::Judgement<void>() : grant_if(false, checked.error().reason);
}

oauth2::Judgement<void> check_code_key(const std::optional<std::string>& bound,
                                       const std::optional<std::string>& jkt) {
  return check_key(bound, jkt);  // RFC9449-10-1
}

void redeem_code(CodeRecord& code) {
  code.redeemed = true;
}

bool falls_with_code(const Grant& reused, const Grant& token) {
  return reused.family == token.family;  // RFC6749-4.1.2-7
}

oauth2::Judgement<void> check_refresh_client(const ClientRecord& client,
                                             const RefreshTokenRecord& refresh) {
  return grant_if(refresh.grant.client_id == client.id);  // RFC6749-6-8
}

oauth2::Judgement<void> check_refresh_unused(const RefreshTokenRecord& refresh) {
  return grant_if(!refresh.rotated);  // RFC9700-4.14.2-3
}

oauth2::Judgement<void> check_refresh_unrevoked(const RefreshTokenRecord& refresh) {
  return grant_if(!refresh.revoked);  // RFC6749-6-9
}

oauth2::Judgement<void> check_refresh_fresh(const Surroundings& around,
                                            const RefreshTokenRecord& refresh) {
  return grant_if(around.now < refresh.expires);  // RFC6749-6-9
}

oauth2::Judgement<void> check_refresh_key(const RefreshTokenRecord& refresh,
                                          const std::optional<std::string>& jkt) {
  return check_key(refresh.jkt, jkt);  // RFC9449-5-5
}

bool rotates(const Surroundings& around, const ClientRecord& client,
             const RefreshTokenRecord& refresh) {
  // RFC9700-2.2.2-1: a public client's refresh token is bound to a key, or rotated.
  const bool must =
      around.settings.profile != Profile::rfc6749 && client.is_public() && !refresh.jkt;
  return around.settings.rotate_refresh_tokens || must;
}

void retire_refresh(RefreshTokenRecord& refresh) {
  refresh.rotated = true;
}

bool falls_with_refresh(const Grant& reused, const Grant& token) {
  return reused.family == token.family;  // RFC9700-4.14.2-4
}

oauth2::Judgement<oauth2::Scope> narrow_scope(const oauth2::Scope& granted,
                                              const std::optional<oauth2::Scope>& requested) {
  if (!requested) {
    return granted;  // RFC6749-6-5
  }
  oauth2::Scope narrowed;
  for (const std::string& token : *requested) {
    // RFC6749-6-4
    if (std::ranges::find(granted, token) == granted.end()) {
      return std::unexpected(oauth2::Refusal{"invalid_scope", 400, Errc::scope_invalid});
    }
    if (std::ranges::find(narrowed, token) == narrowed.end()) {
      narrowed.push_back(token);
    }
  }
  return narrowed;
}

Grant kept_grant(const Grant& whole, const Grant& /*narrowed*/) {
  return whole;  // RFC6749-6-12
}

oauth2::Judgement<void> check_offered(const Surroundings& around, const std::string& grant_type) {
  // RFC9700-2.4-1
  if (grant_type == "password" && !offers_password(around.settings.profile)) {
    return std::unexpected(
        oauth2::Refusal{"unsupported_grant_type", 400, Errc::parameter_unsupported});
  }
  return {};
}

oauth2::Judgement<void> check_password(const UserRecord* user, const oauth::Secret& password) {
  // RFC6749-4.3.2-8
  const std::string_view known = user != nullptr ? user->password.reveal() : std::string_view();
  const bool same = oauth::equal_in_constant_time(known, password.reveal());
  return grant_if(same && user != nullptr, Errc::credentials_invalid);
}

oauth2::Judgement<void> check_confidential(const ClientRecord& client) {
  if (client.is_public()) {
    // RFC6749-4.4-2
    return std::unexpected(oauth2::Refusal{"unauthorized_client", 400, Errc::credentials_invalid});
  }
  return {};
}

}  // namespace oauthspec::provider::rules
