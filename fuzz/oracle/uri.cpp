// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/uri.h"

#include <algorithm>
#include <string>

#include "fuzz/check/holds.h"
#include "fuzz/oracle/uri_model.h"

namespace oauthspec::fuzz {
namespace {

std::string join(const HostParts& parts) {
  std::string text;
  if (parts.userinfo) text.append(*parts.userinfo).append("@");
  text.append(parts.host);
  if (parts.port) text.append(":").append(*parts.port);
  return text;
}

std::string join(const UriParts& parts) {
  std::optional<std::string> authority;
  if (parts.authority) authority = join(*parts.authority);
  return model_join({parts.scheme, authority, parts.path, parts.query, parts.fragment});
}

/// The number that digits write, as one counts them by hand.
std::optional<unsigned> model_port_number(std::string_view digits) {
  constexpr std::size_t kMostDigits = 5;
  constexpr unsigned kLast = 65535;
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.size() > kMostDigits) return std::nullopt;
  unsigned number = 0;
  for (const char digit : digits) number = 10 * number + static_cast<unsigned>(digit - '0');
  if (number > kLast) return std::nullopt;
  return number;
}

void check_authority(const UriParser& parser, const HostParts& parts) {
  if (parser.parse_host_and_port != nullptr) {
    HostParts alone = parts;
    alone.userinfo.reset();
    const std::string text = join(alone);
    const auto read = parser.parse_host_and_port(text);
    holds(read && *read == alone, "a host and port are read alone as they are read in a URI");
  }
  if (parser.port_number != nullptr) {
    const std::string_view digits = parts.port.value_or("");
    holds(parser.port_number(digits) == model_port_number(digits),
          "a port's number is that of its digits");
  }
}

void check_parsing(const UriParser& parser, std::string_view text) {
  const auto parts = parser.parse(text);
  const auto expected = model_parse_uri(text);
  holds(parts.has_value() == expected.has_value(),
        "a text is a URI where each of its parts is of the rule that RFC 3986 gives it");
  if (!parts || !expected) return;
  holds(*parts == *expected, "a URI is taken apart as RFC 3986 appendix B says");
  holds(join(*parts) == text, "the parts put together again are the text");
  if (parser.query_offset != nullptr && parts->query) {
    const auto offset = static_cast<std::size_t>(expected->query->data() - text.data());
    holds(parser.query_offset(text) == offset, "the query stands where it is said to stand");
  }
  if (parts->authority) check_authority(parser, *parts->authority);
}

}  // namespace

void check_uri(const UriParser& parser, std::string_view text) {
  if (parser.parse != nullptr) check_parsing(parser, text);
  if (parser.parse_host_and_port != nullptr) {
    holds(parser.parse_host_and_port(text) == model_parse_host_and_port(text),
          "a host and port are taken apart as RFC 3986 says");
  }
}

}  // namespace oauthspec::fuzz
