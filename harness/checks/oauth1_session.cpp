// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/oauth1_session.h"

#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "harness/checks/expect.h"
#include "harness/reference/oauth1/authorization.h"
#include "harness/reference/oauth1/authorization_header.h"
#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/signature.h"

namespace oauthspec::checks {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth1::Credentials;

oauth::Result<std::string> signature_of(const oauth::crypto::Backend& backend,
                                        const OAuth1Parts& parts) {
  const auto text = oauth1::base_string(parts.request, parts.protocol);
  if (!text) {
    return text;
  }
  auto signer =
      family(parts.method) == oauth1::SignatureFamily::rsa
          ? oauth1::Signer::with_private_key(backend, parts.method, parts.client.private_key)
          : oauth1::Signer::with_secrets(
                backend, parts.method, parts.client.secret.reveal(),
                parts.token ? parts.token->secret.reveal() : std::string_view());
  if (!signer) {
    return std::unexpected(signer.error());
  }
  return signer->sign(*text);
}

// Not the reference's transmit(): it refuses to write what a right client never sends.
oauth::Result<Request> written(const OAuth1Parts& parts) {
  Request request = parts.request;
  switch (parts.location) {
    case oauth1::Location::authorization_header: {
      auto field = oauth1::write_authorization_header(parts.realm, parts.protocol);
      if (!field) {
        return std::unexpected(field.error());
      }
      request.headers.push_back({"Authorization", *std::move(field)});
      break;
    }
    case oauth1::Location::form_body:
      // The caller says what type the body has.
      oauth::message::append_to_form(request.body, parts.protocol);
      break;
    case oauth1::Location::query:
      oauth::message::append_to_query(request.url, parts.protocol);
      break;
  }
  return request;
}

// A client without a secret has its key.
void sign_by_what_there_is(OAuth1Parts& parts) {
  if (parts.client.secret.reveal().empty() && parts.client.private_key != nullptr) {
    use_method(parts, oauth1::SignatureMethod::rsa_sha1);
  }
}

}  // namespace

void set(OAuth1Parts& parts, std::string_view name, std::string_view value) {
  parts.protocol = with(parts.protocol, name, value);
}

void leave_out(OAuth1Parts& parts, std::string_view name) {
  parts.protocol = without(parts.protocol, name);
}

void use_method(OAuth1Parts& parts, oauth1::SignatureMethod method) {
  parts.method = method;
  set(parts, "oauth_signature_method", name(method));
}

void post(OAuth1Parts& parts, std::string_view content_type, std::string_view body) {
  parts.request.method = "POST";
  parts.request.headers = {{"Content-Type", std::string(content_type)}};
  parts.request.body = body;
}

void renew(const OAuth1Session& oauth1, OAuth1Parts& parts) {
  // Some servers ask for 20 characters at least, and for 30 at most.
  constexpr std::size_t kOctets = 24;
  set(parts, "oauth_timestamp", std::to_string(oauth1.session().world().now()));
  set(parts, "oauth_nonce", oauth1.session().fresh_text(kOctets));
}

OAuth1Parts OAuth1Session::parts_of(std::string_view http_method, const std::string& url,
                                    const std::optional<Credentials>& token,
                                    const Parameters& extra) const {
  OAuth1Parts parts{.client = client(),
                    .token = token,
                    .request = {std::string(http_method), url, {}, ""},
                    .protocol = extra,
                    .realm = {}};
  set(parts, "oauth_consumer_key", parts.client.key);
  if (token) {
    set(parts, "oauth_token", token->key);
  }
  set(parts, "oauth_signature_method", name(parts.method));
  renew(*this, parts);
  set(parts, "oauth_version", "1.0");
  sign_by_what_there_is(parts);
  return parts;
}

OAuth1Parts OAuth1Session::temporary_parts() const {
  return parts_of("POST", target().oauth1_server.temporary_credential_request, std::nullopt,
                  {{"oauth_callback", client().callback}});
}

OAuth1Parts OAuth1Session::token_parts(const AuthorizedCredentials& authorized) const {
  return parts_of("POST", target().oauth1_server.token_request, authorized.temporary,
                  {{"oauth_verifier", authorized.verifier}});
}

OAuth1Parts OAuth1Session::resource_parts(const Credentials& token) const {
  return parts_of("GET", target().oauth1_resource, token, {});
}

OAuth1Parts OAuth1Session::by(const TestOAuth1Client& client, OAuth1Parts parts) {
  parts.client = client;
  set(parts, "oauth_consumer_key", client.key);
  sign_by_what_there_is(parts);
  if (parts.protocol.find("oauth_callback")) {
    set(parts, "oauth_callback", client.callback);
  }
  return parts;
}

