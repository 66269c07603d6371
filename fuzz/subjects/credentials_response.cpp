// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/credentials_response.h"

#include "fuzz/subjects/oauth1_pairs.h"
#include "fuzz/subjects/reference.h"
#include "harness/reference/oauth1/credentials_response.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth1 = oauth::oauth1;

oauth1::CredentialsKind kind_of(bool temporary) {
  return temporary ? oauth1::CredentialsKind::temporary : oauth1::CredentialsKind::token;
}

std::optional<CredentialsRead> parse(bool temporary, const oauth::message::Response& response) {
  const auto read = oauth1::parse_credentials_response(kind_of(temporary), response);
  if (!read) return std::nullopt;
  return CredentialsRead{read->credentials.key, std::string(read->credentials.secret.reveal()),
                         to_pairs(read->extra)};
}

oauth::message::Response write(bool temporary, std::string_view key, std::string_view secret) {
  return oauth1::write_credentials_response(kind_of(temporary),
                                            {std::string(key), oauth::Secret(secret)});
}

}  // namespace

template <>
CredentialsResponseCodec reference<CredentialsResponseCodec>() {
  return {.parse = parse, .write = write};
}

}  // namespace oauthspec::fuzz
