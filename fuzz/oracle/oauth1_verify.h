// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "fuzz/oracle/oauth1_server_model.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// The server's side of OAuth 1.0, with every method but RSA's.
struct Oauth1Verifier {
  /// What a server that has seen no request yet makes of each of these, which reach it one after the other.
  std::vector<std::optional<Oauth1Accepted>> (*verify)(
      const Oauth1Setting& setting, std::span<const oauth::message::Request> requests) = nullptr;
};

/// The credentials that an input may name.
[[nodiscard]] const Oauth1Setting& oauth1_setting();

/// Input:      a request, as fuzz/input/http_text.h has it, with protocol parameters of oauth1_setting().
/// Properties: the request is accepted where the model accepts it, which is only where its signature is the model's. Where it names known
///             credentials, the right signature is put into it. Sent again, it is refused, unless it is of PLAINTEXT; so it is where a bit of
///             its signature is flipped, and where a bit of anything else is flipped that is signed; neither uses up its nonce. Which of the
///             three is tried the input's octets choose.
/// Spec:       RFC 5849 sections 3.2, 3.3 and 3.4
void check_oauth1_verify(const Oauth1Verifier& verifier, std::string_view input);

}  // namespace oauthspec::fuzz
