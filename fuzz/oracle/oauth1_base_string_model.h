// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/oracle/oauth1_text_model.h"
#include "harness/reference/message/http.h"

/// What OAuth 1.0 signs: slow, and plain enough to be read against RFC 5849 section 3.4.1. Nothing of the reference is in it.
namespace oauthspec::fuzz::oauth1_model {

/// A URL, taken apart as RFC 3986 appendix B does; nothing is decoded.
struct Url {
  std::string scheme;
  std::string host;  ///< Empty where there is none.
  std::optional<std::string> port;
  std::string path;
  std::string query;
  std::string fragment;
};

/// Nothing where the text is no URI by the grammar of RFC 3986.
[[nodiscard]] std::optional<Url> read_url(std::string_view text);

/// RFC 5849 section 3.4.1.2
[[nodiscard]] std::optional<std::string> base_string_uri(
    std::string_view url, const std::optional<std::string>& host_field);

/// The parameters of a request, by where they stand: RFC 5849 section 3.4.1.3.1.
struct Collected {
  Pairs header, body, query;
};

/// Nothing where a part of the request cannot be read.
[[nodiscard]] std::optional<Collected> collect(const oauth::message::Request& request);

/// RFC 5849 section 3.4.1.3.2
[[nodiscard]] std::string normalize(Pairs parameters);

/// RFC 5849 section 3.4.1.1; `more` is signed, too. Nothing where the request cannot be signed.
[[nodiscard]] std::optional<std::string> base_string(const oauth::message::Request& request,
                                                     const Collected& collected, const Pairs& more);

}  // namespace oauthspec::fuzz::oauth1_model
