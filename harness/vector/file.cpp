// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/file.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <fstream>
#include <iterator>
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

/// Follows the values of a JSON text, as the parser reports them.
class ValueFollower {
 public:
  explicit ValueFollower(std::string_view text)
      : read_to(text.begin()), counted_to_(text.begin()) {}

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
    containers_.back().name.swap(name);
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t /*size*/) { return open(true); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    return false;
  }

 protected:
  ~ValueFollower() = default;

  /// A value begins, which may hold others; or one ends that did. False: the rest need not be read.
  virtual bool begins(bool may_hold) = 0;
  virtual bool ends() = 0;

  /// In how many arrays and objects the value stands.
  [[nodiscard]] std::size_t depth() const { return containers_.size(); }

  /// What leads to the value from the array or object of that depth around it: "/name".
  [[nodiscard]] std::string step(std::size_t depth) const {
    const Container& container = containers_[depth];
    return container.array ? fmt::format("/{}", container.begun - 1)
                           : json::json_pointer().operator/=(container.name).to_string();
  }

  /// On which the value begins.
  [[nodiscard]] std::size_t line() {
    const char* const end = std::max(counted_to_, read_to - read_ahead_);
    line_ += static_cast<std::size_t>(std::count(counted_to_, end, '\n'));
    counted_to_ = end;
    return line_;
  }

 private:
  struct Container {
    bool array;
    std::size_t begun = 0;  // How many of its values.
    std::string name;       // Of the member at hand.
  };

  bool value() { return note(0, false); }
  // The end of a number shows only by the character behind it, which is read by then.
  bool number() { return note(1, false); }
  bool open(bool array) {
    const bool wanted = note(0, true);
    containers_.push_back({.array = array, .name = {}});
    return wanted;
  }
  bool close() {
    containers_.pop_back();
    return ends();
  }
  bool note(std::ptrdiff_t read_ahead, bool may_hold) {
    if (!containers_.empty()) ++containers_.back().begun;
    read_ahead_ = read_ahead;
    return begins(may_hold);
  }

  std::string_view::const_iterator counted_to_;
  std::ptrdiff_t read_ahead_ = 0;
  std::size_t line_ = 1;
  std::vector<Container> containers_;
};

/// False where the text is no JSON, or the follower asked for no more.
template <class Follower>
bool follow(std::string_view text, Follower& follower) {
  const oauth::codec::CountedInput begin(text.begin(), &follower.read_to);
  const oauth::codec::CountedInput end(text.end(), &follower.read_to);
  return json::sax_parse(begin, end, &follower);
}

/// Notes the line of each value.
class LineTaker final : public ValueFollower {
 public:
  LineTaker(std::string_view text, std::size_t depth) : ValueFollower(text), most_(depth) {}

  std::map<std::string, std::size_t, std::less<>> lines;

 private:
  bool begins(bool /*may_hold*/) override {
    if (depth() > most_) return true;
    std::string pointer;
    for (std::size_t at = 0; at < depth(); ++at) pointer += step(at);
    lines.emplace(std::move(pointer), line());
    return true;
  }
  bool ends() override { return true; }

  std::size_t most_;
};

/// Looks for one value, and notes the line of it, or of the nearest around it that is there.
class LineSeeker final : public ValueFollower {
 public:
  LineSeeker(std::string_view text, std::string_view pointer)
      : ValueFollower(text), rest_(pointer) {}

  std::size_t found = 0;  ///< 0 where there is no value at all.

 private:
  bool begins(bool may_hold) override {
    if (depth() != reached_) return true;
    if (depth() > 0 && !is_next(step(depth() - 1))) return true;
    found = line();
    ++reached_;
    return may_hold && !rest_.empty();
  }
  bool ends() override { return depth() + 1 != reached_; }

  bool is_next(std::string_view name) {
    const bool next =
        rest_.starts_with(name) && (rest_.size() == name.size() || rest_[name.size()] == '/');
    if (next) rest_.remove_prefix(name.size());
    return next;
  }

  std::string_view rest_;    ///< Of the pointer, beyond the value that was found last.
  std::size_t reached_ = 0;  ///< How many values on the way were found.
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
  if (!follow(text, taker)) return {};
  return std::move(taker.lines);
}

Problem problem_at(const JsonFile& file, std::string pointer, std::string reason) {
  LineSeeker seeker(file.text, pointer);
  static_cast<void>(follow(file.text, seeker));
  return {.file = file.name,
          .pointer = std::move(pointer),
          .line = seeker.found,
          .reason = std::move(reason)};
}

}  // namespace oauthspec::vector
