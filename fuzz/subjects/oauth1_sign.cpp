// SPDX-License-Identifier: Apache-2.0
#include "fuzz/subjects/oauth1_sign.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"

namespace oauthspec::fuzz {

namespace oauth1 = oauth::oauth1;

oauth1::Location location_of(std::string_view place) {
  if (place == "body") return oauth1::Location::form_body;
  return place == "query" ? oauth1::Location::query : oauth1::Location::authorization_header;
}

oauth::Result<oauth1::Signed> sign_with_reference(const Oauth1Signing& signing,
                                                  const oauth::message::Request& request) {
  const auto method =
      oauth1::signature_method_named(signing.method).value_or(oauth1::SignatureMethod::hmac_sha1);
  auto signer = oauth1::Signer::with_secrets(oauth::crypto::openssl(), method,
                                             signing.client_secret, signing.token_secret);
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
      }};
}

}  // namespace oauthspec::fuzz
