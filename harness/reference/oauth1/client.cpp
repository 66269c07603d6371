// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/client.h"

#include <array>
#include <cstdint>
#include <utility>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth1/sign.h"

namespace oauth::oauth1 {
namespace {

/// RFC5849-2.1-1, RFC5849-2.3-2: a POST without parameters of its own.
message::Request empty_post(std::string_view endpoint, Location location) {
  message::Request request{"POST", std::string(endpoint), {}, ""};
  if (location == Location::form_body) {
    request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  }
  return request;
}

}  // namespace

Result<message::Request> Client::temporary_credentials_request(std::string_view endpoint,
                                                               std::string_view callback) {
  // RFC5849-2.1-2, RFC5849-2.1-3: always there; an absolute URI, or exactly "oob".
  if (callback != "oob" && !codec::parse_uri(callback))
    return std::unexpected(Error{Errc::parameter_invalid, 0});
  // RFC5849-2.1-4, RFC5849-2.1-14: no token, so the token secret is empty. EXT-body-hash-4: without
  // a body hash. RFC5849-2.1-13: the callback goes where the other protocol parameters go.
  return authenticate(empty_post(endpoint, settings_.location), std::nullopt,
                      {{"oauth_callback", callback}}, /*body_hash=*/false);
}

Result<message::Request> Client::token_credentials_request(std::string_view endpoint,
                                                           const Credentials& temporary,
                                                           std::string_view verifier) {
  // RFC5849-2.3-15: the temporary credentials stand in the place of token credentials.
  // RFC5849-2.3-1, RFC5849-2.3-14: the verification code goes with the other parameters.
  return authenticate(empty_post(endpoint, settings_.location), temporary,
                      {{"oauth_verifier", verifier}}, /*body_hash=*/false);
}

Result<message::Request> Client::authenticate(const message::Request& request,
                                              const std::optional<Credentials>& token) {
  // EXT-body-hash-3, EXT-body-hash-8: neither with a form nor where nothing would protect it.
  const bool body_hash = settings_.send_body_hash &&
                         !message::has_form_content_type(request.headers) &&
                         family(settings_.method) != SignatureFamily::plaintext;
  return authenticate(request, token, {}, body_hash);
}

Result<message::Request> Client::authenticate(const message::Request& request,
                                              const std::optional<Credentials>& token,
                                              const message::Parameters& extra, bool body_hash) {
  auto signer = signer_for(token);
  if (!signer) return std::unexpected(signer.error());
  // RFC5849-3.3-2: seconds since 1970. RFC5849-3.3-3: a nonce that no other request has.
  const std::string timestamp = std::to_string(clock_->now().time_since_epoch().count());
  const std::string nonce = make_nonce();
  ProtocolParameters parameters;
  parameters.consumer_key = credentials_.key;
  // RFC5849-3.1-2, RFC5849-3.1-10: where there is one.
  if (token) parameters.token = token->key;
  parameters.timestamp = timestamp;
  parameters.nonce = nonce;
  if (settings_.send_version) parameters.version = "1.0";
  parameters.extra = &extra;
  parameters.body_hash = body_hash;
  const auto authenticated = sign(request, parameters, *signer);
  if (!authenticated) return std::unexpected(authenticated.error());
  return transmit(request, authenticated->parameters, settings_.location, settings_.realm);
}

Result<Signer> Client::signer_for(const std::optional<Credentials>& token) const {
  if (family(settings_.method) == SignatureFamily::rsa) {
    if (credentials_.private_key == nullptr) return std::unexpected(Error{Errc::key_invalid, 0});
    return Signer::with_private_key(*backend_, settings_.method, credentials_.private_key);
  }
  const std::string_view token_secret = token ? token->secret.reveal() : std::string_view();
  return Signer::with_secrets(*backend_, settings_.method, credentials_.secret.reveal(),
                              token_secret);
}

std::string Client::make_nonce() {
  std::array<std::uint8_t, 16> octets{};
  random_->fill(octets);
  return codec::base64_encode(octets, codec::Base64::url);
}

}  // namespace oauth::oauth1
