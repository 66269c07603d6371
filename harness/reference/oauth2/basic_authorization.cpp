// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/basic_authorization.h"

#include <algorithm>
#include <utility>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/message/http.h"

namespace oauth::oauth2 {
namespace {

constexpr std::string_view kScheme = "Basic";

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

/// RFC 7235 section 2.1: the scheme, one space or more, and then the credentials.
Result<std::string_view> token68_of(std::string_view field) {
  const std::size_t space = std::min(field.find(' '), field.size());
  if (!message::equal_without_case(field.substr(0, space), kScheme)) {
    return refuse(Errc::header_scheme);
  }
  const std::size_t begin = field.find_first_not_of(' ', space);
  return begin == std::string_view::npos ? std::string_view() : field.substr(begin);
}

bool has_control(std::string_view octets) {
  return std::ranges::any_of(octets, [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 || octet == 0x7F;
  });
}

}  // namespace

std::string write_basic_authorization(std::string_view client_id, const Secret& client_secret) {
  // RFC6749-2.3.1-2: form-encoded, and only then joined by a colon, which no identifier can hold any more.
  const Secret pair = Secret::take(codec::form_encode(client_id) + ':' +
                                   codec::form_encode(client_secret.reveal()));
  return std::string(kScheme) + ' ' + codec::base64_encode(pair.reveal());
}

Result<ClientPassword> parse_basic_authorization(std::string_view field) {
  const auto token68 = token68_of(field);
  if (!token68) return std::unexpected(token68.error());
  auto decoded = codec::base64_decode(*token68);
  if (!decoded) return refuse(Errc::base64_invalid);
  const Secret pair = Secret::take(*std::move(decoded));
  const std::string_view octets = pair.reveal();
  const std::size_t colon = octets.find(':');
  // RFC 7617 section 2: neither part may hold a control character.
  if (colon == std::string_view::npos || has_control(octets)) {
    return refuse(Errc::credentials_invalid);
  }
  // RFC6749-2.3.1-3: what form-encoding wrote is undone after Base64.
  ClientPassword read;
  std::string secret;
  secret.reserve(octets.size());
  for (const auto& [text, into] :
       {std::pair(octets.substr(0, colon), &read.client_id), {octets.substr(colon + 1), &secret}}) {
    if (auto done = codec::append_form_decoded(*into, text); !done)
      return refuse(done.error().code);
  }
  read.client_secret = Secret::take(std::move(secret));
  return read;
}

}  // namespace oauth::oauth2
