// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "fuzz/oracle/json_members.h"

namespace oauthspec::fuzz {

/// What a metadata document describes.
enum class Document : std::uint8_t {
  server,    ///< RFC 8414
  resource,  ///< RFC 9728
  client,    ///< RFC 7591: the response to a registration
};

/// The members that the specifications name, with their defaults.
///
/// Spec:   RFC 8414 section 2; RFC 9728 section 2; RFC 7591 sections 2 and 3.2.1; what RFC 8628, 8705, 9101, 9126, 9207, 9396 and 9449
///         have added
[[nodiscard]] std::span<const MemberRule> metadata_rules(Document document);

}  // namespace oauthspec::fuzz
