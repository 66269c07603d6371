// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/agent/instructions.h"
#include "harness/checks/target.h"
#include "harness/http/client.h"
#include "harness/reference/crypto/backend.h"
#include "harness/vector/problem.h"

/// What a server under test is, as its users write it down: server.schema.json.
namespace oauthspec::target {

/// A cookie of a session that is there already.
struct PresetCookie {
  std::string url;
  std::string name;
  std::string value;
};

/// Signs in by the forms of the server's pages.
struct FormSignIn {
  agent::Instructions instructions;
  std::vector<PresetCookie> cookies;
};

/// A program signs in: it gets a URL to open and the redirection URI, and prints the URL that it came to.
struct ProgramSignIn {
  std::vector<std::string> words;
  std::chrono::milliseconds timeout{60'000};
};

/// Somebody at this terminal signs in.
struct ManualSignIn {};

using SignIn = std::variant<FormSignIn, ProgramSignIn, ManualSignIn>;

/// A server under test, before anybody has spoken to it.
struct Config {
  std::string name;
  std::string version;
  checks::Description description;  ///< Without what metadata says.
  std::string metadata_url;         ///< Empty: there is none to ask for.
  bool metadata_required = false;
  nlohmann::json supports =
      nlohmann::json::object();  ///< Members that count for more than metadata.
  std::optional<SignIn> sign_in;
  std::optional<SignIn> sign_in_to_deny;
  http::ClientOptions connection;
  std::vector<std::string> secrets;  ///< All that is not to be shown to anybody.
};

/// The value of an environment variable; nothing where it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// Reads a configuration file.
///
/// Errors: a file that is missing, no strict JSON, or not as server.schema.json has it; a variable that is not set; a file or key
///         that cannot be read; instructions that say nothing.
[[nodiscard]] std::expected<Config, vector::Problem> read_config(
    const oauth::crypto::Backend& backend, const std::filesystem::path& file,
    const Environment& environment);

}  // namespace oauthspec::target
