// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/http/reader_refusal.h"
#include "harness/reference/message/http.h"

namespace oauthspec::http {

/// Where a request came in.
struct Origin {
  std::string_view scheme;     ///< "http"
  std::string_view authority;  ///< "127.0.0.1:8080"; stands in where the request names no host.
};

/// Puts the effective request URI of a request together, from its target and its Host header field, into `request.url`, which may
/// have been used before.
///
/// Input:  `target` as it was sent; `http_1_1` whether the request says so, and so must have a Host header field.
/// Output: what is wrong, with status 0 where nothing is.
/// Spec:   RFC 7230 sections 5.3, 5.4 and 5.5
[[nodiscard]] ReaderRefusal set_effective_uri(const Origin& origin, std::string_view target,
                                              bool http_1_1, oauth::message::Request& request);

}  // namespace oauthspec::http
