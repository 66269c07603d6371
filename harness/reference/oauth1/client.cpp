// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/client.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>
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
  return authenticate_once(empty_post(endpoint, settings_.location), std::nullopt,
                           {{"oauth_callback", callback}});
}

Result<message::Request> Client::token_credentials_request(std::string_view endpoint,
                                                           const Credentials& temporary,
                                                           std::string_view verifier) {
  // RFC5849-2.3-15: the temporary credentials stand in the place of token credentials.
  // RFC5849-2.3-1, RFC5849-2.3-14: the verification code goes with the other parameters.
  return authenticate_once(empty_post(endpoint, settings_.location), temporary,
                           {{"oauth_verifier", verifier}});
}

Result<message::Request> Client::authenticate(const message::Request& request,
                                              const std::optional<Credentials>& token) {
  // EXT-body-hash-3, EXT-body-hash-8: neither with a form nor where nothing would protect it.
  const bool body_hash = settings_.send_body_hash &&
                         !message::has_form_content_type(request.headers) &&
                         family(settings_.method) != SignatureFamily::plaintext;
  if (!last_ || !last_->is_for(token, body_hash)) {
    auto signer = signer_for(token, {}, body_hash);
    if (!signer) return std::unexpected(signer.error());
    last_.emplace(token, body_hash, std::move(*signer));
  }
  return authenticate(request, last_->signer);
}

bool Client::Signing::is_for(const std::optional<Credentials>& other, bool with_body_hash) const {
  if (body_hash != with_body_hash || token.has_value() != other.has_value()) return false;
  return !token || (token->key == other->key &&
                    equal_in_constant_time(token->secret.reveal(), other->secret.reveal()));
}

Result<message::Request> Client::authenticate_once(const message::Request& request,
                                                   const std::optional<Credentials>& token,
                                                   const message::Parameters& extra) {
  auto signer = signer_for(token, extra, /*body_hash=*/false);
  if (!signer) return std::unexpected(signer.error());
  return authenticate(request, *signer);
}

Result<message::Request> Client::authenticate(const message::Request& request,
                                              RequestSigner& signer) {
  // RFC5849-3.3-2: seconds since 1970.
  std::array<char, 20> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(),
                                     clock_->now().time_since_epoch().count());
  const std::string_view timestamp(digits.data(), written.ptr);
  // RFC5849-3.3-3: a nonce that no other request has.
  std::array<std::uint8_t, 16> octets{};
  random_->fill(octets);
  std::array<char, codec::base64_room(octets.size())> characters{};
  const std::string_view nonce(characters.data(),
                               codec::write_base64(characters.data(), octets, codec::Base64::url));
  const auto parameters = signer.parameters(request, nonce, timestamp);
  if (!parameters) return std::unexpected(parameters.error());
  return transmit(request, *parameters, settings_.location, settings_.realm);
}

Result<RequestSigner> Client::signer_for(const std::optional<Credentials>& token,
                                         const message::Parameters& extra, bool body_hash) const {
  const auto key = [&]() -> Result<Signer> {
    if (family(settings_.method) == SignatureFamily::rsa) {
      if (credentials_.private_key == nullptr) return std::unexpected(Error{Errc::key_invalid, 0});
      return Signer::with_private_key(*backend_, settings_.method, credentials_.private_key);
    }
    const std::string_view token_secret = token ? token->secret.reveal() : std::string_view();
    return Signer::with_secrets(*backend_, settings_.method, credentials_.secret.reveal(),
                                token_secret);
  };
  auto signer = key();
  if (!signer) return std::unexpected(signer.error());
  ProtocolParameters parameters;
  parameters.consumer_key = credentials_.key;
  // RFC5849-3.1-2, RFC5849-3.1-10: where there is one.
  if (token) parameters.token = token->key;
  if (settings_.send_version) parameters.version = "1.0";
  parameters.extra = &extra;
  parameters.body_hash = body_hash;
  return RequestSigner::create(std::move(*signer), parameters);
}

}  // namespace oauth::oauth1
