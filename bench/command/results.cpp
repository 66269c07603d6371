// SPDX-License-Identifier: Apache-2.0
#include "bench/command/results.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace oauthspec::bench {
namespace {

using nlohmann::ordered_json;

struct Measured {
  std::vector<double> nanoseconds;
  std::vector<double> octets;
};

ordered_json row_json(const Row& row) {
  constexpr double kSecond = 1e9;
  ordered_json json{{"name", row.name},
                    {"nanoseconds",
                     {{"median", row.summary.median},
                      {"least", row.summary.least},
                      {"most", row.summary.most},
                      {"spread", row.summary.spread}}},
                    {"a_second", kSecond / row.summary.median},
                    {"samples", row.nanoseconds}};
  if (row.octets_a_second > 0) json["octets_a_second"] = row.octets_a_second;
  if (row.ratio && row.denominator) {
    json["ratio"] = *row.ratio;
    json["denominator"] = *row.denominator;
  }
  if (row.about.peer) json["peer"] = true;
  if (!row.about.note.empty()) json["note"] = row.about.note;
  return json;
}

ordered_json machine_json(const Machine& machine) {
  return {{"processor", machine.processor}, {"processors", machine.processors},
          {"flags", machine.flags},         {"compiler", machine.compiler},
          {"libraries", machine.libraries}, {"environment", machine.environment}};
}

}  // namespace

std::vector<Row> rows_of(const Set& set, const std::vector<Sample>& samples,
                         const std::map<std::string, About>& about) {
  std::vector<std::string> order;
  std::map<std::string, Measured> measured;
  for (const Sample& sample : samples) {
    auto [at, is_new] = measured.try_emplace(sample.row);
    if (is_new) order.push_back(sample.row);
    at->second.nanoseconds.push_back(sample.nanoseconds);
    at->second.octets.push_back(sample.octets_a_second);
  }
  std::vector<Row> rows;
  for (const std::string& name : order) {
    const Measured& own = measured.at(name);
    Row row{.name = name,
            .nanoseconds = own.nanoseconds,
            .summary = summarise(own.nanoseconds).value_or(Summary{}),
            .octets_a_second = summarise(own.octets).value_or(Summary{}).median};
    if (const auto known = about.find(name); known != about.end()) row.about = known->second;
    if (auto other = denominator_of(set, name); other && measured.contains(*other)) {
      row.ratio = ratio(own.nanoseconds, measured.at(*other).nanoseconds);
      row.denominator = std::move(other);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

ordered_json to_json(const Results& results) {
  ordered_json json{{"format", 1},
                    {"set", results.set.name},
                    {"title", results.set.title},
                    {"interleaved", results.interleaved},
                    {"machine", machine_json(results.machine)}};
  json["rows"] = ordered_json::array();
  std::ranges::transform(results.rows, std::back_inserter(json["rows"]), row_json);
  json["left_out"] = ordered_json::array();
  for (const LeftOut& one : results.left_out) {
    json["left_out"].push_back({{"name", one.name}, {"why", one.why}});
  }
  return json;
}

}  // namespace oauthspec::bench
