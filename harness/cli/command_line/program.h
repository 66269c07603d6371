// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/cli/command_line/options.h"
#include "harness/cli/console.h"

namespace oauthspec::cli {

/// Nothing is left to do: help or a complaint was printed.
struct Finished {
  int exit_code = 0;
};

/// What the command line of a program has before it has any command: --help and --version, and options of its own.
class CommandLine : public Options {
 public:
  /// --version says `name` and `version`.
  CommandLine(const std::string& name, const std::string& version, const std::string& about);

  /// Adds a command, whose options are to be added to what is returned. `given` is called where it was given, after
  /// all of its options were read.
  Options add_command(const std::string& name, const std::string& about,
                      const std::function<void()>& given);
  /// A command line without a command is wrong.
  void require_command();

  /// Reads a command line, without the program's name.
  ///
  /// Output: nothing where it was read, and else what has come of it: help, on console.out, or a complaint, on console.err.
  [[nodiscard]] std::optional<Finished> read(const std::vector<std::string>& words,
                                             const Console& console);
};

/// A program with commands, each of which has arguments of its own.
///
///     using Arguments = std::variant<CountArguments, Finished>;
///     Program<Arguments> program("counter", "1.0", "Counts.", kFooter);
///     program.add("count", "Count words", add_count);
///     return program.read(words, console);
///
/// `Arguments` is a variant of what commands have, and of Finished.
template <class Arguments>
class Program {
 public:
  Program(const std::string& name, const std::string& version, const std::string& about,
          const std::string& footer)
      : line_(name, version, about) {
    line_.footer(footer);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  Program(Program&&) = delete;
  Program& operator=(Program&&) = delete;
  ~Program() = default;

  /// Adds a command. --help lists commands in the order in which they are added.
  template <class CommandArguments>
  void add(const std::string& name, const std::string& about,
           void (*add_options)(Options&, CommandArguments&)) {
    const auto arguments = std::make_shared<CommandArguments>();
    Options options = line_.add_command(
        name, about, [this, arguments] { given_ = [arguments] { return Arguments(*arguments); }; });
    add_options(options, *arguments);
  }

  /// Adds what the program does where no command is given; without this, one has to be.
  template <class OwnArguments>
  void add_own(void (*add_options)(Options&, OwnArguments&)) {
    const auto arguments = std::make_shared<OwnArguments>();
    given_ = [arguments] { return Arguments(*arguments); };
    add_options(line_, *arguments);
  }

  /// Reads a command line, without the program's name. Once.
  ///
  /// Output: the arguments of the command that was given, or Finished.
  [[nodiscard]] Arguments read(const std::vector<std::string>& words, const Console& console) {
    if (!given_) line_.require_command();
    if (const auto finished = line_.read(words, console)) return *finished;
    return given_();
  }

 private:
  CommandLine line_;
  std::function<Arguments()> given_;  ///< The arguments of what is to be done.
};

}  // namespace oauthspec::cli
