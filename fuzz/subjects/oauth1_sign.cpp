// SPDX-License-Identifier: Apache-2.0
#include "fuzz/subjects/oauth1_sign.h"

#include <memory>

#include "fuzz/input/test_rsa_key.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"

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
      .verify_rsa = verify_rsa};
}

}  // namespace oauthspec::fuzz
