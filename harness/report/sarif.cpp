// SPDX-License-Identifier: Apache-2.0
#include "harness/report/sarif.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/report/exchange.h"
#include "harness/report/requirement.h"
#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

using nlohmann::ordered_json;
using result::Result;
using result::Status;

// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
constexpr std::size_t kMostRuns = 20;
constexpr std::size_t kMostResults = 25000;
constexpr std::size_t kMostRules = 25000;
constexpr std::size_t kMostOctets = 2000;
constexpr std::size_t kMostOctetsOfRule = 950;  // GitHub takes 1024 characters.

std::string text_of(std::string_view text, std::size_t octets = kMostOctets) {
  return harmless(shortened(text, octets));
}

ordered_json message(std::string_view text, std::size_t octets = kMostOctets) {
  return {{"text", text_of(text, octets)}};
}

// How much a finding weighs: nothing where it is none.
std::optional<std::string_view> level_of(const Result& result) {
  if (result.also) return std::nullopt;
  switch (verdict_of(result)) {
    case Verdict::failed:
    case Verdict::broken:
    case Verdict::tolerated:
      return "error";
    case Verdict::warned:
      return "warning";
    case Verdict::passed:
    case Verdict::skipped:
      return std::nullopt;
  }
  return std::nullopt;
}

bool judged(const Result& result) {
  return verdict_of(result) != Verdict::skipped && !result.also;
}

// GitHub sorts by numbers from 0 to 10: a MUST is high, a SHOULD medium, what is left open low.
std::string_view severity_of(const Result& result) {
  if (result.level == "must") return "7.5";
  return result.level == "should" ? "5.0" : "2.0";
}

std::string requirements_text(const Result& result, const vector::Library& library) {
  std::string text;
  for (const std::string& id : result.requirements) {
    text += (text.empty() ? "" : "\n\n") + requirement_text(id, library);
  }
  return text;
}

// Where the first requirement can be read; empty where it is in no RFC.
std::string address_of(const Result& result, const vector::Library& library) {
  if (result.requirements.empty()) return {};
  const auto found = library.catalogue.find(result.requirements.front());
  constexpr std::string_view kRfc = "RFC ";
  if (found == library.catalogue.end() || !found->second.document.starts_with(kRfc)) return {};
  const vector::Requirement& requirement = found->second;
  const bool number = requirement.section.find_first_not_of("0123456789.") == std::string::npos;
  return fmt::format("https://www.rfc-editor.org/rfc/rfc{}{}{}",
                     requirement.document.substr(kRfc.size()), number ? "#section-" : "",
                     number ? requirement.section : "");
}

ordered_json rule_of(const Result& result, const Report& report) {
  const std::string requirements = requirements_text(result, *report.library);
  const std::string help = requirements.empty() ? result.title : requirements;
  const bool must = result.level == "must";
  ordered_json rule{{"id", result.test},
                    {"name", std::string(id_of(result))},
                    {"shortDescription", message(result.title, kMostOctetsOfRule)},
                    {"fullDescription", message(help, kMostOctetsOfRule)},
                    {"help", message(help)},
                    {"defaultConfiguration", {{"level", must ? "error" : "warning"}}},
                    {"properties",
                     {{"tags", {"security", "oauth"}},
                      {"precision", "high"},
                      {"problem.severity", must ? "error" : "warning"},
                      {"security-severity", severity_of(result)}}}};
  if (const std::string address = address_of(result, *report.library); !address.empty()) {
    rule["helpUri"] = address;
  }
  return rule;
}

