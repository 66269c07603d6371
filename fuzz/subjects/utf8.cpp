// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/utf8.h"

#include "fuzz/oracle/utf8.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {

template <>
Utf8Judge reference<Utf8Judge>() {
  return {.invalid_at = [](std::string_view octets) -> std::optional<std::size_t> {
    const auto checked = oauth::codec::check_utf8(octets);
    if (checked) return std::nullopt;
    return checked.error().offset;
  }};
}

}  // namespace oauthspec::fuzz
