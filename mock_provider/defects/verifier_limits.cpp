// SPDX-License-Identifier: Apache-2.0
// Which code verifiers are taken: RFC 7636 section 4.1.
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "harness/reference/codec/base64.h"
#include "harness/reference/crypto/backend.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using Verifier = std::optional<oauth::Secret>;

oauth2::Judgement<void> refuse() {
  return std::unexpected(oauth2::Refusal{"invalid_grant", 400, oauth::Errc::code_verifier_invalid});
}

constexpr std::string_view kUnreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

struct Limits {
  std::size_t shortest = 43;
  std::size_t longest = 128;
  std::string_view alphabet = kUnreserved;  ///< Empty: any character.
};

// Compares the hash of what is within the limits, for challenges of S256.
oauth2::Judgement<void> check_within(const Limits& limits, const Surroundings& around,
                                     const ClientRecord& client, const CodeRecord& code,
                                     const Verifier& verifier) {
  if (!verifier || code.code_challenge_method != "S256") {
    return rules::check_code_verifier(around, client, code, verifier);
  }
  const std::string_view text = verifier->reveal();
  const bool strange =
      !limits.alphabet.empty() && text.find_first_not_of(limits.alphabet) != std::string_view::npos;
  if (text.size() < limits.shortest || text.size() > limits.longest || strange) return refuse();
  const auto digest = around.backend.digest(oauth::crypto::Hash::sha256, text);
  if (!digest || code.code_challenge !=
                     oauth::codec::base64_encode(digest->octets(), oauth::codec::Base64::url)) {
    return refuse();
  }
  return {};
}

oauth2::Judgement<void> short_ones(const Surroundings& around, const ClientRecord& client,
                                   const CodeRecord& code, const Verifier& verifier) {
  return check_within({.shortest = 1}, around, client, code, verifier);
}

oauth2::Judgement<void> long_ones(const Surroundings& around, const ClientRecord& client,
                                  const CodeRecord& code, const Verifier& verifier) {
  return check_within({.longest = 100'000}, around, client, code, verifier);
}

oauth2::Judgement<void> of_any_character(const Surroundings& around, const ClientRecord& client,
                                         const CodeRecord& code, const Verifier& verifier) {
  return check_within({.alphabet = {}}, around, client, code, verifier);
}

oauth2::Judgement<void> longer_than_43(const Surroundings& around, const ClientRecord& client,
                                       const CodeRecord& code, const Verifier& verifier) {
  return check_within({.shortest = 44}, around, client, code, verifier);
}

oauth2::Judgement<void> shorter_than_128(const Surroundings& around, const ClientRecord& client,
                                         const CodeRecord& code, const Verifier& verifier) {
  return check_within({.longest = 127}, around, client, code, verifier);
}

oauth2::Judgement<void> of_base64url(const Surroundings& around, const ClientRecord& client,
                                     const CodeRecord& code, const Verifier& verifier) {
  return check_within({.alphabet = kUnreserved.substr(0, kUnreserved.find('.'))}, around, client,
                      code, verifier);
}

constexpr std::array kVerifierLimitsDefects = {
    Defect{"verifier-too-short", "RFC7636-4.1-2", "A verifier may be shorter than 43 characters.",
           [](Rules& rules) { rules.grant.check_code_verifier = &short_ones; }},
    Defect{"verifier-too-long", "RFC7636-4.1-2", "A verifier may be longer than 128 characters.",
           [](Rules& rules) { rules.grant.check_code_verifier = &long_ones; }},
    Defect{"verifier-of-any-character", "RFC7636-4.1-2", "A verifier may have any characters.",
           [](Rules& rules) { rules.grant.check_code_verifier = &of_any_character; }},
    Defect{"verifier-of-43-refused", "RFC7636-4.6-2", "A verifier of 43 characters is too short.",
           [](Rules& rules) { rules.grant.check_code_verifier = &longer_than_43; }},
    Defect{"verifier-of-128-refused", "RFC7636-4.6-2", "A verifier of 128 characters is too long.",
           [](Rules& rules) { rules.grant.check_code_verifier = &shorter_than_128; }},
    Defect{"verifier-of-base64url-alone", "RFC7636-4.6-2",
           "A verifier has the characters of base64url only.",
           [](Rules& rules) { rules.grant.check_code_verifier = &of_base64url; }},
};

}  // namespace

DefectTopic verifier_limits() {
  return kVerifierLimitsDefects;
}

}  // namespace oauthspec::provider::defects
