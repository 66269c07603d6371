// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/revocation.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "harness/reference/codec/http_date.h"

namespace oauth::oauth2 {
namespace {

constexpr int kOk = 200;
constexpr int kUnavailable = 503;

/// RFC 7231 section 7.1.3: whole seconds, or a date.
std::optional<std::int64_t> retry_after(const message::Response& response, std::int64_t now) {
  const auto value = message::find_header(response.headers, "Retry-After");
  if (!value || value->empty()) return std::nullopt;
  const bool digits = std::ranges::all_of(*value, [](char c) { return c >= '0' && c <= '9'; });
  if (digits) {
    std::int64_t seconds = 0;
    const auto [end, error] =
        std::from_chars(value->data(), value->data() + value->size(), seconds);
    return error == std::errc() ? std::optional(seconds) : std::nullopt;
  }
  const auto date = codec::parse_http_date(*value, now);
  if (!date) return std::nullopt;
  return std::max<std::int64_t>(*date - now, 0);
}

}  // namespace

Result<RevocationResponse> parse_revocation_response(const message::Response& response,
                                                     std::int64_t now) {
  // RFC7009-2.2-1, RFC7009-2.2-3: the status says it all.
  if (response.status == kOk) return RevocationResponse{true, std::nullopt, std::nullopt};
  RevocationResponse read;
  read.retry_after = retry_after(response, now);
  auto error = parse_error_response(Endpoint::revocation, response);
  // RFC7009-2.2.1-3: the token still exists, and the request may be made again; a body is not needed for that.
  if (!error && response.status != kUnavailable) return std::unexpected(error.error());
  if (error) read.error = *std::move(error);
  return read;
}

}  // namespace oauth::oauth2
