// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/credentials_response.h"

#include <array>
#include <string>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Response;

const CredentialsResponseCodec& right() {
  static const CredentialsResponseCodec codec = reference<CredentialsResponseCodec>();
  return codec;
}

std::optional<CredentialsRead> parse_unconfirmed(bool temporary, const Response& response) {
  auto read = right().parse(temporary, response);
  // Whatever is confirmed, it is taken for true.
  return read || !response.body.contains("oauth_callback_confirmed=")
             ? read
             : right().parse(false, response);
}

std::optional<CredentialsRead> parse_plus(bool temporary, const Response& response) {
  Response escaped = response;
  std::size_t at = escaped.body.find("oauth_token_secret=");
  while (at != std::string::npos && (at = escaped.body.find('+', at)) != std::string::npos)
    escaped.body.replace(at, 1, "%2B");
  return right().parse(temporary, escaped);
}

std::optional<CredentialsRead> parse_charset(bool temporary, const Response& response) {
  for (const auto& field : response.headers) {
    if (field.value.contains(';')) return std::nullopt;
  }
  return right().parse(temporary, response);
}

Response write_plain(bool temporary, std::string_view key, std::string_view secret) {
  Response response = right().write(temporary, key, secret);
  std::size_t at = 0;
  while ((at = response.body.find("%2B", at)) != std::string::npos)
    response.body.replace(at, 3, "+");
  return response;
}

constexpr auto kBugs = std::to_array<PlantedBug<CredentialsResponseCodec>>({
    {"confirmation-may-be-false", "oauth_callback_confirmed may have any value.",
     "OAuth session fixation 2009.1",
     [](CredentialsResponseCodec& codec) { codec.parse = parse_unconfirmed; }},
    {"plus-of-the-secret-is-kept", "A plus sign of the secret stays one.", "postman #1869",
     [](CredentialsResponseCodec& codec) { codec.parse = parse_plus; }},
    {"no-parameter-of-the-media-type", "A Content-Type with a charset is refused.", "RFC 5849 2.1",
     [](CredentialsResponseCodec& codec) { codec.parse = parse_charset; }},
    {"plus-stands-unescaped", "A plus sign of an identifier or secret is written as it is.",
     "mastercard python #35", [](CredentialsResponseCodec& codec) { codec.write = write_plain; }},
});

}  // namespace

template <>
std::span<const PlantedBug<CredentialsResponseCodec>> planted_bugs<CredentialsResponseCodec>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
