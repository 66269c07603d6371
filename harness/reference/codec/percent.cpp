// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/percent.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "harness/reference/codec/percent_kernels.h"

namespace oauth::codec {
namespace {

/// Input is taken a part at a time where a string is appended to, so that it grows by what is written and not by the room that
/// writing needs.
constexpr std::size_t kPart = 256;
/// Room for any part that is written.
using Aside = std::array<char, percent_encoded_twice_room(kPart)>;

/// Appends what `write` writes into at most `room` octets: in place, where `out` has them already.
template <typename Write>
void append_part(std::string& out, Aside& aside, std::size_t room, Write write) {
  const std::size_t before = out.size();
  if (out.capacity() - before < room) {
    out.append(aside.data(), write(aside.data()));
    return;
  }
  out.resize_and_overwrite(before + room, [&](char* text, std::size_t) {
    return static_cast<std::size_t>(write(text + before) - text);
  });
}

template <char* (*write)(char*, std::string_view), std::size_t (*room)(std::size_t)>
void append_in_parts(std::string& out, std::string_view octets) {
  Aside aside;
  while (!octets.empty()) {
    const std::string_view part = octets.substr(0, kPart);
    octets.remove_prefix(part.size());
    append_part(out, aside, room(part.size()), [&](char* to) { return write(to, part); });
  }
}

/// How many octets `a` and `b` begin with alike.
std::size_t common_size(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  std::size_t at = 0;
  for (; size - at >= sizeof(std::uint64_t); at += sizeof(std::uint64_t)) {
    std::uint64_t in_a = 0;
    std::uint64_t in_b = 0;
    std::memcpy(&in_a, a.data() + at, sizeof in_a);
    std::memcpy(&in_b, b.data() + at, sizeof in_b);
    if (in_a == in_b) continue;
    const int bits = std::endian::native == std::endian::little ? std::countr_zero(in_a ^ in_b)
                                                                : std::countl_zero(in_a ^ in_b);
    return at + static_cast<std::size_t>(bits) / 8;
  }
  while (at < size && a[at] == b[at]) ++at;
  return at;
}

}  // namespace

std::string percent_encode(std::string_view octets) {
  std::string out;
  out.reserve(octets.size());
  append_percent_encoded(out, octets);
  return out;
}

void append_percent_encoded(std::string& out, std::string_view octets) {
  append_in_parts<write_percent_encoded, percent_encoded_room>(out, octets);
}

void append_percent_encoded_twice(std::string& out, std::string_view octets) {
  append_in_parts<write_percent_encoded_twice, percent_encoded_twice_room>(out, octets);
}

std::strong_ordering percent::compare_alike(std::string_view a, std::string_view b) {
  const std::size_t alike = common_size(a, b);
  if (alike < a.size() && alike < b.size())
    return percent::rank(a[alike]) <=> percent::rank(b[alike]);
  return a.size() <=> b.size();
}

Result<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  if (auto done = append_percent_decoded(out, text); !done) return std::unexpected(done.error());
  return out;
}

Result<void> append_percent_decoded(std::string& out, std::string_view text, char plus) {
  const percent::Kernel& kernel = percent::in_use();
  Aside aside;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string_view part = text.substr(at, kPart);
    std::size_t read = 0;
    append_part(out, aside, part.size() + kPercentSlack, [&](char* to) {
      const percent::Decoded decoded = kernel.decode(to, part, plus);
      read = decoded.read;
      return decoded.end;
    });
    at += read;
    // The end of a part may cut an escape, which the next part then begins with.
    const std::size_t left = part.size() - read;
    if (left == 0 || (left < 3 && at + left < text.size())) continue;
    return std::unexpected(
        Error{text.size() - at < 3 ? Errc::percent_truncated : Errc::percent_bad_digit, at});
  }
  return {};
}

}  // namespace oauth::codec
