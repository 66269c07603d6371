// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// With what a client signs a request.
struct Oauth1Signing {
  std::string client_key, client_secret;
  std::string token_key, token_secret;  ///< No token where the key is empty.
  std::string method;  ///< "HMAC-SHA1"; with one of RSA, by kSmallRsaKey of fuzz/input.
  std::string timestamp, nonce;
  std::string place;  ///< "header", "body" or "query": where the protocol parameters are to stand.
  bool body_hash = false;  ///< Whether to add oauth_body_hash.
};

/// The client's side of OAuth 1.0.
struct Oauth1Client {
  /// The request with its protocol parameters; nothing where it cannot be signed, or has no such place.
  std::optional<oauth::message::Request> (*sign)(const Oauth1Signing& signing,
                                                 const oauth::message::Request& request) = nullptr;
  /// Whether a server finds a signature right by kSmallRsaPublicKey; nothing for a method that takes no public key. Null: not offered.
  std::optional<bool> (*verify_rsa)(std::string_view method, std::string_view base_string,
                                    std::string_view signature) = nullptr;
  /// What sign() gives, by every other way there is to sign a request: as one of many, for example. Null: there is no other.
  std::vector<std::optional<oauth::message::Request>> (*sign_otherwise)(
      const Oauth1Signing& signing, const oauth::message::Request& request) = nullptr;
};

/// Input:      with octets FF between them: client key and secret, token key and secret, timestamp, nonce, "METHOD PLACE" or "METHOD PLACE hash",
///             and a request as fuzz/input/http_text.h has it. What is no method is HMAC-SHA1, what is no place is the header.
/// Properties: a request is signed where the model says that it can be; a server by the model accepts the signature; the protocol
///             parameters are all there, in one place, which is the one asked for; all else is as it was, the parameters of that place
///             before those that are added; the signature is the same however the query's parameters are sorted; with RSA it is of the
///             base string alone, which secrets have no part in, and verify_rsa() takes it, but not for another text or another hash; each other way to sign
///             refuses the same requests, and sends the same parameters in the same place; a body's hash is sent where it is asked for, and a form, whose
///             parameters are signed themselves, is then refused.
/// Spec:       RFC 5849 sections 3.1, 3.4 and 3.5; OAuth Request Body Hash 1.0, draft 4, sections 3.1 and 4.1.1
void check_oauth1_sign(const Oauth1Client& client, std::string_view input);

}  // namespace oauthspec::fuzz
