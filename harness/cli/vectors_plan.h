// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "harness/adapter/session.h"
#include "harness/cli/vectors_arguments.h"
#include "harness/runner/judge.h"
#include "harness/runner/run.h"
#include "harness/runner/select.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// What a run of the vectors takes from outside.
struct VectorsSurroundings {
  adapter::SessionFactory reference_session;  ///< For a run without --adapter and --exec.
  runner::ReferenceFunction reference;
  std::function<std::string()> now;  ///< The time, as results have it: "2026-01-31T23:59:59Z".
  std::stop_token stop;
  std::string program;  ///< How the user calls this program.
  std::string command;  ///< The command line, as it was typed, but for --resume.
  std::string
      shard;  ///< --shard, or what the environment says; empty where the run is not divided.
  bool colour = false;
};

/// "NAME=BRANCH" of each --policy, by name.
///
/// Errors: a sentence about the first one that is not written so, or names a choice twice.
[[nodiscard]] std::expected<std::map<std::string, std::string, std::less<>>, std::string>
parse_policies(const std::vector<std::string>& policies);

/// A run that is ready to start.
struct VectorsPlan {
  std::vector<runner::Case> cases;
  runner::RunOptions options;
  adapter::SessionFactory factory;
};

/// What the arguments ask for.
///
/// Errors: a sentence about a policy, shard or pattern that is malformed, or names nothing.
[[nodiscard]] std::expected<VectorsPlan, std::string> plan_of(
    const VectorsArguments& arguments, const vector::Library& library,
    const VectorsSurroundings& surroundings);

/// The command that runs one test again when its name is put behind it.
[[nodiscard]] std::string replay_of(const VectorsArguments& arguments, const std::string& program);

}  // namespace oauthspec::cli
