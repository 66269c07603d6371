// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace oauthspec::fuzz {

/// An absolute URI by its grammar, slow and plain: a part of other models.
struct ModelUri {
  std::string_view scheme;
  std::optional<std::string_view> host;  ///< Nothing where there is no authority.
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};

/// Takes a URI apart; nothing where it is none.
///
/// Spec:   RFC 3986 section 3, and appendix B for where the parts end
[[nodiscard]] std::optional<ModelUri> model_uri(std::string_view text);

}  // namespace oauthspec::fuzz
