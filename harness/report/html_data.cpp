// SPDX-License-Identifier: Apache-2.0
#include "harness/report/html_data.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/reference/codec/base64.h"
#include "harness/report/exchange.h"
#include "harness/report/tally.h"
#include "harness/report/text.h"
#include "harness/result/expectation.h"

namespace oauthspec::report {
namespace {

using nlohmann::json;
using result::Result;
using result::Status;

// Each distinct text once. What an adapter says may be of any length: long texts are cut.
class Texts {
 public:
  std::size_t number_of(const std::string& text) {
    constexpr std::size_t kMostOctets = 16UL * 1024;
    return numbers_.try_emplace(shortened(text, kMostOctets), numbers_.size()).first->second;
  }
  // As ASCII, so that look-alikes and spaces show.
  std::size_t number_of(const json& value) {
    return value.is_null() ? 0
                           : number_of(value.dump(-1, ' ', true, json::error_handler_t::replace));
  }
  std::size_t number_of(const std::optional<json>& value) { return value ? number_of(*value) : 0; }

  [[nodiscard]] json list() const {
    std::vector<std::string> texts(numbers_.size());
    for (const auto& [text, number] : numbers_) texts[number] = text;
    return texts;
  }

 private:
  std::unordered_map<std::string, std::size_t> numbers_{{"", 0}};
};

// A row of the matrix, as the first run has it that knows the test.
struct Row {
  const Result* result = nullptr;
  const vector::Test* test = nullptr;  // Null where the library does not know it.
};

std::vector<Row> rows_of(const Report& report) {
  std::map<std::string_view, const Result*> named;
  for (const RunReport& run : report.runs) {
    for (const Result& result : run.results) named.try_emplace(result.test, &result);
  }
  std::vector<Row> rows;
  for (const vector::Suite& suite : report.library->suites) {
    for (const vector::Test& test : suite.tests) {
      const auto found = named.find(full_name(suite, test));
      if (found == named.end()) continue;
      rows.push_back({found->second, &test});
      named.erase(found);
    }
  }
  for (const auto& [name, result] : named) rows.push_back({result, nullptr});
  return rows;
}

json statuses() {
  json list = json::array();
  for (int i = 0; i <= static_cast<int>(Status::not_run); ++i) {
    const auto status = static_cast<Status>(i);
    list.push_back({{"name", result::name(status)}, {"unexpected", unexpected(status)}});
  }
  return list;
}

// The requirements that tests cite, and the number of each.
class Requirements {
 public:
  explicit Requirements(const vector::Catalogue& catalogue) : catalogue_(catalogue) {}

  std::size_t number_of(const std::string& id) {
    const auto [entry, added] = numbers_.try_emplace(id, list_.size());
    if (added) list_.push_back(described(id));
    return entry->second;
  }

  [[nodiscard]] const json& list() const { return list_; }

 private:
  [[nodiscard]] json described(const std::string& id) const {
    const auto found = catalogue_.find(id);
    if (found == catalogue_.end()) {
      return {{"id", id},
              {"document", "Not in the catalogue"},
              {"section", ""},
              {"level", ""},
              {"text", ""}};
    }
    const vector::Requirement& requirement = found->second;
    return {{"id", id},
            {"document", requirement.document},
            {"section", requirement.section},
            {"level", requirement.level},
            {"text", requirement.text}};
  }

