// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/uri.h"

#include <algorithm>
#include <utility>

#include "harness/reference/codec/find_mark.h"
#include "harness/reference/codec/marks.h"
#include "harness/reference/codec/percent_tables.h"

namespace oauth::codec {
namespace {

// The predicates of marks.h, for characters of a text.
template <bool (*is_member)(unsigned)>
constexpr bool is(char c) {
  return is_member(static_cast<unsigned char>(c));
}
constexpr bool is_decimal(char c) {
  return is<is_digit>(c);
}
constexpr bool is_hex(char c) {
  return is<percent::is_hex_digit>(c);
}
constexpr bool is_scheme(char c) {
  return is<is_alpha>(c) || is_decimal(c) || c == '+' || c == '-' || c == '.';
}
constexpr bool is_userinfo(char c) {
  return is<is_reg_name>(c) || c == ':';
}

// Of two or three, which takes no call.
constexpr bool is_one_of(char c, std::string_view characters) {
  return std::ranges::any_of(characters, [c](char other) { return other == c; });
}
constexpr std::string_view kEndsAuthority = "/?#";

/// Whether `rest`, which starts with "%", starts with an escape.
Result<void> check_escape(std::string_view rest, std::size_t offset) {
  if (rest.size() < 3) return std::unexpected(Error{Errc::percent_truncated, offset});
  if (!is_hex(rest[1]) || !is_hex(rest[2]))
    return std::unexpected(Error{Errc::percent_bad_digit, offset});
  return {};
}

/// Whether every character of `part` is of a set or an escape; `offset` is where the part begins.
Result<void> check(std::string_view part, bool (*is_member)(char), std::size_t offset) {
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (is_member(part[i])) continue;
    if (part[i] != '%') return std::unexpected(Error{Errc::uri_character, offset + i});
    if (auto done = check_escape(part.substr(i), offset + i); !done) return done;
    i += 2;
  }
  return {};
}

constexpr std::size_t kGroups = 8;  // of an IPv6 address, 16 bits each

bool is_ipv4(std::string_view text) {
  int numbers = 0;
  while (true) {
    const std::size_t size = std::min(text.find('.'), text.size());
    const std::string_view number = text.substr(0, size);
    // dec-octet has no leading zero and is at most 255.
    const bool fits =
        !number.empty() && number.size() <= 3 && std::ranges::all_of(number, is_decimal) &&
        (number.size() == 1 || number[0] != '0') && (number.size() < 3 || number <= "255");
    if (!fits) return false;
    ++numbers;
    if (size == text.size()) return numbers == 4;
    text.remove_prefix(size + 1);
  }
}

/// How many groups a run of "h16:h16..." without "::" holds, an IPv4 address at its end counting
/// for two.
std::optional<std::size_t> ipv6_groups(std::string_view run, bool ipv4_may_end) {
  if (run.empty()) return 0;
  std::size_t groups = 0;
  while (true) {
    const std::size_t size = std::min(run.find(':'), run.size());
    const std::string_view group = run.substr(0, size);
    if (size == run.size() && ipv4_may_end && is_ipv4(group)) return groups + 2;
    if (group.empty() || group.size() > 4 || !std::ranges::all_of(group, is_hex))
      return std::nullopt;
    ++groups;
    if (size == run.size()) return groups;
    run.remove_prefix(size + 1);
  }
}

bool is_ipv6(std::string_view text) {
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return ipv6_groups(text, true) == kGroups;
  const auto before = ipv6_groups(text.substr(0, gap), false);
  const auto after = ipv6_groups(text.substr(gap + 2), true);
  return before && after && *before + *after < kGroups;
}

/// IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
bool is_ip_future(std::string_view text) {
  if (text.empty() || (text[0] != 'v' && text[0] != 'V')) return false;
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot < 2 || dot + 1 == text.size()) return false;
  return std::ranges::all_of(text.substr(1, dot - 1), is_hex) &&
         std::ranges::all_of(text.substr(dot + 1), is_userinfo);
}

/// Splits "host [":" port]"; `offset` is where it begins in the whole text.
Result<Authority> split_host_and_port(std::string_view text, std::size_t offset) {
  Authority authority;
  std::size_t host_size = 0;
  if (text.starts_with('[')) {
    host_size = text.find(']');
    if (host_size == std::string_view::npos)
      return std::unexpected(Error{Errc::uri_invalid, offset});
    const std::string_view address = text.substr(1, host_size - 1);
    if (!is_ipv6(address) && !is_ip_future(address))
      return std::unexpected(Error{Errc::uri_invalid, offset});
    ++host_size;
  } else {
    host_size = std::min(text.find(':'), text.size());
    if (auto done = check(text.substr(0, host_size), is<is_reg_name>, offset); !done)
      return std::unexpected(done.error());
  }
  authority.host = text.substr(0, host_size);
  if (host_size == text.size()) return authority;
  if (text[host_size] != ':') return std::unexpected(Error{Errc::uri_invalid, offset + host_size});
  const std::string_view port = text.substr(host_size + 1);
  const auto bad = std::ranges::find_if_not(port, is_decimal);
  if (bad != port.end()) {
    const auto at = static_cast<std::size_t>(bad - port.begin());
    return std::unexpected(Error{Errc::uri_port_invalid, offset + host_size + 1 + at});
  }
  authority.port = port;
  return authority;
}