// What may stand in a URI that is a path, and is not read as anything else.
std::string path_text(std::string_view path) {
  constexpr std::size_t kLongest = 500;
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@%";
  std::string text;
  for (const char c : path.substr(0, kLongest)) {
    const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    text += letter || kPlain.contains(c) ? std::string(1, c)
                                         : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return text;
}

// "oauth/token" of "https://as.example/oauth/token?x=y"; the host where there is no path.
std::string path_of(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  constexpr std::string_view kMark = "://";
  const std::size_t scheme = url.find(kMark);
  url.remove_prefix(scheme == std::string_view::npos ? 0 : scheme + kMark.size());
  const std::string_view host = url.substr(0, url.find('/'));
  std::string_view path = url.substr(host.size());
  path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
  return path_text(path.empty() ? host : path);
}

ordered_json place(const std::string& uri, std::size_t line) {
  return {{"artifactLocation", {{"uri", uri}}}, {"region", {{"startLine", line}}}};
}

ordered_json location_json(const Result& result, const Report& report) {
  const std::vector<Exchange> exchanges = exchanges_of(result);
  if (!exchanges.empty()) {
    const WireRequest& request = exchanges.back().request;
    const std::string path = path_of(request.url);
    return {{"physicalLocation", place(path.empty() ? "server" : path, 1)},
            {"logicalLocations",
             ordered_json::array({{{"fullyQualifiedName", text_of(request_line(request))},
                                   {"kind", "resource"}}})}};
  }
  const Location location = location_of(result, report);
  if (!location.file.empty()) {
    return {{"physicalLocation", place(location.file, std::max<std::size_t>(location.line, 1))}};
  }
  const std::string suite = path_text(suite_of(result));
  return {{"physicalLocation", place(suite.empty() ? "oauthspec" : suite, 1)}};
}

// FNV-1a: it has to be the same everywhere and always, and nobody attacks it.
std::string fingerprint(std::string_view text) {
  constexpr std::uint64_t kBasis = 0xcbf29ce484222325U;
  constexpr std::uint64_t kPrime = 0x100000001b3U;
  std::uint64_t hash = kBasis;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return fmt::format("{:016x}", hash);
}

std::string finding_text(const Result& result, const Report& report) {
  std::string text = result.message.empty() ? result.title : result.message;
  const std::vector<Exchange> exchanges = exchanges_of(result);
  if (!exchanges.empty()) {
    text += fmt::format("\n{}: {}", request_line(exchanges.back().request),
                        answer_words(exchanges.back()));
  }
  const std::string requirements = requirements_text(result, *report.library);
  return text + (requirements.empty() ? "" : "\n\n") + requirements;
}

ordered_json result_json(const Result& result, std::string_view level, std::size_t rule,
                         const Report& report) {
  const std::string print = fingerprint(result.test);
  ordered_json json{
      {"ruleId", result.test},
      {"ruleIndex", rule},
      {"level", level},
      {"message", message(finding_text(result, report))},
      {"locations", ordered_json::array({location_json(result, report)})},
      {"partialFingerprints", {{"primaryLocationLineHash", print + ":1"}, {"test/v1", print}}},
      {"properties",
       {{"status", result::name(result.status)}, {"requirements", result.requirements}}}};
  if (verdict_of(result) == Verdict::tolerated) {
    const std::string_view why = result.reason.empty() ? "flaky" : std::string_view(result.reason);
    json["suppressions"] =
        ordered_json::array({{{"kind", "external"}, {"justification", text_of(why)}}});
  }
  return json;
}

struct Finding {
  const Result* result = nullptr;
  std::string_view level;
};

// Failures first: where not all can be taken, they are.
std::vector<Finding> findings_of(const RunReport& run) {
  std::vector<Finding> findings;
  for (const Result& result : run.results) {
    if (const auto level = level_of(result)) findings.push_back({&result, *level});
  }
  std::ranges::sort(findings, {}, [](const Finding& finding) {
    return std::tuple(finding.level != "error", verdict_of(*finding.result) == Verdict::tolerated,
                      std::string_view(finding.result->test));
  });
  return findings;
}

ordered_json invocation_of(const RunReport& run, std::size_t left_out) {
  ordered_json notifications = ordered_json::array();
  const auto notify = [&](std::string_view level, const std::string& text) {
    notifications.push_back({{"level", level}, {"message", message(text)}});
  };
  for (const std::string& trouble : run.troubles) notify("error", trouble);
  if (left_out > 0) notify("warning", fmt::format("{} findings are left out", left_out));
  ordered_json invocation{{"executionSuccessful", run.troubles.empty()},
                          {"commandLine", run.about.command}};
  if (!notifications.empty()) invocation["toolExecutionNotifications"] = std::move(notifications);
  return invocation;
}

ordered_json run_json(const RunReport& run, const Report& report) {
  std::vector<Finding> findings = findings_of(run);
  const std::size_t left_out = findings.size() - std::min(findings.size(), kMostResults);
  findings.resize(findings.size() - left_out);
  ordered_json rules = ordered_json::array();
  std::map<std::string_view, std::size_t> numbers;
  const auto number_of = [&](const Result& result) {
    const auto [entry, added] = numbers.try_emplace(result.test, rules.size());
    if (added) rules.push_back(rule_of(result, report));
    return entry->second;
  };
  ordered_json results = ordered_json::array();
  for (const auto& [result, level] : findings) {
    results.push_back(result_json(*result, level, number_of(*result), report));
  }
  for (const Result& result : run.results) {
    if (judged(result) && rules.size() < kMostRules) static_cast<void>(number_of(result));
  }
  return {
      {"tool",
       {{"driver",
         {{"name", "oauthspec"}, {"version", run.about.version}, {"rules", std::move(rules)}}}}},
      {"automationDetails", {{"id", fmt::format("oauthspec/{}/", run.label)}}},
      {"invocations", ordered_json::array({invocation_of(run, left_out)})},
      {"results", std::move(results)}};
}

}  // namespace

std::string sarif(const Report& report) {
  ordered_json runs = ordered_json::array();
  for (const RunReport& run : report.runs) {
    if (runs.size() < kMostRuns) runs.push_back(run_json(run, report));
  }
  const ordered_json document{{"$schema",
                               "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                               "sarif-schema-2.1.0.json"},
                              {"version", "2.1.0"},
                              {"runs", std::move(runs)}};
  return document.dump(1, ' ', true, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace oauthspec::report
