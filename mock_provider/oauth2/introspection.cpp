// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/introspection.h"

#include <optional>
#include <string>
#include <utility>

#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/introspection.h"
#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/authenticate.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::message::Parameters;

using Asker = oauth2::Judgement<const ClientRecord*>;

bool shows_bearer_token(const oauth::message::Request& request) {
  const auto field = oauth::message::find_header(request.headers, "Authorization");
  return field && oauth::message::equal_without_case(field->substr(0, 7), "Bearer ");
}

// The client that an access token was issued to.
Asker asker_by_token(Call& call) {
  const auto invalid = refusal("invalid_token", oauth::Errc::token_invalid, 401);
  const auto bearer = oauth2::find_bearer_token(call.request, {oauth2::TokenPlacement::header});
  if (!bearer) {
    return std::unexpected(bearer.error());
  }
  const AccessTokenRecord* const token = call.state.access_tokens.find(bearer->token);
  if (token == nullptr) {
    return because(call, invalid, "RFC7662-2.3-2");
  }
  const IntrospectionRules& rules = call.state.rules.introspection;
  if (const auto good = rules.check_introspector_token(call.around(), *token); !good) {
    return because(call, good.error(), "RFC7662-2.3-2");
  }
  const auto client = call.state.registry.clients.find(token->grant.client_id);
  if (client == call.state.registry.clients.end()) {
    return because(call, invalid, "RFC7662-2.3-2");
  }
  return &client->second;
}

Asker asker_by_credentials(Call& call, const Parameters& parameters) {
  const auto client = authenticate_form(call, parameters);
  if (!client) {
    return client;
  }
  if (const auto may = call.state.rules.introspection.check_introspector(**client); !may) {
    return because(call, may.error(), "RFC7662-2.1-8");
  }
  return client;
}

// RFC 6750 section 3: the error stands in the challenge.
http::Reply refuse_token(Call& call, const oauth2::Refusal& refused) {
  http::Reply reply = refuse(call, refused);
  auto challenge = oauth2::write_bearer_challenge({}, refused.error);
  if (challenge) {
    std::erase_if(reply.response.headers, [](const oauth::message::HeaderField& field) {
      return field.name == "WWW-Authenticate";
    });
    reply.response.headers.push_back({"WWW-Authenticate", *std::move(challenge)});
  }
  return reply;
}

using Told = std::optional<oauth2::IntrospectionResponse>;

Told tell_access(const Call& call, const ClientRecord& asker, const AccessTokenRecord& token) {
  const IntrospectionRules& rules = call.state.rules.introspection;
  const bool active = rules.is_in_time(call.around(), token.issued, token.expires) &&
                      rules.is_unrevoked(token) &&
                      rules.may_know(call.around(), asker, token.grant, token.audience);
  return active ? Told(rules.describe_access_token(call.state.registry, token)) : std::nullopt;
}

Told tell_refresh(const Call& call, const ClientRecord& asker, const RefreshTokenRecord& token) {
  const IntrospectionRules& rules = call.state.rules.introspection;
  const bool active = rules.is_in_time(call.around(), token.issued, token.expires) &&
                      rules.is_unreplaced(token) &&
                      rules.may_know(call.around(), asker, token.grant, {});
  return active ? Told(rules.describe_refresh_token(call.around(), call.state.registry, token))
                : std::nullopt;
}

// RFC7662-2.2-11, RFC7662-2.2-12: nothing else of a token that is not active.
oauth2::IntrospectionResponse tell(const Call& call, const ClientRecord& asker,
                                   const std::string& token,
                                   const std::optional<std::string>& hint) {
  State& state = call.state;
  Told told;
  for (const rules::TokenKind kind : state.rules.introspection.search_order(hint)) {
    if (kind == rules::TokenKind::access_token) {
      const AccessTokenRecord* const record = state.access_tokens.find(token);
      told = record != nullptr ? tell_access(call, asker, *record) : told;
    } else {
      const RefreshTokenRecord* const record = state.refresh_tokens.find(token);
      told = record != nullptr ? tell_refresh(call, asker, *record) : told;
    }
  }
  return told.value_or(oauth2::IntrospectionResponse{});
}

}  // namespace

http::Reply introspection(Call& call) {
  const auto parameters = call.state.rules.request.read_form(call.request);
  if (!parameters) {
    return refuse(call, parameters.error());
  }
  const bool bearer = shows_bearer_token(call.request);
  const Asker asker = bearer ? asker_by_token(call) : asker_by_credentials(call, *parameters);
  if (!asker) {
    return bearer ? refuse_token(call, asker.error()) : refuse(call, asker.error());
  }
  const auto token = value_of(*parameters, "token");
  if (!token) {
    call.verdict.requirement = "RFC7662-2.1-3";
    return refuse(call, refusal("invalid_request", oauth::Errc::parameter_missing));
  }
  const auto hint = value_of(*parameters, "token_type_hint");
  return answer(call, oauth2::write_introspection(tell(call, **asker, *token, hint)));
}

}  // namespace oauthspec::provider::oauth2_endpoints
