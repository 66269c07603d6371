// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/oracle/dpop.h"
#include "fuzz/oracle/jose_model.h"

namespace oauthspec::fuzz {

/// An absolute URI of http or https in its normal form; nothing where it is none.
/// Spec: RFC 3986 sections 6.2.2 and 6.2.3
[[nodiscard]] std::optional<std::string> model_normal_uri(std::string_view text);

/// The DPoP field of a request that has one.
[[nodiscard]] std::optional<std::string> model_proof_field(const oauth::message::Request& request);

/// The access token of a request, by the scheme in lower case; nothing where the request shows none, or more than one.
struct ShownToken {
  std::string scheme, token;
};
[[nodiscard]] std::optional<ShownToken> model_shown_token(const oauth::message::Request& request);

/// The thumbprint that a server gives; empty for a good bearer token. Nothing where the request is to be refused.
/// Spec: RFC 9449 sections 4.3, 7.1 and 7.2
[[nodiscard]] std::optional<std::string> model_verify_dpop(const oauth::message::Request& request,
                                                           const DpopPlace& place, double now);

}  // namespace oauthspec::fuzz
