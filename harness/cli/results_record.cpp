// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/results_record.h"

#include <utility>
#include <variant>

#include <fmt/format.h>

namespace oauthspec::cli {
namespace {

std::string place(const std::string& file, std::size_t line) {
  return line == 0 ? file : fmt::format("{}:{}", file, line);
}

}  // namespace

std::expected<ResultsRecord, std::string> ResultsRecord::open(const std::string& file, bool resume,
                                                              bool keep) {
  ResultsRecord record(file, keep);
  if (file.empty()) return record;
  if (resume) {
    auto begun = result::read_begun(file);
    if (!begun) {
      return std::unexpected(
          fmt::format("{}: {}", place(file, begun.error().line), begun.error().reason));
    }
    record.begun_ = *std::move(begun);
    if (record.begun_) return record;
  }
  auto writer = result::Writer::open(file);
  if (!writer) return std::unexpected(std::move(writer.error()));
  record.writer_.emplace(*std::move(writer));
  return record;
}

std::optional<std::string> ResultsRecord::other_run(const result::Run& run, bool greeted) const {
  if (!begun_) return std::nullopt;
  const auto differs = [&](const char* what, const std::string& there, const std::string& here) {
    return fmt::format(
        "{} is of another run, and cannot be gone on with: the {} is \"{}\" there, \"{}\" here",
        file_, what, there, here);
  };
  const result::Run& before = begun_->run;
  if (before.version != run.version) return differs("version", before.version, run.version);
  if (before.command != run.command) return differs("command", before.command, run.command);
  if (before.shard != run.shard) return differs("shard", before.shard, run.shard);
  if (!greeted) return std::nullopt;
  const auto tested = [](const result::Run& of) {
    return fmt::format("{} {} ({})", of.implementation, of.implementation_version, of.language);
  };
  if (tested(before) != tested(run)) return differs("implementation", tested(before), tested(run));
  return std::nullopt;
}

// As the file has it, so that reports at once and later are the same.
void ResultsRecord::keep(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  auto read = result::parse_line(line);
  if (!read) {
    error_ = std::move(read.error());
  } else if (auto* const run = std::get_if<result::Run>(&*read)) {
    kept_.run = std::move(*run);
  } else if (auto* const result = std::get_if<result::Result>(&*read)) {
    kept_.results.push_back(std::move(*result));
  } else {
    kept_.end = std::get<result::End>(*std::move(read));
  }
}

void ResultsRecord::start(const result::Run& run) {
  started_ = true;
  if (!begun_) return write(run);
  if (keep_) {
    kept_.run = begun_->run;
    kept_.results = begun_->finished;
  }
  auto writer = result::Writer::go_on(file_, begun_->octets);
  if (writer) {
    writer_.emplace(*std::move(writer));
  } else {
    error_ = std::move(writer.error());
  }
}

}  // namespace oauthspec::cli
