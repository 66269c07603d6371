// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/authenticate.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"
#include "mock_provider/oauth2/answer.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;

std::unexpected<oauth2::Refusal> invalid_client(Errc reason) {
  return std::unexpected(oauth2::Refusal{"invalid_client", 401, reason});
}

// client_id, or what an assertion without one names as its issuer; that is verified later.
std::optional<std::string> client_id_of(const oauth2::PresentedClient& presented) {
  const auto* const assertion = std::get_if<oauth2::Assertion>(&presented.authentication);
  if (presented.client_id || assertion == nullptr) {
    return presented.client_id;
  }
  const auto jws = oauth::jose::parse_jws(assertion->client_assertion.reveal());
  if (!jws) {
    return std::nullopt;
  }
  const auto claims = oauth::jose::claims_of(*jws);
  return claims ? claims->issuer : std::nullopt;
}

oauth2::Judgement<void> check_assertion(Call& call, const ClientRecord& client,
                                        const oauth::message::Parameters& parameters) {
  const ClientRules& rules = call.state.rules.client;
  oauth2::UsedIds fresh;
  const auto audience = rules.assertion_audience(call.around(), call.path);
  if (const auto checked =
          rules.check_assertion(call.around(), client, audience, parameters, fresh);
      !checked) {
    return because(call, checked.error(), "RFC7523-3.2-1");
  }
  const std::string_view jwt = parameters.find("client_assertion").value_or("");
  if (const auto recent = rules.check_assertion_age(call.around(), jwt); !recent) {
    return because(call, recent.error(), "RFC7523-3-13");
  }
  for (const auto& [issuer, id] : fresh) {
    const bool first = call.state.used_ids.remember(
        "assertion " + issuer + ' ' + id, call.now + call.state.settings.lifetimes.session);
    if (const auto unused = rules.check_assertion_unused(first); !unused) {
      return because(call, unused.error(), "RFC7523-3-14");
    }
  }
  return {};
}

const oauth::Secret* secret_of(const oauth2::PresentedClient& presented) {
  if (const auto* basic = std::get_if<oauth2::SecretBasic>(&presented.authentication)) {
    return &basic->client_secret;
  }
  const auto* const post = std::get_if<oauth2::SecretPost>(&presented.authentication);
  return post != nullptr ? &post->client_secret : nullptr;
}

// Somebody who is unknown has as much compared as somebody who is known, so that the time tells them not apart.
std::unexpected<oauth2::Refusal> unknown(Call& call, const oauth2::PresentedClient& presented) {
  const ClientRecord nobody;
  if (const oauth::Secret* secret = secret_of(presented); secret != nullptr) {
    static_cast<void>(call.state.rules.client.same_secret(nobody, secret->reveal()));
  }
  return invalid_client(Errc::client_unknown);
}

}  // namespace

oauth2::Judgement<const ClientRecord*> authenticate(Call& call,
                                                    const oauth2::PresentedClient& presented,
                                                    const oauth::message::Parameters& parameters) {
  const auto id = client_id_of(presented);
  const auto found = id ? call.state.registry.clients.find(*id) : call.state.registry.clients.end();
  if (found == call.state.registry.clients.end()) {
    return unknown(call, presented);
  }
  const ClientRecord& client = found->second;
  const ClientRules& rules = call.state.rules.client;
  if (const auto method = rules.check_method(client, presented); !method) {
    return because(call, method.error(), "RFC6749-3.2.1-1");
  }
  const oauth::Secret* secret = secret_of(presented);
  if (secret != nullptr && !rules.same_secret(client, secret->reveal())) {
    return because(call, invalid_client(Errc::credentials_invalid).error(), "RFC6749-4.1.3-9");
  }
  if (std::holds_alternative<oauth2::Assertion>(presented.authentication)) {
    if (const auto assertion = check_assertion(call, client, parameters); !assertion) {
      return std::unexpected(assertion.error());
    }
  }
  return &client;
}

std::optional<std::string> value_of(const oauth::message::Parameters& parameters,
                                    std::string_view name) {
  const auto value = parameters.find(name);
  return value && !value->empty() ? std::optional<std::string>(*value) : std::nullopt;
}

oauth2::Judgement<const ClientRecord*> authenticate_form(
    Call& call, const oauth::message::Parameters& parameters) {
  const auto presented = call.state.rules.request.find_client(call.request, parameters);
  if (!presented) {
    return std::unexpected(presented.error());
  }
  return authenticate(call, *presented, parameters);
}

}  // namespace oauthspec::provider::oauth2_endpoints
