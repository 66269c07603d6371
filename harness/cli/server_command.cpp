// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/server_command.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "harness/checks/needs.h"
#include "harness/checks/schedule.h"
#include "harness/checks/visits.h"
#include "harness/cli/check_result.h"
#include "harness/cli/check_suites.h"
#include "harness/cli/known_failures.h"
#include "harness/cli/report_files.h"
#include "harness/cli/results_record.h"
#include "harness/cli/run_display.h"
#include "harness/cli/run_end.h"
#include "harness/cli/server_plan.h"
#include "harness/report/report.h"
#include "harness/report/text.h"
#include "harness/result/wire_mask.h"
#include "harness/target/doctor.h"

namespace oauthspec::cli {
namespace {

constexpr const char* kCommand = "oauthspec server";

std::string replay_of(const ServerArguments& arguments, const std::string& program) {
  std::string command = fmt::format("{} server --config {}", report::shell_word(program),
                                    report::shell_word(arguments.config));
  for (const std::string& document : arguments.also) {
    command += " --also " + report::shell_word(document);
  }
  if (arguments.unexamined) command += " --unexamined";
  return command;
}

target::Surroundings site_surroundings(const ServerSurroundings& surroundings,
                                       std::int64_t patience) {
  return {.backend = surroundings.backend,
          .clock = surroundings.clock,
          .random = surroundings.random,
          .ask = surroundings.ask,
          .patience = patience};
}

std::string_view mark_of(target::Health health) {
  return health == target::Health::good ? "ok" : target::name(health);
}

std::string diagnosis_text(const target::Diagnosis& diagnosis) {
  std::string text = fmt::format("{:<11} {}: {}\n", mark_of(diagnosis.health), diagnosis.subject,
                                 diagnosis.finding);
  if (!diagnosis.remedy.empty()) text += fmt::format("            {}\n", diagnosis.remedy);
  return text;
}

int exit_code_of(target::Health health) {
  switch (health) {
    case target::Health::good:
    case target::Health::note:
      return as_expected;
    case target::Health::fault:
      return usage;
    case target::Health::unreachable:
      return unusable;
  }
  return usage;
}

/// A server whose configuration was read, and whose metadata was fetched.
struct Server {
  target::Config config;
  checks::Description description;
};

// What keeps the checks from being run, said to the user; else nothing.
struct Refused {
  int exit_code = usage;
};

std::expected<Server, Refused> open_server(const std::string& file,
                                           const ServerSurroundings& surroundings,
                                           const std::string& command, const Console& console) {
  const auto refuse = [&](int code, const std::string& reason) {
    console.err << command << ": " << report::harmless(reason) << '\n';
    return std::unexpected(Refused{code});
  };
  auto config = target::read_config(surroundings.backend, file, surroundings.environment);
  if (!config) return refuse(usage, vector::describe(config.error()));
  auto description = target::describe(*config);
  if (!description) {
    console.err << report::harmless(diagnosis_text(description.error()));
    return std::unexpected(Refused{exit_code_of(description.error().health)});
  }
  return Server{*std::move(config), *std::move(description)};
}

/// One run, from its first result to its exit code.
class ServerRun {
 public:
  ServerRun(const ServerArguments& arguments, const vector::Library& library,
            const ServerSurroundings& surroundings, const Console& console, const Server& server,
            KnownFailures known, ResultsRecord record, ReportFiles reports)
      : arguments_(arguments),
        library_(library),
        surroundings_(surroundings),
        console_(console),
        server_(server),
        known_(std::move(known)),
        record_(std::move(record)),
        reports_(std::move(reports)),
        style_{surroundings.colour, arguments.verbose, replay_of(arguments, surroundings.program)},
        mask_(server.config.secrets) {}

