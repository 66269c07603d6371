// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/device_authorization.h"

#include <utility>

#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth2/characters.h"
#include "harness/reference/oauth2/json_object.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;

constexpr int kOk = 200;

}  // namespace

Result<DeviceAuthorization> parse_device_authorization(const message::Response& response) {
  // RFC8628-3.2-1
  if (response.status != kOk) return std::unexpected(Error{Errc::status_unexpected, 0});
  const auto object = read_object(response);
  if (!object) return std::unexpected(object.error());
  MemberReader reader(*object);
  DeviceAuthorization read;
  // RFC8628-3.2-2, RFC8628-3.2-3, RFC8628-3.2-4, RFC8628-3.2-6
  read.device_code = Secret::take(reader.required_text("device_code", is_vschar));
  read.user_code = reader.required_text("user_code");
  if (read.user_code.empty()) reader.refuse(Errc::member_invalid);
  read.verification_uri = reader.required_uri("verification_uri");
  // RFC8628-3.2-5
  read.verification_uri_complete = reader.optional_text("verification_uri_complete");
  if (read.verification_uri_complete && !codec::parse_uri(*read.verification_uri_complete)) {
    reader.refuse(Errc::member_invalid);
  }
  read.expires_in = reader.required_seconds("expires_in");
  read.interval = reader.optional_seconds("interval");
  read.extra = others(*object, {"device_code", "user_code", "verification_uri",
                                "verification_uri_complete", "expires_in", "interval"});
  if (auto done = reader.done(); !done) return std::unexpected(done.error());
  return read;
}

Result<message::Response> write_device_authorization(const DeviceAuthorization& response) {
  json object = response.extra;
  object["device_code"] = response.device_code.reveal();
  object["user_code"] = response.user_code;
  object["verification_uri"] = response.verification_uri;
  if (response.verification_uri_complete) {
    object["verification_uri_complete"] = *response.verification_uri_complete;
  }
  object["expires_in"] = response.expires_in;
  if (response.interval) object["interval"] = *response.interval;
  return if_readable(write_object(kOk, object), parse_device_authorization);
}

}  // namespace oauth::oauth2