  const vector::Catalogue& catalogue_;
  std::map<std::string, std::size_t> numbers_;
  json list_ = json::array();
};

json test_of(const Row& row, Texts& texts, Requirements& requirements) {
  const Result& result = *row.result;
  json cited = json::array();
  for (const std::string& id : result.requirements) cited.push_back(requirements.number_of(id));
  return {{"name", result.test},
          {"title", result.title},
          {"level", result.level},
          {"op", result.op},
          {"word", shell_word(result.test)},
          {"requirements", std::move(cited)},
          {"sent", texts.number_of(result.sent)},
          {"expected", texts.number_of(result.expected)},
          {"why", texts.number_of(result.why)},
          {"source", row.test == nullptr ? 0 : texts.number_of(row.test->source)}};
}

// A body as text. A browser would show what is no text as it pleases.
std::string body_text(const Body& body) {
  std::string text = body.is_text ? body.octets : oauth::codec::base64_encode(body.octets);
  if (!body.is_text) text = "(no text; in Base64:)\n" + text;
  if (body.all > body.octets.size()) text += fmt::format("... ({} octets in all)", body.all);
  return text;
}

std::string headers_text(const HeaderFields& headers) {
  std::string text;
  for (const auto& [name, value] : headers) text += fmt::format("{}: {}\n", name, value);
  return text;
}

json exchange_json(const Exchange& exchange, Texts& texts) {
  constexpr int kThousand = 1000;
  const WireRequest& request = exchange.request;
  const WireResponse response = exchange.response.value_or(WireResponse{});
  return {texts.number_of(request.method),
          texts.number_of(request.url),
          texts.number_of(headers_text(request.headers)),
          texts.number_of(body_text(request.body)),
          response.status,
          texts.number_of(headers_text(response.headers)),
          texts.number_of(body_text(response.body)),
          texts.number_of(answer_words(exchange)),
          exchange.duration.count() / kThousand};
}

json exchanges_json(const Result& result, Texts& texts) {
  json list = json::array();
  for (const Exchange& exchange : exchanges_of(result)) {
    list.push_back(exchange_json(exchange, texts));
  }
  return list;
}

json rare_parts(const Result& result, const json& test, Texts& texts) {
  json more = json::object();
  const auto add = [&more](const char* name, std::size_t number) {
    if (number != 0) more[name] = number;
  };
  if (const std::size_t sent = texts.number_of(result.sent); sent != test.at("sent")) {
    more["sent"] = sent;
  }
  if (const std::size_t expected = texts.number_of(result.expected);
      expected != test.at("expected")) {
    more["expected"] = expected;
  }
  if (result.recomputed) more["recomputed"] = true;
  if (result.before) more["before"] = result::name(*result.before);
  add("reason", texts.number_of(result.reason));
  add("issue", texts.number_of(result.issue));
  add("stderr", texts.number_of(result.stderr_text));
  if (const auto entry = result::expectation_for(result)) {
    more["expect"] = result::name(entry->expect);
    more["known"] = texts.number_of(entry->reason);
  }
  if (result.also) more["also"] = true;
  if (json exchanges = exchanges_json(result, texts); !exchanges.empty()) {
    more["decisive"] = decisive_of(exchanges_of(result));
    more["exchanges"] = std::move(exchanges);
  }
  return more;
}

json cell_of(const Result& result, const json& test, Texts& texts) {
  const auto status = static_cast<std::size_t>(result.status);
  json cell{status, texts.number_of(result.message), texts.number_of(result.got),
            texts.number_of(result.policy)};
  if (json more = rare_parts(result, test, texts); !more.empty()) {
    cell.push_back(std::move(more));
    return cell;
  }
  while (cell.size() > 1 && cell.back() == 0) cell.erase(cell.size() - 1);
  return cell.size() == 1 ? cell.front() : cell;
}

json run_of(const RunReport& run, const json& tests, Texts& texts) {
  std::unordered_map<std::string_view, const Result*> results;
  for (const Result& result : run.results) results.emplace(result.test, &result);
  json cells = json::array();
  for (const json& test : tests) {
    const auto found = results.find(test.at("name").get_ref<const std::string&>());
    cells.push_back(found == results.end() ? json(-1) : cell_of(*found->second, test, texts));
  }
  return {{"label", run.label},
          {"name", run.about.implementation},
          {"version", run.about.implementation_version},
          {"language", run.about.language},
          {"command", run.about.command},
          {"replay", run.about.replay},
          {"cells", std::move(cells)}};
}

}  // namespace

json html_data(const Report& report) {
  Texts texts;
  Requirements requirements(report.library->catalogue);
  json tests = json::array();
  for (const Row& row : rows_of(report)) tests.push_back(test_of(row, texts, requirements));
  json runs = json::array();
  for (const RunReport& run : report.runs) runs.push_back(run_of(run, tests, texts));
  return {{"statuses", statuses()},
          {"texts", texts.list()},
          {"requirements", requirements.list()},
          {"tests", std::move(tests)},
          {"runs", std::move(runs)}};
}

}  // namespace oauthspec::report
