// SPDX-License-Identifier: Apache-2.0
#include "harness/http/request_target.h"

#include "harness/reference/codec/uri.h"

namespace oauthspec::http {
namespace {

using oauth::message::HeaderField;
using oauth::message::Request;

bool starts_without_case(std::string_view text, std::string_view with) {
  return text.size() >= with.size() &&
         oauth::message::equal_without_case(text.substr(0, with.size()), with);
}

bool is_absolute(std::string_view target) {
  return starts_without_case(target, "http://") || starts_without_case(target, "https://");
}

struct Host {
  const std::string* value = nullptr;
  std::size_t fields = 0;
};

Host find_host(const std::vector<HeaderField>& headers) {
  Host host;
  for (const HeaderField& field : headers) {
    if (field.name.size() == 4 && oauth::message::equal_without_case(field.name, "Host")) {
      host.value = &field.value;
      ++host.fields;
    }
  }
  return host;
}

// RFC 7230 section 5.4: 400 for a request without a Host header field, with several, or with one that is no host.
ReaderRefusal judge(const Host& host, bool http_1_1) {
  if (host.fields == 0 && http_1_1) {
    return {400, "no Host header field"};
  }
  if (host.fields > 1) {
    return {400, "more than one Host header field"};
  }
  if (host.value != nullptr && !host.value->empty()) {
    const auto parsed = oauth::codec::parse_host_and_port(*host.value);
    if (!parsed || parsed->userinfo || parsed->host.empty()) {
      return {400, "a Host header field that names no host"};
    }
  }
  return {};
}

}  // namespace

ReaderRefusal set_effective_uri(const Origin& origin, std::string_view target, bool http_1_1,
                                Request& request) {
  const Host host = find_host(request.headers);
  if (const ReaderRefusal refusal = judge(host, http_1_1); refusal.status != 0) {
    return refusal;
  }
  if (request.method == "CONNECT") {
    return {501, "CONNECT is not implemented"};
  }
  if (target.contains('#')) {
    return {400, "a fragment in the request target"};
  }
  request.url.clear();
  if (is_absolute(target)) {
    request.url.append(target);
    return {};
  }
  const bool asterisk = target == "*" && request.method == "OPTIONS";
  if (!target.starts_with('/') && !asterisk) {
    return {400, "a request target of no form that HTTP knows"};
  }
  request.url.append(origin.scheme).append("://");
  request.url.append(host.value == nullptr || host.value->empty() ? origin.authority
                                                                  : std::string_view(*host.value));
  if (!asterisk) {
    request.url.append(target);
  }
  return {};
}

}  // namespace oauthspec::http
