// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/message/http.h"

/// How the ledger reads requests and replies: by itself, slowly and plainly, so that it does not believe a parser that is under test.
namespace oauthspec::fuzz {

inline constexpr std::string_view kOrigin = "http://127.0.0.1:8080";

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// The pairs of a form or query, decoded as application/x-www-form-urlencoded; a stray "%" stands for itself.
[[nodiscard]] Pairs read_pairs(std::string_view text);

/// The value that stands under a name: nothing where it is not there, is empty (RFC 6749 section 3.1), or is there twice.
[[nodiscard]] std::optional<std::string> only(const Pairs& pairs, std::string_view name);
/// The first value, as the provider's own pages read their forms: RFC 6749 says nothing of these.
[[nodiscard]] std::string first(const Pairs& pairs, std::string_view name);
[[nodiscard]] std::vector<std::string> all(const Pairs& pairs, std::string_view name);
/// Whether a name stands twice, which is not one of those that may.
[[nodiscard]] bool repeats(const Pairs& pairs);
/// The same, of what the provider recognises in an authorization request: what it does not it ignores (RFC 6749 section 3.1), however often.
[[nodiscard]] bool repeats_recognised(const Pairs& request);

[[nodiscard]] std::vector<std::string> words(std::string_view text);

/// The first header field of that name; empty where there is none.
[[nodiscard]] std::string field(const std::vector<oauth::message::HeaderField>& fields,
                                std::string_view name);
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);
/// What stands behind a scheme and any number of spaces; nothing where the field has another scheme.
/// Spec: RFC 7235 section 2.1
[[nodiscard]] std::optional<std::string> credentials_of(std::string_view field,
                                                        std::string_view scheme);

/// What stands between two texts, the first time; empty where they do not.
[[nodiscard]] std::string_view between(std::string_view text, std::string_view begin,
                                       std::string_view end);

/// What of a page stands behind its head, most of which is style.
[[nodiscard]] std::string_view page_body(std::string_view html);

/// The hidden fields of a page's first form that goes to this path, their values as a browser reads them.
[[nodiscard]] Pairs hidden_fields(std::string_view html, std::string_view path = "");
/// Text without the character references that the provider's pages write.
[[nodiscard]] std::string unescape_html(std::string_view text);

/// One request and what came of it, taken apart.
struct Seen {
  const oauth::message::Request& request;
  const oauth::message::Response& response;
  std::int64_t now;
  std::string path;  ///< Without query.
  Pairs query;
  Pairs form;           ///< Of a body that is one.
  nlohmann::json body;  ///< Of the reply, where it is a JSON object; else null.
  std::string location;
  bool page;     ///< The reply is HTML.
  Pairs hidden;  ///< Of the page.

  [[nodiscard]] bool done() const { return response.status >= 200 && response.status < 300; }
  /// Where a browser's parameters stand.
  [[nodiscard]] const Pairs& sent() const { return request.method == "POST" ? form : query; }
  /// A member of the reply's object that is text.
  [[nodiscard]] std::optional<std::string> text(const char* name) const;
};

[[nodiscard]] Seen see(const oauth::message::Request& request,
                       const oauth::message::Response& response, std::int64_t now);

/// The values of the request's cookies, each "name=value".
[[nodiscard]] std::vector<std::string> cookies_sent(const oauth::message::Request& request);
/// The pair that the reply sets; empty where it sets none.
[[nodiscard]] std::string cookie_set(const oauth::message::Response& response);

}  // namespace oauthspec::fuzz
