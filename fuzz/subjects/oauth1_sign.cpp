// SPDX-License-Identifier: Apache-2.0
#include "fuzz/subjects/oauth1_sign.h"

#include <array>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "fuzz/input/test_rsa_key.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth1/request_signer.h"

namespace oauthspec::fuzz {

namespace oauth1 = oauth::oauth1;
namespace {

using oauth::message::Request;

oauth::Result<oauth1::Signer> signer_for(const Oauth1Signing& signing) {
  const auto method =
      oauth1::signature_method_named(signing.method).value_or(oauth1::SignatureMethod::hmac_sha1);
  const oauth::crypto::Backend& backend = oauth::crypto::openssl();
  if (oauth1::family(method) != oauth1::SignatureFamily::rsa) {
    return oauth1::Signer::with_secrets(backend, method, signing.client_secret,
                                        signing.token_secret);
  }
  static const std::shared_ptr<const oauth::crypto::PrivateKey> key =
      backend.private_key(kSmallRsaKey).value_or(nullptr);
  return oauth1::Signer::with_private_key(backend, method, key);
}

std::optional<bool> verify_rsa(std::string_view method, std::string_view base_string,
                               std::string_view signature) {
  static const auto key = oauth::crypto::openssl().public_key(kSmallRsaPublicKey);
  const auto named = oauth1::signature_method_named(method);
  if (!named || !key) return std::nullopt;
  return value_or_nothing(oauth1::verify_with_public_key(*named, **key, base_string, signature));
}

oauth1::ProtocolParameters assigned(const Oauth1Signing& signing) {
  oauth1::ProtocolParameters parameters;
  parameters.consumer_key = signing.client_key;
  if (!signing.token_key.empty()) parameters.token = signing.token_key;
  parameters.timestamp = signing.timestamp;
  parameters.nonce = signing.nonce;
  parameters.version = "1.0";
  parameters.body_hash = signing.body_hash;
  return parameters;
}

/// A request, and the ways to send it with what was signed.
class Sender {
 public:
  Sender(const Oauth1Signing& signing, const Request& request)
      : signing_(&signing), request_(&request) {}

  std::optional<Request> by(const oauth::Result<oauth::message::Parameters>& parameters) const {
    if (!parameters) return std::nullopt;
    return value_or_nothing(oauth1::transmit(*request_, *parameters, location_of(signing_->place)));
  }

  /// As a caller does that has the signature alone.
  std::optional<Request> by(const oauth::Result<oauth1::SignatureView>& made) const {
    if (!made) return std::nullopt;
    oauth::message::Parameters parameters;
    parameters.add("oauth_version", "1.0");
    parameters.add("oauth_consumer_key", signing_->client_key);
    if (!signing_->token_key.empty()) parameters.add("oauth_token", signing_->token_key);
    parameters.add("oauth_signature_method", signing_->method);
    parameters.add("oauth_timestamp", signing_->timestamp);
    parameters.add("oauth_nonce", signing_->nonce);
    if (signing_->body_hash) parameters.add("oauth_body_hash", made->body_hash);
    parameters.add("oauth_signature", made->signature);
    return by(parameters);
  }

  std::optional<Request> by_field(const oauth::Result<std::string_view>& field) const {
    if (!field || oauth::message::find_header(request_->headers, "Authorization")) {
      return std::nullopt;
    }
    Request sent = *request_;
    sent.headers.push_back({"Authorization", std::string(*field)});
    return sent;
  }

 private:
  const Oauth1Signing* signing_;
  const Request* request_;
};

/// By a RequestSigner: alone, among others of which one is wrong, and prepared, after another nonce; where the place is the header, by the field that it
/// writes, too.
std::vector<std::optional<Request>> sign_otherwise(const Oauth1Signing& signing,
                                                   const Request& request) {
  auto key = signer_for(signing);
  if (!key) return {};
  auto signer = oauth1::RequestSigner::create(std::move(*key), assigned(signing));
  if (!signer) return {std::nullopt};
  const Sender sender(signing, request);
  const bool in_field = signing.place == "header";
  std::vector<std::optional<Request>> sent;
  sent.push_back(sender.by(signer->parameters(request, signing.nonce, signing.timestamp)));
  if (in_field) {
    sent.push_back(
        sender.by_field(signer->authorization(request, signing.nonce, signing.timestamp)));
  }
  const Request wrong;
  const std::array requests{oauth1::RequestToSign{&request, "another", signing.timestamp},
                            oauth1::RequestToSign{&wrong, signing.nonce, signing.timestamp},
                            oauth1::RequestToSign{&request, signing.nonce, signing.timestamp}};
  sent.push_back(sender.by(signer->sign_all(requests).back()));
  auto prepared = signer->prepare(request);
  if (!prepared) {
    sent.emplace_back();
    return sent;
  }
  std::ignore = prepared->sign("another", "1");
  sent.push_back(sender.by(prepared->sign(signing.nonce, signing.timestamp)));
  if (in_field) {
    sent.push_back(sender.by_field(prepared->authorization(signing.nonce, signing.timestamp)));
  }
  return sent;
}

}  // namespace

oauth1::Location location_of(std::string_view place) {
  if (place == "body") return oauth1::Location::form_body;
  return place == "query" ? oauth1::Location::query : oauth1::Location::authorization_header;
}

oauth::Result<oauth1::Signed> sign_with_reference(const Oauth1Signing& signing,
                                                  const Request& request,
                                                  const oauth::message::Parameters& extra) {
  auto signer = signer_for(signing);
  if (!signer) return std::unexpected(signer.error());
  oauth1::ProtocolParameters parameters = assigned(signing);
  parameters.extra = &extra;
  return oauth1::sign(request, parameters, *signer);
}

template <>
Oauth1Client reference<Oauth1Client>() {
  return {
      .sign = [](const Oauth1Signing& signing, const Request& request) -> std::optional<Request> {
        const auto made = sign_with_reference(signing, request);
        if (!made) return std::nullopt;
        return value_or_nothing(
            oauth1::transmit(request, made->parameters, location_of(signing.place)));
      },
      .verify_rsa = verify_rsa,
      .sign_otherwise = sign_otherwise};
}

}  // namespace oauthspec::fuzz
