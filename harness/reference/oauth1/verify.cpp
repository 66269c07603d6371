// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/verify.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/body_hash.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/sign.h"
#include "harness/reference/oauth1/signature.h"

namespace oauth::oauth1 {
namespace {

using message::Parameters;
using message::ParameterView;

constexpr auto kKnownParameters = std::to_array<std::string_view>(
    {"oauth_body_hash", "oauth_callback", "oauth_consumer_key", "oauth_nonce", "oauth_signature",
     "oauth_signature_method", "oauth_timestamp", "oauth_token", "oauth_verifier",
     "oauth_version"});

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

template <class Range>
bool holds(const Range& range, std::string_view text) {
  return std::ranges::find(range, text) != std::ranges::end(range);
}

/// The value of a parameter, empty where there is none.
std::string_view value_of(const Parameters& parameters, std::string_view name) {
  return parameters.find(name).value_or("");
}

Parameters protocol_parameters_at(const RequestParameters& collected, Location location) {
  Parameters found;
  for (const ParameterView parameter : collected.at(location)) {
    if (is_protocol_parameter(parameter.name)) found.add(parameter);
  }
  return found;
}

/// The protocol parameters of a request. RFC5849-3.5-1, RFC5849-3.5-2: all in one place.
Result<Parameters> protocol_parameters_of(const RequestParameters& collected) {
  Parameters found;
  for (const Location location :
       {Location::authorization_header, Location::form_body, Location::query}) {
    Parameters here = protocol_parameters_at(collected, location);
    if (here.empty()) continue;
    if (!found.empty()) return refuse(Errc::parameter_location);
    found = std::move(here);
  }
  return found;
}

/// RFC5849-3.1-7, RFC5849-3.2-9: none twice. RFC5849-3.2-6: none that the server does not know.
Result<void> check_names(const Parameters& parameters, const VerificationPolicy& policy) {
  if (parameters.has_duplicate_name()) return refuse(Errc::parameter_duplicated);
  for (const ParameterView parameter : parameters) {
    if (!holds(kKnownParameters, parameter.name) && !holds(policy.supported, parameter.name))
      return refuse(Errc::parameter_unsupported);
  }
  return {};
}

/// The method, if the server offers it. RFC5849-3.2-7
Result<SignatureMethod> method_of(const Parameters& parameters, const VerificationPolicy& policy) {
  const auto method = signature_method_named(value_of(parameters, "oauth_signature_method"));
  if (!method || !std::ranges::count(policy.methods, *method))
    return refuse(Errc::signature_method_unsupported);
  return *method;
}

/// RFC5849-3.2-8: what must be there before anything can be verified.
Result<void> check_required(const Parameters& parameters, const VerificationPolicy& policy) {
  for (const std::string_view name :
       {"oauth_consumer_key", "oauth_signature_method", "oauth_signature"}) {
    if (!parameters.find(name)) return refuse(Errc::parameter_missing);
  }
  for (const std::string& name : policy.required) {
    if (!parameters.find(name)) return refuse(Errc::parameter_missing);
  }
  // RFC5849-3.1-4, RFC5849-3.1-5, RFC5849-3.1-11: PLAINTEXT alone does without.
  const bool may_omit =
      parameters.find("oauth_signature_method") == name(SignatureMethod::plaintext);
  const bool complete = parameters.find("oauth_timestamp") && parameters.find("oauth_nonce");
  if (!may_omit && !complete) return refuse(Errc::parameter_missing);
  return {};
}

/// RFC5849-3.4.4-1: PLAINTEXT shows its secrets, so TLS must hide them.
/// RFC5849-2.1-6, RFC5849-2.3-3: so it must where the response shows some.
Result<void> check_transport(const message::Request& request, SignatureMethod method,
                             const VerificationPolicy& policy) {
  if (family(method) != SignatureFamily::plaintext && !policy.tls_required) return {};
  const auto uri = codec::parse_uri(request.url);
  if (!uri) return std::unexpected(uri.error());
  if (!message::equal_without_case(uri->scheme, "https")) return refuse(Errc::transport_insecure);
  return {};
}

/// The timestamp's number; one too large for 64 bits is the largest, and stale in any case.
std::uint64_t timestamp_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return read.ec == std::errc{} ? number : std::numeric_limits<std::uint64_t>::max();
}

/// RFC5849-3.3-4: whether the timestamp lies within the window around now.
bool is_fresh(std::uint64_t timestamp, std::chrono::sys_seconds now, std::chrono::seconds window) {
  const auto clock =
      static_cast<std::uint64_t>(std::max<std::int64_t>(now.time_since_epoch().count(), 0));
  const std::uint64_t distance = timestamp > clock ? timestamp - clock : clock - timestamp;
  return distance <= static_cast<std::uint64_t>(std::max<std::int64_t>(window.count(), 0));
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
  // RFC5849-3.2-3, RFC5849-3.2-14, RFC5849-2.3-6: known, this client's, and not expired.
  auto token = store.find_token(key);
  if (!token || token->client != client->key) return refuse(Errc::token_invalid);
  if (token->expires && clock.now() >= *token->expires) return refuse(Errc::token_invalid);
  return Claimed{std::move(*client), std::move(token)};
}

Result<bool> is_right(const crypto::Backend& backend, SignatureMethod method,
                      const Claimed& claimed, std::string_view text, std::string_view signature) {
  if (family(method) == SignatureFamily::rsa) {
    // RFC5849-3.4.3-1: only where the credentials were established with a public key.
    if (claimed.client.public_key == nullptr) return false;
    return verify_with_public_key(method, *claimed.client.public_key, text, signature);
  }
  // A client that has a public key only has no secret, not an empty one.
  if (!claimed.client.secret) return false;
  const std::string_view token_secret =
      claimed.token ? claimed.token->secret.reveal() : std::string_view();
  return verify_with_secrets(backend, method, claimed.client.secret->reveal(), token_secret, text,
                             signature);
}

/// RFC5849-3.2-1, RFC5849-3.2-12
Result<void> check_signature(const crypto::Backend& backend, const message::Request& request,
                             const RequestParameters& collected, const Parameters& parameters,
                             SignatureMethod method, const Claimed& claimed) {
  // The base string holds what the request carries; PLAINTEXT takes none, but a request without one
  // is malformed.
  const auto text = base_string(request, collected);
  if (!text) return std::unexpected(text.error());
  const auto right =
      is_right(backend, method, claimed, *text, value_of(parameters, "oauth_signature"));
  if (!right) return std::unexpected(right.error());
  if (!*right) return refuse(Errc::signature_invalid);
  return {};
}

/// EXT-body-hash-6, EXT-body-hash-7
Result<void> check_body_hash(const crypto::Backend& backend, const message::Request& request,
                             const Parameters& parameters, SignatureMethod method) {
  const auto claimed = parameters.find("oauth_body_hash");
  if (!claimed) return {};
  const auto expected = body_hash(backend, method, request);
  if (!expected) return std::unexpected(expected.error());
  if (!equal_in_constant_time(*expected, *claimed)) return refuse(Errc::body_hash_invalid);
  return {};
}

/// What can be refused without looking up anything: the form of the protocol parameters.
Result<SignatureMethod> check_form(const message::Request& request, const Parameters& parameters,
                                   const VerificationPolicy& policy) {
  if (auto done = check_names(parameters, policy); !done) return std::unexpected(done.error());
  if (auto done = check_required(parameters, policy); !done) return std::unexpected(done.error());
  // RFC5849-3.2-4, RFC5849-3.1-12
  if (parameters.find("oauth_version").value_or("1.0") != "1.0")
    return refuse(Errc::version_unsupported);
  const auto method = method_of(parameters, policy);
  if (!method) return std::unexpected(method.error());
  // RFC5849-3.3-1
  const auto timestamp = parameters.find("oauth_timestamp");
  if (timestamp && !is_timestamp(*timestamp)) return refuse(Errc::timestamp_invalid);
  if (auto done = check_transport(request, *method, policy); !done)
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
  auto parameters = protocol_parameters_of(*collected);
  if (!parameters) return refused(parameters.error());
  const auto method = check_form(request, *parameters, policy_);
  if (!method) return refused(method.error());

  const auto claimed =
      find_credentials(*parameters, *credentials_, *clock_, policy_.token_required);
  if (!claimed) return refused(claimed.error());
  // RFC5849-3.4.4-2: PLAINTEXT uses neither timestamp nor nonce.
  const bool uses_nonce = family(*method) != SignatureFamily::plaintext;
  const std::uint64_t timestamp =
      timestamp_number(parameters->find("oauth_timestamp").value_or("0"));
  if (uses_nonce && !is_fresh(timestamp, clock_->now(), policy_.window)) {
    return refused({Errc::timestamp_stale, 0});
  }
  if (auto done = check_body_hash(*backend_, request, *parameters, *method); !done)
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
