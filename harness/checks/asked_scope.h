// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/checks/session.h"

/// Right token requests ask for the scope that the configuration names: a server may refuse a request without any (RFC 6749 section 3.3).
namespace oauthspec::checks {

/// A form and the client's scope, where it has one.
[[nodiscard]] Parameters with_scope_of(const TestClient& client, Parameters form);

/// The form of a request of the client credentials grant with the client's scope, where it has one.
[[nodiscard]] Parameters client_credentials_form(const TestClient& client);

}  // namespace oauthspec::checks
