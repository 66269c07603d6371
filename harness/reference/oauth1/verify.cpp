// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/verify.h"

#include <utility>

#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/verification_steps.h"

namespace oauth::oauth1 {
namespace {

using message::Parameters;

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

/// The value of a parameter, empty where there is none.
std::string_view value_of(const Parameters& parameters, std::string_view name) {
  return parameters.find(name).value_or("");
}

/// The credentials that a request claims.
struct Claimed {
  KnownClient client;
  std::optional<KnownToken> token;
};

Result<Claimed> find_credentials(const Parameters& parameters, const CredentialStore& store,
                                 const Clock& clock, bool token_required) {
  // RFC5849-3.2-10
  auto client = store.find_client(value_of(parameters, "oauth_consumer_key"));
  if (!client) return refuse(Errc::client_unknown);
  // RFC5849-2.1-5: an empty token is no token.
  const std::string_view key = value_of(parameters, "oauth_token");
  if (key.empty()) {
    if (token_required) return refuse(Errc::parameter_missing);
    return Claimed{std::move(*client), std::nullopt};
  }
  // RFC5849-3.2-3
  auto token = store.find_token(key);
  if (!token) return refuse(Errc::token_invalid);
  if (auto done = steps::check_holder(*token, *client); !done) return std::unexpected(done.error());
  if (auto done = steps::check_lifetime(*token, clock.now()); !done)
    return std::unexpected(done.error());
  return Claimed{std::move(*client), std::move(token)};
}

/// RFC5849-3.2-1, RFC5849-3.2-12
Result<void> check_signature(const crypto::Backend& backend, const message::Request& request,
                             const RequestParameters& collected, const Parameters& parameters,
                             SignatureMethod method, const Claimed& claimed) {
  // The base string holds what the request carries; PLAINTEXT takes none, but a request without one
  // is malformed.
  const auto text = base_string(request, collected);
  if (!text) return std::unexpected(text.error());
  const auto right = steps::signature_matches(backend, method, claimed.client, claimed.token, *text,
                                              value_of(parameters, "oauth_signature"));
  if (!right) return std::unexpected(right.error());
  if (!*right) return refuse(Errc::signature_invalid);
  return {};
}

/// What can be refused without looking up anything: the form of the protocol parameters.
Result<SignatureMethod> check_form(const message::Request& request, const Parameters& parameters,
                                   const VerificationPolicy& policy) {
  if (auto done = steps::check_duplicates(parameters); !done) return std::unexpected(done.error());
  if (auto done = steps::check_supported(parameters, policy); !done)
    return std::unexpected(done.error());
  if (auto done = steps::check_required(parameters, policy); !done)
    return std::unexpected(done.error());
  if (auto done = steps::check_version(parameters); !done) return std::unexpected(done.error());
  const auto method = steps::choose_method(parameters, policy);
  if (!method) return std::unexpected(method.error());
  if (auto done = steps::check_timestamp(parameters); !done) return std::unexpected(done.error());
  if (auto done = steps::check_transport(request, *method, policy); !done)
    return std::unexpected(done.error());
  return *method;
}

Verified accept(Parameters parameters, SignatureMethod method, const Claimed& claimed) {
  Verified verified{claimed.client.key, std::nullopt, method, std::move(parameters)};
  if (claimed.token) verified.token = claimed.token->key;
  return verified;
}

}  // namespace

int refusal_status(Errc code) {
  constexpr int kBadRequest = 400;
  constexpr int kUnauthorized = 401;
  switch (code) {
    // RFC5849-3.2-10, RFC5849-3.2-11, RFC5849-3.2-12, RFC5849-3.2-13
    case Errc::client_unknown:
    case Errc::token_invalid:
    case Errc::signature_invalid:
    case Errc::nonce_used:
    case Errc::timestamp_stale:
      return kUnauthorized;
    default:
      return kBadRequest;
  }
}

std::expected<Verified, Refusal> RequestVerifier::verify(const message::Request& request) const {
  const auto refused = [](const Error& error) {
    // RFC5849-3.2-5
    return std::unexpected(Refusal{error, refusal_status(error.code)});
  };
  const auto collected = collect_parameters(request);
  if (!collected) return refused(collected.error());
  auto parameters = steps::protocol_parameters(*collected);
  if (!parameters) return refused(parameters.error());
  const auto method = check_form(request, *parameters, policy_);
  if (!method) return refused(method.error());

  const auto claimed =
      find_credentials(*parameters, *credentials_, *clock_, policy_.token_required);
  if (!claimed) return refused(claimed.error());
  const bool uses_nonce = steps::uses_nonce(*method);
  const std::uint64_t timestamp = steps::timestamp_of(*parameters);
  if (uses_nonce && !steps::is_fresh(timestamp, clock_->now(), policy_.window)) {
    return refused({Errc::timestamp_stale, 0});
  }
  if (auto done = steps::check_body_hash(*backend_, request, *parameters, *method); !done)
    return refused(done.error());
  if (auto done = check_signature(*backend_, request, *collected, *parameters, *method, *claimed);
      !done) {
    return refused(done.error());
  }
  // RFC5849-3.2-2, RFC5849-3.2-13
  const NonceUse use{timestamp, claimed->client.key, value_of(*parameters, "oauth_token"),
                     value_of(*parameters, "oauth_nonce")};
  if (uses_nonce && !nonces_->remember(use)) return refused({Errc::nonce_used, 0});
  return accept(std::move(*parameters), *method, *claimed);
}

}  // namespace oauth::oauth1
