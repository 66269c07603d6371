// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/resource_rules.h"

#include <algorithm>
#include <utility>

#include "harness/reference/codec/challenge.h"
#include "mock_provider/model/algorithms.h"
#include "mock_provider/rules/dpop_rules.h"

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;
using Scheme = PresentedToken::Scheme;

constexpr std::string_view kRoot = "/resource";

std::unexpected<oauth2::Refusal> invalid_token(Errc reason = Errc::token_invalid) {
  return std::unexpected(oauth2::Refusal{"invalid_token", 401, reason});
}
std::unexpected<oauth2::Refusal> invalid_request() {
  return std::unexpected(oauth2::Refusal{"invalid_request", 400, Errc::bearer_invalid});
}

// What stands behind the scheme DPoP; nothing where the request does not use it.
oauth2::Judgement<std::optional<std::string>> dpop_token(const oauth::message::Request& request) {
  std::optional<std::string> token;
  for (const auto& field : request.headers) {
    if (!oauth::message::equal_without_case(field.name, "Authorization")) {
      continue;
    }
    const std::string_view value = field.value;
    const auto space = std::min(value.find(' '), value.size());
    if (!oauth::message::equal_without_case(value.substr(0, space), "DPoP")) {
      continue;
    }
    // RFC 9449 section 7.1: "DPoP" 1*SP token68.
    const auto begin = std::min(value.find_first_not_of(' ', space), value.size());
    if (token || !oauth2::is_b64token(value.substr(begin))) {
      return invalid_request();
    }
    token = std::string(value.substr(begin));
  }
  return token;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    all += (all.empty() ? "" : " ") + word;
  }
  return all;
}

}  // namespace

std::optional<std::string> needed_scope(const Settings& settings, std::string_view path) {
  if (path == kRoot) {
    return settings.default_scope.front();
  }
  if (!path.starts_with("/resource/")) {
    return std::nullopt;
  }
  const auto token = std::ranges::find(settings.scopes, path.substr(kRoot.size() + 1));
  return token == settings.scopes.end() ? std::nullopt : std::optional(*token);
}

std::vector<oauth2::TokenPlacement> token_placements(const Settings& settings) {
  // RFC6750-2.1-2, RFC6750-2.2-8
  std::vector<oauth2::TokenPlacement> all = {oauth2::TokenPlacement::header,
                                             oauth2::TokenPlacement::body};
  if (offers_token_in_query(settings.profile)) {
    all.push_back(oauth2::TokenPlacement::query);  // RFC6750-2.3-5
  }
  return all;
}

oauth2::Judgement<PresentedToken> find_token(
    const oauth::message::Request& request, const std::vector<oauth2::TokenPlacement>& placements) {
  auto bound = dpop_token(request);
  if (!bound) {
    return std::unexpected(bound.error());
  }
  auto bearer = oauth2::find_bearer_token(request, placements);
  if (auto& shown = *bound) {
    // RFC6750-2-2: one way only; a bearer token that is malformed is one, too.
    if (bearer || !bearer.error().error.empty()) {
      return invalid_request();
    }
    return PresentedToken{*std::move(shown), Scheme::dpop, oauth2::TokenPlacement::header};
  }
  if (!bearer) {
    return std::unexpected(bearer.error());
  }
  return PresentedToken{std::move(bearer->token), Scheme::bearer, bearer->placement};
}

oauth2::Judgement<AccessTokenRecord> recognise_token(const Surroundings& /*around*/,
                                                     std::string_view /*token*/,
                                                     const AccessTokenRecord* kept) {
  if (kept == nullptr) {
    return invalid_token();  // RFC6750-3.1-3
  }
  return *kept;
}

oauth2::Judgement<void> check_token_time(const Surroundings& around,
                                         const AccessTokenRecord& token) {
  if (around.now >= token.expires) {
    return invalid_token();  // RFC6750-3.1-3
  }
  return {};
}

