// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/authorization_check.h"

#include <utility>

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

// Passes a judgement on; a refusal with the requirement that it is for.
template <class T>
oauth2::Judgement<T> by(Call& call, const char* requirement, oauth2::Judgement<T> judgement) {
  if (!judgement) {
    call.verdict.requirement = requirement;
  }
  return judgement;
}

oauth2::Judgement<void> check_challenge(Call& call, const ClientRecord& client,
                                        const oauth2::AuthorizationRequest& request) {
  const AuthorizationRules& rules = call.state.rules.authorization;
  auto sent =
      by(call, "RFC7636-4.4.1-1", rules.check_challenge_sent(call.around(), client, request));
  return sent ? by(call, "RFC7636-4.4.1-3", rules.check_challenge_method(call.around(), request))
              : sent;
}

// What the answer is, and where its parameters stand.
oauth2::Judgement<CheckedRequest> check_response(Call& call, const ClientRecord& client,
                                                 const oauth2::AuthorizationRequest& request) {
  const AuthorizationRules& rules = call.state.rules.authorization;
  const auto type = by(call, "RFC6749-3.1.1-5",
                       rules.check_response_type(call.around(), client, request.response_type));
  if (!type) {
    return std::unexpected(type.error());
  }
  const auto mode = by(call, "RFC6749-4.1.2.1-5", rules.choose_response_mode(*type, request.extra));
  if (!mode) {
    return std::unexpected(mode.error());
  }
  CheckedRequest checked;
  checked.type = *type;
  checked.mode = *mode;
  return checked;
}

// What is asked for.
oauth2::Judgement<CheckedRequest> check_grant(Call& call, const ClientRecord& client,
                                              const oauth2::AuthorizationRequest& request,
                                              CheckedRequest checked) {
  const AuthorizationRules& rules = call.state.rules.authorization;
  auto scope =
      by(call, "RFC6749-4.1.2.1-9", rules.grant_scope(call.around(), client, request.scope));
  if (!scope) {
    return std::unexpected(scope.error());
  }
  auto resources = by(call, "RFC8707-2-7", rules.request_resources(request));
  if (!resources) {
    return std::unexpected(resources.error());
  }
  auto key = by(call, "RFC9449-10-2", rules.request_key(request.extra));
  if (!key) {
    return std::unexpected(key.error());
  }
  checked.scope = *std::move(scope);
  checked.resources = *std::move(resources);
  checked.dpop_jkt = *std::move(key);
  return checked;
}

}  // namespace

oauth2::Judgement<std::string> check_redirect_uri(Call& call, const ClientRecord& client,
                                                  const std::optional<std::string>& requested) {
  const AuthorizationRules& rules = call.state.rules.authorization;
  auto uri = rules.match_redirect_uri(client, requested);
  if (!uri) {
    call.verdict.requirement = "RFC6749-3.1.2.4-2";
    return std::unexpected(oauth2::Refusal{"invalid_request", 400, uri.error().code});
  }
  if (const auto safe = rules.check_redirect_transport(call.around(), *uri); !safe) {
    call.verdict.requirement = "RFC9700-2.6-6";
    return std::unexpected(oauth2::Refusal{"invalid_request", 400, safe.error().code});
  }
  return *std::move(uri);
}

oauth2::Judgement<CheckedRequest> check_request(Call& call, const ClientRecord& client,
                                                const oauth2::AuthorizationRequest& request,
                                                bool pushed) {
  const AuthorizationRules& rules = call.state.rules.authorization;
  if (auto none = by(call, "", rules.check_request_object(request)); !none) {
    return std::unexpected(none.error());
  }
  if (auto first = by(call, "RFC9126-5-2", rules.check_pushed_first(call.around(), client, pushed));
      !first) {
    return std::unexpected(first.error());
  }
  auto response = check_response(call, client, request);
  if (!response) {
    return response;
  }
  if (response->type == oauth2::ResponseType::code) {
    if (const auto challenge = check_challenge(call, client, request); !challenge) {
      return std::unexpected(challenge.error());
    }
  }
  return check_grant(call, client, request, *std::move(response));
}

}  // namespace oauthspec::provider::oauth2_endpoints
