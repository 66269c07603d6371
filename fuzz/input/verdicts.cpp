// SPDX-License-Identifier: Apache-2.0
#include "fuzz/input/verdicts.h"

#include <array>
#include <functional>
#include <variant>

namespace oauthspec::fuzz {
namespace {

namespace crypto = oauth::crypto;

std::size_t with(std::size_t name, std::string_view piece) {
  constexpr std::size_t kFactor = 1'000'003;
  return name * kFactor + std::hash<std::string_view>()(piece);
}

std::size_t name_of(const crypto::KeyNumbers& numbers) {
  const std::size_t name = numbers.index();
  if (const auto* rsa = std::get_if<crypto::RsaNumbers>(&numbers)) {
    return with(with(name, rsa->n), rsa->e);
  }
  if (const auto* curve = std::get_if<crypto::EcNumbers>(&numbers)) {
    return with(with(name + static_cast<std::size_t>(curve->curve), curve->x), curve->y);
  }
  return with(name, std::get<crypto::Ed25519Numbers>(numbers).x);
}

/// By hashes.
struct Verdict {
  std::size_t key = 0, text = 0, signature = 0;
  bool right = false, known = false;
};

Verdict sought(const SignedText& asked) {
  const std::hash<std::string_view> hash;
  return {asked.key, hash(asked.text), hash(asked.signature), false, true};
}

Verdict& place_of(const Verdict& verdict) {
  static std::array<Verdict, 4096> places;
  return places[(verdict.key ^ verdict.text ^ verdict.signature) % places.size()];
}

}  // namespace

AskedKey::AskedKey(const crypto::KeyNumbers& numbers) : name_(name_of(numbers)) {}

std::size_t AskedKey::in(crypto::Scheme scheme, crypto::Hash hash) const {
  return name_ + static_cast<std::size_t>(scheme) * 4 + static_cast<std::size_t>(hash);
}

std::optional<bool> verdict_of(const SignedText& asked) {
  const Verdict seen = sought(asked);
  const Verdict& place = place_of(seen);
  const bool known = place.known && place.key == seen.key && place.text == seen.text &&
                     place.signature == seen.signature;
  return known ? std::optional(place.right) : std::nullopt;
}

void note_verdict(const SignedText& asked, bool right) {
  Verdict verdict = sought(asked);
  verdict.right = right;
  place_of(verdict) = verdict;
}

}  // namespace oauthspec::fuzz