oauth2::Judgement<void> check_token_unrevoked(const AccessTokenRecord& token) {
  if (token.revoked) {
    return invalid_token();  // RFC6750-3.1-3
  }
  return {};
}

oauth2::Judgement<void> check_token_issuer(const Surroundings& around,
                                           const AccessTokenRecord& token) {
  if (token.issuer != around.issuer) {
    return invalid_token(Errc::issuer_mismatch);
  }
  return {};
}

oauth2::Judgement<void> check_token_audience(const Surroundings& around,
                                             const AccessTokenRecord& token,
                                             std::string_view path) {
  // RFC6750-5.2-3
  const std::string issuer(around.issuer);
  const bool meant = std::ranges::any_of(token.audience, [&](const std::string& audience) {
    return audience == issuer + std::string(kRoot) || audience == issuer + std::string(path);
  });
  if (!meant) {
    return invalid_token(Errc::audience_mismatch);
  }
  return {};
}

oauth2::Judgement<void> check_token_scheme(const AccessTokenRecord& token, Scheme scheme) {
  // RFC9449-7.1-1, RFC9449-7.2-1
  if (token.jkt.has_value() != (scheme == Scheme::dpop)) {
    return invalid_token(Errc::token_type_unsupported);
  }
  return {};
}

oauth2::Judgement<void> check_resource_proof(const Surroundings& around,
                                             const oauth::message::Request& request,
                                             const AccessTokenRecord& token,
                                             const std::optional<std::string>& nonce,
                                             oauth2::UsedProofs& used) {
  const std::vector<oauth2::BoundToken> tokens = {{std::string(token.token.reveal()), token.jkt}};
  const auto key = verify_proof(around, request, {.tokens = &tokens, .nonce = nonce}, used);
  if (!key) {
    return std::unexpected(key.error());
  }
  return {};
}

oauth2::Judgement<void> check_proof_fresh(bool first_use) {
  if (!first_use) {
    // RFC9449-11.1-1
    return std::unexpected(oauth2::Refusal{"invalid_dpop_proof", 401, Errc::jti_used});
  }
  return {};
}

oauth2::Judgement<void> check_token_scope(const AccessTokenRecord& token,
                                          const std::string& needed) {
  // RFC6750-3.1-6, RFC6750-3.1-7
  if (std::ranges::find(token.grant.scope, needed) == token.grant.scope.end()) {
    return std::unexpected(oauth2::Refusal{"insufficient_scope", 403, Errc::scope_invalid});
  }
  return {};
}

oauth::Result<std::vector<std::string>> resource_challenges(const oauth2::Refusal& refusal,
                                                            const ChallengeContext& context) {
  const bool dpop = context.scheme == Scheme::dpop;
  // RFC6750-3-1, RFC6750-3-8, RFC6750-3.1-9, RFC9728-5.1-1
  auto bearer = oauth2::write_bearer_challenge({.realm = "mock provider",
                                                .scope = oauth2::Scope{context.scope},
                                                .resource_metadata = context.resource_metadata},
                                               dpop ? std::string_view() : refusal.error);
  if (!bearer) {
    return std::unexpected(bearer.error());
  }
  const std::string algorithms = joined(proof_algorithms());
  std::vector<std::pair<std::string_view, std::string_view>> parameters = {
      {"realm", "mock provider"}, {"algs", algorithms}};
  if (dpop && !refusal.error.empty()) {
    parameters.emplace_back("error", refusal.error);  // RFC9449-7.1-2
  }
  auto proof = oauth::codec::write_challenge("DPoP", parameters);
  if (!proof) {
    return std::unexpected(proof.error());
  }
  return std::vector<std::string>{*std::move(bearer), *std::move(proof)};
}

std::string resource_cache_control(oauth2::TokenPlacement placement) {
  // RFC6750-2.3-3
  return placement == oauth2::TokenPlacement::query ? "private" : "no-store";
}

}  // namespace oauthspec::provider::rules
