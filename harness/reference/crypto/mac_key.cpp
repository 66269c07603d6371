// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/crypto/backend.h"

namespace oauth::crypto {

Result<void> MacKey::authenticate_all(std::span<const std::string_view> texts,
                                      std::span<Digest> tags) {
  if (texts.size() != tags.size()) return std::unexpected(Error{Errc::crypto_failed, 0});
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto tag = authenticate(texts[i]);
    if (!tag) return std::unexpected(tag.error());
    tags[i] = *tag;
  }
  return {};
}

}  // namespace oauth::crypto
