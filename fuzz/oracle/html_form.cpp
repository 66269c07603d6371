// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/html_form.h"

#include <algorithm>
#include <cstddef>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"

namespace oauthspec::fuzz {
namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;
using oauth::message::HeaderField;
using oauth::message::Response;

constexpr std::string_view kPage = "https://login.example/dir/page?q=1";
constexpr std::string_view kValue = "p%41&=+ \xC3\xA9\"<";

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// As a server reads a form: HTML Living Standard, URL Standard section 5.1.
std::string decode(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escape = text[at] == '%' && at + 2 < text.size() && digit(text[at + 1]) >= 0 &&
                        digit(text[at + 2]) >= 0;
    out += escape            ? static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]))
           : text[at] == '+' ? ' '
                             : text[at];
    if (escape) at += 2;
  }
  return out;
}

Entries read_form(std::string_view text) {
  Entries entries;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (pair.empty()) continue;
    entries.emplace_back(decode(pair.substr(0, equals)),
                         decode(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return entries;
}

std::string_view type_of(const oauth::message::Request& request) {
  for (const HeaderField& field : request.headers) {
    if (field.name == "Content-Type") return field.value;
  }
  return {};
}

std::string_view query_of(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const std::size_t mark = url.find('?');
  return mark == std::string_view::npos ? std::string_view() : url.substr(mark + 1);
}

void check_url(std::string_view url) {
  const bool plain = std::ranges::all_of(url, [](char c) { return c > ' ' && c < '\x7f'; });
  holds(plain,
        "a form's URL has no spaces, control characters and octets above ASCII (RFC 3986 2)");
  const std::size_t colon = url.find(':');
  holds(colon != std::string_view::npos && colon > 0 && colon < url.find_first_of("/?#"),
        "a form's URL is absolute (RFC 3986 4.3)");
}

void check_entries(const SubmittedForm& form) {
  const oauth::message::Request& request = form.request;
  const bool get = request.method == "GET";
  holds(get || request.method == "POST", "a form sends GET or POST (HTML 4.10.21.3)");
  holds(!get || request.body.empty(), "GET has no body (HTML 4.10.21.3)");
  const bool urlencoded = get || type_of(request) == "application/x-www-form-urlencoded";
  if (!urlencoded) return;
  const Entries sent = read_form(get ? query_of(request.url) : request.body);
  holds(sent == form.entries, "what a form holds is what a server reads (HTML 4.10.21.4)");
}

// Whether "action" stands anywhere in the page, in whatever case; a NUL or a second octet a character could hide it.
bool names_an_action(std::string_view html) {
  std::string text(html);
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text.find("action") != std::string::npos || text.find('\0') != std::string::npos;
}

void check_submission(const FormAgent& agent, const Response& page) {
  const auto form = agent.submit(page, kPage, kValue);
  const auto again = agent.submit(page, kPage, kValue);
  holds(form.has_value() == again.has_value(), "the same page gives the same");
  if (!form || !again) return;
  holds(form->request.url == again->request.url && form->request.body == again->request.body,
        "the same page gives the same");
  check_url(form->request.url);
  check_entries(*form);
  const bool comes_out = std::ranges::any_of(form->entries, [&](const auto& entry) {
    return entry.first == form->filled && entry.second == kValue;
  });
  holds(form->filled.empty() || comes_out, "what is filled in comes out (HTML 4.10.21.4)");
  // Nothing of the page names another place, so that the form is the page's own.
  if (names_an_action(page.body)) return;
  holds(form->request.url.starts_with("https://login.example/dir/page"),
        "a form without an action goes to its page (HTML 4.10.21.3)");
}

// The names that a Cookie field holds.
std::vector<std::string> names_in(std::string_view cookies) {
  std::vector<std::string> names;
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find("; "), cookies.size());
    names.emplace_back(cookies.substr(0, std::min(cookies.find('='), end)));
    cookies.remove_prefix(std::min(end + 2, cookies.size()));
  }
  return names;
}

/// A cookie of the page's host stays with it.
void check_cookies(const FormAgent& agent, const Response& response) {
  const std::string own = agent.cookies(response, kPage, kPage);
  const bool one_line = std::ranges::all_of(own, [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet >= ' ' ? octet != 0x7f : c == '\t';
  });
  holds(one_line, "a Cookie field stays on its line (RFC 9110 5.5)");
  for (const char* const other :
       {"https://evil.example/dir/page", "https://example/dir/page",
        "https://notlogin.example/dir/page", "https://login.example.evil.example/dir/page"}) {
    holds(agent.cookies(response, kPage, other).empty(),
          "a cookie goes to no other host (RFC 6265 5.4)");
  }
}

/// A cookie goes to other places of its host as its attributes say.
void check_cookie_attributes(const FormAgent& agent, const Response& response) {
  const bool domains = std::ranges::any_of(response.headers, [](const HeaderField& field) {
    return field.value.find_first_of("dD") != std::string::npos &&
           field.value.find(';') != std::string::npos;
  });
  const std::string below = agent.cookies(response, kPage, "https://sub.login.example/dir/page");
  holds(domains || below.empty(), "a cookie without Domain is its host's alone (RFC 6265 5.3)");
  // Each name that goes over http goes over https, too.
  const std::vector<std::string> secure = names_in(agent.cookies(response, kPage, kPage));
  const std::string open = agent.cookies(response, kPage, "http://login.example/dir/page");
  for (const std::string& name : names_in(open)) {
    holds(std::ranges::find(secure, name) != secure.end(), "http sees no more than https");
  }
  const bool all_secure = std::ranges::all_of(
      response.headers, [](const HeaderField& field) { return field.value.ends_with("; Secure"); });
  holds(!all_secure || open.empty(), "a Secure cookie does not go over http (RFC 6265 5.4)");
}

}  // namespace

void check_html_form(const FormAgent& agent, std::string_view input) {
  const Response response = read_response(input);
  const Turn turn(input, 3);
  if (turn.is(0) && agent.submit != nullptr) check_submission(agent, response);
  if (turn.is(1) && agent.cookies != nullptr) check_cookies(agent, response);
  if (turn.is(2) && agent.cookies != nullptr) check_cookie_attributes(agent, response);
}

}  // namespace oauthspec::fuzz