Attempt<OAuth1Parts> OAuth1Session::sign(OAuth1Parts parts) const {
  const auto signature = signature_of(session_->world().backend, parts);
  if (!signature) {
    return std::unexpected(inconclusive("the request cannot be signed: " +
                                        std::string(meaning(signature.error().code))));
  }
  set(parts, "oauth_signature", *signature);
  return parts;
}

Attempt<Request> OAuth1Session::request_of(const OAuth1Parts& parts) {
  auto request = written(parts);
  if (!request) {
    return std::unexpected(inconclusive("the request cannot be written: " +
                                        std::string(meaning(request.error().code))));
  }
  return *std::move(request);
}

Attempt<Response> OAuth1Session::send(const OAuth1Parts& parts) const {
  const auto request = request_of(parts);
  if (!request) {
    return std::unexpected(request.error());
  }
  return session_->send(*request);
}

Attempt<Response> OAuth1Session::sign_and_send(OAuth1Parts parts) const {
  const auto ready = sign(std::move(parts));
  if (!ready) {
    return std::unexpected(ready.error());
  }
  return send(*ready);
}

Attempt<Credentials> OAuth1Session::credentials_of(const Response& response) {
  Parameters form;
  if (!is_success(response) || !form.add_form(response.body) || !form.find("oauth_token") ||
      !form.find("oauth_token_secret")) {
    return std::unexpected(inconclusive("no credentials were issued: " + describe(response)));
  }
  return Credentials{std::string(*form.find("oauth_token")),
                     oauth::Secret(*form.find("oauth_token_secret"))};
}

Attempt<Credentials> OAuth1Session::temporary_credentials() const {
  const auto response = sign_and_send(temporary_parts());
  if (!response) {
    return std::unexpected(response.error());
  }
  return credentials_of(*response);
}

std::string OAuth1Session::authorization_url(const Credentials& temporary) const {
  std::string url = target().oauth1_server.resource_owner_authorization;
  oauth::message::append_to_query(url, {{"oauth_token", temporary.key}});
  return url;
}

Attempt<AuthorizedCredentials> OAuth1Session::authorize(const Credentials& temporary,
                                                        const std::string& callback) const {
  auto returned = target().owner.authorize(authorization_url(temporary), callback);
  if (!returned) {
    return std::unexpected(inconclusive("the owner did not come back: " + returned.error().reason));
  }
  const Parameters query = query_of(returned->url);
  const auto verifier = query.find("oauth_verifier");
  if (!verifier) {
    return std::unexpected(inconclusive("the callback request has no oauth_verifier"));
  }
  return AuthorizedCredentials{temporary, std::string(*verifier), std::move(returned->url)};
}

Attempt<AuthorizedCredentials> OAuth1Session::authorized() const {
  const auto temporary = temporary_credentials();
  if (!temporary) {
    return std::unexpected(temporary.error());
  }
  return authorize(*temporary, client().callback);
}

Attempt<Credentials> OAuth1Session::token_credentials() const {
  return token_credentials(client());
}

Attempt<Credentials> OAuth1Session::token_credentials(const TestOAuth1Client& client) const {
  const auto asked = sign_and_send(by(client, temporary_parts()));
  if (!asked) {
    return std::unexpected(asked.error());
  }
  const auto temporary = credentials_of(*asked);
  if (!temporary) {
    return temporary;
  }
  const auto authorized = authorize(*temporary, client.callback);
  if (!authorized) {
    return std::unexpected(authorized.error());
  }
  const auto response = sign_and_send(by(client, token_parts(*authorized)));
  if (!response) {
    return std::unexpected(response.error());
  }
  return credentials_of(*response);
}

Finding refused_with(const Response& response, int status, std::string_view accepted) {
  Finding finding = refused(response, {}, accepted);
  if (finding.verdict == Verdict::pass && response.status != status) {
    return fail(fmt::format("the server refused with {} where {} is appropriate",
                            describe(response), status));
  }
  return finding;
}

Finding taken(const Response& response, std::string_view refused) {
  if (is_success(response)) {
    return pass();
  }
  if (response.status / 100 != 4) {
    return inconclusive("the server answered with " + describe(response));
  }
  return fail(fmt::format("{}: {}", refused, describe(response)));
}

const TestOAuth1Client* rsa_client(const Target& target) {
  if (target.oauth1_rsa_client && target.oauth1_rsa_client->private_key != nullptr) {
    return &*target.oauth1_rsa_client;
  }
  if (target.oauth1_client && target.oauth1_client->private_key != nullptr) {
    return &*target.oauth1_client;
  }
  return nullptr;
}

}  // namespace oauthspec::checks
