// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/asked_scope.h"

#include <string>

#include "harness/reference/oauth2/scope.h"

namespace oauthspec::checks {

Parameters with_scope_of(const TestClient& client, Parameters form) {
  const std::string scope = oauth::oauth2::write_scope(client.scope).value_or("");
  if (!scope.empty()) form.add("scope", scope);
  return form;
}

Parameters client_credentials_form(const TestClient& client) {
  return with_scope_of(client, client_credentials_form());
}

}  // namespace oauthspec::checks
