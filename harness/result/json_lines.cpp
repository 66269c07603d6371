// SPDX-License-Identifier: Apache-2.0
#include "harness/result/json_lines.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "harness/reference/codec/json.h"

namespace oauthspec::result {
namespace {

using nlohmann::json;
// Members are written in an order that reads well; the alphabet's would put a test's name last.
using nlohmann::ordered_json;

constexpr std::size_t kLineOctets = 64UL * 1024 * 1024;
// Room for a value of 64 levels inside a line.
constexpr std::size_t kDepth = 80;

std::string line_of(const char* kind, ordered_json body) {
  const ordered_json line{{kind, std::move(body)}};
  return line.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

void add_text(ordered_json& body, const char* name, const std::string& text) {
  if (!text.empty()) body[name] = text;
}

// A JSON object as text, member after member. Results are many, and their values large: none is copied.
class ObjectText {
 public:
  void add(std::string_view name, const json& value) {
    add_name(name);
    oauth::codec::append_json(text_, value);
  }
  void add_text(std::string_view name, std::string_view value) {
    add_name(name);
    oauth::codec::append_json_string(text_, value);
  }
  void add_unless_empty(std::string_view name, std::string_view value) {
    if (!value.empty()) add_text(name, value);
  }

  [[nodiscard]] std::string take() { return std::move(text_ += '}'); }

 private:
  void add_name(std::string_view name) {
    text_ += text_.empty() ? '{' : ',';
    oauth::codec::append_json_string(text_, name);
    text_ += ':';
  }

  std::string text_;
};

Run read_run(const json& body) {
  const json& implementation = body.at("implementation");
  return {.version = body.at("version"),
          .implementation = implementation.at("name"),
          .implementation_version = implementation.at("version"),
          .language = implementation.at("language"),
          .command = body.at("command"),
          .replay = body.value("replay", ""),
          .shard = body.value("shard", ""),
          .started = body.at("started")};
}

Status read_status(const json& text) {
  const auto status = status_named(text.get<std::string>());
  if (!status) throw std::invalid_argument("no status " + text.dump());
  return *status;
}

Result read_result(const json& body) {
  Result result;
  result.status = read_status(body.at("status"));
  result.test = body.at("test");
  result.op = body.at("op");
  result.title = body.at("title");
  result.level = body.at("level");
  result.requirements = body.at("requirements");
  result.policy = body.value("policy", "");
  result.message = body.value("message", "");
  result.why = body.value("why", "");
  result.sent = body.at("sent");
  if (const auto expected = body.find("expected"); expected != body.end()) {
    result.expected = *expected;
  }
  if (const auto got = body.find("got"); got != body.end()) result.got = *got;
  result.recomputed = body.value("recomputed", false);
  if (const auto before = body.find("before"); before != body.end()) {
    result.before = read_status(*before);
  }
  result.reason = body.value("reason", "");
  result.issue = body.value("issue", "");
  result.stderr_text = body.value("stderr", "");
  result.duration = std::chrono::microseconds(body.at("duration_us").get<std::int64_t>());
  if (const auto exchanges = body.find("exchanges"); exchanges != body.end()) {
    result.exchanges = *exchanges;
  }
  result.also = body.value("also", false);
  return result;
}

End read_end(const json& body) {
  return {.counts = body.at("counts"),
          .exit_code = body.at("exit_code"),
          .note = body.value("note", ""),
          .ended = body.at("ended")};
}

Line read_object(const json& object) {
  if (const auto result = object.find("result"); result != object.end()) {
    return read_result(*result);
  }
  if (const auto run = object.find("run"); run != object.end()) return read_run(*run);
  if (const auto end = object.find("end"); end != object.end()) return read_end(*end);
  throw std::invalid_argument("neither a run, a result nor an end");
}

// Puts a line into the file; says why it may not stand there.
std::optional<std::string> append(File& file, Line line) {
  if (file.end) return "a line behind the end";
  if (auto* const run = std::get_if<Run>(&line)) {
    if (file.run) return "a second run";
    file.run = std::move(*run);
    return std::nullopt;
  }
  if (!file.run) return "the run is missing before it";
  if (auto* const result = std::get_if<Result>(&line)) {
    file.results.push_back(std::move(*result));
  } else {
    file.end = std::get<End>(std::move(line));
  }
  return std::nullopt;
}

// Without a buffer: each line goes to the file at once, and as one write.
void open_unbuffered(std::ofstream& out, const std::filesystem::path& file,
                     std::ios::openmode mode) {
  out.rdbuf()->pubsetbuf(nullptr, 0);
  out.open(file, std::ios::binary | mode);
}

}  // namespace

std::string write_line(const Run& run) {
  ordered_json body{{"tool", "oauthspec"},
                    {"version", run.version},
                    {"implementation",
                     {{"name", run.implementation},
                      {"version", run.implementation_version},
                      {"language", run.language}}},
                    {"command", run.command}};
  add_text(body, "replay", run.replay);
  add_text(body, "shard", run.shard);
  body["started"] = run.started;
  return line_of("run", std::move(body));
}

std::string write_line(const Result& result) {
  ObjectText body;
  body.add_text("test", result.test);
  body.add_text("status", name(result.status));
  body.add_text("op", result.op);
  body.add_text("title", result.title);
  body.add_text("level", result.level);
  body.add("requirements", json(result.requirements));
  body.add_unless_empty("policy", result.policy);
  body.add_unless_empty("message", result.message);
  body.add_unless_empty("why", result.why);
  body.add("sent", result.sent);
  if (result.expected) body.add("expected", *result.expected);
  if (result.got) body.add("got", *result.got);
  if (result.recomputed) body.add("recomputed", json(true));
  if (result.before) body.add_text("before", name(*result.before));
  body.add_unless_empty("reason", result.reason);
  body.add_unless_empty("issue", result.issue);
  body.add_unless_empty("stderr", result.stderr_text);
  body.add("duration_us", json(result.duration.count()));
  if (!result.exchanges.is_null()) body.add("exchanges", result.exchanges);
  if (result.also) body.add("also", json(true));
  return "{\"result\":" + body.take() + "}\n";
}

std::string write_line(const End& end) {
  ordered_json body{{"counts", end.counts}, {"exit_code", end.exit_code}};
  add_text(body, "note", end.note);
  body["ended"] = end.ended;
  return line_of("end", std::move(body));
}

std::expected<Line, std::string> parse_line(std::string_view line) {
  const auto object = oauth::codec::parse_json(line, {.octets = kLineOctets, .depth = kDepth});
  if (!object) {
    return std::unexpected(fmt::format("{} ({}, at octet {})", oauth::meaning(object.error().code),
                                       oauth::name(object.error().code), object.error().offset));
  }
  try {
    return read_object(*object);
  } catch (
      const std::exception& error) {  // nlohmann's, where a member is missing or of another type.
    return std::unexpected(std::string(error.what()));
  }
}

std::expected<Writer, std::string> Writer::open(const std::filesystem::path& file) {
  std::ofstream out;
  open_unbuffered(out, file, std::ios::trunc);
  if (!out) {
    return std::unexpected(
        fmt::format("{}: {}", file.string(), std::generic_category().message(errno)));
  }
  return Writer(std::move(out));
}

std::expected<Writer, std::string> Writer::go_on(const std::filesystem::path& file,
                                                 std::uintmax_t octets) {
  std::error_code error;
  std::filesystem::resize_file(file, octets, error);
  if (error) return std::unexpected(fmt::format("{}: {}", file.string(), error.message()));
  std::ofstream out;
  open_unbuffered(out, file, std::ios::app);
  if (!out) {
    return std::unexpected(
        fmt::format("{}: {}", file.string(), std::generic_category().message(errno)));
  }
  return Writer(std::move(out));
}

bool Writer::put(const std::string& line) {
  if (!out_.good()) return false;
  errno = 0;
  out_ << line << std::flush;
  if (!out_.good()) error_ = std::generic_category().message(errno != 0 ? errno : EIO);
  return out_.good();
}

std::expected<File, ReadProblem> read(const std::filesystem::path& path) {
  std::error_code ignored;
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path, ignored)) {
    return std::unexpected(ReadProblem{.line = 0, .reason = "the file cannot be read"});
  }
  File file;
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (in.eof()) break;  // No line feed: the run was killed while it wrote this.
    auto line = parse_line(text);
    if (!line) {
      return std::unexpected(ReadProblem{.line = number, .reason = std::move(line.error())});
    }
    if (auto reason = append(file, *std::move(line))) {
      return std::unexpected(ReadProblem{.line = number, .reason = *std::move(reason)});
    }
  }
  if (!file.run) return std::unexpected(ReadProblem{.line = 1, .reason = "the run is missing"});
  return file;
}

}  // namespace oauthspec::result
