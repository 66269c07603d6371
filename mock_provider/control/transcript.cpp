// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/transcript.h"

#include <algorithm>
#include <string_view>

#include "mock_provider/control/masking.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::ordered_json;

ordered_json headers_json(const std::vector<oauth::message::HeaderField>& headers) {
  auto pairs = ordered_json::array();
  for (const auto& field : headers) {
    pairs.push_back(ordered_json::array({field.name, field.value}));
  }
  return pairs;
}

// What is not as usual in how the reply was sent.
ordered_json delivery_json(const http::Delivery& delivery) {
  auto unusual = ordered_json::object();
  if (delivery.delay.count() > 0) {
    unusual["delay_ms"] = delivery.delay.count();
  }
  if (delivery.pace.count() > 0) {
    unusual["pace_ms"] = delivery.pace.count();
    unusual["pace_octets"] = delivery.pace_octets;
  }
  if (delivery.cut_after) {
    unusual["cut_after"] = *delivery.cut_after;
  }
  for (const auto& [name, set] :
       {std::pair("drop", delivery.drop), std::pair("reset", delivery.reset),
        std::pair("close", delivery.close)}) {
    if (set) {
      unusual[name] = true;
    }
  }
  return unusual;
}

ordered_json verdict_json(const Verdict& verdict) {
  const Clause clause = clause_of(verdict.requirement);
  return {{"accepted", verdict.accepted},      {"error", verdict.error},
          {"reason", verdict.reason},          {"requirement", verdict.requirement},
          {"document", clause.document},       {"section", clause.section},
          {"explanation", verdict.explanation}};
}

ordered_json diagnosis_json(const SignatureDiagnosis& diagnosis) {
  ordered_json json = {{"base_string", diagnosis.base_string},
                       {"client_base_string", nullptr},
                       {"first_difference", diagnosis.first_difference},
                       {"mistake", diagnosis.mistake}};
  if (diagnosis.client_base_string) {
    json["client_base_string"] = *diagnosis.client_base_string;
  }
  return json;
}

bool wanted(const Exchange& exchange, const TranscriptFilter& filter) {
  return (!filter.endpoint || exchange.endpoint == *filter.endpoint) &&
         (!filter.accepted || exchange.verdict.accepted == *filter.accepted);
}

}  // namespace

std::vector<Exchange> exchanges(const State& state, const TranscriptFilter& filter) {
  std::vector<Exchange> found;
  for (auto number = std::max(filter.from, state.log.oldest()); number <= state.log.count();
       ++number) {
    const Exchange& exchange = state.log.at(number);
    if (wanted(exchange, filter)) {
      found.push_back(filter.show_secrets ? exchange : masked(exchange));
    }
  }
  return found;
}

ordered_json exchange_json(const Exchange& exchange) {
  const auto& request = exchange.request;
  const auto& response = exchange.reply.response;
  ordered_json json = {{"number", exchange.number},
                       {"at", exchange.at},
                       {"endpoint", name(exchange.endpoint)},
                       {"request",
                        {{"method", request.method},
                         {"url", request.url},
                         {"headers", headers_json(request.headers)},
                         {"body", request.body},
                         {"body_octets", exchange.request_octets}}},
                       {"response",
                        {{"status", response.status},
                         {"headers", headers_json(response.headers)},
                         {"body", response.body},
                         {"body_octets", exchange.response_octets}}},
                       {"delivery", delivery_json(exchange.reply.delivery)},
                       {"verdict", verdict_json(exchange.verdict)},
                       {"diagnosis", nullptr},
                       {"faults", exchange.faults}};
  if (exchange.diagnosis) {
    json["diagnosis"] = diagnosis_json(*exchange.diagnosis);
  }
  return json;
}

Clause clause_of(std::string_view requirement) {
  constexpr std::string_view kRfc = "RFC";
  const auto first = requirement.find('-');
  const auto last = requirement.rfind('-');
  if (!requirement.starts_with(kRfc) || first == last) {
    return {.document = std::string(requirement), .section = ""};
  }
  return {.document = "RFC " + std::string(requirement.substr(kRfc.size(), first - kRfc.size())),
          .section = std::string(requirement.substr(first + 1, last - first - 1))};
}

}  // namespace oauthspec::provider::control
