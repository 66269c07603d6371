// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/pushed_authorization.h"

#include "harness/reference/oauth2/json_object.h"

namespace oauth::oauth2 {
namespace {

constexpr int kCreated = 201;

}  // namespace

Result<PushedAuthorization> parse_pushed_authorization(const message::Response& response) {
  // RFC9126-2.2-1, RFC9126-2.2-3
  if (response.status != kCreated) return std::unexpected(Error{Errc::status_unexpected, 0});
  const auto object = read_object(response);
  if (!object) return std::unexpected(object.error());
  MemberReader reader(*object);
  PushedAuthorization read;
  read.request_uri = reader.required_uri("request_uri");
  // RFC9126-2.2-2: a positive number.
  read.expires_in = reader.required_seconds("expires_in");
  if (read.expires_in == 0) reader.refuse(Errc::member_invalid);
  read.extra = others(*object, {"request_uri", "expires_in"});
  if (auto done = reader.done(); !done) return std::unexpected(done.error());
  return read;
}

Result<message::Response> write_pushed_authorization(const PushedAuthorization& response) {
  nlohmann::json object = response.extra;
  object["request_uri"] = response.request_uri;
  object["expires_in"] = response.expires_in;
  return if_readable(write_object(kCreated, object, "no-cache, no-store"),
                     parse_pushed_authorization);
}

}  // namespace oauth::oauth2
