// SPDX-License-Identifier: Apache-2.0
#include "fuzz/provider/wire.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "fuzz/input/escapes.h"

namespace oauthspec::fuzz {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::ptrdiff_t count(const Pairs& pairs, std::string_view name) {
  return std::ranges::count(pairs, name, &Pairs::value_type::first);
}

}  // namespace

Pairs read_pairs(std::string_view text) {
  Pairs pairs;
  while (!text.empty()) {
    std::string_view pair = take_until(text, '&');
    if (pair.empty()) continue;
    const std::string_view name = take_until(pair, '=');
    pairs.emplace_back(without_escapes(name, Plus::space), without_escapes(pair, Plus::space));
  }
  return pairs;
}

std::vector<std::string> all(const Pairs& pairs, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : pairs) {
    if (key == name) values.push_back(value);
  }
  return values;
}

std::string first(const Pairs& pairs, std::string_view name) {
  const auto found = std::ranges::find(pairs, name, &Pairs::value_type::first);
  return found == pairs.end() ? std::string() : found->second;
}

std::optional<std::string> only(const Pairs& pairs, std::string_view name) {
  const auto found = std::ranges::find(pairs, name, &Pairs::value_type::first);
  if (found == pairs.end() || found->second.empty() || count(pairs, name) != 1) return std::nullopt;
  return found->second;
}

bool repeats(const Pairs& pairs) {
  return std::ranges::any_of(pairs, [&](const auto& pair) {
    // RFC 8707 section 2, RFC 8693 section 2.1: these may.
    const bool may = pair.first == "resource" || pair.first == "audience";
    return !may && count(pairs, pair.first) > 1;
  });
}

bool repeats_recognised(const Pairs& request) {
  // RFC 6749 section 4.1.1, RFC 7636 section 4.3, RFC 9101 section 5, RFC 9449 section 10, and OAuth 2.0 Multiple Response Type Encoding
  // Practices section 2.1.
  constexpr auto kNames = std::to_array<std::string_view>(
      {"response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge",
       "code_challenge_method", "request", "request_uri", "dpop_jkt", "response_mode"});
  return std::ranges::any_of(kNames,
                             [&](std::string_view name) { return count(request, name) > 1; });
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  while (!text.empty()) {
    const std::string_view word = take_until(text, ' ');
    if (!word.empty()) found.emplace_back(word);
  }
  return found;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string field(const std::vector<oauth::message::HeaderField>& fields, std::string_view name) {
  const auto found =
      std::ranges::find_if(fields, [&](const auto& one) { return same_name(one.name, name); });
  return found == fields.end() ? std::string() : found->value;
}

std::optional<std::string> credentials_of(std::string_view field, std::string_view scheme) {
  const std::size_t space = field.find(' ');
  if (space == std::string_view::npos || !same_name(field.substr(0, space), scheme)) {
    return std::nullopt;
  }
  field.remove_prefix(std::min(field.find_first_not_of(' ', space), field.size()));
  return std::string(field);
}

std::string_view between(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t at = text.find(begin);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + begin.size());
  return text.substr(0, text.find(end));
}

std::string unescape_html(std::string_view text) {
  constexpr auto kReferences = std::to_array<std::pair<std::string_view, char>>(
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}});
  std::string out;
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find('&'), text.size());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const auto found = std::ranges::find_if(
        kReferences, [&](const auto& reference) { return text.starts_with(reference.first); });
    out += found == kReferences.end() ? text.front() : found->second;
    text.remove_prefix(found == kReferences.end() ? 1 : found->first.size());
  }
  return out;
}

std::string_view page_body(std::string_view html) {
  const std::size_t head = html.find("</head>");
  return head == std::string_view::npos ? html : html.substr(head);
}

Pairs hidden_fields(std::string_view html, std::string_view path) {
  constexpr std::string_view kMark = "<input type=\"hidden\" name=\"";
  html = page_body(html);
  std::string_view form = between(html, "<form", "</form>");
  while (!form.empty() && !path.empty() && !between(form, "action=\"", "\"").ends_with(path)) {
    html.remove_prefix(html.find("<form") + 1);
    form = between(html, "<form", "</form>");
  }
  Pairs fields;
  for (std::size_t at = form.find(kMark); at != std::string_view::npos; at = form.find(kMark)) {
    form.remove_prefix(at);
    fields.emplace_back(unescape_html(between(form, kMark, "\"")),
                        unescape_html(between(form, "value=\"", "\"")));
    form.remove_prefix(kMark.size());
  }
  return fields;
}

std::optional<std::string> Seen::text(const char* name) const {
  const auto found = body.is_object() ? body.find(name) : body.end();
  if (found == body.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

Seen see(const oauth::message::Request& request, const oauth::message::Response& response,
         std::int64_t now) {
  std::string_view url = request.url;
  url.remove_prefix(std::min(kOrigin.size(), url.size()));
  url = url.substr(0, url.find('#'));
  const std::string_view path = take_until(url, '?');
  const std::string type = field(response.headers, "Content-Type");
  const bool page = type.starts_with("text/html");
  Seen seen{.request = request,
            .response = response,
            .now = now,
            .path = std::string(path),
            .query = read_pairs(url),
            .form = {},
            .body = nullptr,
            .location = field(response.headers, "Location"),
            .page = page,
            .hidden = page ? hidden_fields(response.body) : Pairs()};
  if (field(request.headers, "Content-Type").starts_with("application/x-www-form-urlencoded")) {
    seen.form = read_pairs(request.body);
  }
  if (type.starts_with("application/json")) {
    seen.body = nlohmann::json::parse(response.body, nullptr, false);
  }
  return seen;
}

std::vector<std::string> cookies_sent(const oauth::message::Request& request) {
  std::vector<std::string> cookies;
  for (const oauth::message::HeaderField& one : request.headers) {
    if (!same_name(one.name, "Cookie")) continue;
    std::string_view rest = one.value;
    while (!rest.empty()) {
      std::string_view pair = take_until(rest, ';');
      pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
      cookies.emplace_back(pair);
    }
  }
  return cookies;
}

std::string cookie_set(const oauth::message::Response& response) {
  const std::string cookie = field(response.headers, "Set-Cookie");
  return cookie.substr(0, cookie.find(';'));
}

}  // namespace oauthspec::fuzz
