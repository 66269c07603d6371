// SPDX-License-Identifier: Apache-2.0
#include "fuzz/subjects/oauth1_sign.h"

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "fuzz/input/test_rsa_key.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth1/request_signer.h"

namespace oauthspec::fuzz {

namespace oauth1 = oauth::oauth1;
namespace {

oauth::Result<oauth1::Signer> signer_for(const Oauth1Signing& signing,
                                         oauth1::SignatureMethod method) {
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

/// By a RequestSigner: alone, among others of which one is wrong, and prepared, after another nonce.
std::vector<std::optional<std::string>> sign_otherwise(const Oauth1Signing& signing,
                                                       const oauth::message::Request& request) {
  const auto method =
      oauth1::signature_method_named(signing.method).value_or(oauth1::SignatureMethod::hmac_sha1);
  auto key = signer_for(signing, method);
  if (!key) return {};
  oauth1::ProtocolParameters parameters;
  parameters.consumer_key = signing.client_key;
  if (!signing.token_key.empty()) parameters.token = signing.token_key;
  parameters.version = "1.0";
  auto signer = oauth1::RequestSigner::create(std::move(*key), parameters);
  if (!signer) return {std::nullopt};
  const auto signature_of = [](const oauth::Result<oauth1::SignatureView>& made) {
    return made ? std::optional(std::string(made->signature)) : std::nullopt;
  };
  std::vector<std::optional<std::string>> signatures;
  signatures.push_back(signature_of(signer->sign(request, signing.nonce, signing.timestamp)));
  const oauth::message::Request wrong;
  const std::array requests{oauth1::RequestToSign{&request, "another", signing.timestamp},
                            oauth1::RequestToSign{&wrong, signing.nonce, signing.timestamp},
                            oauth1::RequestToSign{&request, signing.nonce, signing.timestamp}};
  signatures.push_back(signature_of(signer->sign_all(requests).back()));
  auto prepared = signer->prepare(request);
  if (!prepared) return {std::nullopt};
  static_cast<void>(prepared->sign("another", "1"));
  signatures.push_back(signature_of(prepared->sign(signing.nonce, signing.timestamp)));
  return signatures;
}

}  // namespace

oauth1::Location location_of(std::string_view place) {
  if (place == "body") return oauth1::Location::form_body;
  return place == "query" ? oauth1::Location::query : oauth1::Location::authorization_header;
}

oauth::Result<oauth1::Signed> sign_with_reference(const Oauth1Signing& signing,
                                                  const oauth::message::Request& request) {
  const auto method =
      oauth1::signature_method_named(signing.method).value_or(oauth1::SignatureMethod::hmac_sha1);
  auto signer = signer_for(signing, method);
  if (!signer) return std::unexpected(signer.error());
  oauth1::ProtocolParameters parameters;
  parameters.consumer_key = signing.client_key;
  if (!signing.token_key.empty()) parameters.token = signing.token_key;
  parameters.timestamp = signing.timestamp;
  parameters.nonce = signing.nonce;
  parameters.version = "1.0";
  return oauth1::sign(request, parameters, *signer);
}

template <>
Oauth1Client reference<Oauth1Client>() {
  return {
      .sign = [](const Oauth1Signing& signing,
                 const oauth::message::Request& request) -> std::optional<oauth::message::Request> {
        const auto made = sign_with_reference(signing, request);
        if (!made) return std::nullopt;
        return value_or_nothing(
            oauth1::transmit(request, made->parameters, location_of(signing.place)));
      },
      .verify_rsa = verify_rsa,
      .sign_otherwise = sign_otherwise};
}

}  // namespace oauthspec::fuzz
