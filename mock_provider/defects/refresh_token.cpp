// SPDX-License-Identifier: Apache-2.0
// Refresh tokens: RFC 6749 section 6, RFC 9700 section 4.14.
#include <array>
#include <optional>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth2::Scope;

oauth2::Judgement<void> any_client(const ClientRecord&, const RefreshTokenRecord&) {
  return {};
}

oauth2::Judgement<void> any_method(const ClientRecord&, const oauth2::PresentedClient&) {
  return {};
}

oauth2::Judgement<void> revoked_or_not(const RefreshTokenRecord&) {
  return {};
}

oauth2::Judgement<void> used_or_not(const RefreshTokenRecord&) {
  return {};
}

bool never(const Surroundings&, const ClientRecord&, const RefreshTokenRecord&) {
  return false;
}

bool alone(const Grant& /*reused*/, const Grant& /*token*/) {
  return false;
}

oauth2::Judgement<Scope> whatever_is_asked(const Scope& granted,
                                           const std::optional<Scope>& requested) {
  return requested.value_or(granted);
}

oauth2::Judgement<Scope> one_value(const Scope& granted, const std::optional<Scope>& requested) {
  return requested || granted.empty() ? rules::narrow_scope(granted, requested)
                                      : Scope{granted.front()};
}

constexpr std::array kRefreshTokenDefects = {
    Defect{"refresh-token-of-another-client", "RFC6749-6-8",
           "A refresh token is exchanged by any client that has it.",
           [](Rules& rules) { rules.grant.check_refresh_client = &any_client; }},
    Defect{"refresh-token-by-client-id-alone", "RFC6749-6-7",
           "A confidential client need only name itself.",
           [](Rules& rules) { rules.client.check_method = &any_method; }},
    Defect{"refresh-token-revoked-or-not", "RFC7009-2-1",
           "Nobody asks whether a refresh token was revoked.",
           [](Rules& rules) { rules.grant.check_refresh_unrevoked = &revoked_or_not; }},
    Defect{"refresh-token-scope-widened", "RFC6749-6-4",
           "A refreshed token has whatever scope is asked for.",
           [](Rules& rules) { rules.grant.narrow_scope = &whatever_is_asked; }},
    Defect{"refresh-token-scope-lost", "RFC6749-6-5",
           "Without scope a refreshed token has but one value of it.",
           [](Rules& rules) { rules.grant.narrow_scope = &one_value; }},
    Defect{"refresh-token-not-rotated", "RFC9700-2.2.2-1",
           "The refresh token of a public client stays the same.",
           [](Rules& rules) { rules.grant.rotates = &never; }},
    Defect{"refresh-token-replaced-and-taken", "RFC9700-4.14.2-3",
           "A refresh token is taken after another one took its place.",
           [](Rules& rules) { rules.grant.check_refresh_unused = &used_or_not; }},
    Defect{"refresh-token-not-retired", "RFC9700-4.14.2-3",
           "Nobody writes down that a refresh token was replaced.",
           [](Rules& rules) { rules.grant.retire_refresh = [](RefreshTokenRecord&) {}; }},
    Defect{"refresh-token-reuse-without-consequence", "RFC9700-4.14.2-4",
           "The active refresh token outlives the use of a replaced one.",
           [](Rules& rules) { rules.grant.falls_with_refresh = &alone; }},
};

}  // namespace

DefectTopic refresh_token() {
  return kRefreshTokenDefects;
}

}  // namespace oauthspec::provider::defects
