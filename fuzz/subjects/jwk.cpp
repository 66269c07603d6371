// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jwk.h"

#include "fuzz/oracle/jwk.h"
#include "fuzz/subjects/reference.h"
#include "harness/reference/codec/json.h"

namespace oauthspec::fuzz {
namespace {

namespace jose = oauth::jose;
namespace crypto = oauth::crypto;

std::optional<crypto::KeyNumbers> numbers_of(std::string_view jwk) {
  const auto object = oauth::codec::parse_json(jwk);
  if (!object) return std::nullopt;
  auto numbers = jose::key_numbers(*object);
  if (!numbers) return std::nullopt;
  return *std::move(numbers);
}

std::optional<std::string> public_half(std::string_view jwk) {
  const auto numbers = numbers_of(jwk);
  if (!numbers) return std::nullopt;
  return jose::public_jwk(*numbers).dump();
}

std::optional<std::string> thumbprint(std::string_view jwk) {
  const auto object = oauth::codec::parse_json(jwk);
  if (!object) return std::nullopt;
  const auto print = jose::thumbprint(crypto::openssl(), *object);
  if (!print) return std::nullopt;
  return *print;
}

std::optional<std::string> imported(std::string_view jwk) {
  const auto numbers = numbers_of(jwk);
  if (!numbers) return std::nullopt;
  const auto key = crypto::openssl().public_key(*numbers);
  if (!key) return std::nullopt;
  const auto back = (*key)->public_numbers();
  if (!back) return std::nullopt;
  return jose::public_jwk(*back).dump();
}

bool is_private(std::string_view jwk) {
  const auto object = oauth::codec::parse_json(jwk);
  return object && jose::is_private(*object);
}

}  // namespace

template <>
JwkReader reference<JwkReader>() {
  return {.public_half = public_half,
          .thumbprint = thumbprint,
          .imported = imported,
          .is_private = is_private};
}

}  // namespace oauthspec::fuzz
