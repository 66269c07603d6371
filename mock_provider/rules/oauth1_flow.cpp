// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/oauth1_flow.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/authorization.h"

namespace oauthspec::provider::rules {
namespace {

using oauth::Errc;

constexpr std::string_view kOutOfBand = "oob";
constexpr int kUnauthorized = 401;

OAuth1Refusal callback_refused(std::string explanation) {
  OAuth1Refusal refusal = oauth1_refusal(Errc::parameter_invalid);
  refusal.explanation = std::move(explanation);
  return refusal;
}

std::unexpected<OAuth1Refusal> token_refused(std::string_view problem, std::string_view requirement,
                                             std::string explanation) {
  return std::unexpected(OAuth1Refusal{.reason = Errc::token_invalid,
                                       .status = kUnauthorized,
                                       .problem = problem,
                                       .requirement = requirement,
                                       .explanation = std::move(explanation)});
}

}  // namespace

OAuth1Judgement<void> check_callback(const ClientRecord& client, std::string_view callback) {
  // RFC5849-2.1-3: "oob" with its case, or an absolute URI.
  if (callback == kOutOfBand) {
    return {};
  }
  const auto uri = oauth::codec::parse_uri(callback);
  if (!uri) {
    return std::unexpected(
        callback_refused("oauth_callback is neither \"oob\" nor an absolute URI."));
  }
  // RFC 3986 section 4.3: an absolute URI has no fragment; behind one, no parameter would be sent.
  if (uri->fragment) {
    return std::unexpected(callback_refused("oauth_callback has a fragment."));
  }
  if (!client.callbacks.empty() &&
      std::ranges::find(client.callbacks, callback) == client.callbacks.end()) {
    return std::unexpected(
        callback_refused("oauth_callback is none of the callbacks that the client has."));
  }
  return {};
}

std::string make_credential(oauth::RandomSource& random) {
  // RFC5849-4.9-1, RFC5849-4.9-2
  std::array<std::uint8_t, 32> octets{};
  random.fill(octets);
  return oauth::codec::base64_encode(octets, oauth::codec::Base64::url);
}

TemporaryRecord temporary_record(const Surroundings& around, const ClientRecord& client,
                                 std::string_view callback) {
  TemporaryRecord record;
  record.client_id = client.id;
  record.callback = callback;
  // RFC5849-2-2
  record.expires = around.now + around.settings.lifetimes.temporary_credentials;
  return record;
}

OAuth1Judgement<void> check_authorizable(const Surroundings& around,
                                         const TemporaryRecord& record) {
  // RFC5849-2.3-6: what has expired cannot be exchanged, whatever the owner says.
  if (around.now >= record.expires) {
    return token_refused("token_expired", "RFC5849-2.3-6",
                         "The temporary credentials have expired.");
  }
  // RFC5849-2-1: they stand for one request, which is decided once.
  if (record.decision != Decision::pending || record.exchanged) {
    return token_refused("token_used", "RFC5849-2-1",
                         "The resource owner has decided on these temporary credentials already.");
  }
  return {};
}

std::string make_verifier(oauth::RandomSource& random, const TemporaryRecord& record) {
  // RFC5849-2.2-8
  if (has_callback(record)) {
    return make_credential(random);
  }
  // RFC5849-2.2-14: 32 characters, five bits each.
  constexpr std::string_view kAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
  static_assert(kAlphabet.size() == 32);
  std::array<std::uint8_t, 16> octets{};
  random.fill(octets);
  std::string code;
  for (const std::uint8_t octet : octets) {
    code += kAlphabet[octet % kAlphabet.size()];
  }
  return code;
}

void record_decision(TemporaryRecord& record, Decision decision, std::string_view subject,
                     std::string_view verifier) {
  record.decision = decision;
  record.subject = subject;
  record.verifier = oauth::Secret(verifier);
}

bool has_callback(const TemporaryRecord& record) {
  return record.callback != kOutOfBand;
}

oauth::Result<std::string> allowed_location(const TemporaryRecord& record) {
  return oauth::oauth1::callback_url(record.callback, record.key.reveal(),
                                     record.verifier.reveal());
}

std::string denied_location(const TemporaryRecord& record) {
  std::string url = record.callback;
  oauth::message::append_to_query(
      url, {{"oauth_token", record.key.reveal()}, {"oauth_problem", "user_refused"}});
  return url;
}

OAuth1Judgement<void> check_authorized(const TemporaryRecord& record) {
  // RFC5849-2.3-5
  if (record.decision == Decision::denied) {
    return token_refused("permission_denied", "RFC5849-2.3-5",
                         "The resource owner denied the client's request.");
  }
  if (record.decision != Decision::allowed) {
    return token_refused("permission_unknown", "RFC5849-2.3-5",
                         "The resource owner has not decided on the client's request yet.");
  }
  return {};
}

bool same_verifier(const TemporaryRecord& record, std::string_view verifier) {
  // RFC5849-2.3-8
  return oauth::equal_in_constant_time(record.verifier.reveal(), verifier);
}

void use_up(TemporaryRecord& record) {
  // RFC5849-2-1
  record.exchanged = true;
}

TokenCredentialsRecord token_record(const Surroundings& around, const TemporaryRecord& record) {
  TokenCredentialsRecord token;
  // RFC5849-2.3-13
  token.client_id = record.client_id;
  token.subject = record.subject;
  token.expires = around.now + around.settings.lifetimes.token_credentials;
  return token;
}

}  // namespace oauthspec::provider::rules
