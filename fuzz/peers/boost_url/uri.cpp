// SPDX-License-Identifier: Apache-2.0
// parse_uri(), and what it gives of the parts as they stand.
#include "fuzz/oracle/uri.h"

#include <algorithm>

#include "fuzz/parser.h"
#include "fuzz/peers/boost_url/text.h"

namespace oauthspec::fuzz::boost_url {
namespace {

HostParts host_parts(const boost::urls::url_view& url) {
  HostParts parts;
  parts.host = to_ours(url.encoded_host());
  if (url.has_userinfo()) parts.userinfo = to_ours(url.encoded_userinfo());
  if (url.has_port()) parts.port = to_ours(url.port());
  return parts;
}

std::optional<UriParts> parse(std::string_view text) {
  const auto read = boost::urls::parse_uri(to_theirs(text));
  if (read.has_error()) return std::nullopt;
  // RFC 3986 section 3.3
  skip_where(read->has_authority() && !read->encoded_path().empty() &&
                 !read->encoded_path().starts_with('/'),
             "a path without a slash is taken behind a port");
  UriParts parts;
  parts.scheme = to_ours(read->scheme());
  parts.path = to_ours(read->encoded_path());
  if (read->has_authority()) parts.authority = host_parts(*read);
  if (read->has_query()) parts.query = to_ours(read->encoded_query());
  if (read->has_fragment()) parts.fragment = to_ours(read->encoded_fragment());
  return parts;
}

std::optional<unsigned> port_number(std::string_view digits) {
  const std::string url = std::string("x://h:").append(digits);
  const auto read = boost::urls::parse_uri(url);
  if (read.has_error()) return std::nullopt;
  // RFC 3986 section 3.2.3
  constexpr std::size_t kMostDigits = 4;
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  skip_where(digits.size() - zeros > kMostDigits, "a port from 65536 on may be taken modulo 65536");
  return read->port_number();
}

}  // namespace
}  // namespace oauthspec::fuzz::boost_url

OAUTHSPEC_FUZZ_PARSER(oauthspec::fuzz::check_uri,
                      (oauthspec::fuzz::UriParser{
                          .parse = oauthspec::fuzz::boost_url::parse,
                          .port_number = oauthspec::fuzz::boost_url::port_number}))