  int run(const std::vector<PlannedCheck>& planned) {
    display_.emplace(library_, style_, console_,
                     RunDisplay::Shown{planned.size(), arguments_.verbose, kCommand});
    record_.start({.version = OAUTHSPEC_VERSION,
                   .implementation = server_.config.name,
                   .implementation_version = server_.config.version,
                   .language = "",
                   .command = surroundings_.command,
                   .replay = style_.replay,
                   .shard = "",
                   .started = surroundings_.now()});
    display_->greet(fmt::format("{} {}", server_.config.name, server_.config.version));
    std::vector<const checks::Check*> order;
    for (const PlannedCheck& one : planned) {
      order.push_back(one.check);
      open_.emplace(one.check, &one);
    }
    const target::Surroundings sites = site_surroundings(surroundings_, arguments_.patience);
    const checks::ScheduleReport report = checks::schedule(
        order,
        [&](const std::stop_token& stop) {
          return target::make_live_site(server_.config, server_.description, sites, stop);
        },
        [this](const checks::CheckResult& found) { take(found); }, surroundings_.stop);
    return conclude(report);
  }

 private:
  // From one thread at a time.
  void take(const checks::CheckResult& found) {
    const auto planned = open_.find(found.check);
    if (planned == open_.end()) return;
    result::Result result = start(*planned->second);
    fill(result, *planned->second->test, found);
    open_.erase(planned);
    finish(std::move(result));
  }

  static result::Result start(const PlannedCheck& planned) {
    result::Result result = unrun(*planned.suite, *planned.test);
    result.also = planned.also;
    return result;
  }

  void finish(result::Result result) {
    known_.apply(result);
    result::Result hidden = mask_.masked(result);
    known_.note(hidden);
    const result::Result& shown = arguments_.show_secrets ? result : hidden;
    record_.write(shown);
    display_->show(shown);
  }

  int conclude(const checks::ScheduleReport& schedule) {
    for (const auto& [check, planned] : open_) {
      result::Result result = start(*planned);
      result.status = result::Status::not_run;
      result.message = "the run ended before its turn";
      finish(std::move(result));
    }
    runner::ScheduleReport report;
    report.interrupted = schedule.interrupted;
    report.given_up = schedule.given_up;
    const report::Tally& tally = display_->tally();
    int exit_code = cli::exit_code_of(report, tally.any_unexpected());
    display_->conclude(report);
    if (!known_.conclude(library_, console_)) exit_code = std::max<int>(exit_code, usage);
    if (exit_code == as_expected && tally.applicable() == 0 && tally.also().empty()) {
      console_.err << kCommand << ": no check could be put to the server\n";
      exit_code = usage;
    }
    return close_run({kCommand, arguments_.results, record_, reports_},
                     end_of(tally, report, exit_code, surroundings_.now()), library_, console_);
  }

