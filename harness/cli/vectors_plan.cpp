// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/vectors_plan.h"

#include <chrono>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/adapter/exec_session.h"
#include "harness/adapter/process.h"
#include "harness/report/text.h"

namespace oauthspec::cli {
namespace {

adapter::SessionFactory factory_of(const VectorsArguments& arguments,
                                   const VectorsSurroundings& surroundings) {
  if (arguments.adapter.empty() && arguments.exec.empty()) {
    return surroundings.reference_session;
  }
  adapter::ProcessOptions process;
  process.command = arguments.exec.empty() ? arguments.adapter : arguments.exec;
  process.suite_version = OAUTHSPEC_VERSION;
  if (!arguments.exec.empty()) {
    return [process] { return std::make_unique<adapter::ExecSession>(process); };
  }
  return [process] { return std::make_unique<adapter::ProcessSession>(process); };
}

}  // namespace

std::expected<std::map<std::string, std::string, std::less<>>, std::string> parse_policies(
    const std::vector<std::string>& policies) {
  std::map<std::string, std::string, std::less<>> parsed;
  for (const std::string& policy : policies) {
    const std::size_t equals = policy.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == policy.size()) {
      return std::unexpected(
          fmt::format("--policy takes NAME=BRANCH, not {}", report::shell_word(policy)));
    }
    if (!parsed.emplace(policy.substr(0, equals), policy.substr(equals + 1)).second) {
      return std::unexpected(fmt::format("--policy names {} twice", policy.substr(0, equals)));
    }
  }
  return parsed;
}

std::expected<VectorsPlan, std::string> plan_of(const VectorsArguments& arguments,
                                                const vector::Library& library,
                                                const VectorsSurroundings& surroundings) {
  VectorsPlan plan;
  auto policies = parse_policies(arguments.policies);
  if (!policies) {
    return std::unexpected(policies.error());
  }
  plan.options.judge.policies = *std::move(policies);
  if (const auto unknown = runner::unknown_policy(library.suites, plan.options.judge)) {
    return std::unexpected(
        fmt::format("no test leaves {} open; vectors/README.md lists the choices", *unknown));
  }
  runner::Selection selection{arguments.patterns, {}};
  if (!surroundings.shard.empty()) {
    const auto shard = runner::parse_shard(surroundings.shard);
    if (!shard) {
      return std::unexpected(shard.error());
    }
    selection.shard = *shard;
  }
  // Each pattern has to match: a slip in one of several would run less than was meant, unseen.
  if (const auto idle = runner::idle_patterns(library.suites, selection); !idle.empty()) {
    return std::unexpected(
        fmt::format("no test is matched by {}; oauthspec list shows all", fmt::join(idle, ", ")));
  }
  plan.cases = runner::select(library.suites, selection);
  if (plan.cases.empty() && surroundings.shard.empty()) {
    return std::unexpected("there are no tests");
  }
  plan.options.schedule.sessions = arguments.sessions;
  plan.options.schedule.timeout =
      std::chrono::milliseconds(static_cast<long>(arguments.timeout_seconds * 1000));
  plan.options.schedule.max_restarts = arguments.max_restarts;
  plan.factory = factory_of(arguments, surroundings);
  return plan;
}

std::string replay_of(const VectorsArguments& arguments, const std::string& program) {
  std::string command = report::shell_word(program) + " vectors";
  const auto add = [&command](std::string_view option, const std::string& value) {
    command += fmt::format(" {} {}", option, report::shell_word(value));
  };
  if (!arguments.adapter.empty()) {
    add("--adapter", arguments.adapter);
  }
  if (!arguments.exec.empty()) {
    add("--exec", arguments.exec);
  }
  if (!arguments.backend.empty()) {
    add("--backend", arguments.backend);
  }
  if (arguments.timeout_seconds != VectorsArguments{}.timeout_seconds) {
    add("--timeout", fmt::format("{}", arguments.timeout_seconds));
  }
  for (const std::string& policy : arguments.policies) {
    add("--policy", policy);
  }
  if (!arguments.vectors.empty()) {
    add("--vectors", arguments.vectors);
  }
  return command;
}

}  // namespace oauthspec::cli
