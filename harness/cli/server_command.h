// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "harness/cli/console.h"
#include "harness/cli/server_arguments.h"
#include "harness/target/config.h"
#include "harness/target/live_site.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// What a run of the checks takes from outside.
struct ServerSurroundings {
  const oauth::crypto::Backend& backend;
  const oauth::Clock& clock;
  oauth::RandomSource& random;
  target::Environment environment;
  target::AskPerson ask;
  std::function<std::string()> now;  ///< The time, as results have it: "2026-01-31T23:59:59Z".
  std::stop_token stop;
  std::string program;  ///< How the user calls this program.
  std::string command;  ///< The command line, as it was typed.
  bool colour = false;
};

/// oauthspec server: examines, runs, shows and records.
///
/// Input: of the library, the catalogue is used.
[[nodiscard]] int run_server(const ServerArguments& arguments, vector::Library library,
                             const ServerSurroundings& surroundings, const Console& console);

/// oauthspec doctor
[[nodiscard]] int run_doctor(const DoctorArguments& arguments,
                             const ServerSurroundings& surroundings, const Console& console);

}  // namespace oauthspec::cli
