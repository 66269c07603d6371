// SPDX-License-Identifier: Apache-2.0
#include "harness/http/tls_hello.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace oauthspec::http {
namespace {

constexpr std::uint16_t kSsl3 = 0x0300;
constexpr std::uint16_t kTls12 = 0x0303;

constexpr std::array<std::pair<std::string_view, std::uint16_t>, 4> kVersions{
    {{"SSL 3.0", kSsl3}, {"1.0", 0x0301}, {"1.1", 0x0302}, {"1.2", kTls12}}};

// RFC 4346 appendix A.5, RFC 4492 section 6, and RFC 6101 appendix A.6 for those of export strength.
constexpr std::array<std::pair<std::string_view, std::uint16_t>, 18> kRetired{
    {{"EXP-RC4-MD5", 0x0003},
     {"RC4-MD5", 0x0004},
     {"RC4-SHA", 0x0005},
     {"EXP-RC2-CBC-MD5", 0x0006},
     {"EXP-DES-CBC-SHA", 0x0008},
     {"DES-CBC-SHA", 0x0009},
     {"DES-CBC3-SHA", 0x000A},
     {"EXP-EDH-DSS-DES-CBC-SHA", 0x0011},
     {"EXP-EDH-RSA-DES-CBC-SHA", 0x0014},
     {"EDH-RSA-DES-CBC-SHA", 0x0015},
     {"EDH-RSA-DES-CBC3-SHA", 0x0016},
     {"EXP-ADH-RC4-MD5", 0x0017},
     {"ADH-RC4-MD5", 0x0018},
     {"EXP-ADH-DES-CBC-SHA", 0x0019},
     {"ECDHE-ECDSA-RC4-SHA", 0xC007},
     {"ECDHE-ECDSA-DES-CBC3-SHA", 0xC008},
     {"ECDHE-RSA-RC4-SHA", 0xC011},
     {"ECDHE-RSA-DES-CBC3-SHA", 0xC012}}};

constexpr std::uint8_t kAlert = 21;
constexpr std::uint8_t kHandshake = 22;
constexpr std::uint8_t kClientHello = 1;
constexpr std::uint8_t kServerHello = 2;
constexpr std::size_t kRandomOctets = 32;

void append_number(std::string& out, std::size_t value, std::size_t octets) {
  for (std::size_t i = octets; i > 0; --i) {
    out += static_cast<char>((value >> (8 * (i - 1))) & 0xFFU);
  }
}

// A vector of RFC 5246 section 4.3: its length, then its octets.
std::string counted(std::string_view octets, std::size_t length_octets) {
  std::string out;
  append_number(out, octets.size(), length_octets);
  return out.append(octets);
}

template <class Numbers>
std::string list_of(const Numbers& numbers) {
  std::string octets;
  for (const std::uint16_t number : numbers) {
    append_number(octets, number, 2);
  }
  return counted(octets, 2);
}

void append_extension(std::string& out, std::uint16_t type, std::string_view content) {
  append_number(out, type, 2);
  out += counted(content, 2);
}

// Without those of curves and signatures some servers would refuse for want of them, and look stricter than they are.
std::string extensions_of(const ClientHello& hello) {
  constexpr std::array<std::uint16_t, 3> kCurves{0x0017, 0x0018, 0x0019};  // P-256, P-384, P-521
  constexpr std::array<std::uint16_t, 8> kSignatures{0x0401, 0x0403, 0x0501, 0x0503,
                                                     0x0601, 0x0201, 0x0203, 0x0202};
  std::string out;
  if (!hello.server_name.empty()) {
    append_extension(out, 0x0000, counted('\0' + counted(hello.server_name, 2), 2));
  }
  append_extension(out, 0x000A, list_of(kCurves));
  append_extension(out, 0x000B, counted(std::string(1, '\0'), 1));
  if (hello.version == kTls12) {
    append_extension(out, 0x000D, list_of(kSignatures));
  }
  append_extension(out, 0xFF01, counted("", 1));
  return out;
}

// The numbers of a message, in order; nothing once it is at its end.
class Octets {
 public:
  explicit Octets(std::string_view octets) : octets_(octets) {}

