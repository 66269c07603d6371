// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/endpoint_request.h"

#include <algorithm>
#include <utility>

#include "harness/reference/codec/json.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth2/characters.h"
#include "harness/reference/oauth2/form_request.h"

namespace oauth::oauth2 {
namespace {

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

Result<message::Parameters> form_of(const TokenReference& reference) {
  if (reference.token.reveal().empty()) return refuse(Errc::parameter_missing);
  // RFC7009-2.1-2, RFC7009-2.1-4, RFC7662-2.1-2, RFC7662-2.1-4
  message::Parameters form;
  form.add("token", reference.token.reveal());
  if (reference.token_type_hint) form.add("token_type_hint", *reference.token_type_hint);
  return form;
}

bool names_a_token(std::string_view form) {
  message::Parameters parameters;
  return parameters.add_form(form) && parameters.find("access_token").has_value();
}

/// Whether a token is sent already, in any of the three places.
bool carries_a_token(const message::Request& request) {
  const auto uri = codec::parse_uri(request.url);
  return message::count_headers(request.headers, "Authorization") > 0 ||
         (uri && uri->query && names_a_token(*uri->query)) ||
         (message::has_form_content_type(request.headers) && names_a_token(request.body));
}

/// Whether the client authenticates in the request itself.
bool sends_credentials(const Client& client) {
  return !std::holds_alternative<NoAuthentication>(client.authentication) &&
         !std::holds_alternative<TlsCertificate>(client.authentication);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Result<message::Request> in_body(message::Request request, std::string_view token) {
  // RFC6750-2.2-1, RFC6750-2.2-4, RFC6750-2.2-5
  const bool has_semantics = request.method != "GET" && request.method != "HEAD";
  const bool fits = request.body.empty() || message::has_form_content_type(request.headers);
  if (!has_semantics || !fits || !is_ascii(request.body)) return refuse(Errc::bearer_invalid);
  if (!message::has_form_content_type(request.headers)) {
    request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  }
  // RFC6750-2.2-2, RFC6750-2.2-6
  if (!request.body.empty()) request.body += '&';
  message::Parameters form;
  form.add("access_token", token);
  request.body += message::write_form(form);
  return request;
}

Result<message::Request> in_query(message::Request request, std::string_view token) {
  if (const auto uri = codec::parse_uri(request.url); !uri) return std::unexpected(uri.error());
  // RFC6750-2.3-1, RFC6750-2.3-2
  message::Parameters parameters;
  parameters.add("access_token", token);
  message::append_to_query(request.url, parameters);
  request.headers.push_back({"Cache-Control", "no-store"});
  return request;
}

}  // namespace

Result<message::Request> write_device_authorization_request(std::string_view endpoint,
                                                            const Client& client,
                                                            const FormOptions& options) {
  // RFC8628-3.1-5
  if (auto sound = check_secure_endpoint(endpoint, options.allow_plain_http); !sound)
    return std::unexpected(sound.error());
  // RFC8628-3.1-1 to -4
  return write_form_request(endpoint, {}, &client, options);
}

Result<message::Request> write_pushed_authorization_request(std::string_view endpoint,
                                                            const Client& client,
                                                            message::Parameters parameters,
                                                            const FormOptions& options) {
  // RFC9126-3-2: beside a request object stands only what authenticates the client.
  const bool more =
      parameters.size() + options.extra.size() > 1 || options.scope || !options.resource.empty();
  if ((parameters.find("request") || options.extra.find("request")) && more) {
    return refuse(Errc::parameter_invalid);
  }
  // RFC9126-2.1-1
  if (parameters.find("request_uri") || options.extra.find("request_uri"))
    return refuse(Errc::parameter_invalid);
  // RFC9126-2.1-2: client_id is there in any case, beside whatever authenticates the client.
  const bool adds_it = std::holds_alternative<SecretBasic>(client.authentication) ||
                       std::holds_alternative<Assertion>(client.authentication);
  if (adds_it) {
    if (client.client_id.empty()) return refuse(Errc::credentials_invalid);
    parameters.add("client_id", client.client_id);
  }
  return write_form_request(endpoint, std::move(parameters), &client, options);
}

Result<message::Request> write_revocation_request(std::string_view endpoint, const Client& client,
                                                  const TokenReference& token,
                                                  const FormOptions& options) {
  // RFC7009-2-4
  if (auto sound = check_secure_endpoint(endpoint, options.allow_plain_http); !sound)
    return std::unexpected(sound.error());
  auto form = form_of(token);
  if (!form) return std::unexpected(form.error());
  return write_form_request(endpoint, *std::move(form), &client, options);
}

Result<message::Request> write_introspection_request(std::string_view endpoint,
                                                     const Client* client,
                                                     const TokenReference& token,
                                                     const std::optional<Secret>& access_token,
                                                     const FormOptions& options) {
  auto form = form_of(token);
  if (!form) return std::unexpected(form.error());
  // RFC6749-2.3-3: one way to authenticate only; one field cannot hold both.
  if (client != nullptr && access_token && sends_credentials(*client)) {
    return refuse(Errc::credentials_invalid);
  }
  auto request = write_form_request(endpoint, *std::move(form), client, options);
  // RFC7662-2.1-11
  if (request && access_token) {
    if (auto done = add_bearer_token(*request, access_token->reveal()); !done) {
      return std::unexpected(done.error());
    }
  }
  return request;
}

Result<message::Request> write_registration_request(
    std::string_view endpoint, const nlohmann::json& metadata,
    const std::optional<Secret>& initial_access_token) {
  if (auto sound = check_endpoint(endpoint); !sound) return std::unexpected(sound.error());
  // RFC7591-2-10
  if (!metadata.is_object() || (metadata.contains("jwks") && metadata.contains("jwks_uri"))) {
    return refuse(Errc::member_invalid);
  }
  auto body = codec::write_json(metadata);
  if (!body) return std::unexpected(body.error());
  // RFC7591-3.1-1
  message::Request request{
      "POST", std::string(endpoint), {{"Content-Type", "application/json"}}, *std::move(body)};
  if (initial_access_token) {
    if (auto done = add_bearer_token(request, initial_access_token->reveal()); !done) {
      return std::unexpected(done.error());
    }
  }
  return request;
}

Result<message::Request> with_access_token(message::Request request, const TokenUse& use) {
  const std::string_view token = use.access_token.reveal();
  // RFC6749-A.12-1, RFC6750-2-1
  if (!is_all(token, is_vschar) || carries_a_token(request)) return refuse(Errc::bearer_invalid);
  if (use.dpop) {
    // RFC9449-7-1: in the header field, with a proof beside it.
    if (use.placement != TokenPlacement::header || !is_b64token(token)) {
      return refuse(Errc::bearer_invalid);
    }
    if (!use.dpop_proof) return refuse(Errc::proof_missing);
    request.headers.push_back({"Authorization", "DPoP " + std::string(token)});
    request.headers.push_back({"DPoP", *use.dpop_proof});
    return request;
  }
  switch (use.placement) {
    case TokenPlacement::header:
      if (auto done = add_bearer_token(request, token); !done) {
        return std::unexpected(done.error());
      }
      return request;
    case TokenPlacement::body:
      return in_body(std::move(request), token);
    case TokenPlacement::query:
      break;
  }
  return in_query(std::move(request), token);
}

}  // namespace oauth::oauth2
