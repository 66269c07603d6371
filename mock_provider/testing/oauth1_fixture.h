// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "harness/reference/oauth1/authorization.h"
#include "harness/reference/oauth1/client.h"
#include "harness/reference/oauth1/credentials_response.h"
#include "harness/testing/rsa_test_key.h"
#include "mock_provider/oauth1/endpoints.h"
#include "mock_provider/testing/browser_fixture.h"

namespace oauthspec::provider::testing {

/// A provider, and the reference's client of OAuth 1.0 that knows its way there.
class OAuth1Test : public BrowserTest {
 protected:
  static constexpr std::string_view kCallback = "https://client.example/callback?x=1";

  OAuth1Test() {
    state.registry.clients.at("client").rsa_public_key = oauthspec::testing::kRsaPublicKey;
  }

  static std::string url(std::string_view path) { return std::string(kOrigin) + std::string(path); }

  oauth::oauth1::Client client(oauth::oauth1::ClientSettings settings = {},
                               const std::string& key = "client",
                               std::string_view secret = "secret") {
    return {oauth::crypto::openssl(),
            clock,
            random,
            {key, oauth::Secret(secret),
             *oauth::crypto::openssl().private_key(oauthspec::testing::kRsaPrivateKey)},
            std::move(settings)};
  }

  /// Token credentials for alice, of an hour.
  void add_token(std::string_view key, std::string_view secret, const std::string& client_id) {
    TokenCredentialsRecord record;
    record.key = oauth::Secret(key);
    record.secret = oauth::Secret(secret);
    record.client_id = client_id;
    record.subject = "alice";
    record.expires = state.now() + 3600;
    state.token_credentials.add(std::move(record));
  }

  /// Temporary credentials for the callback.
  oauth::oauth1::Credentials initiate(std::string_view callback = kCallback) {
    const auto request = client().temporary_credentials_request(url("/oauth1/initiate"), callback);
    return credentials(oauth::oauth1::CredentialsKind::temporary, handle(*request, state));
  }

  /// What the owner's browser gets when the owner has decided.
  http::Reply decide(const oauth::oauth1::Credentials& temporary,
                     Decision decision = Decision::allowed) {
    const oauth::message::Request request{"POST", url("/consent"), {}, ""};
    Call call{.request = request,
              .state = state,
              .endpoint = Endpoint::consent,
              .path = "/consent",
              .query = "",
              .issuer = std::string(kOrigin),
              .now = state.now()};
    InteractionRecord interaction;
    interaction.client_id = "client";
    interaction.subject = "alice";
    interaction.temporary_credentials = temporary.key;
    http::Reply reply = oauth1_endpoints::finish_authorization(call, interaction, decision);
    decided = call.verdict;
    return reply;
  }

  /// The verification code of a redirection to the client.
  static std::string verifier_of(const http::Reply& reply,
                                 const oauth::oauth1::Credentials& temporary) {
    const auto location = oauth::message::find_header(reply.response.headers, "Location");
    const auto callback = oauth::oauth1::parse_callback(location.value_or(""), temporary.key);
    EXPECT_TRUE(callback) << location.value_or("no Location");
    return callback ? callback->verifier : std::string();
  }

  http::Reply exchange(const oauth::oauth1::Credentials& temporary, std::string_view verifier) {
    return handle(*client().token_credentials_request(url("/oauth1/token"), temporary, verifier),
                  state);
  }

  static oauth::oauth1::Credentials credentials(oauth::oauth1::CredentialsKind kind,
                                                const http::Reply& reply) {
    const auto read = oauth::oauth1::parse_credentials_response(kind, reply.response);
    EXPECT_TRUE(read) << reply.response.status << ' ' << reply.response.body;
    return read ? read->credentials : oauth::oauth1::Credentials{};
  }

  /// Token credentials, all the way.
  oauth::oauth1::Credentials obtain_token() {
    const auto temporary = initiate();
    return credentials(oauth::oauth1::CredentialsKind::token,
                       exchange(temporary, verifier_of(decide(temporary), temporary)));
  }

  /// Of the last request.
  const Exchange& last() const { return state.log.at(state.log.count()); }

  Verdict decided;  ///< Of the last decide().
};

}  // namespace oauthspec::provider::testing
