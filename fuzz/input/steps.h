// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::fuzz {

/// One word of a step: "scope=read", or "@as=client".
struct Argument {
  std::string name;
  std::string value;
};

/// One line of a sequence: "token @as=client grant_type=client_credentials".
struct Step {
  std::string verb;
  std::vector<Argument> arguments;

  /// The first value of that name.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
};

/// Reads a sequence: a step a line, words apart by spaces, "%20" for an octet that would part them. Any text is a sequence; "%" that two
/// hexadecimal digits do not follow stands for itself, a word without "=" has an empty value, and an empty line is no step.
[[nodiscard]] std::vector<Step> read_steps(std::string_view text);

/// Takes the first step off a sequence; nothing where there is none left.
[[nodiscard]] std::optional<Step> take_step(std::string_view& text);

/// Writes what read_steps() reads.
[[nodiscard]] std::string write_steps(const std::vector<Step>& steps);

}  // namespace oauthspec::fuzz
