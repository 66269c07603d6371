// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/authorization_header.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "harness/reference/codec/auth_param.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/token.h"
#include "harness/reference/message/http.h"

namespace oauth::oauth1 {
namespace {

constexpr std::string_view kScheme = "OAuth";
constexpr std::string_view kWhiteSpace = " \t\r\n";

/// RFC5849-3.5.1-5: the realm is read per RFC 2617, whose names have no case.
bool is_realm(std::string_view name) {
  return message::equal_without_case(name, "realm");
}

Result<void> add_decoded(AuthorizationHeader& header, const codec::AuthParam& param) {
  const auto refuse = [](Error error, std::size_t begin) {
    return std::unexpected(Error{error.code, begin + error.offset});
  };
  const auto name = codec::percent_decode(param.name);
  if (!name) return refuse(name.error(), param.name_offset);
  if (is_realm(*name)) {
    if (header.realm) return refuse({Errc::parameter_duplicated, 0}, param.name_offset);
    header.realm = param.value;
    return {};
  }
  // RFC5849-3.4.1.3.1-9: decoded as section 3.5.1 encodes, so that "+" is a plus sign.
  const auto value = codec::percent_decode(param.value);
  if (!value) return refuse(value.error(), param.value_offset);
  header.parameters.add(*name, *value);
  return {};
}

}  // namespace

bool has_oauth_scheme(std::string_view field) {
  const std::size_t begin = std::min(field.find_first_not_of(kWhiteSpace), field.size());
  const std::string_view rest = field.substr(begin);
  const auto end = std::ranges::find_if_not(rest, codec::is_token_character);
  // RFC5849-3.5.1-4: without case.
  return message::equal_without_case(rest.substr(0, static_cast<std::size_t>(end - rest.begin())),
                                     kScheme);
}

Result<AuthorizationHeader> parse_authorization_header(std::string_view field) {
  if (!has_oauth_scheme(field)) return std::unexpected(Error{Errc::header_scheme, 0});
  const auto credentials = codec::parse_auth_params(field);
  if (!credentials) return std::unexpected(credentials.error());
  AuthorizationHeader header;
  for (const codec::AuthParam& param : credentials->params) {
    if (auto done = add_decoded(header, param); !done) return std::unexpected(done.error());
  }
  // RFC5849-3.1-7: choosing one of two would let two readers choose differently.
  if (header.parameters.has_duplicate_name())
    return std::unexpected(Error{Errc::parameter_duplicated, 0});
  return header;
}

Result<std::string> write_authorization_header(std::optional<std::string_view> realm,
                                               const message::Parameters& parameters) {
  std::string out(kScheme);
  std::string_view separator = " ";
  if (realm) {
    // RFC5849-3.5.1-5: a quoted string of RFC 2617, not percent-encoded.
    out += " realm=";
    if (auto done = codec::append_quoted(out, *realm); !done) return std::unexpected(done.error());
    separator = ", ";
  }
  for (const message::ParameterView parameter : parameters) {
    if (parameter.name.empty() || is_realm(parameter.name))
      return std::unexpected(Error{Errc::header_malformed, 0});
    // RFC5849-3.5.1-3: a comma and white space between two parameters.
    out += std::exchange(separator, ", ");
    // RFC5849-3.5.1-1, RFC5849-3.5.1-2: encoded name, "=", encoded value between quotation marks.
    codec::append_percent_encoded(out, parameter.name);
    out += "=\"";
    codec::append_percent_encoded(out, parameter.value);
    out += '"';
  }
  return out;
}

Result<std::string> write_challenge(std::string_view realm) {
  // RFC5849-3.5.1-6: the server's announcement.
  std::string out = "OAuth realm=";
  if (auto done = codec::append_quoted(out, realm); !done) return std::unexpected(done.error());
  return out;
}

}  // namespace oauth::oauth1
