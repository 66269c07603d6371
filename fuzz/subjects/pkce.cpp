// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/pkce.h"

#include <algorithm>

#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth2/pkce.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth2 = oauth::oauth2;

std::optional<std::string> challenge(std::string_view verifier, std::string_view method) {
  const auto named = oauth2::challenge_method_named(method);
  if (!named) return std::nullopt;
  return value_or_nothing(oauth2::code_challenge(oauth::crypto::openssl(), verifier, *named));
}

ProofVerdict verify(const ProofInput& input) {
  oauth2::CodeExchange exchange{
      input.code_challenge, input.code_challenge_method, input.code_verifier, {}, input.required};
  for (const std::string& method : input.methods) {
    if (const auto named = oauth2::challenge_method_named(method)) {
      exchange.methods.push_back(*named);
    }
  }
  const auto verified = oauth2::verify_code_exchange(oauth::crypto::openssl(), exchange);
  if (verified) return ProofVerdict::good;
  return verified.error().error == "invalid_grant" ? ProofVerdict::invalid_grant
                                                   : ProofVerdict::invalid_request;
}

class GivenOctets final : public oauth::RandomSource {
 public:
  explicit GivenOctets(std::string_view octets) : octets_(octets) {}
  void fill(std::span<std::uint8_t> octets) override {
    std::ranges::copy(octets_.substr(0, octets.size()), octets.begin());
  }

 private:
  std::string_view octets_;
};

std::string make_verifier(std::string_view octets) {
  GivenOctets source(octets);
  return oauth2::make_code_verifier(source);
}

}  // namespace

template <>
ProofOfExchange reference<ProofOfExchange>() {
  return {.is_code_verifier = oauth2::is_code_verifier,
          .challenge = challenge,
          .verify = verify,
          .make_verifier = make_verifier};
}

}  // namespace oauthspec::fuzz
