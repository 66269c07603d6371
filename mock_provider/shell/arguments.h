// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/cli/command_line/program.h"
#include "harness/cli/console.h"
#include "mock_provider/model/settings.h"

namespace oauthspec::provider {

/// How to serve. What is left out stands as the configuration file has it, or as model/settings.h does.
struct ServeArguments {
  std::uint16_t port = 8080;
  std::optional<std::uint16_t> tls_port;  ///< Nothing: no TLS.
  std::string certificate, key;           ///< PEM files; empty: made at the start.
  std::string ca_out;
  std::string address = "127.0.0.1";
  bool any_address = false;
  std::string config;
  std::optional<Profile> profile;
  std::optional<TokenFormat> token_format;
  std::optional<std::string> approve_as;
  std::vector<std::string> issuers;
  bool show_secrets = false;
  bool log = false;
  std::optional<std::uint64_t> seed;
  bool exit_with_parent = false;
  bool list_clients = false;     ///< Instead of serving ...
  bool list_behaviours = false;  ///< ... and so does this one ...
  bool list_defects = false;     ///< ... and this one.
  std::string defect;            ///< The name of the one that is planted; empty: none.
};

/// Which planted defects to put the checks to.
struct SelftestArguments {
  std::vector<std::string> names;  ///< None: all, and the provider as it is.
  bool list = false;
  std::string json;  ///< The file for the results; empty for none.
};

/// What the program is to do; a command of its own is one more alternative.
using Arguments = std::variant<ServeArguments, SelftestArguments, cli::Finished>;

/// Reads a command line, without the program's name.
[[nodiscard]] Arguments parse_arguments(const std::vector<std::string>& words,
                                        const cli::Console& console);

}  // namespace oauthspec::provider
