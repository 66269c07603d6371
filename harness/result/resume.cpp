// SPDX-License-Identifier: Apache-2.0
#include "harness/result/resume.h"

#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

namespace oauthspec::result {
namespace {

// What is cut short must at least begin as a results file does: no other file is overwritten.
bool may_begin_a_run(std::string_view text) {
  constexpr std::string_view kBegin = R"({"run":)";
  return text.substr(0, kBegin.size()) == kBegin.substr(0, text.size());
}

/// Takes the lines of a file one by one.
class Reading {
 public:
  /// Whether the line belongs to what is finished; else why it may not stand there at all.
  std::expected<bool, std::string> take(Line line) {
    if (auto* const run = std::get_if<Run>(&line)) {
      if (begun_) return std::unexpected("a second run");
      begun_.emplace(Begun{.run = std::move(*run), .finished = {}});
      return true;
    }
    if (!begun_) return std::unexpected("the run is missing before it");
    auto* const result = std::get_if<Result>(&line);
    if (result == nullptr || result->status == Status::not_run) return false;
    if (!tests_.insert(result->test).second) {
      return std::unexpected("a second result of " + result->test);
    }
    begun_->finished.push_back(std::move(*result));
    return true;
  }

  std::optional<Begun> end(std::uintmax_t octets) {
    if (!begun_ || begun_->finished.empty()) return std::nullopt;
    begun_->octets = octets;
    return std::move(begun_);
  }

 private:
  std::optional<Begun> begun_;
  std::set<std::string> tests_;
};

}  // namespace

std::expected<std::optional<Begun>, ReadProblem> read_begun(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path, ignored)) {
    return std::unexpected(ReadProblem{.line = 0, .reason = "the file cannot be read"});
  }
  Reading reading;
  std::string text;
  std::uintmax_t octets = 0;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    const auto problem = [number](std::string reason) {
      return std::unexpected(ReadProblem{.line = number, .reason = std::move(reason)});
    };
    if (in.eof()) {  // No line feed: the run was killed while it wrote this.
      if (number == 1 && !may_begin_a_run(text)) return problem("it is no results file");
      break;
    }
    auto line = parse_line(text);
    if (!line) return problem(std::move(line.error()));
    const auto finished = reading.take(*std::move(line));
    if (!finished) return problem(finished.error());
    if (!*finished) break;
    octets += text.size() + 1;
  }
  return reading.end(octets);
}

}  // namespace oauthspec::result
