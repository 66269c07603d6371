// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// What is done with URIs that stand in documents. A function that is null is not offered, and not asked for.
struct UriReferences {
  /// The URI that a reference stands for in a document; nothing where the base is none, or what comes of it.
  std::optional<std::string> (*resolve)(std::string_view base,
                                        std::string_view reference) = nullptr;
  std::string (*remove_dot_segments)(std::string_view path) = nullptr;
  /// Whether two URIs are the same by syntax and scheme; text that is no URI is the same as itself only.
  bool (*same)(std::string_view a, std::string_view b) = nullptr;
};

/// Input:      a base URI and a reference; or a path; or two URIs.
/// Properties: a reference is resolved by the steps of the RFC, written down as it has them; what came of one resolves to itself; a path
///             without dot segments stays as it is; a URI is the same as itself, and as another where the other is the same as it and both
///             are spelled alike in a normal form.
/// Spec:       RFC 3986 sections 5.2, 5.3, 6.2.2 and 6.2.3
void check_uri_reference(const UriReferences& references, std::string_view input);

}  // namespace oauthspec::fuzz
