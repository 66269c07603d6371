// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/public_key_pem.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "harness/reference/codec/base64.h"

namespace oauthspec::checks {
namespace {

using namespace std::string_view_literals;

// Tags of DER, and the AlgorithmIdentifier of rsaEncryption, whose parameters are NULL.
constexpr char kInteger = 0x02;
constexpr char kBitString = 0x03;
constexpr char kSequence = 0x30;
constexpr std::string_view kRsaEncryption =
    "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"sv;

constexpr std::size_t kShortest = 0x80;  // That is written in octets of its own.
constexpr std::size_t kOctet = 0x100;

std::string length(std::size_t octets) {
  if (octets < kShortest) {
    return std::string(1, static_cast<char>(octets));
  }
  std::string digits;
  for (; octets > 0; octets /= kOctet) {
    digits.insert(digits.begin(), static_cast<char>(octets % kOctet));
  }
  return static_cast<char>(kShortest + digits.size()) + digits;
}

std::string element(char tag, std::string_view content) {
  return tag + length(content.size()).append(content);
}

// Of a positive number, which a first bit of 1 would make a negative one.
std::string integer(std::string_view big_endian) {
  big_endian.remove_prefix(std::min(big_endian.find_first_not_of('\0'), big_endian.size()));
  const bool is_large =
      !big_endian.empty() && static_cast<unsigned char>(big_endian.front()) >= kShortest;
  return element(kInteger, std::string(is_large ? 1 : 0, '\0').append(big_endian));
}

}  // namespace

std::string public_key_pem(const oauth::crypto::RsaNumbers& numbers) {
  const std::string key = element(kSequence, integer(numbers.n) + integer(numbers.e));
  const std::string bits = element(kBitString, std::string(1, '\0') + key);
  const std::string base64 =
      oauth::codec::base64_encode(element(kSequence, std::string(kRsaEncryption) + bits));
  constexpr std::size_t kLine = 64;
  std::string pem = "-----BEGIN PUBLIC KEY-----\n";
  for (std::size_t at = 0; at < base64.size(); at += kLine) {
    pem.append(base64, at, kLine).append("\n");
  }
  return pem + "-----END PUBLIC KEY-----\n";
}

}  // namespace oauthspec::checks
