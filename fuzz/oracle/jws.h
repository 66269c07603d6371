// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// A compact serialization, taken apart.
struct JwsParts {
  std::string header;  ///< As a JSON text, written anew.
  std::string payload, signature;
};

/// A reader of JSON Web Signatures. A function that is null is not offered, and not asked for.
struct JwsReader {
  std::optional<JwsParts> (*parse)(std::string_view compact) = nullptr;
  /// The payload, where one of the keys of fuzz/input/test_keys.h signed it, each by its own algorithm.
  std::optional<std::string> (*verify)(std::string_view compact) = nullptr;
  /// A compact serialization by the test key of the header's algorithm; nothing where there is none.
  std::optional<std::string> (*sign)(std::string_view header, std::string_view payload) = nullptr;
};

/// Input:      a compact serialization.
/// Properties: parse() takes what the model takes, and gives what it gives; verify() takes what one of the keys signed by its own algorithm, and
///             nothing else; with any bit turned round in it, it takes it no longer; what is parsed, signed anew and parsed again is the same, and
///             verifies. Which bit is turned round, if any, the input's octets choose, since each is a verification's work.
/// Spec:       RFC 7515 sections 4, 5 and 7.1; RFC 8725 sections 3.1 and 3.2
void check_jws(const JwsReader& reader, std::string_view compact);

}  // namespace oauthspec::fuzz
