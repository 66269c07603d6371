// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth1/authenticate.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "harness/reference/oauth1/verify.h"
#include "mock_provider/oauth1/answer.h"
#include "mock_provider/oauth1/explain.h"

namespace oauthspec::provider::oauth1_endpoints {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth::Errc;
using oauth::message::Parameters;

struct Claimed {
  const ClientRecord* client_record = nullptr;
  TemporaryRecord* temporary = nullptr;
  TokenCredentialsRecord* token_record = nullptr;
  oauth1::KnownClient client;
  std::optional<oauth1::KnownToken> token;
};

std::unexpected<OAuth1Refusal> refused(Errc reason) {
  return std::unexpected(oauth1_refusal(reason));
}

std::unexpected<OAuth1Refusal> refused_token(std::string_view problem, std::string_view requirement,
                                             std::string_view explanation) {
  OAuth1Refusal refusal = oauth1_refusal(Errc::token_invalid);
  refusal.problem = problem;
  refusal.requirement = requirement;
  refusal.explanation = explanation;
  return std::unexpected(std::move(refusal));
}

std::string_view value_of(const Parameters& parameters, std::string_view name) {
  return parameters.find(name).value_or("");
}

// RFC5849-3.2-8: a refusal that names what is missing, and the statement that asks for it.
OAuth1Refusal refused_as_missing(const Parameters& parameters,
                                 const oauth1::VerificationPolicy& policy) {
  struct Required {
    std::string_view name;
    std::string_view requirement;
  };
  constexpr std::array kRequired = {Required{"oauth_consumer_key", "RFC5849-3.1-1"},
                                    Required{"oauth_signature_method", "RFC5849-3.1-3"},
                                    Required{"oauth_signature", "RFC5849-3.1-8"},
                                    Required{"oauth_timestamp", "RFC5849-3.1-4"},
                                    Required{"oauth_nonce", "RFC5849-3.1-5"},
                                    Required{"oauth_callback", "RFC5849-2.1-2"},
                                    Required{"oauth_verifier", "RFC5849-2.3-1"},
                                    Required{"oauth_token", "RFC5849-3.1-2"}};
  const auto is_asked_for = [&policy, &parameters](std::string_view name) {
    if (name == "oauth_callback" || name == "oauth_verifier") {
      return std::ranges::find(policy.required, name) != policy.required.end();
    }
    return (name != "oauth_timestamp" && name != "oauth_nonce") ||
           parameters.find("oauth_signature_method") != "PLAINTEXT";
  };
  OAuth1Refusal refusal = oauth1_refusal(Errc::parameter_missing);
  for (const Required& required : kRequired) {
    if (value_of(parameters, required.name).empty() && is_asked_for(required.name)) {
      refusal.requirement = required.requirement;
      refusal.explanation = "The request has no " + std::string(required.name) + '.';
      break;
    }
  }
  return refusal;
}

OAuth1Refusal refused_as_insecure(Endpoint endpoint, oauth1::SignatureMethod method) {
  OAuth1Refusal refusal = oauth1_refusal(Errc::transport_insecure);
  if (family(method) != oauth1::SignatureFamily::plaintext) {
    refusal.requirement =
        endpoint == Endpoint::temporary_credentials ? "RFC5849-2.1-6" : "RFC5849-2.3-3";
    refusal.explanation = "The answer would show credentials, and the request came without TLS.";
  }
  return refusal;
}

// What can be refused without looking up anything.
OAuth1Judgement<oauth1::SignatureMethod> check_form(const Call& call, const Parameters& parameters,
                                                    const oauth1::VerificationPolicy& policy) {
  const OAuth1Rules& rules = call.state.rules.oauth1;
  if (const auto done = rules.check_duplicates(parameters); !done) {
    return refused(done.error().code);
  }
  if (const auto done = rules.check_supported(parameters, policy); !done) {
    return refused(done.error().code);
  }
  if (const auto done = rules.check_required(parameters, policy); !done) {
    return std::unexpected(refused_as_missing(parameters, policy));
  }
  if (const auto done = rules.check_version(parameters); !done) {
    return refused(done.error().code);
  }
  const auto method = rules.choose_method(parameters, policy);
  if (!method) {
    return refused(method.error().code);
  }
  if (const auto done = rules.check_timestamp(parameters); !done) {
    return refused(done.error().code);
  }
  if (const auto done = rules.check_transport(call.request, *method, policy); !done) {
    return done.error().code == Errc::transport_insecure
               ? std::unexpected(refused_as_insecure(call.endpoint, *method))
               : refused(done.error().code);
  }
  return *method;
}

// Looks up the credentials that the token's identifier stands for at this endpoint.
void find_token(const Call& call, std::string_view key, Claimed& claimed) {
  const OAuth1Rules& rules = call.state.rules.oauth1;
  switch (rules.token_kind(call.endpoint)) {
    case rules::OAuth1TokenKind::temporary_credentials:
      claimed.temporary = call.state.temporary.find(key);
      if (claimed.temporary != nullptr) {
        claimed.token = rules.known_temporary(*claimed.temporary);
      }
      break;
    case rules::OAuth1TokenKind::token_credentials:
      claimed.token_record = call.state.token_credentials.find(key);
      if (claimed.token_record != nullptr) {
        claimed.token = rules.known_token(*claimed.token_record);
      }
      break;
    case rules::OAuth1TokenKind::none:
      break;
  }
}

// RFC5849-3.2-3: the status of what the token stands for.
OAuth1Judgement<void> check_token(const Call& call, const Claimed& claimed) {
  const OAuth1Rules& rules = call.state.rules.oauth1;
  if (!claimed.token) {
    return refused(Errc::token_invalid);
  }
  if (!rules.check_holder(*claimed.token, claimed.client)) {
    return refused_token("token_rejected", "RFC5849-3.2-14",
                         "oauth_token was issued to another client.");
  }
  const std::chrono::sys_seconds now{std::chrono::seconds(call.now)};
  if (!rules.check_lifetime(*claimed.token, now)) {
    return refused_token("token_expired",
                         claimed.temporary != nullptr ? "RFC5849-2.3-6" : "RFC5849-3.2-11",
                         "oauth_token has expired.");
  }
  if (claimed.temporary != nullptr && !rules.is_unused(*claimed.temporary)) {
    return refused_token("token_used", "RFC5849-2.3-7",
                         "The temporary credentials were exchanged for token credentials before.");
  }
  if (claimed.token_record != nullptr && !rules.is_in_force(*claimed.token_record)) {
    return refused_token("token_revoked", "RFC5849-3.2-3", "oauth_token was revoked.");
  }
  return {};
}

OAuth1Judgement<Claimed> find_credentials(const Call& call, const Parameters& parameters,
                                          oauth1::SignatureMethod method, bool token_required) {
  const auto& clients = call.state.registry.clients;
  const auto found = clients.find(value_of(parameters, "oauth_consumer_key"));
  if (found == clients.end()) {
    return refused(Errc::client_unknown);
  }
  Claimed claimed{
      .client_record = &found->second,
      .client = call.state.rules.oauth1.known_client(call.around(), found->second, method),
      .token = {}};
  // RFC5849-2.1-5: an empty token is no token.
  const std::string_view key = value_of(parameters, "oauth_token");
  if (key.empty()) {
    if (token_required) {
      return std::unexpected(refused_as_missing(parameters, {}));
    }
    return claimed;
  }
  find_token(call, key, claimed);
  if (const auto done = check_token(call, claimed); !done) {
    return std::unexpected(done.error());
  }
  return claimed;
}

OAuth1Judgement<void> check_signature(Call& call, const oauth1::RequestParameters& collected,
                                      const Parameters& parameters, oauth1::SignatureMethod method,
                                      const Claimed& claimed) {
  const OAuth1Rules& rules = call.state.rules.oauth1;
  if (const auto done =
          rules.check_body_hash(call.state.world.backend, call.request, parameters, method);
      !done) {
    return refused(done.error().code);
  }
  const auto text = rules.base_string(call.request, collected);
  if (!text) {
    return refused(text.error().code);
  }
  const auto right =
      rules.signature_matches(call.state.world.backend, method, claimed.client, claimed.token,
                              *text, value_of(parameters, "oauth_signature"));
  if (!right) {
    return refused(right.error().code);
  }
  if (!*right) {
    return std::unexpected(explain_signature(call, {.request = call.request,
                                                    .collected = collected,
                                                    .parameters = parameters,
                                                    .method = method,
                                                    .client = claimed.client,
                                                    .token = claimed.token,
                                                    .base_string = *text}));
  }
  return {};
}

}  // namespace

