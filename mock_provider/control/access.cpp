// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/access.h"

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "harness/reference/message/http.h"

namespace oauthspec::provider::control {
namespace {

using oauth::message::find_header;

// "http://127.0.0.1:8080" of an URL.
std::string_view origin_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) {
    return {};
  }
  return url.substr(0, std::min(url.find_first_of("/?#", scheme + 3), url.size()));
}

std::string_view host_of(std::string_view origin) {
  const std::string_view authority = origin.substr(std::min(origin.find("://") + 3, origin.size()));
  if (authority.starts_with('[')) {
    return authority.substr(0, std::min(authority.find(']') + 1, authority.size()));
  }
  return authority.substr(0, authority.find(':'));
}

bool is_ipv4(std::string_view host) {
  return std::ranges::count(host, '.') == 3 &&
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

// A name that no DNS server of somebody else can give an address of ours to.
bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "[::1]" || (host.starts_with("127.") && is_ipv4(host));
}

bool is_ours(const Settings& settings, std::string_view origin) {
  return std::ranges::find(settings.origins, origin) != settings.origins.end() ||
         is_loopback(host_of(origin));
}

}  // namespace

http::Reply control_error(Call& call, int status, std::string_view error,
                          std::string_view message) {
  call.verdict.accepted = false;
  call.verdict.explanation = message;
  const nlohmann::ordered_json body = {{"error", error}, {"message", message}};
  return {
      {.status = status,
       .headers = {{"Content-Type", "application/json"},
                   {"Cache-Control", "no-store"},
                   {"X-Content-Type-Options", "nosniff"}},
       .body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n'},
      {}};
}

std::optional<http::Reply> refuse_strangers(Call& call) {
  const std::string_view target = origin_of(call.request.url);
  if (!is_ours(call.state.settings, target)) {
    return control_error(call, 403, "foreign_host",
                         "The Host field names none of the provider's origins.");
  }
  const auto origin = find_header(call.request.headers, "Origin");
  if (origin && *origin != target) {
    return control_error(call, 403, "foreign_origin",
                         "The request comes from a page of another origin.");
  }
  const auto site = find_header(call.request.headers, "Sec-Fetch-Site");
  if (site && *site != "same-origin" && *site != "none") {
    return control_error(call, 403, "foreign_site",
                         "The request comes from a page of another site.");
  }
  return std::nullopt;
}

}  // namespace oauthspec::provider::control
