// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

/// What a command asks of its command line. CLI11, which does it, is headers alone and takes a compiler seconds, so only
/// cli11.cpp sees it.
///
/// A command has a struct of arguments, whose members stand for its options and have their defaults, and one function:
///
///     struct CountArguments {
///       std::vector<std::string> files;
///       unsigned jobs = 1;
///       bool verbose = false;
///     };
///     void add_count(Options& options, CountArguments& arguments) {
///       options.add("FILE", arguments.files, "What to count").required().existing_file();
///       options.add("-j,--jobs", arguments.jobs, "How many at a time").in_range(1, 64).show_default();
///       options.add("-v,--verbose", arguments.verbose, "Say what is done");
///       options.footer("Example:\n  oauthspec count a b\n");
///     }
///
/// program.h puts commands together. What --help shows is made of all this.
namespace oauthspec::cli {

/// What is asked of one option besides its name: `options.add(...).required().positive()`.
class Option {
 public:
  /// A command line without it is wrong.
  Option required();
  /// --help shows what the variable holds now.
  Option show_default();
  /// --help has this text after the name, instead of the type, the default and what is asked.
  Option help_text(const std::string& text);
  /// What the value is called, in --help and in complaints, as in FILE.
  Option type_name(const std::string& name);
  /// The heading that it stands under in --help.
  Option group(const std::string& heading);

  /// A number from `low` to `high`, both included. Whether it has to be whole, the variable's type says.
  Option in_range(double low, double high);
  Option positive();
  Option not_negative();
  Option one_of(const std::vector<std::string>& values);
  Option existing_file();
  Option existing_folder();
  /// An empty value is refused with this complaint.
  Option not_empty(const std::string& complaint);

  /// It cannot stand on a command line without the other one ...
  Option needs(const Option& other);
  /// ... or beside it.
  Option excludes(const Option& other);

 private:
  friend class Options;
  enum class Kind { text, natural, integer, real };
  Option(CLI::Option* option, Kind kind) : option_(option), kind_(kind) {}

  CLI::Option* option_;  ///< The command's own, which outlives what is asked of it.
  Kind kind_;
};

/// The options of one command. Copies stand for the same command.
class Options {
 public:
  /// Adds an option, whose value is read into `variable`; that has to live as long as the command line is read.
  ///
  /// Input: its names ("--port", "-j,--jobs"), or for what stands by its place, a name without dashes ("FILE"); what it is
  /// for. A bool is a flag, which takes no value. Strings of a vector: by its place it takes all that are left; an option
  /// takes one each time that it is given. An optional is empty without the option. A double is finite.
  Option add(const std::string& name, bool& variable, const std::string& about);
  Option add(const std::string& name, std::string& variable, const std::string& about);
  Option add(const std::string& name, std::vector<std::string>& variable, const std::string& about);
  Option add(const std::string& name, double& variable, const std::string& about);
  Option add(const std::string& name, std::int64_t& variable, const std::string& about);
  Option add(const std::string& name, unsigned& variable, const std::string& about);
  Option add(const std::string& name, std::uint16_t& variable, const std::string& about);
  Option add(const std::string& name, std::uint64_t& variable, const std::string& about);
  Option add(const std::string& name, std::optional<std::string>& variable,
             const std::string& about);
  Option add(const std::string& name, std::optional<std::uint16_t>& variable,
             const std::string& about);
  Option add(const std::string& name, std::optional<std::uint64_t>& variable,
             const std::string& about);

  /// Adds an option whose value is one of the words of a table, each of which stands for something.
  template <class Value>
  Option add(const std::string& name, std::optional<Value>& variable, const std::string& about,
             const std::map<std::string, Value>& table) {
    std::vector<std::string> words;
    words.reserve(table.size());
    for (const auto& [word, value] : table) words.push_back(word);
    const auto take = [&variable, table](const std::string& word) { variable = table.at(word); };
    return add(name, take, about).type_name("ENUM").one_of(words);
  }

  /// Adds an option whose value is handed to `take`.
  Option add(const std::string& name, const std::function<void(const std::string&)>& take,
             const std::string& about);

  /// What --help ends with: examples and exit codes.
  void footer(const std::string& text);

 private:
  friend class CommandLine;
  explicit Options(std::shared_ptr<CLI::App> app);

  std::shared_ptr<CLI::App> app_;
};

}  // namespace oauthspec::cli
