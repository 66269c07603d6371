// SPDX-License-Identifier: Apache-2.0
#include "harness/result/sanitizer.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace oauthspec::result {
namespace {

constexpr std::size_t kLongestKind = 200;

bool digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes the next line off the front.
std::string_view next_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

std::string_view cut_before(std::string_view text, std::string_view mark) {
  return text.substr(0, text.find(mark));
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// Whether a text ends in a line's number, as "a.c:8" and "a.c:8:15" do.
bool names_a_line(std::string_view place) {
  const std::size_t colon = place.rfind(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < place.size() &&
         std::ranges::all_of(place.substr(colon + 1), digit);
}

// "heap-buffer-overflow on address 0x..." -> "heap-buffer-overflow"
std::string_view kind_of(std::string_view told) {
  told = cut_before(cut_before(told, " (pid="), " 0x");
  for (const std::string_view end : {" on address", " on unknown address", " on", " at", ":"}) {
    if (told.ends_with(end)) {
      told.remove_suffix(end.size());
    }
  }
  return told.substr(0, kLongestKind);
}

// Without the module and its build's number: "(lib.so+0x1268) (BuildId: 1b2c)".
std::string_view without_module(std::string_view frame) {
  while (frame.ends_with(')')) {
    const std::size_t open = std::min(frame.rfind(" ("), frame.size());
    const std::string_view group = frame.substr(open);
    if (!group.contains("+0x") && !group.starts_with(" (BuildId: ")) {
      break;
    }
    frame.remove_suffix(group.size());
  }
  return frame;
}

// "#1 0x55b38c417334 in parse(char const*) /src/uri.c:7:63" -> "parse(char const*) (uri.c:7:63)"; empty where no line of a
// source is named, and for the sanitizer's own functions, which stand above the one that called them.
std::string place_of(std::string_view frame) {
  constexpr std::string_view kIn = " in ";
  frame = without_module(frame);
  const std::size_t space = frame.rfind(' ');
  const std::string_view file = frame.substr(space + 1);
  if (space == std::string_view::npos || !names_a_line(file) || file.contains("sanitizer/") ||
      file.contains("compiler-rt/")) {
    return {};
  }
  std::string_view function = frame.substr(0, space);
  const std::size_t in = function.find(kIn);
  function.remove_prefix(in == std::string_view::npos ? std::min(function.find(' '), space - 1) + 1
                                                      : in + kIn.size());
  return fmt::format("{} ({})", function, file_name(file));
}

// The place of the first stack that follows.
std::string first_place(std::string_view text) {
  bool inside = false;
  while (!text.empty()) {
    std::string_view line = next_line(text);
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(' ')));
    if (!line.starts_with('#')) {
      if (inside && line.empty()) {
        break;
      }
      continue;
    }
    inside = true;
    if (std::string place = place_of(line); !place.empty()) {
      return place;
    }
  }
  return {};
}

// "==123==ERROR: AddressSanitizer: heap-buffer-overflow on ...": the sanitizer's name and what follows it, where the mark is
// "ERROR".
std::optional<std::pair<std::string_view, std::string_view>> banner(std::string_view line,
                                                                    std::string_view mark) {
  constexpr std::array<std::string_view, 6> kSanitizers{
      "AddressSanitizer", "HWAddressSanitizer", "LeakSanitizer",
      "MemorySanitizer",  "ThreadSanitizer",    "UndefinedBehaviorSanitizer"};
  constexpr std::string_view kColon = ": ";
  // Before the mark stands nothing but the number of the process.
  line.remove_prefix(std::min(line.size(), line.find_first_not_of("=0123456789")));
  if (!line.starts_with(mark) || !line.substr(mark.size()).starts_with(kColon)) {
    return std::nullopt;
  }
  line.remove_prefix(mark.size() + kColon.size());
  const std::string_view name = cut_before(line, kColon);
  if (std::ranges::find(kSanitizers, name) == kSanitizers.end() ||
      name.size() + kColon.size() >= line.size()) {
    return std::nullopt;
  }
  return std::pair(name, line.substr(name.size() + kColon.size()));
}

// "a.c:14:15: runtime error: signed integer overflow: ..."
std::optional<SanitizerReport> runtime_error(std::string_view line) {
  constexpr std::string_view kMark = ": runtime error: ";
  const std::size_t at = line.find(kMark);
  if (at == std::string_view::npos || !names_a_line(line.substr(0, at))) {
    return std::nullopt;
  }
  return SanitizerReport{"UndefinedBehaviorSanitizer",
                         std::string(line.substr(at + kMark.size(), kLongestKind)),
                         std::string(file_name(line.substr(0, at)))};
}

}  // namespace

std::optional<SanitizerReport> sanitizer_report(std::string_view stderr_text) {
  std::optional<SanitizerReport> error;
  std::optional<SanitizerReport> summary;  // All that is left where the beginning is missing.
  std::string_view rest = stderr_text;
  while (!rest.empty()) {
    const std::string_view line = next_line(rest);
    for (const std::string_view mark : {"ERROR", "WARNING"}) {
      if (const auto found = banner(line, mark)) {
        return SanitizerReport{std::string(found->first), std::string(kind_of(found->second)),
                               first_place(rest)};
      }
    }
    if (!error) {
      error = runtime_error(line);
    }
    if (const auto found = banner(line, "SUMMARY"); found && !summary) {
      summary = SanitizerReport{
          std::string(found->first), std::string(found->second.substr(0, kLongestKind)), {}};
    }
  }
  return error ? error : summary;
}

std::string describe(const SanitizerReport& report) {
  return fmt::format("{}: {}{}{}", report.sanitizer, report.kind,
                     report.place.empty() ? "" : " in ", report.place);
}

}  // namespace oauthspec::result
