// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/result/result.h"

/// What went over the wire for a check, as reports have it.
namespace oauthspec::report {

using HeaderFields = std::vector<std::pair<std::string, std::string>>;

struct Body {
  std::string octets;   ///< Or the beginning of them.
  std::size_t all = 0;  ///< How many there are.
  bool is_text = true;  ///< They are UTF-8.
};

struct WireRequest {
  std::string method;
  std::string url;
  HeaderFields headers;
  Body body;
};

struct WireResponse {
  int status = 0;
  HeaderFields headers;
  Body body;
};

/// A request, and what came of it.
struct Exchange {
  WireRequest request;
  std::optional<WireResponse> response;  ///< Nothing where none came.
  std::string failure;                   ///< "timed_out: nothing for 10 s": why none came.
  std::chrono::microseconds started{0};  ///< Since the check began.
  std::chrono::microseconds duration{0};
  bool decisive = false;  ///< The check says that this one shows what it found.
};

/// The exchanges of a result, in order. What a results file lacks, or has in another type, is empty.
[[nodiscard]] std::vector<Exchange> exchanges_of(const result::Result& result);

/// The number of the exchange that the verdict is about, from 0: the decisive one, else the last.
///
/// Input: there is one at least.
[[nodiscard]] std::size_t decisive_of(const std::vector<Exchange>& exchanges);

/// Whether two names of header fields are the same, without case.
[[nodiscard]] bool same_name(std::string_view one, std::string_view other);

/// The value of the first header field of that name, without case; empty where there is none.
[[nodiscard]] std::string_view header_of(const HeaderFields& headers, std::string_view name);

/// "POST https://as.example/token"
[[nodiscard]] std::string request_line(const WireRequest& request);

/// What came, in a few words: "400 invalid_grant", "302 to https://client.example/cb?error=access_denied", or why nothing came.
[[nodiscard]] std::string answer_words(const Exchange& exchange);

}  // namespace oauthspec::report
