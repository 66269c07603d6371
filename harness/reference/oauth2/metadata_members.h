// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "harness/reference/oauth2/metadata.h"

/// Which members a document may have. A part of metadata.h.
namespace oauth::oauth2 {

/// What a member holds.
enum class MemberType : std::uint8_t {
  text,
  uri,         ///< An absolute URI.
  endpoint,    ///< The same, without a fragment.
  secure_uri,  ///< An absolute URI of the scheme https.
  issuer,      ///< The same, with neither query nor fragment.
  resource,    ///< The same, without a fragment.
  texts,       ///< An array of texts, one or more.
  any_texts,   ///< An array of texts, or an empty one.
  algorithms,  ///< The same, without "none".
  truth,
  seconds,
  scope,
  jwk_set,  ///< An object with an array of keys.
};

/// One member of a document.
struct Member {
  const char* name;
  MemberType type = MemberType::text;
  bool required = false;
  const char* fallback = nullptr;  ///< What stands for a member that is not there, as JSON text.
};

/// The members of a kind of document, in the order of its specification.
[[nodiscard]] std::span<const Member> members_of(MetadataKind kind);

}  // namespace oauth::oauth2
