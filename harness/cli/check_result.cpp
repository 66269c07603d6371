// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/check_result.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/utf8.h"

namespace oauthspec::cli {
namespace {

using nlohmann::json;
using result::Status;

constexpr std::size_t kBodyOctets = std::size_t{16} * 1024;

json text_json(std::string_view octets) {
  if (oauth::codec::check_utf8(octets)) return octets;
  return {{"b64", oauth::codec::base64_encode(octets)}};
}

// Not in the middle of a character, so that text stays text.
std::string_view cut(std::string_view body) {
  if (body.size() <= kBodyOctets) return body;
  std::size_t end = kBodyOctets;
  while (end > 0 && (static_cast<unsigned char>(body[end]) & 0xC0U) == 0x80U) --end;
  return body.substr(0, end);
}

// Of a name or value that is no UTF-8, each octet stands for a character: these are shown, not sent again.
std::string field_text(std::string_view octets) {
  if (oauth::codec::check_utf8(octets)) return std::string(octets);
  std::string text;
  for (const char octet : octets) text += octet >= ' ' && octet <= '~' ? octet : '?';
  return text;
}

json headers_json(const std::vector<oauth::message::HeaderField>& headers) {
  json list = json::array();
  for (const auto& field : headers) {
    list.push_back(json::array({field_text(field.name), field_text(field.value)}));
  }
  return list;
}

json response_json(const oauth::message::Response& response) {
  const std::string_view kept = cut(response.body);
  json value{{"status", response.status},
             {"headers", headers_json(response.headers)},
             {"body", text_json(kept)}};
  if (kept.size() < response.body.size()) value["body_octets"] = response.body.size();
  return value;
}

json exchange_json(const http::Exchange& exchange) {
  json value{{"request",
              {{"method", field_text(exchange.request.method)},
               {"url", field_text(exchange.request.url)},
               {"headers", headers_json(exchange.request.headers)},
               {"body", text_json(cut(exchange.request.body))}}},
             {"started_us", exchange.started.count()},
             {"duration_us", exchange.duration.count()}};
  if (exchange.outcome) {
    value["response"] = response_json(*exchange.outcome);
  } else {
    value["failure"] = {{"code", name(exchange.outcome.error().code)},
                        {"detail", field_text(exchange.outcome.error().detail)}};
  }
  return value;
}

Status status_of_silence(const checks::CheckResult& found) {
  const bool late = !found.evidence.empty() && !found.evidence.back().outcome &&
                    found.evidence.back().outcome.error().code == http::TransportCode::timed_out;
  return late ? Status::timeout : Status::error;
}

// A statement that nobody of us has seen in a published text may warn, and never fails.
Status status_of_failure(const vector::Test& test) {
  return test.level == vector::Level::must && test.verified ? Status::fail : Status::warn;
}

Status status_of(const checks::CheckResult& found, const vector::Test& test) {
  switch (found.finding.verdict) {
    case checks::Verdict::pass:
      return Status::pass;
    case checks::Verdict::fail:
      return status_of_failure(test);
    case checks::Verdict::unsupported:
      return Status::unsupported;
    case checks::Verdict::inconclusive:
      return found.finding.unanswered ? status_of_silence(found) : Status::inconclusive;
  }
  return Status::inconclusive;
}

}  // namespace

result::Result unrun(const vector::Suite& suite, const vector::Test& test) {
  result::Result result;
  result.test = vector::full_name(suite, test);
  result.op = suite.op;
  result.title = test.title;
  result.level = vector::name(test.level);
  result.requirements = test.requirements;
  result.sent = json::object();
  return result;
}

void fill(result::Result& result, const vector::Test& test, const checks::CheckResult& found) {
  result.status = status_of(found, test);
  result.message = found.finding.message;
  result.duration = found.duration;
  result.exchanges = json::array();
  for (const http::Exchange& exchange : found.evidence) {
    result.exchanges.push_back(exchange_json(exchange));
  }
  const auto decisive = found.finding.exchange;
  if (decisive && *decisive < result.exchanges.size()) {
    result.exchanges[*decisive]["decisive"] = true;
  }
}

}  // namespace oauthspec::cli