  const ServerArguments& arguments_;
  const vector::Library& library_;
  const ServerSurroundings& surroundings_;
  const Console& console_;
  const Server& server_;
  KnownFailures known_;
  ResultsRecord record_;
  ReportFiles reports_;
  report::Style style_;
  result::WireMask mask_;
  std::optional<RunDisplay> display_;
  std::map<const checks::Check*, const PlannedCheck*> open_;  // Without a result yet.
};

// The plan, in a sentence: what is run, what cannot be, and how long somebody may have to wait.
std::string plan_text(const std::vector<PlannedCheck>& planned, const checks::Target& target) {
  std::size_t unsupported = 0;
  std::size_t waiting = 0;
  std::size_t visits = 0;
  for (const PlannedCheck& one : planned) {
    const bool lacks = checks::missing(*one.check, target).has_value();
    unsupported += lacks ? 1 : 0;
    waiting += !lacks && one.check->waits == checks::Waits::yes ? 1 : 0;
    visits += lacks ? 0 : checks::visits_of(one.check->id);
  }
  return fmt::format(
      "{} checks: {} need what is not configured, {} wait until something expires; the resource "
      "owner is sent for about {} times\n",
      planned.size(), unsupported, waiting, visits);
}

// Whether the checks may begin; what stands in their way is told.
std::optional<int> preflight(const checks::Target& target, const Console& console) {
  const auto diagnoses = target::examine(target);
  const target::Health health = target::worst(diagnoses);
  if (health < target::Health::fault) return std::nullopt;
  for (const target::Diagnosis& diagnosis : diagnoses) {
    if (diagnosis.health >= target::Health::fault) {
      console.err << report::harmless(diagnosis_text(diagnosis));
    }
  }
  console.err << kCommand
              << ": the configuration does not fit the server; \"oauthspec doctor\" shows all of "
                 "it, --unexamined runs the checks all the same\n";
  return exit_code_of(health);
}

int refuse(const std::string& reason, const Console& console) {
  console.err << kCommand << ": " << report::harmless(reason) << '\n';
  return usage;
}

int list_checks(const ServerArguments& arguments, const vector::Library& library,
                const checks::Description* description, const Console& console) {
  const auto planned = plan_checks(arguments, library, description);
  if (!planned) return refuse(planned.error(), console);
  console.out << list_of(*planned) << std::flush;
  return as_expected;
}

int run_checks(const ServerArguments& arguments, const vector::Library& library,
               const ServerSurroundings& surroundings, const Console& console,
               const Server& server) {
  constexpr std::size_t kDay = 10;
  const auto planned = plan_checks(arguments, library, &server.description);
  if (!planned) return refuse(planned.error(), console);
  auto known =
      KnownFailures::load({arguments.expectations.file, arguments.expectations.update, kCommand},
                          library, surroundings.now().substr(0, kDay));
  if (!known) return refuse(known.error(), console);
  {
    const auto site = target::make_live_site(server.config, server.description,
                                             site_surroundings(surroundings, arguments.patience),
                                             surroundings.stop);
    console.out << plan_text(*planned, site->target()) << std::flush;
    if (!arguments.unexamined) {
      if (const auto code = preflight(site->target(), console)) return *code;
    }
  }
  // Only now, so that a run that is refused leaves no empty report behind.
  auto reports = ReportFiles::open(arguments.reports);
  if (!reports) return refuse(reports.error(), console);
  auto record = ResultsRecord::open(arguments.results, false, !reports->none());
  if (!record) return refuse(record.error(), console);
  ServerRun run(arguments, library, surroundings, console, server, *std::move(known),
                *std::move(record), *std::move(reports));
  return run.run(*planned);
}

}  // namespace

int run_server(const ServerArguments& arguments, vector::Library library,
               const ServerSurroundings& surroundings, const Console& console) {
  library.suites = check_suites(library.catalogue);
  if (arguments.config.empty()) {
    return arguments.list ? list_checks(arguments, library, nullptr, console)
                          : refuse("--config is needed, which names the server", console);
  }
  const auto server = open_server(arguments.config, surroundings, kCommand, console);
  if (!server) return server.error().exit_code;
  if (arguments.list) return list_checks(arguments, library, &server->description, console);
  return run_checks(arguments, library, surroundings, console, *server);
}

int run_doctor(const DoctorArguments& arguments, const ServerSurroundings& surroundings,
               const Console& console) {
  const auto server = open_server(arguments.config, surroundings, "oauthspec doctor", console);
  if (!server) return server.error().exit_code;
  const auto site = target::make_live_site(server->config, server->description,
                                           site_surroundings(surroundings, 0), surroundings.stop);
  auto diagnoses = target::examine_config(server->config);
  std::ranges::move(target::examine(site->target()), std::back_inserter(diagnoses));
  for (const target::Diagnosis& diagnosis : diagnoses) {
    console.out << report::harmless(diagnosis_text(diagnosis));
  }
  const target::Health health = target::worst(diagnoses);
  if (health >= target::Health::fault) {
    console.out << "\"oauthspec server\" runs no check until no fault is left; with --unexamined "
                   "it runs them all the same\n";
  }
  console.out << std::flush;
  return exit_code_of(health);
}

}  // namespace oauthspec::cli
