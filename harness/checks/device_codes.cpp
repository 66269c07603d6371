// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/device_codes.h"

#include "harness/checks/expect.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::checks {
namespace {

std::int64_t number_of(const nlohmann::json& members, const char* name, std::int64_t otherwise) {
  const auto found = members.find(name);
  return found != members.end() && found->is_number_integer() ? found->get<std::int64_t>()
                                                              : otherwise;
}

}  // namespace

Attempt<DeviceCodes> device_codes(Session& session, Parameters form) {
  const auto scope = oauth::oauth2::write_scope(session.client().scope);
  if (scope && !scope->empty() && !form.find("scope")) form.add("scope", *scope);
  const auto response = session.post_as(
      session.client(), session.target().server.device_authorization_endpoint, form);
  if (!response) {
    return std::unexpected(response.error());
  }
  const auto body = json_of(*response);
  if (!is_success(*response) || !body || !body->is_object()) {
    return std::unexpected(inconclusive("no device code was issued: " + describe(*response)));
  }
  DeviceCodes issued{
      text_of(*body, "device_code"),      text_of(*body, "user_code"),
      text_of(*body, "verification_uri"), text_of(*body, "verification_uri_complete"),
      number_of(*body, "expires_in", 0),  number_of(*body, "interval", 5)};
  if (issued.device_code.empty() || issued.user_code.empty() || issued.verification_uri.empty()) {
    return std::unexpected(inconclusive("the device authorization response is not whole"));
  }
  return issued;
}

Attempt<Response> poll(Session& session, const DeviceCodes& issued, const TestClient* client) {
  return session.token(client != nullptr ? *client : session.client(),
                       {{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                        {"device_code", issued.device_code}});
}

}  // namespace oauthspec::checks
