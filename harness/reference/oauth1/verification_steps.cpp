// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/verification_steps.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string>
#include <utility>

#include "harness/reference/base/secret.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth1/body_hash.h"
#include "harness/reference/oauth1/sign.h"
#include "harness/reference/oauth1/signature.h"

namespace oauth::oauth1::steps {
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

}  // namespace

Result<Parameters> protocol_parameters(const RequestParameters& collected) {
  // RFC5849-3.5-1, RFC5849-3.5-2: all in one place.
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

Result<void> check_duplicates(const Parameters& parameters) {
  // RFC5849-3.1-7, RFC5849-3.2-9: none twice.
  if (parameters.has_duplicate_name()) return refuse(Errc::parameter_duplicated);
  return {};
}

Result<void> check_supported(const Parameters& parameters, const VerificationPolicy& policy) {
  // RFC5849-3.2-6: none that the server does not know.
  for (const ParameterView parameter : parameters) {
    if (!holds(kKnownParameters, parameter.name) && !holds(policy.supported, parameter.name))
      return refuse(Errc::parameter_unsupported);
  }
  return {};
}

Result<SignatureMethod> choose_method(const Parameters& parameters,
                                      const VerificationPolicy& policy) {
  // RFC5849-3.2-7
  const auto method = signature_method_named(value_of(parameters, "oauth_signature_method"));
  if (!method || !std::ranges::count(policy.methods, *method))
    return refuse(Errc::signature_method_unsupported);
  return *method;
}

Result<void> check_required(const Parameters& parameters, const VerificationPolicy& policy) {
  // RFC5849-3.2-8
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

Result<void> check_version(const Parameters& parameters) {
  // RFC5849-3.2-4, RFC5849-3.1-12
  if (parameters.find("oauth_version").value_or("1.0") != "1.0")
    return refuse(Errc::version_unsupported);
  return {};
}

Result<void> check_timestamp(const Parameters& parameters) {
  // RFC5849-3.3-1
  const auto timestamp = parameters.find("oauth_timestamp");
  if (timestamp && !is_timestamp(*timestamp)) return refuse(Errc::timestamp_invalid);
  return {};
}

Result<void> check_transport(const message::Request& request, SignatureMethod method,
                             const VerificationPolicy& policy) {
  // RFC5849-3.4.4-1: PLAINTEXT shows its secrets, so TLS must hide them.
  // RFC5849-2.1-6, RFC5849-2.3-3: so it must where the response shows some.
  if (family(method) != SignatureFamily::plaintext && !policy.tls_required) return {};
  const auto uri = codec::parse_uri(request.url);
  if (!uri) return std::unexpected(uri.error());
  if (!message::equal_without_case(uri->scheme, "https")) return refuse(Errc::transport_insecure);
  return {};
}

Result<void> check_holder(const KnownToken& token, const KnownClient& client) {
  // RFC5849-3.2-14
  if (token.client != client.key) return refuse(Errc::token_invalid);
  return {};
}

Result<void> check_lifetime(const KnownToken& token, std::chrono::sys_seconds now) {
  // RFC5849-2.3-6, RFC5849-3.2-11
  if (token.expires && now >= *token.expires) return refuse(Errc::token_invalid);
  return {};
}

bool uses_nonce(SignatureMethod method) {
  // RFC5849-3.4.4-2: PLAINTEXT uses neither timestamp nor nonce.
  return family(method) != SignatureFamily::plaintext;
}

std::uint64_t timestamp_of(const Parameters& parameters) {
  const std::string_view digits = parameters.find("oauth_timestamp").value_or("0");
  std::uint64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  // One too large for 64 bits is stale in any case.
  return read.ec == std::errc{} ? number : std::numeric_limits<std::uint64_t>::max();
}

bool is_fresh(std::uint64_t timestamp, std::chrono::sys_seconds now, std::chrono::seconds window) {
  // RFC5849-3.3-4
  const auto clock =
      static_cast<std::uint64_t>(std::max<std::int64_t>(now.time_since_epoch().count(), 0));
  const std::uint64_t distance = timestamp > clock ? timestamp - clock : clock - timestamp;
  return distance <= static_cast<std::uint64_t>(std::max<std::int64_t>(window.count(), 0));
}

Result<void> check_body_hash(const crypto::Backend& backend, const message::Request& request,
                             const Parameters& parameters, SignatureMethod method) {
  // EXT-body-hash-6, EXT-body-hash-7
  const auto claimed = parameters.find("oauth_body_hash");
  if (!claimed) return {};
  const auto expected = body_hash(backend, method, request);
  if (!expected) return std::unexpected(expected.error());
  if (!equal_in_constant_time(*expected, *claimed)) return refuse(Errc::body_hash_invalid);
  return {};
}

Result<bool> signature_matches(const crypto::Backend& backend, SignatureMethod method,
                               const KnownClient& client, const std::optional<KnownToken>& token,
                               std::string_view base_string, std::string_view signature) {
  if (family(method) == SignatureFamily::rsa) {
    // RFC5849-3.4.3-1: only where the credentials were established with a public key.
    if (client.public_key == nullptr) return false;
    return verify_with_public_key(method, *client.public_key, base_string, signature);
  }
  // A client that has a public key only has no secret, not an empty one.
  if (!client.secret) return false;
  const std::string_view token_secret = token ? token->secret.reveal() : std::string_view();
  return verify_with_secrets(backend, method, client.secret->reveal(), token_secret, base_string,
                             signature);
}

}  // namespace oauth::oauth1::steps
