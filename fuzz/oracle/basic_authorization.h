// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace oauthspec::fuzz {

/// Writer and reader of a client's Basic credentials. A function that is null is not offered, and not asked for.
struct BasicCodec {
  std::string (*write)(std::string_view client_id, std::string_view client_secret) = nullptr;
  /// Identifier and password of a field; nothing where it refuses it.
  std::optional<std::pair<std::string, std::string>> (*parse)(std::string_view field) = nullptr;
};

/// The models.
[[nodiscard]] std::string model_write_basic(std::string_view client_id,
                                            std::string_view client_secret);
[[nodiscard]] std::optional<std::pair<std::string, std::string>> model_basic(
    std::string_view field);

/// Input:      octets: a field, what Base64 hides in one, and, with 0xFF between them, a client_id and a client_secret.
/// Properties: write() gives what the model gives; parse() undoes it; parse() takes what the model takes and gives what it gives, of the
///             octets as a field, and of the field that hides them; the scheme's case has no meaning; bits that
///             Base64 has to spare are zero, and its padding is there.
/// Spec:       RFC 6749 section 2.3.1 and appendix B; RFC 7617 section 2
void check_basic_authorization(const BasicCodec& codec, std::string_view octets);

}  // namespace oauthspec::fuzz
