// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/oauth1_refusal.h"

#include <algorithm>
#include <array>

#include "harness/reference/oauth1/verify.h"

namespace oauthspec::provider {
namespace {

using oauth::Errc;

struct Row {
  Errc reason;
  std::string_view problem;
  std::string_view requirement;
};

// A right client keeps the statement of each row; 3.2's name the answer where no other does.
constexpr std::array kRows = {
    Row{Errc::percent_truncated, "parameter_rejected", "RFC5849-3.6-6"},
    Row{Errc::percent_bad_digit, "parameter_rejected", "RFC5849-3.6-6"},
    Row{Errc::header_malformed, "parameter_rejected", "RFC5849-3.5.1-2"},
    Row{Errc::header_duplicate, "parameter_rejected", "RFC5849-3.5-1"},
    Row{Errc::host_header_invalid, "", "RFC5849-3.4.1.2-3"},
    Row{Errc::parameter_missing, "parameter_absent", "RFC5849-3.2-8"},
    Row{Errc::parameter_duplicated, "parameter_rejected", "RFC5849-3.1-7"},
    Row{Errc::parameter_location, "parameter_rejected", "RFC5849-3.5-1"},
    Row{Errc::parameter_unsupported, "parameter_rejected", "RFC5849-3.2-6"},
    Row{Errc::parameter_invalid, "parameter_rejected", "RFC5849-2.1-3"},
    Row{Errc::signature_method_unsupported, "signature_method_rejected", "RFC5849-3.2-7"},
    Row{Errc::version_unsupported, "version_rejected", "RFC5849-3.1-6"},
    Row{Errc::timestamp_invalid, "timestamp_refused", "RFC5849-3.3-1"},
    Row{Errc::timestamp_stale, "timestamp_refused", "RFC5849-3.3-4"},
    Row{Errc::nonce_used, "nonce_used", "RFC5849-3.3-3"},
    Row{Errc::client_unknown, "consumer_key_unknown", "RFC5849-3.2-10"},
    Row{Errc::token_invalid, "token_rejected", "RFC5849-3.2-11"},
    Row{Errc::signature_invalid, "signature_invalid", "RFC5849-3.2-1"},
    Row{Errc::transport_insecure, "", "RFC5849-3.4.4-1"},
    Row{Errc::body_hash_invalid, "parameter_rejected", "EXT-body-hash-6"},
};

std::string sentence(std::string_view meaning) {
  std::string text(meaning);
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - ('a' - 'A'));
  }
  return text + '.';
}

}  // namespace

OAuth1Refusal oauth1_refusal(Errc reason) {
  const auto* const row = std::ranges::find(kRows, reason, &Row::reason);
  const bool known = row != kRows.end();
  return {.reason = reason,
          .status = oauth::oauth1::refusal_status(reason),
          .problem = known ? row->problem : std::string_view(),
          .requirement = known ? row->requirement : std::string_view(),
          .explanation = sentence(meaning(reason))};
}

}  // namespace oauthspec::provider
