// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/file.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <limits>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/reference/codec/counted_input.h"
#include "harness/reference/codec/json.h"

namespace oauthspec::vector {
namespace {

using nlohmann::json;

std::size_t line_of_offset(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

/// Notes the line of each value that the parser reports.
class LineTaker {
 public:
  LineTaker(std::string_view text, std::size_t depth)
      : read_to(text.begin()), counted_to_(text.begin()), depth_(depth) {}

  std::map<std::string, std::size_t, std::less<>> lines;
  std::string_view::const_iterator read_to;

  // The names of nlohmann's SAX interface.
  bool null() { return value(); }
  bool boolean(bool /*value*/) { return value(); }
  bool number_integer(json::number_integer_t /*value*/) { return number(); }
  bool number_unsigned(json::number_unsigned_t /*value*/) { return number(); }
  bool number_float(json::number_float_t /*value*/, const std::string& /*text*/) {
    return number();
  }
  bool string(std::string& /*value*/) { return value(); }
  bool binary(json::binary_t& /*value*/) { return value(); }
  bool start_object(std::size_t /*size*/) { return open(false); }
  bool key(std::string& name) {
    containers_.back().step = json::json_pointer().operator/=(name).to_string();
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t /*size*/) { return open(true); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    return false;
  }

 private:
  struct Container {
    bool array;
    std::size_t next = 0;
    std::string step;  // Of the member at hand: "/name".
  };

  bool value() {
    note(0);
    return true;
  }
  // The end of a number shows only by the character behind it, which is read by then.
  bool number() {
    note(1);
    return true;
  }
  bool open(bool array) {
    note(0);
    containers_.push_back({.array = array, .step = {}});
    return true;
  }
  bool close() {
    containers_.pop_back();
    return true;
  }
  void note(std::size_t read_ahead) {
    if (!containers_.empty() && containers_.back().array) {
      containers_.back().step = fmt::format("/{}", containers_.back().next++);
    }
    if (containers_.size() > depth_) return;
    const char* const end = std::max(counted_to_, read_to - read_ahead);
    line_ += static_cast<std::size_t>(std::count(counted_to_, end, '\n'));
    counted_to_ = end;
    std::string pointer;
    for (const Container& container : containers_) pointer += container.step;
    lines.emplace(std::move(pointer), line_);
  }

  std::string_view::const_iterator counted_to_;
  std::size_t depth_;
  std::size_t line_ = 1;
  std::vector<Container> containers_;
};

}  // namespace

std::expected<std::string, Problem> read_text(const std::filesystem::path& file) {
  const auto problem = [&file](std::string reason) {
    return std::unexpected(
        Problem{.file = file.string(), .pointer = {}, .reason = std::move(reason)});
  };
  std::error_code error;
  // A stream opens a folder, and throws only when it is read.
  if (std::filesystem::is_directory(file, error)) return problem("is a folder");
  std::ifstream in(file, std::ios::binary);
  if (!in) return problem(std::generic_category().message(errno));
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) return problem("cannot be read");
  return text;
}

std::expected<JsonFile, Problem> read_json(const std::filesystem::path& file) {
  auto text = read_text(file);
  if (!text) return std::unexpected(std::move(text.error()));
  return parse_json(file.string(), *std::move(text));
}

std::expected<JsonFile, Problem> parse_json(std::string name, std::string text) {
  auto value = oauth::codec::parse_json(text);
  if (!value) {
    const oauth::Error error = value.error();
    return std::unexpected(Problem{
        .file = std::move(name),
        .pointer = {},
        .line = line_of_offset(text, error.offset),
        .reason = fmt::format("{} ({})", oauth::meaning(error.code), oauth::name(error.code))});
  }
  return JsonFile{.name = std::move(name), .text = std::move(text), .value = *std::move(value)};
}

std::map<std::string, std::size_t, std::less<>> lines_of_values(std::string_view text,
                                                                std::size_t depth) {
  LineTaker taker(text, depth);
  const oauth::codec::CountedInput begin(taker.read_to, &taker.read_to);
  const oauth::codec::CountedInput end(text.end(), &taker.read_to);
  if (!json::sax_parse(begin, end, &taker)) return {};
  return std::move(taker.lines);
}

Problem problem_at(const JsonFile& file, std::string pointer, std::string reason) {
  const auto lines = lines_of_values(file.text, std::numeric_limits<std::size_t>::max());
  std::string around = pointer;
  while (!around.empty() && !lines.contains(around)) around.erase(around.rfind('/'));
  const auto found = lines.find(around);
  return {.file = file.name,
          .pointer = std::move(pointer),
          .line = found == lines.end() ? 0 : found->second,
          .reason = std::move(reason)};
}

}  // namespace oauthspec::vector
