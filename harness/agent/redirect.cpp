// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/redirect.h"

#include <utility>

#include "harness/agent/ascii.h"
#include "harness/agent/charset.h"
#include "harness/agent/html_limits.h"
#include "harness/agent/url.h"

namespace oauthspec::agent {
namespace {

namespace message = oauth::message;

constexpr int kMovedPermanently = 301;
constexpr int kFound = 302;
constexpr int kSeeOther = 303;
constexpr int kTemporaryRedirect = 307;
constexpr int kPermanentRedirect = 308;

bool is_redirection(int status) {
  return status == kMovedPermanently || status == kFound || status == kSeeOther ||
         status == kTemporaryRedirect || status == kPermanentRedirect;
}

bool becomes_get(int status, const std::string& method) {
  if (status == kSeeOther) return method != "GET" && method != "HEAD";
  return (status == kMovedPermanently || status == kFound) && method == "POST";
}

bool is_html(const message::Response& response) {
  const auto type = message::find_header(response.headers, "Content-Type");
  if (!type || trim(*type).empty()) return true;
  const std::string media_type = lower(trim(type->substr(0, type->find(';'))));
  return media_type == "text/html" || media_type == "application/xhtml+xml";
}

}  // namespace

std::optional<message::Request> redirection(const message::Request& request,
                                            const std::string& fragment,
                                            const message::Response& response) {
  const auto location = message::find_header(response.headers, "Location");
  if (!is_redirection(response.status) || !location) return std::nullopt;
  auto url = resolve_reference(request.url, *location);
  if (!url) return std::nullopt;
  if (url->find('#') == std::string::npos && !fragment.empty()) *url += "#" + fragment;

  message::Request next{request.method, *std::move(url), {}, request.body};
  if (becomes_get(response.status, request.method)) {
    next.method = "GET";
    next.body.clear();
    return next;
  }
  if (const auto type = message::find_header(request.headers, "Content-Type"))
    next.headers.push_back({"Content-Type", std::string(*type)});
  // Who posts on to a third party does so in nobody's name.
  const auto origin = message::find_header(request.headers, "Origin");
  if (origin) {
    const bool same = origin_of(request.url) == origin_of(next.url);
    next.headers.push_back({"Origin", same ? std::string(*origin) : "null"});
  }
  return next;
}

OpenPage open_page(const message::Response& response, std::string url) {
  const std::string type(message::find_header(response.headers, "Content-Type").value_or(""));
  OpenPage open{.page = {}, .url = std::move(url)};
  if (is_html(response)) {
    // The parser reads no more; a page of UTF-16 has two octets where UTF-8 has one.
    const std::string_view body = std::string_view(response.body).substr(0, 2 * kMostPageOctets);
    open.page = parse_page(to_utf8(body, type));
    if (body.size() < response.body.size()) open.page.truncated = true;
  } else {
    open.page.text = response.body.substr(0, kMostPageOctets);
  }
  const auto refresh = message::find_header(response.headers, "Refresh");
  if (refresh && !open.page.refresh) open.page.refresh = parse_refresh(*refresh);
  return open;
}

}  // namespace oauthspec::agent
