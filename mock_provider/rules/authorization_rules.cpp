// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/authorization_rules.h"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth2/pkce.h"
#include "harness/reference/oauth2/redirect_uri.h"
#include "harness/reference/oauth2/resource.h"

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;
using oauth::message::Parameters;
using oauth2::ResponseMode;
using oauth2::ResponseType;

// The answer is a redirection, whose status is no matter of the rule; at the endpoint for pushed requests it is 400.
std::unexpected<oauth2::Refusal> refuse(const char* error, Errc reason) {
  return std::unexpected(oauth2::Refusal{error, std::nullopt, reason});
}

std::optional<ResponseMode> mode_named(std::string_view name) {
  if (name == "query") {
    return ResponseMode::query;
  }
  if (name == "fragment") {
    return ResponseMode::fragment;
  }
  return name == "form_post" ? std::optional(ResponseMode::form_post) : std::nullopt;
}

// "token", or one of several: RFC6749-3.1.1-3
bool asks_for_token(std::string_view response_type) {
  while (!response_type.empty()) {
    const std::string_view word = response_type.substr(0, response_type.find(' '));
    if (word == "token") {
      return true;
    }
    response_type.remove_prefix(std::min(word.size() + 1, response_type.size()));
  }
  return false;
}

bool is_thumbprint(std::string_view text) {
  constexpr std::size_t kThumbprintSize = 43;  // 32 octets in base64url: RFC 7638 section 3
  return text.size() == kThumbprintSize && std::ranges::all_of(text, [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

}  // namespace

oauth::Result<std::string> match_redirect_uri(const ClientRecord& client,
                                              std::optional<std::string_view> requested) {
  // RFC6749-3.1.2.3-3, RFC6749-10.6-4, RFC9700-2.1-1
  return oauth2::match_redirect_uri(client.redirect_uris, requested, client.application_type);
}

oauth::Result<void> check_redirect_transport(const Surroundings& around,
                                             std::string_view redirect_uri) {
  constexpr std::array<std::string_view, 3> kLoopback = {"127.0.0.1", "[::1]", "localhost"};
  const auto uri = oauth::codec::parse_uri(redirect_uri);
  const bool open = uri && uri->scheme == "http" && uri->authority &&
                    std::ranges::find(kLoopback, uri->authority->host) == kLoopback.end();
  // RFC9700-2.6-6
  if (open && around.settings.profile != Profile::rfc6749) {
    return std::unexpected(oauth::Error{Errc::redirect_uri_invalid, 0});
  }
  return {};
}

ResponseMode error_mode(const Parameters& parameters) {
  const bool token = asks_for_token(parameters.find("response_type").value_or(""));
  const auto named = mode_named(parameters.find("response_mode").value_or(""));
  if (named && (!token || *named != ResponseMode::query)) {
    return *named;
  }
  // RFC6749-4.1.2.1-3, RFC6749-4.2.2.1-3
  return token ? ResponseMode::fragment : ResponseMode::query;
}

std::optional<std::string> requested_client(const Parameters& parameters) {
  const auto named = parameters.find("client_id");
  // RFC6749-3.1-11
  return named && parameters.count("client_id") == 1 ? std::optional<std::string>(*named)
                                                     : std::nullopt;
}

oauth2::Judgement<std::optional<std::string>> requested_redirect_uri(const Parameters& parameters) {
  // RFC6749-3.1-11
  if (parameters.count("redirect_uri") > 1) {
    return refuse("invalid_request", Errc::parameter_duplicated);
  }
  const auto named = parameters.find("redirect_uri");
  // RFC6749-3.1-7
  return named && !named->empty() ? std::optional<std::string>(*named) : std::nullopt;
}

bool may_refuse_by_redirect(const Surroundings& around, bool signed_in) {
  return signed_in || around.settings.profile == Profile::rfc6749;  // RFC9700-4.11.2-3
}

oauth2::Judgement<void> check_request_object(const oauth2::AuthorizationRequest& request) {
  if (request.request) {
    return refuse("request_not_supported", Errc::parameter_unsupported);
  }
  if (request.request_uri) {
    return refuse("request_uri_not_supported", Errc::parameter_unsupported);
  }
  return {};
}

oauth2::Judgement<void> check_pushed_first(const Surroundings& around, const ClientRecord& client,
                                           bool pushed) {
  const bool required = around.settings.require_pushed_authorization_requests ||
                        client.require_pushed_authorization_requests;
  // RFC9126-5-2, RFC9126-6-1
  if (required && !pushed) {
    return refuse("invalid_request", Errc::parameter_missing);
  }
  return {};
}

oauth2::Judgement<ResponseType> check_response_type(const Surroundings& around,
                                                    const ClientRecord& client,
                                                    std::string_view response_type) {
  // RFC9700-2.1.2-1
  const bool implicit = response_type == "token" && offers_implicit(around.settings.profile);
  // RFC6749-3.1.1-5, RFC6749-4.1.2.1-8
  if (response_type != "code" && !implicit) {
    return refuse("unsupported_response_type", Errc::parameter_invalid);
  }
  // RFC6749-4.1.2.1-6
  if (!client.response_types.contains(std::string(response_type)) ||
      !client.grant_types.contains(implicit ? "implicit" : "authorization_code")) {
    return refuse("unauthorized_client", Errc::parameter_invalid);
  }
  return implicit ? ResponseType::token : ResponseType::code;
}

oauth2::Judgement<ResponseMode> choose_response_mode(ResponseType type, const Parameters& extra) {
  const auto requested = extra.find("response_mode");
  if (!requested || requested->empty()) {
    // RFC6749-4.1.2-2, RFC6749-4.2.2-1
    return type == ResponseType::code ? ResponseMode::query : ResponseMode::fragment;
  }
  const auto mode = mode_named(*requested);
  if (extra.count("response_mode") > 1 || !mode ||
      (type == ResponseType::token && *mode == ResponseMode::query)) {
    return refuse("invalid_request", Errc::parameter_invalid);
  }
  return *mode;
}

oauth2::Judgement<void> check_challenge_sent(const Surroundings& around, const ClientRecord& client,
                                             const oauth2::AuthorizationRequest& request) {
  const bool required = requires_challenge(around.settings.profile, client.is_public());
  // RFC7636-4.4.1-1, RFC7636-4.3-1; a method says that a challenge was meant to be there.
  if (!request.code_challenge && (required || request.code_challenge_method)) {
    return refuse("invalid_request", Errc::code_challenge_invalid);
  }
  return {};
}

oauth2::Judgement<void> check_challenge_method(const Surroundings& around,
                                               const oauth2::AuthorizationRequest& request) {
  if (!request.code_challenge) {
    return {};
  }
  // RFC7636-4.3-2, RFC7636-4.3-3
  const auto method =
      oauth2::challenge_method_named(request.code_challenge_method.value_or("plain"));
  const bool offered = method == oauth2::ChallengeMethod::s256 ||
                       (method && offers_plain_challenge(around.settings.profile));
  // RFC7636-4.4.1-3
  if (!offered) {
    return refuse("invalid_request", Errc::challenge_method_unsupported);
  }
  return {};
}

oauth2::Judgement<std::vector<std::string>> request_resources(
    const oauth2::AuthorizationRequest& request) {
  Parameters named;
  for (const std::string& resource : request.resource) {
    named.add("resource", resource);
  }
  // RFC8707-2-7, RFC8707-2.1-1
  return oauth2::parse_resources(named, std::nullopt);
}

oauth2::Judgement<std::optional<std::string>> request_key(const Parameters& extra) {
  const auto jkt = extra.find("dpop_jkt");
  if (!jkt || jkt->empty()) {
    return std::nullopt;
  }
  if (extra.count("dpop_jkt") > 1 || !is_thumbprint(*jkt)) {
    return refuse("invalid_request", Errc::parameter_invalid);
  }
  return std::string(*jkt);  // RFC9449-10-2
}

bool pushed_by(const PushedRecord& pushed, std::string_view client_id) {
  return pushed.client_id == client_id;  // RFC9126-2.2-5
}

bool pushed_lives(const Surroundings& around, const PushedRecord& pushed) {
  return around.now < pushed.expires;  // RFC9126-4-4
}

bool pushed_is_unused(const PushedRecord& pushed) {
  return !pushed.used;  // RFC9126-4-3
}

void use_pushed(PushedRecord& pushed) {
  pushed.used = true;
}

oauth2::AuthorizationRequest pushed_request(const PushedRecord& pushed, const Parameters&) {
  return pushed.request;  // RFC9126-4-7
}

oauth2::Judgement<void> check_pushed_parameters(const ClientRecord& client,
                                                const Parameters& parameters) {
  // RFC9126-2.1-1, RFC9126-2.1-4
  if (parameters.find("request_uri")) {
    return refuse("invalid_request", Errc::parameter_unsupported);
  }
  // RFC9126-2.1-2
  if (parameters.find("client_id").value_or("") != client.id) {
    return refuse("invalid_request", Errc::parameter_invalid);
  }
  return {};
}

oauth2::Judgement<std::optional<std::string>> pushed_key(
    const std::optional<std::string>& proof, const std::optional<std::string>& dpop_jkt) {
  // RFC9449-10.1-1
  if (proof && dpop_jkt && *proof != *dpop_jkt) {
    return refuse("invalid_request", Errc::proof_key_mismatch);
  }
  return proof ? proof : dpop_jkt;
}

Seconds pushed_lifetime(const Surroundings& around) {
  return around.settings.lifetimes.pushed_request;
}

std::size_t code_octets() {
  return 32;  // RFC6749-10.10-2, RFC6749-10.10-3, RFC9126-2.2-4
}

CodeRecord code_record(const Surroundings& around, const InteractionRecord& interaction) {
  CodeRecord record;
  record.grant.client_id = interaction.client_id;
  record.grant.subject = interaction.subject;
  record.grant.scope = interaction.scope;
  record.grant.authorized_at = around.now;
  // RFC6749-4.1.2-3, RFC6749-4.1.2-4
  record.expires = around.now + around.settings.lifetimes.code;
  record.dpop_jkt = interaction.dpop_jkt;
  if (interaction.authorization) {
    record.grant.resources = interaction.authorization->resource;
    // RFC6749-4.1.2-8
    record.redirect_uri = interaction.authorization->redirect_uri;
    // RFC7636-4.4-1, RFC9700-4.8.2-2
    record.code_challenge = interaction.authorization->code_challenge;
    record.code_challenge_method = interaction.authorization->code_challenge_method;
  }
  return record;
}

std::optional<std::string> response_state(std::optional<std::string> requested) {
  return requested;  // RFC6749-4.1.2-9, RFC6749-4.1.2.1-16
}

std::optional<std::string> response_issuer(const Surroundings& around) {
  return std::string(around.issuer);  // RFC9207-2-1, RFC9207-2-2, RFC9207-2.3-2
}

int redirect_status(std::string_view method) {
  return method == "POST" ? 303 : 302;  // RFC9700-4.12-1, RFC9700-4.12-2
}

}  // namespace oauthspec::provider::rules
