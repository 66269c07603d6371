// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// Reads a request that is written much as HTTP writes one: "POST https://h/token", header fields one a line, an empty line, the body.
/// Any octets are an input: what is missing is empty. Lines end with LF; a name ends at the first ": ", or is the whole line.
[[nodiscard]] oauth::message::Request read_request(std::string_view input);

/// The same for a response, which begins with its status: "401". What is no number of three digits is 200.
[[nodiscard]] oauth::message::Response read_response(std::string_view input);

/// Writes what read_request() and read_response() read.
[[nodiscard]] std::string write_request(const oauth::message::Request& request);
[[nodiscard]] std::string write_response(const oauth::message::Response& response);

}  // namespace oauthspec::fuzz
