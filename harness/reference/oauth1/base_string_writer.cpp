// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string_writer.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstring>
#include <optional>
#include <utility>

#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/percent_tables.h"
#include "harness/reference/codec/token.h"

namespace oauth::oauth1 {
namespace {

using message::ParameterView;

/// RFC5849-3.4.1.3.2-1, RFC5849-3.4.1.3.2-2, RFC5849-3.4.1.3.2-3: by encoded name, then by encoded
/// value.
constexpr auto kComesBefore = [](const ParameterView& a, const ParameterView& b) {
  // RFC5849-3.4.1.3.2-5: byte by byte, values too.
  const auto by_name = codec::compare_percent_encoded(a.name, b.name);
  return by_name != std::strong_ordering::equal
             ? by_name == std::strong_ordering::less
             : codec::compare_percent_encoded(a.value, b.value) < 0;
};

Result<std::optional<std::string_view>> host_header(const message::Request& request) {
  if (message::count_headers(request.headers, "Host") > 1)
    return std::unexpected(Error{Errc::host_header_invalid, 0});
  return message::find_header(request.headers, "Host");
}

constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

std::size_t method_room(std::string_view method) {
  return codec::percent_encoded_room(method.size()) + method.size();
}

/// RFC5849-3.4.1.1-2: the method is in upper case. RFC5849-3.4.1.1-3: encoded, which leaves nearly all as they are.
char* write_method(char* out, std::string_view method) {
  bool stays = true;
  for (std::size_t i = 0; i < method.size(); ++i) {
    out[i] = upper(method[i]);
    stays &= codec::percent::is_unreserved(static_cast<unsigned char>(out[i]));
  }
  if (stays) return out + method.size();
  char* const plain = out + codec::percent_encoded_room(method.size());
  std::memcpy(plain, out, method.size());
  return codec::write_percent_encoded(out, {plain, method.size()});
}

constexpr std::string_view kEncodedEquals = "%3D";

// Copied by their known sizes, which takes one instruction or two.
constexpr std::size_t kEscape = 3;
static_assert(kEncodedAmpersand.size() == kEscape && kEncodedEquals.size() == kEscape);

char* write_escape(char* out, std::string_view escape) {
  std::memcpy(out, escape.data(), kEscape);
  return out + kEscape;
}

}  // namespace

Result<void> find_base_string_target(const message::Request& request, const codec::Uri& uri,
                                     BaseStringTarget& found) {
  const auto host = host_header(request);
  if (!host) return std::unexpected(host.error());
  if (auto done = find_base_string_uri(uri, *host, found.uri); !done) return done;
  found.method = request.method;
  const auto bad = std::ranges::find_if_not(found.method, codec::is_token_character);
  if (found.method.empty() || bad != found.method.end()) {
    return std::unexpected(
        Error{Errc::method_invalid, static_cast<std::size_t>(bad - found.method.begin())});
  }
  return {};
}

void append_target(OctetBuffer& out, const BaseStringTarget& target) {
  char* end =
      out.room(method_room(target.method) + 1 + encoded_base_string_uri_room(target.uri) + 1);
  // RFC5849-3.4.1.1-1: method, URI and parameters, joined by "&", each of them encoded.
  end = write_method(end, target.method);
  *end++ = '&';
  end = write_encoded_base_string_uri(end, target.uri);
  *end++ = '&';
  out.end_at(end);
}

void sort_parameters(std::span<ParameterView> parameters) {
  constexpr std::size_t kFew = 8;
  if (parameters.size() > kFew) {
    std::ranges::sort(parameters, kComesBefore);
    return;
  }
  // Most requests have so few that sorting them takes less than the calls that a sort of many is made of.
  for (std::size_t next = 1; next < parameters.size(); ++next) {
    for (std::size_t at = next; at > 0 && kComesBefore(parameters[at], parameters[at - 1]); --at)
      std::swap(parameters[at], parameters[at - 1]);
  }
}

void append_parameters(OctetBuffer& out, std::span<const ParameterView> parameters, bool follows) {
  for (const ParameterView& parameter : parameters) {
    char* end = out.room(2 * kEscape + codec::percent_encoded_twice_room(parameter.name.size()) +
                         codec::percent_encoded_twice_room(parameter.value.size()));
    if (std::exchange(follows, true)) end = write_escape(end, kEncodedAmpersand);
    // RFC5849-3.4.1.1-4
    end = codec::write_percent_encoded_twice(end, parameter.name);
    // RFC5849-3.4.1.3.2-4: the "=" is there even if the value is empty.
    end = write_escape(end, kEncodedEquals);
    out.end_at(codec::write_percent_encoded_twice(end, parameter.value));
  }
}

}  // namespace oauth::oauth1
