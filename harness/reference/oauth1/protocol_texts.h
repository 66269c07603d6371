// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/sign.h"
#include "harness/reference/oauth1/signature_method.h"
#include "harness/reference/oauth1/text_with_gaps.h"

/// The protocol parameters as they are sent and signed, for whoever signs many requests with the same ones: the gaps are for what changes.
namespace oauth::oauth1 {

/// The parameters that a client assigns, in the order in which they are sent; the signature is still to come.
///
/// Input:  `body_hash`, where parameters.body_hash asks for it.
/// Errors: parameter_duplicated.
/// Spec:   RFC 5849 section 3.1, step 1
[[nodiscard]] Result<message::Parameters> assign(const ProtocolParameters& parameters,
                                                 SignatureMethod method,
                                                 std::string_view body_hash);

/// The gap for the value of this parameter; nothing where it has one, which is the same in all requests then.
[[nodiscard]] std::optional<Gap> gap_for(const message::ParameterView& parameter);

/// Those of the protocol's namespace as they stand in a base string: one behind the other, whatever else is signed, since what comes between
/// two texts that begin with "oauth_" begins so, too.
///
/// Input:  assigned parameters, those with a gap without a value.
/// Spec:   RFC 5849 sections 3.4.1.1 and 3.4.1.3.2
[[nodiscard]] TextWithGaps protocol_block(const message::Parameters& assigned);

/// The value of the Authorization header field.
///
/// Input:  assigned parameters, those with a gap without a value.
/// Errors: those of write_authorization_header().
/// Spec:   RFC 5849 section 3.5.1
[[nodiscard]] Result<TextWithGaps> authorization_text(std::optional<std::string_view> realm,
                                                      const message::Parameters& assigned);

}  // namespace oauth::oauth1
