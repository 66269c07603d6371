// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/well_known.h"

#include <cstdint>

#include "harness/reference/codec/uri.h"
#include "harness/reference/message/http.h"

namespace oauth::oauth2 {
namespace {

std::unexpected<Error> invalid() {
  return std::unexpected(Error{Errc::identifier_invalid, 0});
}

enum class Kind : std::uint8_t { issuer, resource };

/// RFC8414-3.1-2: a "/" at the path's end is taken away.
/// RFC9728-3.1-2: a "/" behind the host is. RFC 9728 section 3.1 says nothing of one at the end of a longer path,
/// which stays: it belongs to the identifier.
std::string_view trimmed(std::string_view path, Kind kind) {
  const bool trim = kind == Kind::issuer ? path.ends_with('/') : path == "/";
  return trim ? path.substr(0, path.size() - 1) : path;
}

bool is_web(const codec::Uri& uri, bool allow_plain_http) {
  return message::equal_without_case(uri.scheme, "https") ||
         (allow_plain_http && message::equal_without_case(uri.scheme, "http"));
}

Result<std::string> insert(std::string_view identifier, std::string_view suffix, Kind kind,
                           bool allow_plain_http) {
  const auto uri = codec::parse_uri(identifier);
  // RFC8414-2-2, RFC9728-1.2-1
  if (!uri || !is_web(*uri, allow_plain_http) || !uri->authority || uri->authority->host.empty() ||
      uri->fragment || (uri->query && kind == Kind::issuer)) {
    return invalid();
  }
  const auto path_begin = static_cast<std::size_t>(uri->path.data() - identifier.data());
  std::string url(identifier.substr(0, path_begin));
  url.append("/.well-known/").append(suffix).append(trimmed(uri->path, kind));
  if (uri->query) url.append("?").append(*uri->query);
  return url;
}

}  // namespace

Result<std::string> issuer_metadata_url(std::string_view issuer, std::string_view suffix,
                                        bool allow_plain_http) {
  return insert(issuer, suffix, Kind::issuer, allow_plain_http);
}

Result<std::string> resource_metadata_url(std::string_view resource, std::string_view suffix,
                                          bool allow_plain_http) {
  return insert(resource, suffix, Kind::resource, allow_plain_http);
}

}  // namespace oauth::oauth2
