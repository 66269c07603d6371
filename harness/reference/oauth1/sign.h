// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/signature.h"

namespace oauth::oauth1 {

/// The protocol parameters that a client assigns before it signs. What is not there is left out of
/// the request.
///
/// Spec:   RFC 5849 section 3.1, step 1
struct ProtocolParameters {
  std::string_view consumer_key;
  std::optional<std::string_view> token;
  std::optional<std::string_view> timestamp;   ///< May be left out with PLAINTEXT only.
  std::optional<std::string_view> nonce;       ///< May be left out with PLAINTEXT only.
  std::optional<std::string_view> version;     ///< "1.0", where it is there.
  const message::Parameters* extra = nullptr;  ///< oauth_callback, oauth_verifier and the like.
  bool body_hash = false;                      ///< Whether to add oauth_body_hash.
};

/// A signature and what it was made of.
struct Signed {
  std::string signature;  ///< The value of oauth_signature, not encoded.
  std::string base_string;
  message::Parameters parameters;  ///< All protocol parameters to send, oauth_signature last.
};

/// The same as views, which are good as long as whoever gave them says.
struct SignatureView {
  std::string_view signature;
  std::string_view base_string;
  std::string_view body_hash;  ///< The value of oauth_body_hash; empty where the request has none.
};

/// Signs a request that has no protocol parameters yet.
///
/// Whoever signs many requests with the same credentials takes a RequestSigner (request_signer.h), which does once what is done here for each.
///
/// Errors: those of base_string() and Signer::sign(); parameter_missing (timestamp or nonce),
///         timestamp_invalid, version_unsupported, parameter_duplicated (by `extra`),
///         parameter_location (the request has protocol parameters of its own), body_hash_invalid.
/// Spec:   RFC 5849 sections 3.1 and 3.4
[[nodiscard]] Result<Signed> sign(const message::Request& request,
                                  const ProtocolParameters& parameters, Signer& signer);

/// Puts protocol parameters into a request.
///
/// Input:  `realm` goes into the Authorization header field and nowhere else.
/// Errors: parameter_location for a form body where the request's body is no form; header_duplicate
///         where the request has an Authorization header field already; header_malformed at a
///         control character in the realm.
/// Spec:   RFC 5849 section 3.5
[[nodiscard]] Result<message::Request> transmit(message::Request request,
                                                const message::Parameters& parameters,
                                                Location location,
                                                std::optional<std::string_view> realm = {});

/// Whether the text is a positive integer in decimal digits.
///
/// Spec:   RFC 5849 section 3.3
[[nodiscard]] bool is_timestamp(std::string_view text);

}  // namespace oauth::oauth1