  std::optional<std::size_t> number(std::size_t count) {
    if (octets_.size() < count) {
      return std::nullopt;
    }
    std::size_t value = 0;
    for (const char octet : octets_.substr(0, count)) {
      value = (value << 8U) | static_cast<std::uint8_t>(octet);
    }
    octets_.remove_prefix(count);
    return value;
  }

  bool skip(std::size_t count) {
    const bool there = octets_.size() >= count;
    octets_.remove_prefix(std::min(count, octets_.size()));
    return there;
  }

 private:
  std::string_view octets_;
};

// Behind the record's header.
ServerHello read_hello_message(Octets octets) {
  constexpr std::size_t kLengthOctets = 3;
  const auto type = octets.number(1);
  if (type && *type != kServerHello) {
    return {.state = ServerHello::State::foreign};
  }
  const auto length = octets.number(kLengthOctets);
  const auto version = octets.number(2);
  if (!length || !version || !octets.skip(kRandomOctets)) {
    return {};
  }
  const auto session = octets.number(1);
  if (!session || !octets.skip(*session)) {
    return {};
  }
  const auto cipher = octets.number(2);
  if (!cipher) {
    return {};
  }
  return {.state = ServerHello::State::agreed,
          .version = static_cast<std::uint16_t>(*version),
          .cipher = static_cast<std::uint16_t>(*cipher)};
}

}  // namespace

std::optional<std::uint16_t> tls_version_number(std::string_view version) {
  const auto found =
      std::ranges::find(kVersions, version, [](const auto& entry) { return entry.first; });
  return found == kVersions.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::uint16_t> retired_cipher(std::string_view name) {
  const auto found =
      std::ranges::find(kRetired, name, [](const auto& entry) { return entry.first; });
  return found == kRetired.end() ? std::nullopt : std::optional(found->second);
}

std::string_view retired_cipher_name(std::uint16_t number) {
  const auto found =
      std::ranges::find(kRetired, number, [](const auto& entry) { return entry.second; });
  return found == kRetired.end() ? std::string_view() : found->first;
}

std::vector<std::uint16_t> ciphers_of_ssl3() {
  std::vector<std::uint16_t> ciphers{0x0035, 0x002F, 0x0039, 0x0033};  // AES in CBC mode, with SHA
  for (const auto& [name, number] : kRetired) {
    if (!name.starts_with("EC")) {
      ciphers.push_back(number);
    }
  }
  return ciphers;
}

std::string write_client_hello(const ClientHello& hello) {
  std::string body;
  append_number(body, hello.version, 2);
  body.append(kRandomOctets, '\x5A');
  body += counted("", 1);  // no session
  body += list_of(hello.ciphers);
  body += counted(std::string(1, '\0'), 1);  // no compression
  if (hello.version != kSsl3) {
    body += counted(extensions_of(hello), 2);
  }
  std::string message;
  append_number(message, kClientHello, 1);
  message += counted(body, 3);
  std::string record;
  append_number(record, kHandshake, 1);
  // RFC 5246 appendix E.1: the record names a version that old servers take.
  append_number(record, hello.version == kSsl3 ? kSsl3 : 0x0301, 2);
  return record + counted(message, 2);
}

ServerHello read_server_hello(std::string_view octets) {
  Octets record(octets);
  const auto type = record.number(1);
  if (!type) {
    return {};
  }
  if (*type != kAlert && *type != kHandshake) {
    return {.state = ServerHello::State::foreign};
  }
  const auto version = record.number(2);
  if (version && *version >> 8U != kSsl3 >> 8U) {
    return {.state = ServerHello::State::foreign};
  }
  if (!record.number(2)) {
    return {};
  }
  if (*type == kHandshake) {
    return read_hello_message(record);
  }
  const auto level = record.number(1);
  const auto alert = record.number(1);
  if (!level || !alert) {
    return {};
  }
  return {.state = ServerHello::State::refused, .alert = static_cast<std::uint8_t>(*alert)};
}

}  // namespace oauthspec::http
