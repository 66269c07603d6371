// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"

namespace oauthspec::provider {

/// Why a request of OAuth 1.0 is refused, and what the client is told.
struct OAuth1Refusal {
  oauth::Errc reason{};
  int status = 400;
  /// The value of oauth_problem: one of the OAuth Problem Reporting extension, which has no number of the IETF and is what servers of OAuth
  /// 1.0 answer with. Empty where it has none that fits.
  std::string_view problem;
  std::string_view requirement;  ///< The statement of the catalogue that was broken.
  std::string explanation;       ///< One sentence.
};

template <class T>
using OAuth1Judgement = std::expected<T, OAuth1Refusal>;

/// The refusal that goes with a step's error.
///
/// Spec:   RFC 5849 section 3.2, last paragraph
[[nodiscard]] OAuth1Refusal oauth1_refusal(oauth::Errc reason);

}  // namespace oauthspec::provider
