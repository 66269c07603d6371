// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/oauth1_request.h"

#include <chrono>
#include <memory>
#include <utility>

#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/signature_method.h"

namespace oauthspec::provider::rules {
namespace {

namespace oauth1 = oauth::oauth1;

// At a loopback address that has no TLS nobody listens on the way.
bool may_be_plain(std::string_view issuer) {
  const auto uri = oauth::codec::parse_uri(issuer);
  if (!uri || !uri->authority || uri->scheme != "http") {
    return false;
  }
  const std::string_view host = uri->authority->host;
  return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

std::chrono::sys_seconds time_of(Seconds seconds) {
  return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

}  // namespace

bool is_http_method(Endpoint endpoint, std::string_view method) {
  switch (endpoint) {
    case Endpoint::temporary_credentials:
    case Endpoint::token_credentials:
      // RFC5849-2.1-1, RFC5849-2.3-2
      return method == "POST";
    case Endpoint::owner_authorization:
      // RFC5849-2.2-4
      return method == "GET";
    default:
      return true;
  }
}

oauth1::VerificationPolicy verification_policy(const Surroundings& around, Endpoint endpoint) {
  oauth1::VerificationPolicy policy;
  // RFC5849-3.3-4
  policy.window = std::chrono::seconds(around.settings.lifetimes.timestamp_window);
  switch (endpoint) {
    case Endpoint::temporary_credentials:
      policy.required = {"oauth_callback"};  // RFC5849-2.1-2
      // RFC5849-2.1-6: but at a loopback address, which is no wire.
      policy.tls_required = !may_be_plain(around.issuer);
      break;
    case Endpoint::token_credentials:
      policy.required = {"oauth_verifier"};                // RFC5849-2.3-1
      policy.token_required = true;                        // RFC5849-2.3-15
      policy.tls_required = !may_be_plain(around.issuer);  // RFC5849-2.3-3
      break;
    default:
      policy.token_required = true;  // RFC5849-3.1-2
      break;
  }
  return policy;
}

oauth1::KnownClient known_client(const Surroundings& around, const ClientRecord& client,
                                 oauth1::SignatureMethod method) {
  oauth1::KnownClient known{client.id, std::nullopt, nullptr};
  // A client without a secret has none, not an empty one: anybody could sign for it.
  if (!client.secret.reveal().empty()) {
    known.secret = client.secret;
  }
  // RFC5849-3.4.3-1
  if (client.rsa_public_key && family(method) == oauth1::SignatureFamily::rsa) {
    auto key = around.backend.public_key(*client.rsa_public_key);
    if (key) {
      known.public_key = *std::move(key);
    }
  }
  return known;
}

OAuth1TokenKind token_kind(Endpoint endpoint) {
  switch (endpoint) {
    case Endpoint::temporary_credentials:
      return OAuth1TokenKind::none;  // RFC5849-2.1-14
    case Endpoint::token_credentials:
      return OAuth1TokenKind::temporary_credentials;  // RFC5849-2.3-2
    default:
      return OAuth1TokenKind::token_credentials;
  }
}

oauth1::KnownToken known_temporary(const TemporaryRecord& record) {
  return {std::string(record.key.reveal()), record.secret, record.client_id,
          time_of(record.expires)};
}

oauth1::KnownToken known_token(const TokenCredentialsRecord& record) {
  return {std::string(record.key.reveal()), record.secret, record.client_id,
          time_of(record.expires)};
}

bool is_unused(const TemporaryRecord& record) {
  // RFC5849-2.3-7
  return !record.exchanged;
}

bool is_in_force(const TokenCredentialsRecord& record) {
  // RFC5849-3.2-3
  return !record.revoked;
}

oauth::Result<std::string> base_string(const oauth::message::Request& request,
                                       const oauth1::RequestParameters& collected) {
  return oauth1::base_string(request, collected);
}

bool remember_nonce(oauth1::NonceStore& nonces, const oauth1::NonceUse& use) {
  // RFC5849-3.2-2
  return nonces.remember(use);
}

}  // namespace oauthspec::provider::rules
