// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jwk.h"

#include <array>
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
  const auto public_members =
      std::to_array<std::pair<const char*, std::string*>>({{"n", &numbers.n}, {"e", &numbers.e}});
  const auto private_members =
      std::to_array<std::pair<const char*, std::string*>>({{"d", &numbers.d},
                                                           {"p", &numbers.p},
                                                           {"q", &numbers.q},
                                                           {"dp", &numbers.dp},
                                                           {"dq", &numbers.dq},
                                                           {"qi", &numbers.qi}});
  const auto read = [&jwk](const auto& members) -> Result<void> {
    for (const auto& [name, into] : members) {
      auto octets = number(jwk, name);
      if (!octets) return std::unexpected(octets.error());
      *into = std::move(*octets);
    }
    return {};
  };
  if (auto done = read(public_members); !done) return std::unexpected(done.error());
  if (!jwk.contains("d")) return numbers;
  if (auto done = read(private_members); !done) return std::unexpected(done.error());
  return numbers;
}

}  // namespace oauth::jose
