// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <expected>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include "harness/adapter/in_process.h"
#include "harness/adapter/reference/reference.h"
#include "harness/cli/adapter_command.h"
#include "harness/cli/adapters_command.h"
#include "harness/cli/arguments.h"
#include "harness/cli/backends_command.h"
#include "harness/cli/interrupt.h"
#include "harness/cli/list_command.h"
#include "harness/cli/report_command.h"
#include "harness/cli/requirements_command.h"
#include "harness/cli/selfcheck_command.h"
#include "harness/cli/selftest_command.h"
#include "harness/cli/server_command.h"
#include "harness/cli/shard_environment.h"
#include "harness/cli/shipped_adapters.h"
#include "harness/cli/sibling.h"
#include "harness/cli/tree.h"
#include "harness/cli/vectors_command.h"
#include "harness/cli/vectors_directory.h"
#include "harness/defects/all.h"
#include "harness/reference/base/system_clock.h"
#include "harness/reference/codec/percent_kernels.h"
#include "harness/reference/crypto/system_random.h"
#include "harness/report/text.h"
#include "harness/vector/file.h"

namespace oauthspec::cli {
namespace {

/// The reference on a crypto library, as an adapter.
struct Reference {
  adapter::Hello hello;
  adapter::AnswerFunction answer;
};

std::optional<Reference> reference_on(const std::string& backend, std::string_view command,
                                      const Console& console) {
  const oauth::crypto::BuiltBackend* const built = chosen_backend(backend, command, console);
  if (built == nullptr) return std::nullopt;
  Reference reference{adapter::reference_hello(built->lacks),
                      [built](std::string_view op, const nlohmann::json& in) {
                        return adapter::reference_answer_by(*built->backend, op, in);
                      }};
  if (!backend.empty())
    reference.hello.impl.name += fmt::format(" on {} {}", built->library, built->version);
  return reference;
}

std::string now() {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", seconds);
}

// Without --resume: a run that goes on is the same run.
std::string command_line(const std::vector<std::string>& words) {
  std::string command = "oauthspec";
  for (const std::string& word : words) {
    command += word == "--resume" ? "" : ' ' + report::shell_word(word);
  }
  return command;
}

// What was loaded; else says why not.
template <class T>
std::optional<T> loaded(std::expected<T, vector::Problem> result, const Console& console) {
  if (!result) {
    console.err << "oauthspec: " << report::harmless(vector::describe(result.error())) << '\n';
    return std::nullopt;
  }
  return *std::move(result);
}

std::optional<vector::Library> load_library(const std::string& option, const Console& console,
                                            decltype(&vector::load) load = &vector::load) {
  const auto directory = find_vectors(option, std::getenv("OAUTHSPEC_VECTORS"), executable());
  if (!directory) {
    console.err << "oauthspec: " << directory.error() << '\n';
    return std::nullopt;
  }
  return loaded(load(*directory), console);
}

bool coloured(const std::string& when, const Console& console) {
  return wants_colour(when, console.out_is_terminal, std::getenv("NO_COLOR"), std::getenv("TERM"));
}

Machine this_machine(const std::filesystem::path& tree) {
  const auto status = vector::read_text("/var/lib/dpkg/status");
  const char* path = std::getenv("PATH");
  return {.tree = tree,
          .packages = status ? std::optional(installed_packages(*status)) : std::nullopt,
          .path = path == nullptr ? "" : path};
}

std::optional<std::string> variable(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::optional<std::string> ask_at_terminal(const std::string& question) {
  std::cerr << question << '\n' << std::flush;
  std::string answer;
  if (!std::getline(std::cin, answer)) return std::nullopt;
  return answer;
}

// Each command, with what of the outside world it takes.
struct Command {
  const Console& console;
  const std::string& program;
  const std::vector<std::string>& words;

  int operator()(const VectorsArguments& arguments) const {
    const InterruptWatch watch;
    const auto library = load_library(arguments.vectors, console);
    if (!library) {
      return usage;
    }
    const auto reference = reference_on(arguments.backend, "vectors", console);
    if (!reference) {
      return usage;
    }
    const EnvironmentShard farm =
        arguments.shard.empty()
            ? shard_of_environment([](const char* name) { return std::getenv(name); })
            : EnvironmentShard{arguments.shard, {}};
    if (const auto problem = acknowledge(farm)) {
      console.err << "oauthspec vectors: " << *problem << '\n';
      return usage;
    }
    const VectorsSurroundings surroundings{.reference_session =
                                               [&reference] {
                                                 return std::make_unique<adapter::InProcessSession>(
                                                     reference->hello, reference->answer);
                                               },
                                           .reference = adapter::reference_answer,
                                           .now = now,
                                           .stop = watch.token(),
                                           .program = program,
                                           .command = command_line(words),
                                           .shard = farm.shard,
                                           .colour = coloured(arguments.colour, console)};
    return run_vectors(arguments, *library, surroundings, console);
  }
  int operator()(const ListArguments& arguments) const {
    const auto library = load_library(arguments.vectors, console);
    return library ? run_list(arguments, *library, console) : usage;
  }
  int operator()(const BackendsArguments& arguments) const {
    return run_backends(arguments, oauth::crypto::built_backends(),
                        oauth::crypto::processor_features(), console);
  }
  int operator()(const RequirementsArguments& arguments) const {
    const auto library = load_library(arguments.vectors, console);
    if (!library) {
      return usage;
    }
    return run_requirements(arguments, *library, defects::all(), checks::all_topics(), console);
  }
  int operator()(const AdapterArguments& arguments) const {
    if (arguments.defect.empty()) {
      const auto reference = reference_on(arguments.backend, "adapter", console);
      return reference ? run_adapter(std::cin, console, reference->hello, reference->answer)
                       : usage;
    }
    const defects::Defect* defect = defects::find(arguments.defect);
    if (defect == nullptr) {
      console.err << "oauthspec adapter: there is no such defect; \"oauthspec selftest --list\" "
                     "lists them\n";
      return usage;
    }
    return run_adapter(std::cin, console, defects::hello_of(*defect),
                       defects::answer_with(*defect));
  }
  int operator()(const AdaptersArguments& arguments) const {
    constexpr const char* kList = "harness/adapters/adapters.json";
    const auto tree = arguments.tree.empty() ? find_tree(executable(), kList)
                                             : std::optional<std::filesystem::path>(arguments.tree);
    if (!tree) {
      console.err << "oauthspec adapters: no " << kList
                  << " was found above this program, as where it was installed without the "
                     "project's sources;\n  name their root with --tree\n";
      return usage;
    }
    const auto adapters = loaded(load_shipped_adapters(*tree / kList), console);
    return adapters ? run_adapters(arguments, *adapters, this_machine(*tree), console) : usage;
  }
  int operator()(const SelfcheckArguments& arguments) const {
    const InterruptWatch watch;
    const auto library = load_library(arguments.vectors, console);
    if (!library) {
      return usage;
    }
    const auto protocol = loaded(
        vector::Schema::load(library->directory / "schema" / "protocol.schema.json"), console);
    if (!protocol) {
      return usage;
    }
    const selfcheck::Standard standard{*library, *protocol, OAUTHSPEC_VERSION,
                                       adapter::reference_answer};
    return run_selfcheck(arguments, standard, watch.token(), coloured(arguments.colour, console),
                         console);
  }
  int operator()(const ReportArguments& arguments) const {
    const auto library = load_library(arguments.vectors, console);
    return library ? run_report(arguments, *library, coloured(arguments.colour, console), console)
                   : usage;
  }
  int operator()(const DiffArguments& arguments) const {
    const auto library = load_library(arguments.vectors, console);
    return library ? run_diff(arguments, *library, console) : usage;
  }
  int operator()(const SelftestArguments& arguments) const {
    const auto library = load_library(arguments.vectors, console);
    if (!library) {
      return usage;
    }
    const char* search = std::getenv("PATH");
    return run_selftest(arguments, *library,
                        find_sibling("provider", executable(), search == nullptr ? "" : search),
                        console);
  }
  int operator()(const ServerArguments& arguments) const {
    const InterruptWatch watch;
    auto library = load_library(arguments.vectors, console, &vector::load_statements);
    if (!library) {
      return usage;
    }
    return run_server(arguments, *std::move(library), server_surroundings(watch, arguments.colour),
                      console);
  }
  int operator()(const DoctorArguments& arguments) const {
    const InterruptWatch watch;
    return run_doctor(arguments, server_surroundings(watch, arguments.colour), console);
  }
  int operator()(const SiblingArguments& arguments) const {
    return run_sibling(arguments, console);
  }
  int operator()(const Finished& finished) const { return finished.exit_code; }

 private:
  [[nodiscard]] ServerSurroundings server_surroundings(const InterruptWatch& watch,
                                                       const std::string& colour) const {
    static const oauth::SystemClock clock;
    return {.backend = oauth::crypto::openssl(),
            .clock = clock,
            .random = oauth::crypto::system_random(),
            .environment = variable,
            .ask = ask_at_terminal,
            .now = now,
            .stop = watch.token(),
            .program = program,
            .command = command_line(words),
            .colour = coloured(colour, console)};
  }
};

}  // namespace
}  // namespace oauthspec::cli

int main(int argc, char** argv) {
  using namespace oauthspec::cli;
  // The conventional code for a fault of the program's own, which none of the promised ones names.
  constexpr int kSoftware = 70;
  try {
    const Console console{std::cout, std::cerr, isatty(STDOUT_FILENO) == 1,
                          isatty(STDERR_FILENO) == 1};
    const std::string program = argc > 0 ? argv[0] : "oauthspec";
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    namespace percent = oauth::codec::percent;
    if (const auto problem = percent::use_variable(std::getenv(percent::kVariable))) {
      console.err << "oauthspec: " << *problem << '\n';
      return usage;
    }
    return std::visit(Command{console, program, words}, parse_arguments(words, console));
  } catch (const std::exception& error) {
    std::cerr << "oauthspec: internal error: " << error.what() << '\n';
    return kSoftware;
  }
}
