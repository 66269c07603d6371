// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/authenticate.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"

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
  oauth2::UsedIds fresh;
  const auto checked =
      call.state.rules.client.check_assertion(call.around(), client, parameters, fresh);
  if (!checked) {
    return checked;
  }
  for (const auto& [issuer, id] : fresh) {
    // RFC 7523 section 3, 7.: an identifier is good once.
    if (!call.state.used_ids.remember("assertion " + issuer + ' ' + id,
                                      call.now + call.state.settings.lifetimes.session)) {
      return invalid_client(Errc::jti_used);
    }
  }
  return {};
}

}  // namespace

oauth2::Judgement<const ClientRecord*> authenticate(Call& call,
                                                    const oauth2::PresentedClient& presented,
                                                    const oauth::message::Parameters& parameters) {
  const auto id = client_id_of(presented);
  const auto found = id ? call.state.registry.clients.find(*id) : call.state.registry.clients.end();
  if (found == call.state.registry.clients.end()) {
    return invalid_client(Errc::client_unknown);
  }
  const ClientRecord& client = found->second;
  const ClientRules& rules = call.state.rules.client;
  if (const auto method = rules.check_method(client, presented); !method) {
    return std::unexpected(method.error());
  }
  const oauth::Secret* secret = nullptr;
  if (const auto* basic = std::get_if<oauth2::SecretBasic>(&presented.authentication)) {
    secret = &basic->client_secret;
  } else if (const auto* post = std::get_if<oauth2::SecretPost>(&presented.authentication)) {
    secret = &post->client_secret;
  }
  if (secret != nullptr && !rules.same_secret(client, secret->reveal())) {
    return invalid_client(Errc::credentials_invalid);
  }
  if (std::holds_alternative<oauth2::Assertion>(presented.authentication)) {
    if (const auto assertion = check_assertion(call, client, parameters); !assertion) {
      return std::unexpected(assertion.error());
    }
  }
  return &client;
}

}  // namespace oauthspec::provider::oauth2_endpoints
