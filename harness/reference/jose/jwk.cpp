// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jwk.h"

#include <string>
#include <utility>

#include "harness/reference/codec/base64.h"

namespace oauth::jose {
namespace {

using nlohmann::json;

std::unexpected<Error> invalid() {
  return std::unexpected(Error{Errc::key_invalid, 0});
}

/// A Base64urlUInt of RFC 7518 section 2, as octets.
Result<std::string> number(const json& jwk, const char* member) {
  const auto found = jwk.find(member);
  if (found == jwk.end() || !found->is_string()) return invalid();
  auto octets = codec::base64_decode(found->get_ref<const std::string&>(), codec::Base64::url);
  if (!octets || octets->empty()) return invalid();
  return octets;
}

}  // namespace

Result<crypto::RsaNumbers> rsa_numbers(const json& jwk) {
  if (!jwk.is_object() || jwk.value("kty", json()) != "RSA") return invalid();
  crypto::RsaNumbers numbers;
  for (const auto& [member, into] : {std::pair("n", &numbers.n), {"e", &numbers.e}}) {
    auto octets = number(jwk, member);
    if (!octets) return std::unexpected(octets.error());
    *into = std::move(*octets);
  }
  if (!jwk.contains("d")) return numbers;
  for (const auto& [member, into] : {std::pair("d", &numbers.d),
                                     {"p", &numbers.p},
                                     {"q", &numbers.q},
                                     {"dp", &numbers.dp},
                                     {"dq", &numbers.dq},
                                     {"qi", &numbers.qi}}) {
    auto octets = number(jwk, member);
    if (!octets) return std::unexpected(octets.error());
    *into = Secret::take(std::move(*octets));
  }
  return numbers;
}

}  // namespace oauth::jose
