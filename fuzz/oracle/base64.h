// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// A codec of Base64 in one alphabet or in both. A function that is null is not offered, and not asked for.
struct Base64Codec {
  /// With "+" and "/", padded.
  std::string (*encode)(std::string_view octets) = nullptr;
  std::optional<std::string> (*decode)(std::string_view text) = nullptr;
  /// With "-" and "_", not padded.
  std::string (*encode_url)(std::string_view octets) = nullptr;
  std::optional<std::string> (*decode_url)(std::string_view text) = nullptr;
};

/// Input:      octets, which are plain data to encode() and Base64 to decode().
/// Properties: encode() gives what the model gives; decode() undoes encode(), and takes nothing but what encode() writes: no text but one
///             stands for any octets.
/// Spec:       RFC 4648 sections 3.2, 3.3, 3.5, 4 and 5; RFC 7515 section 2
void check_base64(const Base64Codec& codec, std::string_view octets);

}  // namespace oauthspec::fuzz
