// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/base/octet_buffer.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/base_string_uri.h"

/// The pieces of a signature base string, for whoever writes many: base_string() is made of them, and so are the signers.
namespace oauth::oauth1 {

/// What a base string begins with, checked. Views into the request.
struct BaseStringTarget {
  std::string_view method;
  BaseStringUri uri;
};

/// Input:  `uri`, the request's URL.
/// Errors: host_header_invalid, those of find_base_string_uri(), method_invalid.
/// Spec:   RFC 5849 sections 3.4.1.1 and 3.4.1.2
[[nodiscard]] Result<void> find_base_string_target(const message::Request& request,
                                                   const codec::Uri& uri, BaseStringTarget& found);

/// Method and base string URI, each with the "&" behind it.
///
/// Spec:   RFC 5849 section 3.4.1.1
void append_target(OctetBuffer& out, const BaseStringTarget& target);

/// Sorts decoded parameters as their encoded forms are sorted, without encoding them.
///
/// Spec:   RFC 5849 section 3.4.1.3.2
void sort_parameters(std::span<message::ParameterView> parameters);

/// The normalised parameters as they stand in a base string, encoded once more: "=" and "&" are escaped, and every escape's own "%".
///
/// Input:  sorted parameters; `follows`, whether other parameters stand before the first of them.
/// Spec:   RFC 5849 sections 3.4.1.3.2 and 3.4.1.1
void append_parameters(OctetBuffer& out, std::span<const message::ParameterView> parameters,
                       bool follows = false);

/// The "&" between two parameters as a base string has it.
inline constexpr std::string_view kEncodedAmpersand = "%26";

}  // namespace oauth::oauth1
