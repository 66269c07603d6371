// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "harness/http/reader_refusal.h"
#include "harness/http/reply.h"

namespace oauthspec::http {

/// What a response's octets depend on besides the response.
struct WireContext {
  std::string_view date;   ///< The value of the Date header field.
  bool head = false;       ///< Whether HEAD asked for it.
  bool keep_alive = true;  ///< Whether the request leaves the connection open.
};

/// Appends a response as HTTP/1.1 sends it, or a 500 where it cannot be sent. Of the delivery, only cut_after, close and stream say
/// something about octets.
///
/// Output: whether the connection is to be kept.
/// Spec:   RFC 7230 sections 3, 3.3.2 and 6.1
bool write_response(const Reply& reply, const WireContext& context, std::string& out);

/// Appends the response to a request that the server answers itself; the connection is closed behind it.
void write_refusal(const ReaderRefusal& refusal, std::string_view date, std::string& out);

/// The time as HTTP writes it: "Sun, 06 Nov 1994 08:49:37 GMT".
///
/// Spec:   RFC 7231 section 7.1.1.1
[[nodiscard]] std::string http_date(std::chrono::sys_seconds time);

}  // namespace oauthspec::http
