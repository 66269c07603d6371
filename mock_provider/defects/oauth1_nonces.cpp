// SPDX-License-Identifier: Apache-2.0
// Nonces and timestamps: RFC 5849 sections 3.2 and 3.3.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <string>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth1 = oauth::oauth1;
namespace steps = oauth::oauth1::steps;
using oauth::Result;
using oauth::message::Parameters;
using oauth::message::Request;
using oauth1::VerificationPolicy;

Result<void> any_timestamp(const Parameters&) {
  return {};
}

bool always_fresh(std::uint64_t, std::chrono::sys_seconds, std::chrono::seconds) {
  return true;
}

bool fresh_in_milliseconds(std::uint64_t timestamp, std::chrono::sys_seconds now,
                           std::chrono::seconds window) {
  return steps::is_fresh(timestamp / 1000, now, window);
}

VerificationPolicy wide_window(const Surroundings& around, Endpoint endpoint) {
  VerificationPolicy policy = rules::verification_policy(around, endpoint);
  policy.window = std::chrono::years(100);
  return policy;
}

bool forget_nonce(oauth1::NonceStore&, const oauth1::NonceUse&) {
  return true;
}

bool nonce_of_tokens_only(oauth1::NonceStore& nonces, const oauth1::NonceUse& use) {
  return use.token.empty() || nonces.remember(use);
}

bool nonce_without_timestamp(oauth1::NonceStore& nonces, const oauth1::NonceUse& use) {
  return nonces.remember(
      {std::numeric_limits<std::uint64_t>::max(), use.client, use.token, use.nonce});
}

bool nonce_without_token(oauth1::NonceStore& nonces, const oauth1::NonceUse& use) {
  return nonces.remember({use.timestamp, use.client, "", use.nonce});
}

bool nonce_without_client(oauth1::NonceStore& nonces, const oauth1::NonceUse& use) {
  return nonces.remember({use.timestamp, "", use.token, use.nonce});
}

bool without_nonces(oauth1::SignatureMethod) {
  return false;
}

// What cannot be read as a number is 0, and 0 is taken for no timestamp at all.
bool fresh_or_none(std::uint64_t timestamp, std::chrono::sys_seconds now,
                   std::chrono::seconds window) {
  const bool unreadable = timestamp == 0 || timestamp == std::numeric_limits<std::uint64_t>::max();
  return unreadable || steps::is_fresh(timestamp, now, window);
}

bool nonce_without_case(oauth1::NonceStore& nonces, const oauth1::NonceUse& use) {
  std::string nonce(use.nonce);
  std::ranges::transform(nonce, nonce.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return nonces.remember({use.timestamp, use.client, use.token, nonce});
}

bool nonces_of_hmac(oauth1::SignatureMethod method) {
  return family(method) == oauth1::SignatureFamily::hmac;
}

void forbid_nonce(const Request&, http::Reply& reply) {
  if (reply.response.body.contains("oauth_problem=nonce_used")) reply.response.status = 403;
}

constexpr std::array kOauth1NoncesDefects = {
    Defect{"oauth1-timestamp-any-text", "RFC5849-3.3-1",
           "oauth_timestamp is read up to its first character that is no digit.",
           [](Rules& rules) { rules.oauth1.check_timestamp = &any_timestamp; }},
    Defect{"oauth1-timestamp-unread", "RFC5849-3.3-4",
           "A request is fresh whatever its timestamp is.",
           [](Rules& rules) { rules.oauth1.is_fresh = &always_fresh; }},
    Defect{"oauth1-window-of-a-century", "RFC5849-3.3-4",
           "Timestamps may lie a hundred years away.",
           [](Rules& rules) { rules.oauth1.verification_policy = &wide_window; }},
    Defect{"oauth1-milliseconds", "RFC5849-3.3-2", "Timestamps are read in milliseconds.",
           [](Rules& rules) { rules.oauth1.is_fresh = &fresh_in_milliseconds; }},
    Defect{"oauth1-nonce-forgotten", "RFC5849-3.2-2", "No nonce is remembered.",
           [](Rules& rules) { rules.oauth1.remember_nonce = &forget_nonce; }},
    Defect{"oauth1-nonce-of-tokens-only", "RFC5849-3.2-2",
           "Nonces of requests without a token are not remembered.",
           [](Rules& rules) { rules.oauth1.remember_nonce = &nonce_of_tokens_only; }},
    Defect{"oauth1-nonces-unused", "RFC5849-3.2-13", "Every signature method does without nonces.",
           [](Rules& rules) { rules.oauth1.uses_nonce = &without_nonces; }},
    Defect{"oauth1-nonce-without-timestamp", "RFC5849-3.3-5",
           "A nonce is refused whatever timestamp it comes with.",
           [](Rules& rules) { rules.oauth1.remember_nonce = &nonce_without_timestamp; }},
    Defect{"oauth1-nonce-without-token", "RFC5849-3.3-5",
           "A nonce is refused whatever token it comes with.",
           [](Rules& rules) { rules.oauth1.remember_nonce = &nonce_without_token; }},
    Defect{"oauth1-nonce-without-client", "RFC5849-3.3-5",
           "A nonce is refused whichever client it comes from.",
           [](Rules& rules) { rules.oauth1.remember_nonce = &nonce_without_client; }},
    Defect{"oauth1-nonce-forbidden", "RFC5849-3.2-13", "A used nonce is refused with 403.",
           [](Rules& rules) { alter(rules, Endpoint::oauth1_resource, &forbid_nonce); }},
    Defect{"oauth1-timestamp-of-zero", "RFC5849-3.3-1",
           "A timestamp that is no positive number counts as none, and as fresh.",
           [](Rules& rules) {
             rules.oauth1.check_timestamp = &any_timestamp;
             rules.oauth1.is_fresh = &fresh_or_none;
           }},
    Defect{"oauth1-nonce-without-case", "RFC5849-3.1-9", "Nonces are compared without case.",
           [](Rules& rules) { rules.oauth1.remember_nonce = &nonce_without_case; }},
    Defect{"oauth1-nonces-of-hmac", "RFC5849-3.2-2",
           "Nonces of RSA-SHA1 requests are not remembered.",
           [](Rules& rules) { rules.oauth1.uses_nonce = &nonces_of_hmac; }},
};

}  // namespace

DefectTopic oauth1_nonces() {
  return kOauth1NoncesDefects;
}

}  // namespace oauthspec::provider::defects
