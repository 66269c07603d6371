// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "harness/result/json_lines.h"
#include "harness/result/resume.h"

namespace oauthspec::cli {

/// The results file of a run, new or gone on with. Without a file it takes everything and keeps nothing.
class ResultsRecord {
 public:
  /// Opens a new file, or reads one that is to be gone on with and leaves it as it is until start().
  ///
  /// Input:  `file` is empty where none is asked for; `keep` asks for take().
  /// Errors: why the file cannot be written, or gone on with, for people.
  [[nodiscard]] static std::expected<ResultsRecord, std::string> open(const std::string& file,
                                                                      bool resume, bool keep);

  /// What an earlier part of the run has recorded.
  [[nodiscard]] const std::optional<result::Begun>& begun() const { return begun_; }

  /// Why the earlier part belongs to another run than this one; nothing where it does not. `greeted`: whether it is
  /// known already what is tested.
  [[nodiscard]] std::optional<std::string> other_run(const result::Run& run, bool greeted) const;

  /// Begins to write, once. The run is recorded unless it was before.
  void start(const result::Run& run);
  [[nodiscard]] bool started() const { return started_; }

  /// Whether write() writes or keeps anything, once started.
  [[nodiscard]] bool keeps() const { return writer_ || keep_; }

  template <class T>
  void write(const T& value) {
    if (keeps()) put(result::write_line(value));
  }

  /// The same for what result::write_line() has made already.
  void put(const std::string& line) {
    if (writer_ && error_.empty() && !writer_->put(line)) error_ = writer_->error();
    if (keep_) keep(line);
  }

  /// Why not everything could be written; empty where it could.
  [[nodiscard]] const std::string& error() const { return error_; }

  /// The whole run as a reader of its file would have it, the earlier part included.
  [[nodiscard]] result::File take() { return std::move(kept_); }

 private:
  ResultsRecord(std::string file, bool keep) : file_(std::move(file)), keep_(keep) {}

  void keep(std::string_view line);

  std::string file_;
  bool keep_;
  result::File kept_;
  std::optional<result::Begun> begun_;
  std::optional<result::Writer> writer_;
  bool started_ = false;
  std::string error_;
};

}  // namespace oauthspec::cli
