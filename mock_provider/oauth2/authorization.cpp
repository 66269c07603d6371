// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/authorization.h"

#include <optional>
#include <string>
#include <utility>

#include "mock_provider/interaction/form.h"
#include "mock_provider/interaction/interaction.h"
#include "mock_provider/interaction/session.h"
#include "mock_provider/oauth2/authorization_check.h"
#include "mock_provider/oauth2/authorization_response.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;
using oauth::message::Parameters;

oauth2::Refusal bad(const char* error, Errc reason) {
  return {error, std::nullopt, reason};
}

// The client that the request names, once.
const ClientRecord* named_client(const Call& call, const Parameters& parameters) {
  const auto& clients = call.state.registry.clients;
  const auto named = call.state.rules.authorization.requested_client(parameters);
  const auto found = named ? clients.find(*named) : clients.end();
  return found == clients.end() ? nullptr : &found->second;
}

// The value of a parameter; nothing where it has none (RFC6749-3.1-7), or more than one.
std::optional<std::string> only_value(const Parameters& parameters, std::string_view name) {
  const std::string_view value = text_of(parameters, name);
  return parameters.count(name) == 1 && !value.empty() ? std::optional<std::string>(value)
                                                       : std::nullopt;
}

bool is_signed_in(Call& call) {
  const SessionRecord* const session = find_session(call);
  return call.state.settings.automatic_user ||
         (session != nullptr && user_of(call, session->subject) != nullptr);
}

// Tells the client what is wrong, once the owner has signed in.
http::Reply refuse(Call& call, const ClientRecord& client, const ResponseTarget& target,
                   oauth2::Refusal refusal) {
  if (call.state.rules.authorization.may_refuse_by_redirect(call.around(), is_signed_in(call))) {
    return refuse_by_redirect(call, target, refusal);
  }
  call.verdict.accepted = false;
  call.verdict.error = refusal.error;
  InteractionRecord interaction;
  interaction.client_id = client.id;
  interaction.redirect_uri = target.redirect_uri;
  interaction.response_mode = target.mode;
  interaction.authorization.emplace().state = target.state;
  interaction.refusal = PendingRefusal{std::move(refusal), call.verdict.requirement};
  return begin_interaction(call, std::move(interaction), &finish_authorization);
}

struct Asked {
  const ClientRecord& client;
  oauth2::AuthorizationRequest request;
  ResponseTarget target;
  bool pushed = false;
  std::optional<std::string> proof_jkt{};  ///< Of the proof that a request was pushed with.
};

http::Reply ask_owner(Call& call, Asked asked) {
  auto checked = check_request(call, asked.client, asked.request, asked.pushed);
  if (!checked) {
    return refuse(call, asked.client, asked.target, checked.error());
  }
  InteractionRecord interaction;
  interaction.client_id = asked.client.id;
  interaction.scope = std::move(checked->scope);
  interaction.redirect_uri = std::move(asked.target.redirect_uri);
  interaction.response_mode = checked->mode;
  interaction.dpop_jkt =
      asked.proof_jkt ? std::move(asked.proof_jkt) : std::move(checked->dpop_jkt);
  asked.request.resource = std::move(checked->resources);
  interaction.authorization = std::move(asked.request);
  return begin_interaction(call, std::move(interaction), &finish_authorization);
}

http::Reply ask_directly(Call& call, const ClientRecord& client, const Parameters& parameters) {
  const AuthorizationRules& rules = call.state.rules.authorization;
  const auto requested = rules.requested_redirect_uri(parameters);
  if (!requested) {
    return refuse_on_a_page(call, requested.error(), "RFC6749-3.1.2.4-2");
  }
  auto uri = check_redirect_uri(call, client, *requested);
  if (!uri) {
    return refuse_on_a_page(call, uri.error(), call.verdict.requirement);
  }
  ResponseTarget target{.redirect_uri = *std::move(uri),
                        .mode = rules.error_mode(parameters),
                        .state = only_value(parameters, "state")};
  auto request = rules.read_request(parameters);
  if (!request) {
    call.verdict.requirement = "RFC6749-4.1.2.1-5";
    return refuse(call, client, target, request.error());
  }
  return ask_owner(call, {.client = client, .request = *std::move(request), .target = target});
}

// The pushed request of a request_uri, as far as this client may use it; it is used then.
oauth2::Judgement<PushedRecord*> take_pushed(Call& call, const ClientRecord& client,
                                             const Parameters& parameters) {
  const AuthorizationRules& rules = call.state.rules.authorization;
  if (parameters.count("request_uri") > 1) {
    call.verdict.requirement = "RFC6749-3.1-11";
    return std::unexpected(bad("invalid_request", Errc::parameter_duplicated));
  }
  const std::string_view request_uri = text_of(parameters, "request_uri");
  PushedRecord* const found = call.state.pushed.find(request_uri.substr(kPushedPrefix.size()));
  if (found == nullptr || !rules.pushed_by(*found, client.id)) {
    call.verdict.requirement = "RFC9126-4-6";
    return std::unexpected(bad("invalid_request_uri", Errc::parameter_invalid));
  }
  if (!rules.pushed_lives(call.around(), *found)) {
    call.verdict.requirement = "RFC9126-4-4";
    return std::unexpected(bad("invalid_request_uri", Errc::parameter_invalid));
  }
  if (!rules.pushed_is_unused(*found)) {
    call.verdict.requirement = "RFC9126-4-3";
    return std::unexpected(bad("invalid_request_uri", Errc::parameter_invalid));
  }
  rules.use_pushed(*found);
  return found;
}

http::Reply ask_for_pushed(Call& call, const ClientRecord& client, const Parameters& parameters) {
  const auto pushed = take_pushed(call, client, parameters);
  if (!pushed) {
    return refuse_on_a_page(call, pushed.error(), call.verdict.requirement);
  }
  auto request = call.state.rules.authorization.pushed_request(**pushed, parameters);
  // RFC9126-4-5, RFC9126-7.4-1
  auto uri = check_redirect_uri(call, client, request.redirect_uri);
  if (!uri) {
    return refuse_on_a_page(call, uri.error(), call.verdict.requirement);
  }
  Parameters modes = request.extra;
  modes.add("response_type", request.response_type);
  ResponseTarget target{.redirect_uri = *std::move(uri),
                        .mode = call.state.rules.authorization.error_mode(modes),
                        .state = request.state};
  return ask_owner(call, {.client = client,
                          .request = std::move(request),
                          .target = std::move(target),
                          .pushed = true,
                          .proof_jkt = (*pushed)->dpop_jkt});
}

}  // namespace

http::Reply authorization(Call& call) {
  // RFC6749-3.1-5, RFC6749-3.1-6
  const auto parameters = browser_parameters(call);
  if (!parameters) {
    return unreadable(call, parameters.error());
  }
  const ClientRecord* const client = named_client(call, *parameters);
  if (client == nullptr) {
    return refuse_on_a_page(call, bad("invalid_request", Errc::client_unknown),
                            "RFC6749-4.1.2.1-1");
  }
  if (text_of(*parameters, "request_uri").starts_with(kPushedPrefix)) {
    return ask_for_pushed(call, *client, *parameters);
  }
  return ask_directly(call, *client, *parameters);
}

}  // namespace oauthspec::provider::oauth2_endpoints
