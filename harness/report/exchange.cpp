// SPDX-License-Identifier: Apache-2.0
#include "harness/report/exchange.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/json.h"

namespace oauthspec::report {
namespace {

using nlohmann::json;
using std::chrono::microseconds;

const json& member(const json& object, const char* name) {
  static const json none;
  if (!object.is_object()) return none;
  const auto found = object.find(name);
  return found == object.end() ? none : *found;
}

std::string text_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

microseconds time_of(const json& value) {
  return microseconds(value.is_number_integer() ? value.get<std::int64_t>() : 0);
}

HeaderFields headers_of(const json& list) {
  HeaderFields fields;
  if (!list.is_array()) return fields;
  for (const json& field : list) {
    if (field.is_array() && field.size() == 2) {
      fields.emplace_back(text_of(field[0]), text_of(field[1]));
    }
  }
  return fields;
}

Body body_of(const json& holder) {
  Body body;
  const json& value = member(holder, "body");
  body.octets = text_of(value);
  if (const json& base64 = member(value, "b64"); base64.is_string()) {
    const std::string text = text_of(base64);
    const auto octets = oauth::codec::base64_decode(text);
    body.octets = octets ? *octets : text;
    body.is_text = !octets;
  }
  const json& all = member(holder, "body_octets");
  const std::int64_t count = all.is_number_integer() ? all.get<std::int64_t>() : 0;
  body.all =
      std::max(body.octets.size(), static_cast<std::size_t>(std::max<std::int64_t>(count, 0)));
  return body;
}

std::optional<WireResponse> response_of(const json& value) {
  if (!value.is_object()) return std::nullopt;
  const json& status = member(value, "status");
  return WireResponse{.status = status.is_number_integer() ? status.get<int>() : 0,
                      .headers = headers_of(member(value, "headers")),
                      .body = body_of(value)};
}

Exchange exchange_of(const json& value) {
  const json& request = member(value, "request");
  Exchange exchange{.request = {.method = text_of(member(request, "method")),
                                .url = text_of(member(request, "url")),
                                .headers = headers_of(member(request, "headers")),
                                .body = body_of(request)},
                    .response = response_of(member(value, "response")),
                    .failure = {},
                    .started = time_of(member(value, "started_us")),
                    .duration = time_of(member(value, "duration_us")),
                    .decisive = member(value, "decisive") == true};
  if (const json& failure = member(value, "failure"); failure.is_object()) {
    exchange.failure =
        fmt::format("{}: {}", text_of(member(failure, "code")), text_of(member(failure, "detail")));
  }
  return exchange;
}

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// The error that a response of OAuth 2.0 names in its body.
std::string error_in(const Body& body) {
  const auto object = oauth::codec::parse_json(body.octets);
  return object ? text_of(member(*object, "error")) : std::string();
}

}  // namespace

std::vector<Exchange> exchanges_of(const result::Result& result) {
  std::vector<Exchange> all;
  if (!result.exchanges.is_array()) return all;
  for (const json& value : result.exchanges) all.push_back(exchange_of(value));
  return all;
}

std::size_t decisive_of(const std::vector<Exchange>& exchanges) {
  const auto found = std::ranges::find(exchanges, true, &Exchange::decisive);
  return found == exchanges.end()
             ? exchanges.size() - 1
             : static_cast<std::size_t>(std::distance(exchanges.begin(), found));
}

bool same_name(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, {}, small, small);
}

std::string_view header_of(const HeaderFields& headers, std::string_view name) {
  const auto found = std::ranges::find_if(
      headers, [&](const auto& field) { return same_name(field.first, name); });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string request_line(const WireRequest& request) {
  return fmt::format("{} {}", request.method, request.url);
}

std::string answer_words(const Exchange& exchange) {
  if (!exchange.response) {
    return exchange.failure.empty() ? "no answer" : "no answer, " + exchange.failure;
  }
  const WireResponse& response = *exchange.response;
  const std::string_view location = header_of(response.headers, "Location");
  if (!location.empty()) return fmt::format("{} to {}", response.status, location);
  const std::string error = error_in(response.body);
  if (!error.empty()) return fmt::format("{} {}", response.status, error);
  const std::string_view challenge = header_of(response.headers, "WWW-Authenticate");
  return challenge.empty() ? fmt::format("{}", response.status)
                           : fmt::format("{} {}", response.status, challenge);
}

}  // namespace oauthspec::report