OAuth1Judgement<Authenticated> authenticate(Call& call) {
  const OAuth1Rules& rules = call.state.rules.oauth1;
  if (!rules.is_http_method(call.endpoint, call.request.method)) {
    return std::unexpected(wrong_http_method(call.endpoint));
  }
  const oauth1::VerificationPolicy policy = rules.verification_policy(call.around(), call.endpoint);
  auto collected = rules.collect_parameters(call.request);
  if (!collected) {
    return refused(collected.error().code);
  }
  auto parameters = rules.protocol_parameters(*collected);
  if (!parameters) {
    return refused(parameters.error().code);
  }
  const auto method = check_form(call, *parameters, policy);
  if (!method) {
    return std::unexpected(method.error());
  }
  const auto claimed = find_credentials(call, *parameters, *method, policy.token_required);
  if (!claimed) {
    return std::unexpected(claimed.error());
  }
  const bool uses_nonce = rules.uses_nonce(*method);
  const std::uint64_t timestamp = oauth1::steps::timestamp_of(*parameters);
  const std::chrono::sys_seconds now{std::chrono::seconds(call.now)};
  if (uses_nonce && !rules.is_fresh(timestamp, now, policy.window)) {
    return refused(Errc::timestamp_stale);
  }
  if (const auto done = check_signature(call, *collected, *parameters, *method, *claimed); !done) {
    return std::unexpected(done.error());
  }
  // RFC5849-3.2-2: behind the signature, or anyone could use up a client's nonces.
  if (uses_nonce &&
      !rules.remember_nonce(call.state.nonces, {.timestamp = timestamp,
                                                .client = claimed->client.key,
                                                .token = value_of(*parameters, "oauth_token"),
                                                .nonce = value_of(*parameters, "oauth_nonce")})) {
    return refused(Errc::nonce_used);
  }
  return Authenticated{.client = claimed->client_record,
                       .temporary = claimed->temporary,
                       .token = claimed->token_record,
                       .method = *method,
                       .protocol_parameters = *std::move(parameters),
                       .collected = *std::move(collected)};
}

}  // namespace oauthspec::provider::oauth1_endpoints