Result<Authority> split_authority(std::string_view text, std::size_t offset) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return split_host_and_port(text, offset);
  const std::string_view userinfo = text.substr(0, at);
  if (auto done = check(userinfo, is_userinfo, offset); !done) return std::unexpected(done.error());
  auto authority = split_host_and_port(text.substr(at + 1), offset + at + 1);
  if (authority) authority->userinfo = userinfo;
  return authority;
}

/// The size of the scheme at the start of `text`, or the place where it should have ended.
Result<std::size_t> scheme_size(std::string_view text) {
  // As nearly all begin.
  constexpr std::string_view kHttp = "http";
  std::size_t size = text.starts_with(kHttp) ? kHttp.size() : 0;
  while (size < text.size() && is_scheme(text[size])) ++size;
  if (size == text.size() || text[size] != ':' || size == 0 || !is<is_alpha>(text[0])) {
    return std::unexpected(Error{Errc::uri_invalid, size});
  }
  return size;
}

/// Where a part ends that begins behind the marks of paths that were given last: at one of `delimiters`, or with the text. Queries and fragments
/// may hold a "?", too.
Result<std::size_t> end_of_part(std::string_view text, MarkedOctets& marks,
                                std::string_view delimiters, bool may_hold_question_mark) {
  while (true) {
    const std::size_t at = marks.next();
    if (at == text.size() || is_one_of(text[at], delimiters)) return at;
    if (may_hold_question_mark && text[at] == '?') continue;
    if (text[at] != '%') return std::unexpected(Error{Errc::uri_character, at});
    const std::string_view digits = text.substr(at + 1, 2);
    // Digits have no mark.
    if (digits.size() == 2 && is_hex(digits[0]) && is_hex(digits[1])) continue;
    const std::size_t end = std::min(text.find_first_of(delimiters, at), text.size());
    return std::unexpected(check_escape(text.substr(at, end - at), at).error());
  }
}

/// The authority that begins at `at`, and where it ends.
Result<std::size_t> read_authority(std::string_view text, std::size_t at, Uri& uri) {
  // Nearly every authority is a name and nothing else.
  std::size_t end = find_mark(text, at, Mark::name);
  if (end == text.size() || is_one_of(text[end], kEndsAuthority)) {
    uri.authority.emplace().host = text.substr(at, end - at);
    return end;
  }
  end = std::min(text.find_first_of(kEndsAuthority, end), text.size());
  const auto authority = split_authority(text.substr(at, end - at), at);
  if (!authority) return std::unexpected(authority.error());
  uri.authority = *authority;
  return end;
}

}  // namespace

Result<Uri> parse_uri(std::string_view text) {
  Result<Uri> uri(std::in_place);
  if (auto done = parse_uri(text, *uri); !done) uri = std::unexpected(done.error());
  return uri;
}

Result<void> parse_uri(std::string_view text, Uri& uri) {
  const auto scheme = scheme_size(text);
  if (!scheme) return std::unexpected(scheme.error());
  uri.scheme = text.substr(0, *scheme);
  std::size_t at = *scheme + 1;
  uri.authority.reset();
  if (text.substr(at).starts_with("//")) {
    const auto end = read_authority(text, at + 2, uri);
    if (!end) return std::unexpected(end.error());
    at = *end;
  }
  MarkedOctets marks(text, Mark::path, at);
  auto end = end_of_part(text, marks, "?#", false);
  if (!end) return std::unexpected(end.error());
  uri.path = text.substr(at, *end - at);
  uri.query.reset();
  uri.query_offset = 0;
  if (*end < text.size() && text[*end] == '?') {
    at = *end + 1;
    end = end_of_part(text, marks, "#", true);
    if (!end) return std::unexpected(end.error());
    uri.query_offset = at;
    uri.query = text.substr(at, *end - at);
  }
  uri.fragment.reset();
  if (*end == text.size()) return {};
  // A "#".
  at = *end + 1;
  end = end_of_part(text, marks, "", true);
  if (!end) return std::unexpected(end.error());
  uri.fragment = text.substr(at);
  return {};
}

Result<Authority> parse_host_and_port(std::string_view text) {
  return split_host_and_port(text, 0);
}

Result<std::optional<unsigned>> port_number(const Authority& authority) {
  if (!authority.port || authority.port->empty()) return std::nullopt;
  constexpr unsigned kLimit = 65536;
  unsigned number = 0;
  for (const char digit : *authority.port) {
    number = number * 10 + static_cast<unsigned>(digit - '0');
    if (number >= kLimit) return std::unexpected(Error{Errc::uri_port_invalid, 0});
  }
  return number;
}

}  // namespace oauth::codec
