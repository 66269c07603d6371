// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/request_parameters.h"

namespace oauth::oauth1 {

/// Encodes, sorts and joins decoded parameters.
///
/// Example: {{"a", "r b"}, {"a", ""}} gives "a=&a=r%20b"
/// Spec:   RFC 5849 section 3.4.1.3.2
[[nodiscard]] std::string normalize_parameters(std::span<const message::ParameterView> parameters);
[[nodiscard]] std::string normalize_parameters(const message::Parameters& parameters);

/// Builds the signature base string of a request.
///
/// Input:  the request, with its protocol parameters or without; `protocol_parameters`, decoded,
///         that are to be sent in the Authorization header field and are not in the request yet.
///         oauth_signature is left out wherever it stands.
/// Errors: those of collect_parameters() and base_string_uri(); method_invalid;
///         host_header_invalid.
/// Spec:   RFC 5849 section 3.4.1.1
[[nodiscard]] Result<std::string> base_string(const message::Request& request,
                                              const message::Parameters& protocol_parameters = {});

/// The same for a request whose own parameters are collected already.
[[nodiscard]] Result<std::string> base_string(const message::Request& request,
                                              const RequestParameters& collected,
                                              const message::Parameters& protocol_parameters = {});

}  // namespace oauth::oauth1
