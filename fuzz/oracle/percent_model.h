// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// Percent-encoding and decoding, plain enough to be read against the RFCs at a glance: what oracles judge codecs by.

/// Appends octets as percent-encoding writes them: those of `unreserved` as they are, all others as "%XX" with upper-case digits.
///
/// Spec:   RFC 5849 section 3.6; RFC 3986 section 2.3
void append_model_encoded(std::string& text, std::string_view octets);

/// Appends what a text stands for, each "%XX" being one octet; false where a "%" stands before anything but two hexadecimal digits.
///
/// Spec:   RFC 3986 section 2.1
[[nodiscard]] bool append_model_decoded(std::string& octets, std::string_view text);

/// The value of a hexadecimal digit of either case; 16 of any other character.
[[nodiscard]] unsigned hexadecimal_value(char character);

}  // namespace oauthspec::fuzz
