// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/har.h"

#include <algorithm>
#include <chrono>
#include <string_view>

#include <fmt/format.h>

#include "harness/reference/message/http.h"
#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/transcript.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::ordered_json;
using Headers = std::vector<oauth::message::HeaderField>;

constexpr int kNotMeasured = -1;

ordered_json pair_json(std::string_view name, std::string_view value) {
  return {{"name", name}, {"value", value}};
}

ordered_json headers_json(const Headers& headers) {
  auto list = ordered_json::array();
  for (const auto& field : headers) {
    list.push_back(pair_json(field.name, field.value));
  }
  return list;
}

ordered_json pairs_json(std::string_view form) {
  auto list = ordered_json::array();
  for (const Pair& pair : read_pairs(form)) {
    list.push_back(pair_json(pair.name, pair.value));
  }
  return list;
}

// The cookies of all fields of this name: "a=1; b=2", or with attributes behind the first.
ordered_json cookies_json(const Headers& headers, std::string_view name, bool attributes) {
  auto list = ordered_json::array();
  for (const auto& field : headers) {
    std::string_view rest =
        oauth::message::equal_without_case(field.name, name) ? field.value : std::string_view();
    while (!rest.empty()) {
      const auto end = std::min(rest.find(';'), rest.size());
      std::string_view cookie = rest.substr(0, end);
      cookie.remove_prefix(std::min(cookie.find_first_not_of(' '), cookie.size()));
      const auto equals = std::min(cookie.find('='), cookie.size());
      list.push_back(
          pair_json(cookie.substr(0, equals), cookie.substr(std::min(equals + 1, cookie.size()))));
      rest.remove_prefix(attributes ? rest.size() : std::min(end + 1, rest.size()));
    }
  }
  return list;
}

std::string field_of(const Headers& headers, std::string_view name) {
  return std::string(oauth::message::find_header(headers, name).value_or(""));
}

std::string_view query_of(std::string_view url) {
  const std::string_view front = url.substr(0, url.find('#'));
  const auto question = front.find('?');
  return question == std::string_view::npos ? "" : front.substr(question + 1);
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "";
  }
}

ordered_json request_json(const Exchange& exchange) {
  const auto& request = exchange.request;
  ordered_json json = {{"method", request.method},
                       {"url", request.url},
                       {"httpVersion", "HTTP/1.1"},
                       {"cookies", cookies_json(request.headers, "Cookie", false)},
                       {"headers", headers_json(request.headers)},
                       {"queryString", pairs_json(query_of(request.url))},
                       {"headersSize", kNotMeasured},
                       {"bodySize", exchange.request_octets}};
  if (!request.body.empty()) {
    json["postData"] = {{"mimeType", field_of(request.headers, "Content-Type")},
                        {"params", ordered_json::array()},
                        {"text", request.body}};
    if (oauth::message::has_form_content_type(request.headers)) {
      json["postData"]["params"] = pairs_json(request.body);
    }
  }
  return json;
}

ordered_json response_json(const Exchange& exchange) {
  const auto& response = exchange.reply.response;
  return {{"status", exchange.reply.delivery.drop ? 0 : response.status},
          {"statusText", reason_phrase(response.status)},
          {"httpVersion", "HTTP/1.1"},
          {"cookies", cookies_json(response.headers, "Set-Cookie", true)},
          {"headers", headers_json(response.headers)},
          {"content",
           {{"size", exchange.response_octets},
            {"mimeType", field_of(response.headers, "Content-Type")},
            {"text", response.body}}},
          {"redirectURL", field_of(response.headers, "Location")},
          {"headersSize", kNotMeasured},
          {"bodySize", exchange.response_octets}};
}

ordered_json entry_json(const Exchange& exchange) {
  const auto wait = exchange.reply.delivery.delay.count();
  const Verdict& verdict = exchange.verdict;
  ordered_json entry = {{"startedDateTime", iso_time(exchange.at)},
                        {"time", wait},
                        {"request", request_json(exchange)},
                        {"response", response_json(exchange)},
                        {"cache", ordered_json::object()},
                        {"timings", {{"send", 0}, {"wait", wait}, {"receive", 0}}}};
  entry["comment"] =
      fmt::format("{} {}{}{}", name(exchange.endpoint), verdict.accepted ? "accepted" : "refused",
                  verdict.explanation.empty() ? "" : ": ", verdict.explanation);
  entry["_verdict"] = exchange_json(exchange)["verdict"];
  return entry;
}

}  // namespace

std::string iso_time(Seconds at) {
  using namespace std::chrono;
  const sys_seconds time{seconds(at)};
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.000Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

ordered_json har(const std::vector<Exchange>& exchanges) {
  auto entries = ordered_json::array();
  for (const Exchange& exchange : exchanges) {
    entries.push_back(entry_json(exchange));
  }
  return {{"log",
           {{"version", "1.2"},
            {"creator", {{"name", "oauthspec-provider"}, {"version", "0.1.0"}}},
            {"entries", entries}}}};
}

}  // namespace oauthspec::provider::control
