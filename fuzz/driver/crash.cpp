// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/crash.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <ranges>

#include "harness/result/sanitizer.h"

namespace oauthspec::fuzz::driver {
namespace {

constexpr std::string_view kProperty = "PROPERTY BROKEN: ";
constexpr std::string_view kEngine = "ERROR: libFuzzer: ";
constexpr std::string_view kTarget = "LLVMFuzzerTestOneInput";
constexpr std::size_t kFramesInName = 2;
constexpr std::size_t kLongestName = 100;

std::string_view line_behind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + mark.size());
  return text.substr(0, text.find('\n'));
}

bool has_line_number(std::string_view place) {
  const std::size_t colon = place.rfind(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < place.size() &&
         std::ranges::all_of(place.substr(colon + 1), [](char c) { return c >= '0' && c <= '9'; });
}

// "/src/build/fuzz/../../fuzz/a.cpp:12:3" -> "fuzz/a.cpp:12"
std::string shortened(std::string_view place, const std::filesystem::path& tree) {
  std::string_view file = place.substr(0, place.rfind(':'));
  std::string_view line = place.substr(place.rfind(':'));
  if (has_line_number(file)) {
    line = file.substr(file.rfind(':'));
    file = file.substr(0, file.rfind(':'));
  }
  const auto whole = std::filesystem::path(file).lexically_normal();
  const auto inside = whole.lexically_relative(tree);
  const bool ours = !inside.empty() && *inside.begin() != "..";
  return (ours ? inside : whole.filename()).string() + std::string(line);
}

bool foreign(std::string_view function, std::string_view place) {
  constexpr std::array<std::string_view, 6> kFunctions{
      "fuzzer::", "__", "std::", "oauthspec::fuzz::holds", "operator new", "operator delete"};
  constexpr std::array<std::string_view, 5> kPlaces{"compiler-rt/", "/include/c++/", "sysdeps/",
                                                    "nptl/", "/llvm-"};
  return std::ranges::any_of(kFunctions, [&](auto start) { return function.starts_with(start); }) ||
         std::ranges::any_of(kPlaces, [&](auto part) { return place.contains(part); }) ||
         // The C library's own sources are named without their folder's root.
         !place.starts_with('/');
}

// Without parameters and without the names of nameless namespaces.
std::string plain_function(std::string text) {
  constexpr std::string_view kNameless = "(anonymous namespace)::";
  for (std::size_t at = text.find(kNameless); at != std::string::npos; at = text.find(kNameless)) {
    text.erase(at, kNameless.size());
  }
  return text.substr(0, text.find('('));
}

// "    #8 0x559c in check(Codec const&) /src/fuzz/a.cpp:61:3"
std::optional<Frame> read_frame(std::string_view line, const std::filesystem::path& tree) {
  constexpr std::string_view kIn = " in ";
  const std::size_t in = line.find(kIn);
  const std::size_t space = line.rfind(' ');
  if (in == std::string_view::npos || space <= in + kIn.size()) return std::nullopt;
  const std::string_view place = line.substr(space + 1);
  std::string function =
      plain_function(std::string(line.substr(in + kIn.size(), space - in - kIn.size())));
  if (!has_line_number(place) || foreign(function, place)) return std::nullopt;
  return Frame{std::move(function), shortened(place, tree)};
}

// Those of the first stack.
std::vector<Frame> read_frames(std::string_view text, const std::filesystem::path& tree) {
  std::vector<Frame> frames;
  bool inside = false;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(' ')));
    const bool is_frame = line.starts_with('#') && line.contains(" 0x");
    if (inside && !is_frame) break;
    inside = is_frame;
    if (!is_frame) continue;
    if (line.contains(kTarget)) break;
    if (auto frame = read_frame(line, tree)) frames.push_back(*std::move(frame));
  }
  return frames;
}

std::string as_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (std::isalnum(octet) != 0) {
      name += static_cast<char>(std::tolower(octet));
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  name.resize(std::min(name.size(), kLongestName));
  while (name.ends_with('-')) name.pop_back();
  return name;
}

std::string_view last_part(std::string_view function) {
  function = function.substr(0, function.find('<'));
  const std::size_t colon = function.rfind("::");
  return colon == std::string_view::npos ? function : function.substr(colon + 2);
}

std::string name_of(const Crash& crash) {
  if (crash.kind == "property") return as_name("property-" + crash.headline);
  std::string text = crash.kind;
  for (const Frame& frame : crash.frames | std::views::take(kFramesInName)) {
    text += '-';
    text += last_part(frame.function);
  }
  return as_name(text);
}

// "timeout after 20 seconds", "out-of-memory (used: 2050Mb; limit: 2048Mb)", "deadly signal"
std::string kind_of_engine_error(std::string_view line) {
  for (const std::string_view end : {" after ", " ("}) line = line.substr(0, line.find(end));
  return std::string(line);
}

// The property without the place that asked for it.
std::string without_place(std::string_view line) {
  if (const std::size_t at = line.rfind(" (");
      line.ends_with(')') && at != std::string_view::npos) {
    line = line.substr(0, at);
  }
  return std::string(line);
}

}  // namespace

std::optional<Crash> read_crash(std::string_view output, const std::filesystem::path& tree) {
  Crash crash;
  const std::string_view property = line_behind(output, kProperty);
  const std::string_view engine = line_behind(output, kEngine);
  if (!property.empty()) {
    crash.kind = "property";
    crash.headline = without_place(property);
  } else if (const auto report = result::sanitizer_report(output)) {
    crash.kind = report->kind;
    crash.headline = result::describe(*report);
  } else if (!engine.empty()) {
    crash.kind = kind_of_engine_error(engine);
    crash.headline = "libFuzzer: " + std::string(engine);
  } else {
    return std::nullopt;
  }
  crash.frames = read_frames(output, tree);
  crash.name = name_of(crash);
  return crash;
}

bool is_crash_file(std::string_view name) {
  constexpr std::array<std::string_view, 4> kPrefixes{"crash-", "oom-", "timeout-", "leak-"};
  return std::ranges::any_of(kPrefixes, [&](auto prefix) { return name.starts_with(prefix); });
}

}  // namespace oauthspec::fuzz::driver
