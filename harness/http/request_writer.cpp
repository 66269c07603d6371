// SPDX-License-Identifier: Apache-2.0
#include "harness/http/request_writer.h"

#include <algorithm>

#include "harness/http/field.h"
#include "harness/reference/codec/uri.h"

namespace oauthspec::http {
namespace {

using oauth::message::equal_without_case;
using oauth::message::find_header;
using oauth::message::Request;

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

std::unexpected<TransportFailure> invalid(std::string_view detail) {
  return std::unexpected(TransportFailure{TransportCode::url_invalid, std::string(detail)});
}

bool has_control_or_space(std::string_view text) {
  return std::ranges::any_of(text, [](char character) {
    return (character >= 0 && character <= ' ') || character == 0x7F;
  });
}

std::string target_of(std::string_view path_and_query) {
  std::string target(path_and_query.substr(0, path_and_query.find('#')));
  if (!target.starts_with('/')) {
    target.insert(0, 1, '/');
  }
  return target;
}

}  // namespace

bool wants_length(const Request& request) {
  if (find_header(request.headers, "Content-Length") ||
      find_header(request.headers, "Transfer-Encoding")) {
    return false;
  }
  return !request.body.empty() || request.method == "POST" || request.method == "PUT" ||
         request.method == "PATCH";
}

std::expected<RequestUrl, TransportFailure> split_url(std::string_view url) {
  if (has_control_or_space(url)) {
    return invalid("a control character or a space in the URL");
  }
  const std::size_t scheme_end = url.find("://");
  const std::string_view scheme = url.substr(0, std::min(scheme_end, url.size()));
  RequestUrl parts;
  parts.tls = equal_without_case(scheme, "https");
  if (scheme_end == std::string_view::npos || (!parts.tls && !equal_without_case(scheme, "http"))) {
    return invalid("no absolute http or https URL");
  }
  const std::string_view rest = url.substr(scheme_end + 3);
  const std::size_t authority_end = std::min(rest.find_first_of("/?#"), rest.size());
  parts.authority = rest.substr(0, authority_end);
  if (const std::size_t at = parts.authority.rfind('@'); at != std::string_view::npos) {
    parts.authority.remove_prefix(at + 1);
  }
  const auto authority = oauth::codec::parse_host_and_port(parts.authority);
  if (!authority || authority->host.empty()) {
    return invalid("no host in the URL");
  }
  const auto port = oauth::codec::port_number(*authority);
  if (!port) {
    return invalid("no such port");
  }
  parts.host = authority->host;
  if (parts.host.starts_with('[')) {
    parts.host = parts.host.substr(1, parts.host.size() - 2);
  }
  parts.port = static_cast<std::uint16_t>(port->value_or(parts.tls ? kHttpsPort : kHttpPort));
  parts.target = target_of(rest.substr(authority_end));
  return parts;
}

std::expected<std::string, TransportFailure> write_request(const Request& request,
                                                           const RequestUrl& url, bool keep_alive) {
  if (!is_token(request.method)) {
    return invalid("a method that is no token");
  }
  std::string out = request.method + " " + url.target + " HTTP/1.1\r\n";
  if (!find_header(request.headers, "Host")) {
    out.append("Host: ").append(url.authority).append("\r\n");
  }
  for (const oauth::message::HeaderField& field : request.headers) {
    if (!is_token(field.name) || !is_field_value(field.value)) {
      return invalid(
          "a header field with a name that is no token, or with CR, LF or NUL in its value");
    }
    out.append(field.name).append(": ").append(field.value).append("\r\n");
  }
  if (wants_length(request)) {
    out.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n");
  }
  if (!keep_alive && !find_header(request.headers, "Connection")) {
    out.append("Connection: close\r\n");
  }
  return out.append("\r\n").append(request.body);
}

}  // namespace oauthspec::http
