// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/pkce.h"

#include <algorithm>
#include <array>

#include "harness/reference/base/secret.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/oauth2/characters.h"

namespace oauth::oauth2 {
namespace {

constexpr std::size_t kShortest = 43;
constexpr std::size_t kLongest = 128;
constexpr std::size_t kRandomOctets = 32;
constexpr int kBadRequest = 400;

// RFC7636-4.4.1-1, RFC7636-4.4.1-3: the authorization endpoint answers by a redirection.
std::unexpected<Refusal> invalid_request(Errc reason) {
  return std::unexpected(Refusal{"invalid_request", std::nullopt, reason});
}

// RFC7636-4.6-3
std::unexpected<Refusal> invalid_grant(Errc reason) {
  return std::unexpected(Refusal{"invalid_grant", kBadRequest, reason});
}

/// The method of an authorization request that has a challenge.
Judgement<ChallengeMethod> method_of(const CodeExchange& exchange) {
  // RFC7636-4.3-2: without a method it is plain.
  const auto method = challenge_method_named(exchange.code_challenge_method.value_or("plain"));
  if (!method || std::ranges::find(exchange.methods, *method) == exchange.methods.end()) {
    return invalid_request(Errc::challenge_method_unsupported);
  }
  // RFC7636-4.2-6
  if (!is_code_verifier(*exchange.code_challenge)) {
    return invalid_request(Errc::code_challenge_invalid);
  }
  return *method;
}

}  // namespace

std::optional<ChallengeMethod> challenge_method_named(std::string_view text) {
  // RFC7636-4.3-3: with case.
  if (text == "S256") return ChallengeMethod::s256;
  if (text == "plain") return ChallengeMethod::plain;
  return std::nullopt;
}

bool is_code_verifier(std::string_view text) {
  // RFC7636-4.1-1
  return text.size() >= kShortest && text.size() <= kLongest && is_all(text, is_unreserved);
}

std::string make_code_verifier(RandomSource& random) {
  // RFC7636-4.1-4, RFC7636-7.1-1: 256 bits in 43 characters.
  std::array<std::uint8_t, kRandomOctets> octets{};
  random.fill(octets);
  return codec::base64_encode(octets, codec::Base64::url);
}

Result<std::string> code_challenge(const crypto::Backend& backend, std::string_view code_verifier,
                                   ChallengeMethod method) {
  if (!is_code_verifier(code_verifier)) {
    return std::unexpected(Error{Errc::code_verifier_invalid, 0});
  }
  // RFC7636-4.2-1
  if (method == ChallengeMethod::plain) return std::string(code_verifier);
  // RFC7636-4.2-2, RFC7636-A-1
  const auto digest = backend.digest(crypto::Hash::sha256, code_verifier);
  if (!digest) return std::unexpected(digest.error());
  return codec::base64_encode(digest->octets(), codec::Base64::url);
}

Judgement<void> verify_code_exchange(const crypto::Backend& backend, const CodeExchange& exchange) {
  if (!exchange.code_challenge) {
    // RFC7636-4.4.1-1
    if (exchange.required) return invalid_request(Errc::verifier_mismatch);
    // RFC 9700 section 2.1.1: a verifier without a challenge is how a downgrade shows.
    if (exchange.code_verifier) return invalid_grant(Errc::verifier_mismatch);
    return {};
  }
  const auto method = method_of(exchange);
  if (!method) return std::unexpected(method.error());
  // RFC7636-4.6-4
  if (!exchange.code_verifier) return invalid_grant(Errc::verifier_mismatch);
  // RFC7636-4.5-2, RFC7636-4.6-1: by the method that came with the challenge.
  const auto challenge = code_challenge(backend, *exchange.code_verifier, *method);
  if (!challenge) return invalid_grant(challenge.error().code);
  if (!equal_in_constant_time(*challenge, *exchange.code_challenge)) {
    return invalid_grant(Errc::verifier_mismatch);
  }
  return {};
}

}  // namespace oauth::oauth2
