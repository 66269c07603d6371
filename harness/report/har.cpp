// SPDX-License-Identifier: Apache-2.0
#include "harness/report/har.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/form.h"
#include "harness/report/exchange.h"
#include "harness/report/text.h"
#include "harness/report/time.h"

namespace oauthspec::report {
namespace {

using nlohmann::ordered_json;
using result::Result;
using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr int kNotKnown = -1;
constexpr std::size_t kMostOctets = 16UL * 1024;

ordered_json pair_json(std::string_view name, std::string_view value) {
  return {{"name", name}, {"value", value}};
}

std::string decoded(std::string_view text) {
  std::string octets;
  return oauth::codec::append_form_decoded(octets, text) ? octets : std::string(text);
}

// "a=1&b=2", each part decoded where it can be.
ordered_json pairs_json(std::string_view form) {
  ordered_json list = ordered_json::array();
  while (!form.empty()) {
    const std::string_view part = form.substr(0, form.find('&'));
    form.remove_prefix(std::min(part.size() + 1, form.size()));
    const std::size_t equals = std::min(part.find('='), part.size());
    if (part.empty()) continue;
    list.push_back(pair_json(decoded(part.substr(0, equals)),
                             decoded(part.substr(std::min(equals + 1, part.size())))));
  }
  return list;
}

std::string_view query_of(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const std::size_t question = url.find('?');
  return question == std::string_view::npos ? std::string_view() : url.substr(question + 1);
}

ordered_json headers_json(const HeaderFields& headers) {
  ordered_json list = ordered_json::array();
  for (const auto& [name, value] : headers) list.push_back(pair_json(name, value));
  return list;
}

// Of "a=1; b=2" both; of "a=1; Path=/" only the first, as `only_first` says.
void add_cookies(ordered_json& list, std::string_view text, bool only_first) {
  while (!text.empty()) {
    std::string_view cookie = text.substr(0, text.find(';'));
    text.remove_prefix(only_first ? text.size() : std::min(cookie.size() + 1, text.size()));
    cookie.remove_prefix(std::min(cookie.find_first_not_of(' '), cookie.size()));
    const std::size_t equals = std::min(cookie.find('='), cookie.size());
    list.push_back(
        pair_json(cookie.substr(0, equals), cookie.substr(std::min(equals + 1, cookie.size()))));
  }
}

ordered_json cookies_json(const HeaderFields& headers, std::string_view name, bool only_first) {
  ordered_json list = ordered_json::array();
  for (const auto& field : headers) {
    if (same_name(field.first, name)) add_cookies(list, field.second, only_first);
  }
  return list;
}

ordered_json request_json(const WireRequest& request) {
  ordered_json json{{"method", request.method},
                    {"url", request.url},
                    {"httpVersion", "HTTP/1.1"},
                    {"cookies", cookies_json(request.headers, "Cookie", false)},
                    {"headers", headers_json(request.headers)},
                    {"queryString", pairs_json(query_of(request.url))},
                    {"headersSize", kNotKnown},
                    {"bodySize", request.body.all}};
  if (request.body.octets.empty()) return json;
  const std::string_view type = header_of(request.headers, "Content-Type");
  const bool form = type.starts_with("application/x-www-form-urlencoded");
  json["postData"] = {{"mimeType", std::string(type)},
                      {"params", form ? pairs_json(request.body.octets) : ordered_json::array()},
                      {"text", shortened(request.body.octets, kMostOctets)}};
  return json;
}

ordered_json content_json(const WireResponse& response) {
  const Body& body = response.body;
  ordered_json json{{"size", body.all},
                    {"mimeType", std::string(header_of(response.headers, "Content-Type"))}};
  if (body.is_text) {
    json["text"] = shortened(body.octets, kMostOctets);
  } else {
    json["text"] =
        oauth::codec::base64_encode(std::string_view(body.octets).substr(0, kMostOctets));
    json["encoding"] = "base64";
  }
  if (body.all > body.octets.size()) {
    json["comment"] = fmt::format("the first {} octets", body.octets.size());
  }
  return json;
}

ordered_json response_json(const Exchange& exchange) {
  const WireResponse response = exchange.response.value_or(WireResponse{});
  ordered_json json{{"status", response.status},
                    {"statusText", ""},
                    {"httpVersion", "HTTP/1.1"},
                    {"cookies", cookies_json(response.headers, "Set-Cookie", true)},
                    {"headers", headers_json(response.headers)},
                    {"content", content_json(response)},
                    {"redirectURL", std::string(header_of(response.headers, "Location"))},
                    {"headersSize", kNotKnown},
                    {"bodySize", response.body.all}};
  if (!exchange.response) json["_error"] = exchange.failure;
  return json;
}

std::string moment(const RunReport& run, microseconds since) {
  return time_text(moment_of(run.about.started) + std::chrono::floor<milliseconds>(since));
}

ordered_json entry_json(const Exchange& exchange, const RunReport& run, const std::string& page) {
  constexpr double kThousand = 1000;
  const double time = static_cast<double>(exchange.duration.count()) / kThousand;
  return {{"pageref", page},
          {"startedDateTime", moment(run, exchange.started)},
          {"time", time},
          {"request", request_json(exchange.request)},
          {"response", response_json(exchange)},
          {"cache", ordered_json::object()},
          {"timings", {{"send", 0}, {"wait", time}, {"receive", 0}}}};
}

ordered_json page_json(const Result& result, const RunReport& run, const std::string& id) {
  ordered_json page{{"startedDateTime", moment(run, {})},
                    {"id", id},
                    {"title", fmt::format("{} {}", result::name(result.status), result.test)},
                    {"pageTimings", ordered_json::object()},
                    {"comment", result.title + ": " + cause_of(result)}};
  page["_requirements"] = result.requirements;
  return page;
}

// Why some of the log may be missing.
std::string troubles(const Report& report) {
  std::vector<std::string> all;
  for (const RunReport& run : report.runs) {
    for (const std::string& trouble : run.troubles) all.push_back(run.label + ": " + trouble);
  }
  return fmt::format("{}", fmt::join(all, "; "));
}

}  // namespace

std::string har(const Report& report) {
  ordered_json pages = ordered_json::array();
  ordered_json entries = ordered_json::array();
  for (const RunReport& run : report.runs) {
    for (const Result& result : run.results) {
      const std::vector<Exchange> exchanges = exchanges_of(result);
      if (exchanges.empty()) continue;
      const std::string id = fmt::format("check_{}", pages.size() + 1);
      pages.push_back(page_json(result, run, id));
      for (const Exchange& exchange : exchanges) entries.push_back(entry_json(exchange, run, id));
    }
  }
  const std::string version = report.runs.empty() ? "" : report.runs.front().about.version;
  ordered_json log{{"version", "1.2"},
                   {"creator", {{"name", "oauthspec"}, {"version", version}}},
                   {"pages", std::move(pages)},
                   {"entries", std::move(entries)}};
  if (const std::string comment = troubles(report); !comment.empty()) log["comment"] = comment;
  const ordered_json document{{"log", std::move(log)}};
  return document.dump(1, ' ', true, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace oauthspec::report
