// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/result/result.h"

/// The results file: one JSON object a line, written as things happen, so that a killed run loses nothing.
/// The schema of every line is vectors/schema/result.schema.json.
namespace oauthspec::result {

/// The first line: what was run.
struct Run {
  std::string version;  ///< Of the suite.
  std::string implementation;
  std::string implementation_version;
  std::string language;
  std::string command;  ///< As it was typed, but for --resume.
  std::string replay;   ///< The command that runs one test again when its name is put behind it.
  std::string shard;    ///< "2/3"; empty where the run is not divided.
  std::string started;  ///< "2026-01-31T23:59:59Z"

  friend bool operator==(const Run&, const Run&) = default;
};

/// The last line: how the run ended.
struct End {
  /// By the names of the statuses; without the results of documents that the server does not claim (Result::also).
  std::map<std::string, std::size_t> counts;
  int exit_code = 0;
  std::string note;   ///< Why the run ended early; empty where it did not.
  std::string ended;  ///< As Run::started.

  friend bool operator==(const End&, const End&) = default;
};

/// Each as one line that ends in a line feed. Text that is no UTF-8 gets replacement characters.
[[nodiscard]] std::string write_line(const Run& run);
[[nodiscard]] std::string write_line(const Result& result);
[[nodiscard]] std::string write_line(const End& end);

using Line = std::variant<Run, Result, End>;

/// Reads a line, without its line feed. Members that are not known are passed over.
///
/// Errors: why it is no line of a results file, for people.
[[nodiscard]] std::expected<Line, std::string> parse_line(std::string_view line);

/// Writes a results file; each line is in the file when write() returns.
class Writer {
 public:
  /// Errors: why the file cannot be written, for people.
  [[nodiscard]] static std::expected<Writer, std::string> open(const std::filesystem::path& file);

  /// Goes on with a file behind its first `octets`; what stands there is cut off.
  [[nodiscard]] static std::expected<Writer, std::string> go_on(const std::filesystem::path& file,
                                                                std::uintmax_t octets);

  /// False where the line could not be written: the disk is full, say. No later line is written either.
  template <class T>
  [[nodiscard]] bool write(const T& value) {
    return put(write_line(value));
  }

  /// The same for what write_line() has made already.
  [[nodiscard]] bool put(const std::string& line);

  /// Why a line could not be written, for people.
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  explicit Writer(std::ofstream out) : out_(std::move(out)) {}

  std::ofstream out_;
  std::string error_;
};

/// A results file, as far as it was written.
struct File {
  std::optional<Run> run;
  std::vector<Result> results;
  std::optional<End> end;  ///< Nothing where the run was killed.
};

/// What is wrong with a results file.
struct ReadProblem {
  std::size_t line = 0;  ///< From 1; 0 where the file cannot be read at all.
  std::string reason;
};

/// Reads a results file. A last line that was cut short is passed over, for that is how a killed run ends.
///
/// Errors: a file that cannot be read; a line that is none; one that stands in the wrong place.
[[nodiscard]] std::expected<File, ReadProblem> read(const std::filesystem::path& file);

}  // namespace oauthspec::result
