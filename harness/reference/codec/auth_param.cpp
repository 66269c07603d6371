// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/auth_param.h"

#include <algorithm>
#include <utility>

#include "harness/reference/codec/field_scanner.h"

namespace oauth::codec {
namespace {

/// RFC5849-3.5.1-2: a name, "=" at once, and the value between quotation marks.
Result<AuthParam> take_param(FieldScanner& scanner) {
  AuthParam param;
  param.name_offset = scanner.position();
  param.name = scanner.take_token();
  if (param.name.empty() || !scanner.take('=') || !scanner.take('"'))
    return std::unexpected(scanner.malformed());
  param.value_offset = scanner.position();
  auto value = scanner.take_quoted();
  if (!value) return std::unexpected(value.error());
  param.value = std::move(*value);
  return param;
}

}  // namespace

Result<Credentials> parse_auth_params(std::string_view field) {
  FieldScanner scanner(field);
  scanner.skip_white_space();
  Credentials credentials;
  credentials.scheme = scanner.take_token();
  if (credentials.scheme.empty()) return std::unexpected(scanner.malformed());
  const bool separated = scanner.skip_white_space();
  if (scanner.at_end()) return credentials;
  if (!separated) return std::unexpected(scanner.malformed());
  while (true) {
    auto param = take_param(scanner);
    if (!param) return std::unexpected(param.error());
    credentials.params.push_back(std::move(*param));
    // RFC5849-3.5.1-3: a comma, with or without white space, between two parameters.
    scanner.skip_white_space();
    if (scanner.at_end()) return credentials;
    if (!scanner.take(',')) return std::unexpected(scanner.malformed());
    scanner.skip_white_space();
  }
}

Result<void> append_quoted(std::string& out, std::string_view text) {
  const auto bad = std::ranges::find_if(text, is_header_control);
  if (bad != text.end()) {
    return std::unexpected(
        Error{Errc::header_malformed, static_cast<std::size_t>(bad - text.begin())});
  }
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
  return {};
}

}  // namespace oauth::codec
