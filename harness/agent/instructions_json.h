// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>

#include <nlohmann/json.hpp>

#include "harness/agent/instructions.h"

namespace oauthspec::agent {

/// What is wrong with a configuration, and where.
struct InstructionsError {
  std::string place;  ///< A JSON pointer: "/rules/0/press".
  std::string
      problem;  ///< For people, in one line; holds nothing of the value, which may be a password.
};

/// Reads instructions from a configuration:
///
///     {"username": "alice", "password": "...", "decision": "allow", "fields": {"tenant": "acme"}, "guess": true,
///      "rules": [{"url": "*/tenant", "fill": {"realm": "x"}, "press": "Go"},
///                {"text": "Choose an account", "follow": "alice@example.com"},
///                {"url": "*/done", "stop": true}]}
///
/// Every member is optional and has the name and meaning that it has in Instructions and Rule; "send" of a rule is an array of
/// {"method", "url", "content_type", "body"}, where a body that is an object or array is sent as JSON.
///
/// Errors: a member that is unknown or of another type; a rule that fits every page, or says nothing to do, or two
///         things that exclude each other.
[[nodiscard]] std::expected<Instructions, InstructionsError> parse_instructions(
    const nlohmann::json& value);

}  // namespace oauthspec::agent
