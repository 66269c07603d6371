// SPDX-License-Identifier: Apache-2.0
// The one source that includes CLI11.
#include <algorithm>
#include <cmath>
#include <utility>

#include <CLI/CLI.hpp>

#include "harness/cli/command_line/options.h"
#include "harness/cli/command_line/program.h"

namespace oauthspec::cli {
namespace {

template <class Number>
CLI::Range range(double low, double high) {
  return {static_cast<Number>(low), static_cast<Number>(high)};
}

}  // namespace

Option Option::required() {
  option_->required();
  return *this;
}

Option Option::show_default() {
  option_->capture_default_str();
  return *this;
}

Option Option::help_text(const std::string& text) {
  option_->option_text(text);
  return *this;
}

Option Option::type_name(const std::string& name) {
  option_->type_name(name);
  return *this;
}

Option Option::group(const std::string& heading) {
  option_->group(heading);
  return *this;
}

Option Option::in_range(double low, double high) {
  switch (kind_) {
    case Kind::natural:
      option_->check(range<std::uint64_t>(low, high));
      break;
    case Kind::integer:
      option_->check(range<std::int64_t>(low, high));
      break;
    case Kind::text:
    case Kind::real:
      option_->check(range<double>(low, high));
      break;
  }
  return *this;
}

Option Option::positive() {
  option_->check(CLI::PositiveNumber);
  return *this;
}

Option Option::not_negative() {
  option_->check(CLI::NonNegativeNumber);
  return *this;
}

Option Option::one_of(const std::vector<std::string>& values) {
  option_->check(CLI::IsMember(values));
  return *this;
}

Option Option::existing_file() {
  option_->check(CLI::ExistingFile);
  return *this;
}

Option Option::existing_folder() {
  option_->check(CLI::ExistingDirectory);
  return *this;
}

Option Option::not_empty(const std::string& complaint) {
  option_->check([complaint](const std::string& value) { return value.empty() ? complaint : ""; });
  return *this;
}

Option Option::needs(const Option& other) {
  option_->needs(other.option_);
  return *this;
}

Option Option::excludes(const Option& other) {
  option_->excludes(other.option_);
  return *this;
}

Options::Options(std::shared_ptr<CLI::App> app) : app_(std::move(app)) {}

Option Options::add(const std::string& name, bool& variable, const std::string& about) {
  return {app_->add_flag(name, variable, about), Option::Kind::text};
}

Option Options::add(const std::string& name, std::string& variable, const std::string& about) {
  return {app_->add_option(name, variable, about), Option::Kind::text};
}

Option Options::add(const std::string& name, std::vector<std::string>& variable,
                    const std::string& about) {
  auto* const option = app_->add_option(name, variable, about);
  if (name.starts_with('-')) option->allow_extra_args(false);
  return {option, Option::Kind::text};
}

Option Options::add(const std::string& name, double& variable, const std::string& about) {
  auto* const option = app_->add_option(name, variable, about);
  // CLI11 reads what C does, which no range then leaves out: "nan" is not below anything.
  option->check([](const std::string& value) {
    double number = 0;
    const bool fits = !CLI::detail::lexical_cast(value, number) || std::isfinite(number);
    return fits ? std::string() : value + " is not finite";
  });
  return {option, Option::Kind::real};
}

Option Options::add(const std::string& name, std::int64_t& variable, const std::string& about) {
  return {app_->add_option(name, variable, about), Option::Kind::integer};
}

Option Options::add(const std::string& name, unsigned& variable, const std::string& about) {
  return {app_->add_option(name, variable, about), Option::Kind::natural};
}

Option Options::add(const std::string& name, std::uint16_t& variable, const std::string& about) {
  return {app_->add_option(name, variable, about), Option::Kind::natural};
}

Option Options::add(const std::string& name, std::uint64_t& variable, const std::string& about) {
  return {app_->add_option(name, variable, about), Option::Kind::natural};
}

Option Options::add(const std::string& name, std::optional<std::string>& variable,
                    const std::string& about) {
  return {app_->add_option(name, variable, about), Option::Kind::text};
}

Option Options::add(const std::string& name, std::optional<std::uint16_t>& variable,
                    const std::string& about) {
  return {app_->add_option(name, variable, about), Option::Kind::natural};
}

Option Options::add(const std::string& name, std::optional<std::uint64_t>& variable,
                    const std::string& about) {
  return {app_->add_option(name, variable, about), Option::Kind::natural};
}

Option Options::add(const std::string& name, const std::function<void(const std::string&)>& take,
                    const std::string& about) {
  return {app_->add_option_function<std::string>(name, take, about), Option::Kind::text};
}

void Options::footer(const std::string& text) {
  app_->footer(text);
}

CommandLine::CommandLine(const std::string& name, const std::string& version,
                         const std::string& about)
    : Options(std::make_shared<CLI::App>(about, name)) {
  app_->set_version_flag("--version", name + ' ' + version);
}

Options CommandLine::add_command(const std::string& name, const std::string& about,
                                 const std::function<void()>& given) {
  CLI::App* const command = app_->add_subcommand(name, about);
  command->callback(given);
  return Options(app_->get_subcommand_ptr(command));
}

void CommandLine::require_command() {
  app_->require_subcommand(1);
}

std::optional<Finished> CommandLine::read(const std::vector<std::string>& words,
                                          const Console& console) {
  std::vector<std::string> reversed(words.rbegin(), words.rend());  // As CLI11 takes them.
  try {
    app_->parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    // CLI11's own exit codes count from 100; ours say "usage" for all of them.
    return Finished{app_->exit(error, console.out, console.err) == 0 ? as_expected : usage};
  }
  return std::nullopt;
}

}  // namespace oauthspec::cli
