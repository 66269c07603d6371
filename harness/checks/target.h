// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "harness/agent/instructions.h"
#include "harness/flows/flow.h"
#include "harness/flows/oauth1.h"
#include "harness/flows/server.h"
#include "harness/http/recorder.h"
#include "harness/http/transport.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/message/http.h"
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

/// Somebody whose JWTs the server takes: a client that authenticates with them, or an issuer that it trusts.
struct Signer {
  std::string id;  ///< Of the client, or the issuer's name.
  std::string alg;
  oauth::jose::SigningKey key;
  std::optional<std::string> kid;
};

/// What came of one of several requests that were sent at the same time.
using Answered = std::expected<oauth::message::Response, http::TransportFailure>;

/// What a handshake offers the server.
struct TlsOffer {
  /// The only version that is offered, "1.0" to "1.3" of TLS, or "SSL 3.0"; empty: any of TLS.
  std::string version;
  /// The cipher suites of TLS 1.2 and before, by the names that OpenSSL has or had for them; empty: its default.
  std::string ciphers;
  bool trusting = false;  ///< Whether any certificate will do.
};

/// What a configuration may name or not. Only for checks that say that they need it.
///
/// Errors: throws std::logic_error for a check that says no such thing, which is a mistake of the check's.
template <class T>
[[nodiscard]] const T& sure(const std::optional<T>& value) {
  if (!value) throw std::logic_error("the check uses what it does not say that it needs");
  return *value;
}

/// The server under test, as its configuration describes it. What is nothing is not there, and checks that need it say `unsupported`.
struct Description {
  flows::OAuth2Server server{};
  std::optional<TestClient> confidential{};
  std::optional<TestClient> second{};  ///< Another confidential one.
  std::optional<TestClient> open{};    ///< A public one.
  /// A confidential one, registered for the code grant alone.
  std::optional<TestClient> code_only{};
  /// One with dpop_bound_access_tokens: RFC 9449 section 5.2.
  std::optional<TestClient> dpop_bound{};
  std::optional<Signer> asserting{};         ///< A client that authenticates by JWTs: RFC 7523.
  std::optional<Signer> assertion_issuer{};  ///< Whose JWTs are authorization grants: RFC 7523.
  std::string assertion_subject{};           ///< Whom it may speak of.
  bool dpop_nonce = false;  ///< Whether the server asks for nonces: RFC 9449 section 8.
  std::string resource{};   ///< A protected resource that takes access tokens; empty: none.
  /// Of a resource owner, for the password grant.
  std::optional<std::pair<std::string, oauth::Secret>> password{};

  flows::OAuth1Server oauth1_server{};
  std::optional<TestOAuth1Client> oauth1_client{};
  std::optional<TestOAuth1Client> oauth1_second{};
  /// One with a private key for RSA-SHA1.
  std::optional<TestOAuth1Client> oauth1_rsa_client{};
  std::string oauth1_resource{};
  /// How long temporary credentials live, in seconds, as the server's documentation has it.
  std::optional<std::int64_t> oauth1_temporary_lifetime{};

  /// The documents whose rules the server says that it keeps, "rfc6749".
  std::set<std::string> documents{};
};

/// The server under test, with what it is reached by.
struct Target : Description {
  Target(flows::World the_world, flows::ResourceOwner& the_owner)
      : world(std::move(the_world)), owner(the_owner) {}

  flows::World world;
  /// Keeps what goes over the wire: `world.transport`, and that of the owners where they have one. Null: there is no evidence.
  http::Recorder* recorder = nullptr;
  flows::ResourceOwner& owner;  ///< Signs in, and allows.
  /// Signs in, and denies; null: nobody does.
  flows::ResourceOwner* denying_owner = nullptr;
  /// How the owner signs in and allows, for checks that look at the pages themselves.
  std::optional<agent::Instructions> browser{};
  /// Keys on P-256 that checks may use, none of them known to the server; empty: no proof can be made.
  std::vector<std::shared_ptr<const oauth::crypto::PrivateKey>> keys{};
  /// Sends requests at the same moment, each over a connection of its own; what came of each, in their order. In one process: one after
  /// another. Nothing: cannot be done.
  std::function<std::vector<Answered>(const std::vector<oauth::message::Request>&)> at_once{};
  /// Makes a TLS connection to the host of an https URL, and closes it. Nothing: there are no sockets.
  std::function<std::expected<void, http::TransportFailure>(const std::string& url,
                                                            const TlsOffer& offer)>
      handshake{};
  /// The longest time that a check may wait, in seconds.
  std::int64_t patience = std::numeric_limits<std::int64_t>::max();
};

}  // namespace oauthspec::checks
