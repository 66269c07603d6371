// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/crash_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "fuzz/driver/corpus.h"
#include "harness/report/text.h"

namespace oauthspec::fuzz::driver {
namespace {

constexpr std::size_t kLine = 16;
constexpr std::size_t kMostDumped = 4096;

char printed(char c) {
  return c >= ' ' && c <= '~' ? c : '.';
}

std::string how_often(const Finding& finding) {
  if (finding.crashes == finding.attempts) {
    return fmt::format("Each of {} runs crashed.", finding.attempts);
  }
  return fmt::format("**Flaky**: {} of {} runs crashed.", finding.crashes, finding.attempts);
}

std::string stack(const Crash& crash) {
  if (crash.frames.empty()) return "The stack names no function of ours.\n";
  std::string text = "```text\n";
  for (const Frame& frame : crash.frames)
    text += fmt::format("{} ({})\n", frame.function, frame.place);
  return text + "```\n";
}

// With AddressSanitizer's own allocations, as triage runs it.
std::string run_with(const Finding& finding, std::string_view file) {
  return fmt::format("OAUTHSPEC_FUZZ_MEMORY=sanitizer build/fuzz/bin/fuzz_{} {}\n",
                     finding.target.name, file);
}

// A command that makes the input anew, so that the draft is all that one needs.
std::string command(const Finding& finding) {
  std::string octets;
  for (const char c : finding.input)
    octets += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
  return fmt::format("```sh\nprintf '{}' > input\n{}oauthspec fuzz triage input --target {}\n```\n",
                     octets, run_with(finding, "input"), finding.target.name);
}

std::string as_text(const std::string& input) {
  // A fence that nothing in the input can close.
  return fmt::format("`````text\n{}\n`````\n", report::harmless(input.substr(0, kMostDumped)));
}

}  // namespace

std::string hex_dump(std::string_view octets) {
  std::string dump;
  for (std::size_t at = 0; at < octets.size(); at += kLine) {
    const std::string_view line = octets.substr(at, kLine);
    std::string hex;
    std::string text;
    for (const char c : line) {
      hex += fmt::format("{:02x} ", static_cast<unsigned char>(c));
      text += printed(c);
    }
    dump += fmt::format("{:08x}  {:<48} |{}|\n", at, hex, text);
  }
  return dump;
}

std::string crash_report(const Finding& finding) {
  const std::string_view shown = std::string_view(finding.input).substr(0, kMostDumped);
  std::string text =
      fmt::format("# {}: {}\n\n", finding.target.name, report::one_line(finding.crash.headline));
  text +=
      fmt::format("Target `{}`: {} ({}), found by oauthspec {}. {}\n\n", finding.target.name,
                  finding.target.title, finding.target.spec, finding.version, how_often(finding));
  text += fmt::format("Kind: {}. Name: `{}`.\n\n", report::one_line(finding.crash.kind),
                      finding.crash.name);
  text += fmt::format("## Input\n\n{} octets (as found: {}), SHA-1 `{}`.\n\n", finding.input.size(),
                      finding.found.size(), content_name(finding.input));
  text += fmt::format("```text\n{}```\n\n", hex_dump(shown));
  if (shown.size() < finding.input.size()) {
    text += fmt::format("The first {} octets are shown.\n\n", shown.size());
  }
  text += "As text:\n\n" + as_text(finding.input);
  text += "\n## Calls\n\nThe innermost first.\n\n" + stack(finding.crash);
  text +=
      "\n## To see it again\n\n" + (shown.size() < finding.input.size()
                                        ? fmt::format("```sh\n{}```\n", run_with(finding, "INPUT"))
                                        : command(finding));
  return text;
}

}  // namespace oauthspec::fuzz::driver
