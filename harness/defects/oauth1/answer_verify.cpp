// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <utility>

#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth1/answers.h"

namespace oauthspec::defects::oauth1::answers {
namespace {

using adapter::items_of;
using adapter::read_integer;
using adapter::read_optional;

Result<Server> read_server(const json& in) {
  Server server;
  for (const json& item : items_of(in.at("clients"))) {
    Client client{item.at("key"), read_optional(item, "secret"), nullptr, {}};
    if (item.contains("public_key")) {
      auto key = adapter::read_public_key(item.at("public_key"));
      if (!key) return std::unexpected(key.error());
      client.public_key = std::move(*key);
      client.public_key_text = read_optional(item.at("public_key"), "pem").value_or("");
    }
    server.clients.push_back(std::move(client));
  }
  for (const json& item : items_of(in.at("tokens"))) {
    Token token{item.at("key"), item.at("secret"), item.at("client"), std::nullopt};
    if (item.contains("expires")) token.expires = read_integer(item.at("expires"));
    server.tokens.push_back(std::move(token));
  }
  server.now = read_integer(in.at("now"));
  server.window = read_integer(in.at("window"));
  return server;
}

string_view value_of(const Parameters& parameters, string_view name) {
  return parameters.find(name).value_or("");
}

// What can be seen to be wrong without looking anything up.
Result<SignatureMethod> check_form(const Functions& library, const Request& request,
                                   const Parameters& parameters) {
  for (const auto check : {library.check_names, library.check_required, library.check_version}) {
    if (auto done = check(parameters); !done) return std::unexpected(done.error());
  }
  const auto method = library.find_method(value_of(parameters, "oauth_signature_method"));
  if (!method) return refuse(Errc::signature_method_unsupported);
  if (const auto timestamp = parameters.find("oauth_timestamp")) {
    if (auto done = library.check_timestamp(*timestamp); !done)
      return std::unexpected(done.error());
  }
  if (auto done = library.check_transport(request, *method); !done)
    return std::unexpected(done.error());
  return *method;
}

Result<Claimed> find_credentials(const Functions& library, const Parameters& parameters,
                                 SignatureMethod method, const Server& server) {
  const Client* client = library.find_client(server, value_of(parameters, "oauth_consumer_key"));
  if (client == nullptr) return refuse(Errc::client_unknown);
  const string_view key = value_of(parameters, "oauth_token");
  if (key.empty()) return Claimed{client, nullptr, method};
  const auto token = library.find_token(server, key, *client);
  if (!token) return std::unexpected(token.error());
  return Claimed{client, *token, method};
}

Result<void> check_signature(const Functions& library, const Request& request,
                             const Parameters& parameters, const Claimed& claimed) {
  const auto texts = library.signed_texts(library, request);
  if (!texts) return std::unexpected(texts.error());
  const string_view signature = value_of(parameters, "oauth_signature");
  const bool right = std::ranges::any_of(*texts, [&](const std::string& text) {
    return library.is_right(library, claimed, text, signature);
  });
  if (!right) return refuse(Errc::signature_invalid);
  return {};
}

Result<void> use_nonce(const Functions& library, const Parameters& parameters,
                       SignatureMethod method, Server& server) {
  const string_view timestamp = value_of(parameters, "oauth_timestamp");
  rfc::NonceUse use{0, value_of(parameters, "oauth_consumer_key"),
                    value_of(parameters, "oauth_token"), value_of(parameters, "oauth_nonce")};
  std::from_chars(timestamp.begin(), timestamp.end(), use.timestamp);
  if (!library.remember(library, server, use, method)) return refuse(Errc::nonce_used);
  return {};
}

Result<void> verify_one(const Functions& library, const Request& request, Server& server) {
  const auto collected = collect(library, request);
  if (!collected) return std::unexpected(collected.error());
  const auto parameters = library.protocol_parameters(*collected);
  if (!parameters) return std::unexpected(parameters.error());
  const auto method = check_form(library, request, *parameters);
  if (!method) return std::unexpected(method.error());
  const auto claimed = find_credentials(library, *parameters, *method, server);
  if (!claimed) return std::unexpected(claimed.error());
  if (library.uses_nonce(*method) &&
      !library.is_fresh(value_of(*parameters, "oauth_timestamp"), server))
    return refuse(Errc::timestamp_stale);
  if (auto done = library.check_body_hash(library, request, *parameters, *method); !done)
    return done;
  if (auto done = check_signature(library, request, *parameters, *claimed); !done) return done;
  if (!library.uses_nonce(*method)) return {};
  return use_nonce(library, *parameters, *method, server);
}

}  // namespace

Verdict verify(const Functions& library, const json& in) {
  auto server = read_server(in);
  if (!server) return adapter::reject(server.error());
  json verdicts = json::array();
  for (const json& request : items_of(in.at("sequence"))) {
    const auto done = verify_one(library, adapter::read_request(request), *server);
    if (done) {
      verdicts.push_back({{"verdict", "accepted"}});
    } else {
      verdicts.push_back({{"verdict", "refused"}, {"status", library.status(done.error().code)}});
    }
  }
  return adapter::Out{std::move(verdicts), {}};
}

}  // namespace oauthspec::defects::oauth1::answers
