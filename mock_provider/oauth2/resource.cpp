// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/resource.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "harness/reference/oauth2/json_object.h"
#include "harness/reference/oauth2/scope.h"
#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/document.h"
#include "mock_provider/oauth2/dpop.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;
using Scheme = PresentedToken::Scheme;

oauth2::Judgement<void> check_proof(Call& call, const AccessTokenRecord& token) {
  const ResourceRules& rules = call.state.rules.resource;
  oauth2::UsedProofs used;
  const auto proof =
      rules.check_proof(call.around(), call.request, token, server_nonce(call), used);
  if (!proof) {
    return proof;
  }
  const Seconds until = call.now + 2 * call.state.settings.lifetimes.timestamp_window;
  for (const std::string& id : used) {
    const bool first = call.state.used_ids.remember("proof " + id, until);
    if (const auto fresh = rules.check_proof_fresh(first); !fresh) {
      return fresh;
    }
  }
  return {};
}

// Everything that the token has to be, in the order in which an error says most.
oauth2::Judgement<AccessTokenRecord> authorize(Call& call, const PresentedToken& presented,
                                               const std::string& scope) {
  const ResourceRules& rules = call.state.rules.resource;
  const Surroundings around = call.around();
  auto token = rules.recognise_token(around, presented.token,
                                     call.state.access_tokens.find(presented.token));
  if (!token) {
    return token;
  }
  for (const auto& checked :
       {rules.check_time(around, *token), rules.check_unrevoked(*token),
        rules.check_issuer(around, *token), rules.check_audience(around, *token, call.path),
        rules.check_scheme(*token, presented.scheme)}) {
    if (!checked) {
      return std::unexpected(checked.error());
    }
  }
  if (presented.scheme == Scheme::dpop) {
    if (const auto proof = check_proof(call, *token); !proof) {
      return std::unexpected(proof.error());
    }
  }
  if (const auto enough = rules.check_scope(*token, scope); !enough) {
    return std::unexpected(enough.error());
  }
  return token;
}

// RFC9728-3-1: "/.well-known/..." goes before the path of the resource, and before that of its case, too.
std::string resource_metadata_url(const Call& call) {
  const std::string_view issuer = call.issuer;
  const auto path = std::min(issuer.find('/', issuer.find("://") + 3), issuer.size());
  std::string url(issuer.substr(0, path));
  url.append("/.well-known/oauth-protected-resource").append(issuer.substr(path)).append(call.path);
  return url;
}

std::string requirement_of(const oauth2::Refusal& refusal) {
  if (refusal.error.empty()) {
    return "RFC6750-3-1";
  }
  if (refusal.error == "invalid_request") {
    return "RFC6750-3.1-1";
  }
  if (refusal.error == "invalid_token") {
    return refusal.reason == oauth::Errc::token_type_unsupported ? "RFC9449-7.2-1"
                                                                 : "RFC6750-3.1-3";
  }
  if (refusal.error == "insufficient_scope") {
    return "RFC6750-3.1-6";
  }
  return refusal.error == "use_dpop_nonce" ? "RFC9449-8-4" : "RFC9449-4.3-1";
}

http::Reply refuse_access(Call& call, const oauth2::Refusal& refusal, Scheme scheme,
                          const std::string& scope) {
  const auto challenges = call.state.rules.resource.challenges(
      refusal,
      {.resource_metadata = resource_metadata_url(call), .scope = scope, .scheme = scheme});
  if (!challenges) {
    return answer(call, std::unexpected(challenges.error()));
  }
  // RFC6750-3.1-9: nothing is told to a request without a token.
  nlohmann::json body = nlohmann::json::object();
  if (!refusal.error.empty()) {
    body = {{"error", refusal.error}, {"error_description", description(refusal.reason)}};
  }
  auto response = oauth2::write_object(refusal.status.value_or(401), body);
  if (response) {
    for (const std::string& challenge : *challenges) {
      response->headers.push_back({"WWW-Authenticate", challenge});
    }
    if (refusal.error == "use_dpop_nonce") {
      response->headers.push_back({"DPoP-Nonce", server_nonce(call).value_or("")});
    }
  }
  call.verdict = {.accepted = false,
                  .error = refusal.error,
                  .reason = std::string(name(refusal.reason)),
                  .requirement = requirement_of(refusal),
                  .explanation = std::string(meaning(refusal.reason))};
  return answer(call, std::move(response));
}

http::Reply grant_access(Call& call, const AccessTokenRecord& token,
                         oauth2::TokenPlacement placement) {
  nlohmann::json body = {
      {"resource", call.issuer + std::string(call.path)},
      {"client_id", token.grant.client_id},
      {"sub", token.grant.subject.empty() ? token.grant.client_id : token.grant.subject}};
  if (const auto scope = oauth2::write_scope(token.grant.scope)) {
    body["scope"] = *scope;
  }
  return answer(
      call, oauth2::write_object(200, body, call.state.rules.resource.cache_control(placement)));
}

}  // namespace

http::Reply resource(Call& call) {
  const ResourceRules& rules = call.state.rules.resource;
  const auto scope = rules.needed_scope(call.state.settings, call.path);
  if (!scope) {
    return refuse_path(call);
  }
  const std::string& method = call.request.method;
  if (method != "GET" && method != "POST" && method != "HEAD") {
    return refuse_method(call, "GET, POST, HEAD");
  }
  const auto presented =
      rules.find_token(call.request, rules.token_placements(call.state.settings));
  if (!presented) {
    return refuse_access(call, presented.error(), Scheme::bearer, *scope);
  }
  const auto token = authorize(call, *presented, *scope);
  if (!token) {
    return refuse_access(call, token.error(), presented->scheme, *scope);
  }
  return grant_access(call, *token, presented->placement);
}

}  // namespace oauthspec::provider::oauth2_endpoints
