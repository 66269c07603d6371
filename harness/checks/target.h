// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/agent/instructions.h"
#include "harness/flows/flow.h"
#include "harness/flows/oauth1.h"
#include "harness/flows/server.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/oauth1/client.h"
#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::checks {

/// A client of OAuth 2.0 that is registered with the server under test.
struct TestClient {
  oauth::oauth2::Client client;            ///< How it authenticates.
  std::vector<std::string> redirect_uris;  ///< The first is used where a check needs just one.
  oauth::oauth2::Scope scope;              ///< That it may ask for; empty: the server's default.

  [[nodiscard]] const std::string& id() const { return client.client_id; }
};

/// A client of OAuth 1.0.
struct TestOAuth1Client {
  std::string key;
  oauth::Secret secret;
  std::shared_ptr<const oauth::crypto::PrivateKey> private_key;  ///< For RSA-SHA1; null: none.
  std::string callback;                                          ///< An absolute URI.
};

/// The server under test, as its configuration describes it. What is nothing is not there, and checks that need it say `unsupported`.
struct Target {
  flows::World world;
  flows::ResourceOwner& owner;  ///< Signs in, and allows.
  /// Signs in, and denies; null: nobody does.
  flows::ResourceOwner* denying_owner = nullptr;
  /// How the owner signs in and allows, for checks that look at the pages themselves.
  std::optional<agent::Instructions> browser{};

  flows::OAuth2Server server{};
  std::optional<TestClient> confidential{};
  std::optional<TestClient> second{};  ///< Another confidential one.
  std::optional<TestClient> open{};    ///< A public one.
  std::string resource{};  ///< A protected resource that takes access tokens; empty: none.
  std::optional<std::pair<std::string, oauth::Secret>>
      password{};  ///< Of a resource owner, for the password grant.

  flows::OAuth1Server oauth1_server{};
  std::optional<TestOAuth1Client> oauth1_client{};
  std::optional<TestOAuth1Client> oauth1_second{};
  std::string oauth1_resource{};

  /// The documents whose rules the server says that it keeps, "rfc6749". Checks of others are not run.
  std::set<std::string> documents{};
};

}  // namespace oauthspec::checks
