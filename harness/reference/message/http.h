// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauth::message {

/// One header field, as it is sent. Names are compared without case (RFC 7230 section 3.2).
struct HeaderField {
  std::string name;
  std::string value;
};

/// An HTTP request.
struct Request {
  std::string method;
  std::string url;  ///< Absolute. A Host header field, where there is one, wins over its authority.
  std::vector<HeaderField> headers;
  std::string body;
};

/// An HTTP response.
struct Response {
  int status = 200;
  std::vector<HeaderField> headers;
  std::string body;
};

/// Whether two texts of ASCII are the same without case; other octets are compared as they are.
[[nodiscard]] bool equal_without_case(std::string_view a, std::string_view b);

/// The value of the first field of this name.
[[nodiscard]] std::optional<std::string_view> find_header(const std::vector<HeaderField>& headers,
                                                          std::string_view name);
[[nodiscard]] std::size_t count_headers(const std::vector<HeaderField>& headers,
                                        std::string_view name);

/// Whether the message has one Content-Type field, and it names application/x-www-form-urlencoded,
/// with parameters behind it or without.
///
/// Spec:   RFC 5849 section 3.4.1.3.1, which leaves open whether a charset parameter may follow;
///         most senders and readers agree that it may, and a body left out of the signature would
///         be open to change.
[[nodiscard]] bool has_form_content_type(const std::vector<HeaderField>& headers);

}  // namespace oauth::message
