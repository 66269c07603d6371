// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/par_and_revocation.h"

#include "fuzz/subjects/members.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth2/pushed_authorization.h"
#include "harness/reference/oauth2/revocation.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::message::Response;

std::optional<Members> parse_pushed(const Response& response) {
  const auto read = oauth2::parse_pushed_authorization(response);
  if (!read) return std::nullopt;
  return Members{
      {"request_uri", read->request_uri}, {"expires_in", read->expires_in}, {"extra", read->extra}};
}

std::optional<Response> write_pushed(const Members& members) {
  return value_or_nothing(oauth2::write_pushed_authorization(
      {members.at("request_uri").get<std::string>(), members.at("expires_in").get<std::int64_t>(),
       members.at("extra")}));
}

std::optional<Members> parse_revocation(const Response& response, std::int64_t now) {
  const auto read = oauth2::parse_revocation_response(response, now);
  if (!read) return std::nullopt;
  Members members{{"revoked", read->revoked}};
  put(members, "retry_after", read->retry_after);
  if (read->error) {
    members["error"] = read->error->error;
    put(members, "error_description", read->error->error_description);
    put(members, "error_uri", read->error->error_uri);
  }
  return members;
}

}  // namespace

template <>
PushedAndRevoked reference<PushedAndRevoked>() {
  return {.parse_pushed = parse_pushed,
          .write_pushed = write_pushed,
          .parse_revocation = parse_revocation};
}

}  // namespace oauthspec::fuzz
