// SPDX-License-Identifier: Apache-2.0
#include "fuzz/subjects/oauth1_sign.h"

#include <array>
#include <string>
#include <vector>

#include "fuzz/oracle/oauth1_base_string_model.h"
#include "fuzz/oracle/oauth1_server_model.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth::message::Request;

const Oauth1Client& right() {
  static const Oauth1Client client = reference<Oauth1Client>();
  return client;
}

/// The request with what was signed for another one.
std::optional<Request> send(const Oauth1Signing& signing, const Request& request,
                            const oauth::Result<oauth1::Signed>& made) {
  if (!made) return std::nullopt;
  return value_or_nothing(oauth1::transmit(request, made->parameters, location_of(signing.place)));
}

std::optional<Request> sign_any_body(const Oauth1Signing& signing, const Request& request) {
  Request form = request;
  for (auto& field : form.headers) {
    if (field.name == "Content-Type") field.value = "application/x-www-form-urlencoded";
  }
  const auto made = sign_with_reference(signing, form);
  return made ? send(signing, request, made) : right().sign(signing, request);
}

std::optional<Request> sign_raw_secrets(const Oauth1Signing& signing, const Request& request) {
  if (!signing.client_secret.contains('&')) return right().sign(signing, request);
  // The secrets are joined as they are: the first "&" parts them.
  Oauth1Signing joined = signing;
  const std::size_t ampersand = signing.client_secret.find('&');
  joined.client_secret = signing.client_secret.substr(0, ampersand);
  joined.token_secret = signing.client_secret.substr(ampersand + 1) + '&' + signing.token_secret;
  return send(signing, request, sign_with_reference(joined, request));
}

std::optional<Request> sign_without_port(const Oauth1Signing& signing, const Request& request) {
  Request portless = request;
  const std::size_t authority = portless.url.find("//");
  const std::size_t port = portless.url.find(':', std::min(authority, portless.url.size()));
  const std::size_t path = portless.url.find('/', std::min(authority, portless.url.size() - 2) + 2);
  if (portless.url.starts_with("http") && port != std::string::npos && port < path)
    portless.url.erase(port, std::min(path, portless.url.size()) - port);
  const auto made = sign_with_reference(signing, portless);
  return made ? send(signing, request, made) : right().sign(signing, request);
}

std::optional<Request> sign_and_end_the_url(const Oauth1Signing& signing, const Request& request) {
  auto made = right().sign(signing, request);
  if (!made || signing.place != "query") return made;
  const std::size_t fragment = request.url.find('#');
  if (fragment == std::string::npos) return made;
  Request without = request;
  without.url.resize(fragment);
  made = right().sign(signing, without);
  if (made) made->url += request.url.substr(fragment, 1);
  return made;
}

std::optional<Request> sign_one_of_each_name(const Oauth1Signing& signing, const Request& request) {
  Request once = request;
  const std::size_t equals = once.url.find('=', std::min(once.url.find('?'), once.url.size()));
  const std::size_t question = once.url.find('?');
  if (equals == std::string::npos) return right().sign(signing, request);
  const std::string name = '&' + once.url.substr(question + 1, equals - question);
  const std::size_t second = once.url.find(name);
  if (second == std::string::npos) return right().sign(signing, request);
  const std::size_t end = once.url.find_first_of("&#", second + 1);
  once.url.erase(second, end == std::string::npos ? end : end - second);
  return send(signing, request, sign_with_reference(signing, once));
}

/// Base64 as it is written in mail.
std::optional<Request> sign_in_lines(const Oauth1Signing& signing, const Request& request) {
  constexpr std::size_t kLine = 76;
  auto made = sign_with_reference(signing, request);
  if (!made || made->signature.size() <= kLine) return right().sign(signing, request);
  oauth::message::Parameters wrapped;
  for (const oauth::message::ParameterView parameter : made->parameters) {
    std::string value(parameter.value);
    if (parameter.name == "oauth_signature") value.insert(kLine, 1, '\n');
    wrapped.add(parameter.name, value);
  }
  made->parameters = std::move(wrapped);
  return send(signing, request, made);
}

