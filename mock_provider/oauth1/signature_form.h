// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::provider::oauth1_endpoints {

/// A way to write the octets of a signature down.
struct SignatureForm {
  std::string_view sentence;  ///< What the client did; empty for the right one.
  std::string (*write)(std::string_view octets) = nullptr;
  std::optional<std::string> (*read)(std::string_view text) = nullptr;
};

/// Base64 first, then what clients write in its place.
///
/// Spec:   RFC 5849 section 3.4.2; RFC 2045 section 6.8
[[nodiscard]] const std::vector<SignatureForm>& signature_forms();

}  // namespace oauthspec::provider::oauth1_endpoints
