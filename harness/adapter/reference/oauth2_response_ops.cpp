// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "harness/adapter/reference/oauth2_shapes.h"
#include "harness/adapter/reference/ops.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/reference/codec/challenge.h"
#include "harness/reference/oauth2/authorization_response.h"
#include "harness/reference/oauth2/device_authorization.h"
#include "harness/reference/oauth2/device_poll.h"
#include "harness/reference/oauth2/error_response.h"
#include "harness/reference/oauth2/introspection.h"
#include "harness/reference/oauth2/metadata.h"
#include "harness/reference/oauth2/metadata_members.h"
#include "harness/reference/oauth2/pushed_authorization.h"
#include "harness/reference/oauth2/revocation.h"
#include "harness/reference/oauth2/token_response.h"

namespace oauthspec::adapter {
namespace {

using nlohmann::json;
namespace oauth2 = oauth::oauth2;

json secret_or_null(const std::optional<oauth::Secret>& secret) {
  return secret ? json(secret->reveal()) : json();
}

/// The parts that depend on what the response is: code, access_token or error is the one that is not null.
struct OutcomeWriter {
  json& out;

  void operator()(const oauth2::GrantedCode& granted) const { out["code"] = granted.code.reveal(); }
  void operator()(const oauth2::GrantedToken& granted) const {
    out["access_token"] = granted.access_token.reveal();
    out["token_type"] = granted.token_type;
    out["expires_in"] = or_null(granted.expires_in);
    out["scope"] = or_null(granted.scope);
  }
  void operator()(const oauth2::Denied& denied) const {
    out["error"] = denied.error;
    out["error_description"] = or_null(denied.error_description);
    out["error_uri"] = or_null(denied.error_uri);
  }
};

oauth2::ResponseMode read_mode(const json& mode) {
  if (mode == "query") return oauth2::ResponseMode::query;
  if (mode == "fragment") return oauth2::ResponseMode::fragment;
  if (mode == "form_post") return oauth2::ResponseMode::form_post;
  throw ShapeError("a response mode that is none");
}

Verdict parse_authorization_response(const json& in) {
  oauth2::SentRequest sent;
  sent.response_type =
      in.at("response_type") == "code" ? oauth2::ResponseType::code : oauth2::ResponseType::token;
  sent.response_mode = read_mode(in.at("response_mode"));
  sent.redirect_uri = read_optional(in, "redirect_uri");
  sent.state = read_optional(in, "state");
  sent.issuer = read_optional(in, "issuer");
  if (const json& supported = in.at("iss_supported"); !supported.is_null()) {
    sent.iss_supported = supported.get<bool>();
  }
  const auto read = oauth2::parse_authorization_response(read_request(in.at("request")), sent);
  if (!read) return reject(read.error());
  json out;
  for (const char* member : {"code", "access_token", "error", "token_type", "expires_in", "scope",
                             "error_description", "error_uri"}) {
    out[member] = nullptr;
  }
  std::visit(OutcomeWriter{out}, read->outcome);
  out["state"] = or_null(read->state);
  out["iss"] = or_null(read->iss);
  out["extra"] = write_parameters(read->extra);
  return Out{std::move(out), {}};
}

Verdict parse_token_response(const json& in) {
  const auto read =
      oauth2::parse_token_response(read_response(in.at("response")), read_texts(in, "token_types"),
                                   in.at("grant") == "token_exchange");
  if (!read) return reject(read.error());
  return Out{{{"access_token", read->access_token.reveal()},
              {"token_type", read->token_type},
              {"expires_in", or_null(read->expires_in)},
              {"refresh_token", secret_or_null(read->refresh_token)},
              {"scope", or_null(read->scope)},
              {"issued_token_type", or_null(read->issued_token_type)},
              {"dpop_nonce", or_null(read->dpop_nonce)},
              {"extra", read->extra}},
             {}};
}

oauth2::Endpoint read_endpoint(const json& endpoint) {
  constexpr std::array kEndpoints{
      std::pair("token", oauth2::Endpoint::token),
      std::pair("device_authorization", oauth2::Endpoint::device_authorization),
      std::pair("pushed_authorization", oauth2::Endpoint::pushed_authorization),
      std::pair("revocation", oauth2::Endpoint::revocation),
      std::pair("introspection", oauth2::Endpoint::introspection),
      std::pair("registration", oauth2::Endpoint::registration),
      std::pair("resource", oauth2::Endpoint::resource)};
  for (const auto& [name, value] : kEndpoints) {
    if (endpoint == name) return value;
  }
  throw ShapeError("an endpoint that is none");
}

Verdict parse_error(const json& in) {
  const auto endpoint = read_endpoint(in.at("endpoint"));
  const auto read = oauth2::parse_error_response(endpoint, read_response(in.at("response")));
  if (!read) return reject(read.error());
  return Out{{{"error", read->error.empty() ? json() : json(read->error)},
              {"error_description", or_null(read->error_description)},
              {"error_uri", or_null(read->error_uri)},
              {"scope", or_null(read->scope)},
              {"realm", or_null(read->realm)},
              {"resource_metadata", or_null(read->resource_metadata)},
              {"dpop_nonce", or_null(read->dpop_nonce)},
              {"extra", read->extra}},
             {}};
}

Verdict parse_introspection(const json& in) {
  const auto read = oauth2::parse_introspection(read_response(in.at("response")));
  if (!read) return reject(read.error());
  return Out{{{"active", read->active},
              {"scope", or_null(read->scope)},
              {"client_id", or_null(read->client_id)},
              {"username", or_null(read->username)},
              {"token_type", or_null(read->token_type)},
              {"exp", or_null(read->exp)},
              {"iat", or_null(read->iat)},
              {"nbf", or_null(read->nbf)},
              {"sub", or_null(read->sub)},
              {"aud", or_null(read->aud)},
              {"iss", or_null(read->iss)},
              {"jti", or_null(read->jti)},
              {"cnf", or_null(read->cnf)},
              {"extra", read->extra}},
             {}};
}

Verdict parse_device_authorization(const json& in) {
  const auto read = oauth2::parse_device_authorization(read_response(in.at("response")));
  if (!read) return reject(read.error());
  return Out{{{"device_code", read->device_code.reveal()},
              {"user_code", read->user_code},
              {"verification_uri", read->verification_uri},
              {"verification_uri_complete", or_null(read->verification_uri_complete)},
              {"expires_in", read->expires_in},
              {"interval", read->interval.value_or(oauth2::kDefaultInterval)},
              {"extra", read->extra}},
             {}};
}

json written(const oauth2::PollStep& step) {
  if (const auto* again = std::get_if<oauth2::PollAgain>(&step)) {
    return {{"action", "wait"}, {"seconds", again->seconds}, {"slower", again->slower}};
  }
  if (const auto* stop = std::get_if<oauth2::PollStop>(&step)) {
    return {{"action", "stop"}, {"error", stop->error.empty() ? json() : json(stop->error)}};
  }
  return {{"action", "done"}};
}

Verdict device_poll(const json& in) {
  oauth2::DevicePoll poll(read_optional_integer(in, "interval"), read_integer(in.at("expires_in")),
                          read_integer(in.at("start")));
  json steps = json::array();
  for (const json& item : items_of(in.at("sequence"))) {
    const std::int64_t at = read_integer(item.at("at"));
    steps.push_back(written(item.contains("response")
                                ? poll.on_response(read_response(item.at("response")), at)
                                : poll.on_timeout(at)));
  }
  return Out{std::move(steps), {}};
}

Verdict parse_par_response(const json& in) {
  const auto read = oauth2::parse_pushed_authorization(read_response(in.at("response")));
  if (!read) return reject(read.error());
  return Out{{{"request_uri", read->request_uri},
              {"expires_in", read->expires_in},
              {"extra", read->extra}},
             {}};
}

Verdict parse_revocation_response(const json& in) {
  const auto read = oauth2::parse_revocation_response(read_response(in.at("response")),
                                                      read_integer(in.at("now")));
  if (!read) return reject(read.error());
  json out{{"revoked", read->revoked},
           {"retry_after", or_null(read->retry_after)},
           {"error", nullptr},
           {"error_description", nullptr},
           {"error_uri", nullptr}};
  if (read->error) {
    out["error"] = read->error->error;
    out["error_description"] = or_null(read->error->error_description);
    out["error_uri"] = or_null(read->error->error_uri);
  }
  return Out{std::move(out), {}};
}

Verdict parse_www_authenticate(const json& in) {
  json out = json::array();
  for (const json& field : items_of(in.at("fields"))) {
    const auto challenges = oauth::codec::parse_challenges(read_bytes(field));
    if (!challenges) return reject(challenges.error());
    for (const oauth::codec::Challenge& challenge : *challenges) {
      json parameters = json::array();
      for (const auto& [name, value] : challenge.parameters) {
        parameters.push_back(json::array({name, write_bytes(value)}));
      }
      out.push_back({{"scheme", challenge.scheme},
                     {"token68", or_null(challenge.token68)},
                     {"parameters", std::move(parameters)}});
    }
  }
  return Out{std::move(out), {}};
}

oauth2::MetadataKind read_metadata_kind(const json& kind) {
  if (kind == "authorization_server") return oauth2::MetadataKind::authorization_server;
  if (kind == "protected_resource") return oauth2::MetadataKind::protected_resource;
  if (kind == "client") return oauth2::MetadataKind::client;
  throw ShapeError("a document of an unknown kind");
}

Verdict parse_metadata(const json& in, const oauth::crypto::Backend& backend) {
  const std::string identifier = read_optional(in, "identifier").value_or("");
  oauth2::MetadataContext context;
  context.kind = read_metadata_kind(in.at("kind"));
  context.identifier = identifier;
  context.now = static_cast<double>(read_integer(in.at("now")));
  for (const json& signer : items_of(in.at("signers"))) {
    auto key = read_public_key(signer.at("key"), backend);
    if (!key) return reject(key.error());
    context.signers.push_back({signer.at("issuer").get<std::string>(), *std::move(key),
                               signer.at("alg").get<std::string>()});
  }
  const auto read = oauth2::parse_metadata(backend, read_response(in.at("response")), context);
  if (!read) return reject(read.error());
  json out = read->members;
  for (const oauth2::Member& member : oauth2::members_of(context.kind)) {
    if (!out.contains(member.name)) out[member.name] = nullptr;
  }
  out["extra"] = read->extra;
  return Out{std::move(out), {}};
}

constexpr auto kOauth2ResponseOps = std::to_array<Op>({
    {"oauth2.parse_authorization_response", parse_authorization_response},
    {"oauth2.parse_token_response", parse_token_response},
    {"oauth2.parse_error", parse_error},
    {"oauth2.parse_introspection", parse_introspection},
    {"oauth2.parse_device_authorization", parse_device_authorization},
    {"oauth2.device_poll", device_poll},
    {"oauth2.parse_par_response", parse_par_response},
    {"oauth2.parse_revocation_response", parse_revocation_response},
    {"oauth2.parse_www_authenticate", parse_www_authenticate},
    {"oauth2.parse_metadata", parse_metadata},
});

}  // namespace

std::span<const Op> oauth2_response_ops() {
  return kOauth2ResponseOps;
}

}  // namespace oauthspec::adapter
