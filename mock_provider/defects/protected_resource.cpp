// SPDX-License-Identifier: Apache-2.0
// A protected resource that takes bearer tokens: RFC 6750.
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/message/http.h"
#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using Challenges = oauth::Result<std::vector<std::string>>;
using rules::ChallengeContext;

Challenges of_another_scheme(const oauth2::Refusal& /*refusal*/,
                             const ChallengeContext& /*context*/) {
  return std::vector<std::string>{R"(OAuth realm="mock provider")"};
}

Challenges bare(const oauth2::Refusal& /*refusal*/, const ChallengeContext& /*context*/) {
  return std::vector<std::string>{"Bearer"};
}

Challenges always_with_an_error(const oauth2::Refusal& refusal, const ChallengeContext& context) {
  oauth2::Refusal told = refusal;
  if (told.error.empty()) told.error = "invalid_token";
  return rules::resource_challenges(told, context);
}

Challenges never_with_an_error(const oauth2::Refusal& refusal, const ChallengeContext& context) {
  oauth2::Refusal silent = refusal;
  silent.error.clear();
  return rules::resource_challenges(silent, context);
}

oauth2::Judgement<AccessTokenRecord> unknown_is_forbidden(const Surroundings& around,
                                                          std::string_view token,
                                                          const AccessTokenRecord* kept) {
  if (kept == nullptr) {
    return std::unexpected(oauth2::Refusal{"invalid_token", 403, oauth::Errc::token_invalid});
  }
  return rules::recognise_token(around, token, kept);
}

oauth2::Judgement<AccessTokenRecord> unknown_is_a_wrong_request(const Surroundings& around,
                                                                std::string_view token,
                                                                const AccessTokenRecord* kept) {
  if (kept == nullptr) {
    return std::unexpected(oauth2::Refusal{"invalid_request", 401, oauth::Errc::token_invalid});
  }
  return rules::recognise_token(around, token, kept);
}

oauth2::Judgement<void> at_any_time(const Surroundings& /*around*/,
                                    const AccessTokenRecord& /*token*/) {
  return {};
}

oauth2::Judgement<void> revoked_or_not(const AccessTokenRecord& /*token*/) {
  return {};
}

oauth2::Judgement<void> narrow_is_invalid(const AccessTokenRecord& token,
                                          const std::string& needed) {
  auto judged = rules::check_token_scope(token, needed);
  if (!judged) judged.error().error = "invalid_token";
  return judged;
}

oauth2::Judgement<void> narrow_is_401(const AccessTokenRecord& token, const std::string& needed) {
  auto judged = rules::check_token_scope(token, needed);
  if (!judged) judged.error().status = 401;
  return judged;
}

// The header field is looked at first, and then nothing else.
oauth2::Judgement<PresentedToken> first_token(
    const oauth::message::Request& request, const std::vector<oauth2::TokenPlacement>& placements) {
  auto found = rules::find_token(request, {oauth2::TokenPlacement::header});
  return found ? found : rules::find_token(request, placements);
}

oauth2::Judgement<PresentedToken> exactly_bearer(
    const oauth::message::Request& request, const std::vector<oauth2::TokenPlacement>& placements) {
  const auto field = oauth::message::find_header(request.headers, "Authorization");
  if (field && !field->starts_with("Bearer ") && !field->starts_with("DPoP ")) {
    return std::unexpected(oauth2::Refusal{"", 401, oauth::Errc::bearer_invalid});
  }
  return rules::find_token(request, placements);
}

std::string cached_by_all(oauth2::TokenPlacement /*placement*/) {
  return "public, max-age=60";
}

constexpr std::array kProtectedResourceDefects = {
    Defect{"resource-without-challenge", "RFC6750-3-1",
           "A request without a token gets no WWW-Authenticate.",
           [](Rules& rules) { write_field(rules, Endpoint::resource, "WWW-Authenticate", ""); }},
    Defect{"resource-challenge-of-another-scheme", "RFC6750-3-2",
           "The challenge has the scheme OAuth.",
           [](Rules& rules) { rules.resource.challenges = &of_another_scheme; }},
    Defect{"resource-challenge-bare", "RFC6750-3-3", "The challenge is the word Bearer alone.",
           [](Rules& rules) { rules.resource.challenges = &bare; }},
    Defect{"resource-error-without-token", "RFC6750-3.1-9",
           "A request without a token is told invalid_token.",
           [](Rules& rules) { rules.resource.challenges = &always_with_an_error; }},
    Defect{"resource-error-left-out", "RFC6750-3-8", "The challenge never says an error.",
           [](Rules& rules) { rules.resource.challenges = &never_with_an_error; }},
    Defect{"resource-unknown-token-is-403", "RFC6750-3.1-4",
           "A token that nobody issued is answered with 403.",
           [](Rules& rules) { rules.resource.recognise_token = &unknown_is_forbidden; }},
    Defect{"resource-unknown-token-is-invalid-request", "RFC6750-3.1-3",
           "The error of a token that nobody issued is invalid_request.",
           [](Rules& rules) { rules.resource.recognise_token = &unknown_is_a_wrong_request; }},
    Defect{"resource-takes-expired-token", "RFC6750-3.1-3", "A token is taken after its time.",
           [](Rules& rules) { rules.resource.check_time = &at_any_time; }},
    Defect{"resource-takes-revoked-token", "RFC6750-3.1-3",
           "A token is taken after it was revoked.",
           [](Rules& rules) { rules.resource.check_unrevoked = &revoked_or_not; }},
    Defect{"resource-narrow-token-is-invalid-token", "RFC6750-3.1-6",
           "The error of a token of too little scope is invalid_token.",
           [](Rules& rules) { rules.resource.check_scope = &narrow_is_invalid; }},
    Defect{"resource-narrow-token-is-401", "RFC6750-3.1-7",
           "A token of too little scope is answered with 401.",
           [](Rules& rules) { rules.resource.check_scope = &narrow_is_401; }},
    Defect{"resource-takes-first-of-two-tokens", "RFC6750-2-2",
           "Of two tokens in a request the first one counts.",
           [](Rules& rules) { rules.resource.find_token = &first_token; }},
    Defect{"resource-two-tokens-are-401", "RFC6750-3.1-2", "invalid_request is answered with 401.",
           [](Rules& rules) { answer_with(rules, Endpoint::resource, 401, 400); }},
    Defect{"resource-without-authorization-field", "RFC6750-2.1-2",
           "Tokens are taken in the query, and not in the Authorization field.",
           [](Rules& rules) {
             alter(rules, Endpoint::resource,
                   [](const oauth::message::Request& request, http::Reply& reply) {
                     if (oauth::message::find_header(request.headers, "Authorization")) {
                       reply.response = {
                           401, {{"WWW-Authenticate", "Bearer realm=\"resource\""}}, ""};
                     }
                   });
           }},
    Defect{"resource-query-token-cached", "RFC6750-2.3-3",
           "What a token in the query opens may be kept by every cache.",
           [](Rules& rules) { rules.resource.cache_control = &cached_by_all; }},
    Defect{"resource-scheme-with-case", "RFC6750-2.1-4",
           "The scheme Bearer is compared octet by octet.",
           [](Rules& rules) { rules.resource.find_token = &exactly_bearer; }},
};

}  // namespace

DefectTopic protected_resource() {
  return kProtectedResourceDefects;
}

}  // namespace oauthspec::provider::defects
