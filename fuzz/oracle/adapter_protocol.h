// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// What reads the messages of the adapter protocol: each function reads a line without its line feed, and writes again what it has read,
/// with the line feed; nothing where it refuses the line. A function that is null is not offered, and not asked for.
struct AdapterProtocol {
  std::optional<std::string> (*hello)(std::string_view line) = nullptr;
  std::optional<std::string> (*answer)(std::string_view line) = nullptr;
  std::optional<std::string> (*call)(std::string_view line) = nullptr;
};

/// Input:      a line.
/// Properties: a message is taken where it has the members that the protocol gives it, each of its type, and nowhere else; what is written
///             again has the same members, is one line, and is read and written as itself.
/// Spec:       vectors/schema/protocol.schema.json
void check_adapter_protocol(const AdapterProtocol& protocol, std::string_view line);

}  // namespace oauthspec::fuzz