/// With oauth_body_hash by SHA-1, whatever the request and the method are.
std::optional<Request> sign_hashed(const Oauth1Signing& signing, const Request& request) {
  Oauth1Signing plain = signing;
  plain.body_hash = false;
  oauth::message::Parameters hash;
  hash.add("oauth_body_hash", oauth1_model::body_hash(oauth::crypto::Hash::sha1, request.body));
  return send(signing, request, sign_with_reference(plain, request, hash));
}

std::optional<Request> sign_hash_by_sha1(const Oauth1Signing& signing, const Request& request) {
  const bool hashed = signing.body_hash && !oauth1_model::is_form(request.headers);
  return hashed ? sign_hashed(signing, request) : right().sign(signing, request);
}

std::optional<Request> sign_hash_of_form(const Oauth1Signing& signing, const Request& request) {
  const bool hashed = signing.body_hash && oauth1_model::is_form(request.headers);
  return hashed ? sign_hashed(signing, request) : right().sign(signing, request);
}

/// What is put into a prepared text is encoded once less than the rest of it.
std::vector<std::optional<Request>> sign_decoded_nonce(const Oauth1Signing& signing,
                                                       const Request& request) {
  const std::size_t escaped = signing.nonce.find('%');
  if (escaped == std::string::npos) return right().sign_otherwise(signing, request);
  Oauth1Signing decoded = signing;
  decoded.nonce.erase(escaped, 1);
  return {send(signing, request, sign_with_reference(decoded, request))};
}

constexpr auto kBugs = std::to_array<PlantedBug<Oauth1Client>>({
    {"any-body-is-a-form", "A body of any content type is signed as a form.",
     "mashape #14, connect-auth #91", [](Oauth1Client& client) { client.sign = sign_any_body; }},
    {"secrets-are-not-encoded", "A secret with an ampersand is not encoded in the key.",
     "RFC 5849 3.4.2", [](Oauth1Client& client) { client.sign = sign_raw_secrets; }},
    {"port-is-not-signed", "The port is left out of the base string.", "RFC 5849 3.4.1.2",
     [](Oauth1Client& client) { client.sign = sign_without_port; }},
    {"fragment-is-lost", "Of a URL's fragment its mark alone is kept, where the query is signed.",
     "RFC 5849 3.5.3", [](Oauth1Client& client) { client.sign = sign_and_end_the_url; }},
    {"signature-in-lines", "A long signature has a line end behind 76 characters.",
     "Ruby's Base64.encode64", [](Oauth1Client& client) { client.sign = sign_in_lines; }},
    {"body-hash-by-sha1", "A body's hash is made with SHA-1, whatever the signature's is.",
     "OAuth Request Body Hash 1.0, draft 4, 3.1",
     [](Oauth1Client& client) { client.sign = sign_hash_by_sha1; }},
    {"body-hash-of-a-form", "A form, too, is signed with a body's hash.",
     "OAuth Request Body Hash 1.0, draft 4, 4.1.1",
     [](Oauth1Client& client) { client.sign = sign_hash_of_form; }},
    {"prepared-nonce-is-not-encoded",
     "A nonce with an escape is signed decoded, where the request is prepared.",
     "RFC 5849 3.4.1.3.2",
     [](Oauth1Client& client) { client.sign_otherwise = sign_decoded_nonce; }},
    {"one-of-each-name", "Of the first parameter's name, a second one is not signed.",
     "oauth_reverse_proxy #6", [](Oauth1Client& client) { client.sign = sign_one_of_each_name; }},
});

}  // namespace

template <>
std::span<const PlantedBug<Oauth1Client>> planted_bugs<Oauth1Client>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
