// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/authorization_response.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/surroundings.h"
#include "mock_provider/rules/secret_text.h"
#include "mock_provider/rules/token_rules.h"

namespace oauthspec::provider::rules {

/// Which redirection URI the answer goes to.
///
/// Errors: those of oauth2::match_redirect_uri(): nobody is redirected then.
/// Spec:   RFC 6749 sections 3.1.2.3 and 3.1.2.4; RFC 9700 section 2.1
[[nodiscard]] oauth::Result<std::string> match_redirect_uri(
    const ClientRecord& client, std::optional<std::string_view> requested);

/// Whether an answer may go there: by RFC 9700 not over http, but to this machine.
///
/// Errors: redirect_uri_invalid: nobody is redirected then.
/// Spec:   RFC 9700 section 2.6
[[nodiscard]] oauth::Result<void> check_redirect_transport(const Surroundings& around,
                                                           std::string_view redirect_uri);

/// Where the parameters of an error stand, of whose request nothing else is known to be right.
///
/// Spec:   RFC 6749 sections 4.1.2.1 and 4.2.2.1
[[nodiscard]] oauth::oauth2::ResponseMode error_mode(const oauth::message::Parameters& parameters);

/// The client that the request names.
///
/// Output: nothing where it names none, or several.
/// Spec:   RFC 6749 sections 3.1 and 4.1.1
[[nodiscard]] std::optional<std::string> requested_client(
    const oauth::message::Parameters& parameters);

/// The redirection URI that the request names.
///
/// Output: nothing where it names none. A refusal is invalid_request: it names several.
/// Spec:   RFC 6749 sections 3.1 and 3.1.2.3
[[nodiscard]] oauth::oauth2::Judgement<std::optional<std::string>> requested_redirect_uri(
    const oauth::message::Parameters& parameters);

/// Whether an error may be sent to the client before anybody has signed in: by RFC 9700 not.
///
/// Spec:   RFC 9700 section 4.11.2
[[nodiscard]] bool may_refuse_by_redirect(const Surroundings& around, bool signed_in);

/// Whether the server takes request objects: it does not.
///
/// Output: a refusal is request_not_supported, or request_uri_not_supported.
/// Spec:   OpenID Connect Core 1.0 section 3.1.2.6, which RFC 9101 section 7 has the codes from
[[nodiscard]] oauth::oauth2::Judgement<void> check_request_object(
    const oauth::oauth2::AuthorizationRequest& request);

/// Whether a request has to be pushed, and was not.
///
/// Output: a refusal is invalid_request.
/// Spec:   RFC 9126 sections 5 and 6
[[nodiscard]] oauth::oauth2::Judgement<void> check_pushed_first(const Surroundings& around,
                                                                const ClientRecord& client,
                                                                bool pushed);

/// Which of the two response types is asked for.
///
/// Output: a refusal is unsupported_response_type, or unauthorized_client.
/// Spec:   RFC 6749 sections 3.1.1 and 4.1.2.1; RFC 9700 section 2.1.2
[[nodiscard]] oauth::oauth2::Judgement<oauth::oauth2::ResponseType> check_response_type(
    const Surroundings& around, const ClientRecord& client, std::string_view response_type);

/// Where the parameters of the answer stand.
///
/// Output: a refusal is invalid_request: a mode that is unknown, or that would put an access token into a query.
/// Spec:   OAuth 2.0 Multiple Response Type Encoding Practices section 2.1
[[nodiscard]] oauth::oauth2::Judgement<oauth::oauth2::ResponseMode> choose_response_mode(
    oauth::oauth2::ResponseType type, const oauth::message::Parameters& extra);

/// Whether a code challenge is there where one must be.
///
/// Output: a refusal is invalid_request.
/// Spec:   RFC 7636 section 4.4.1; RFC 9700 section 2.1.1
[[nodiscard]] oauth::oauth2::Judgement<void> check_challenge_sent(
    const Surroundings& around, const ClientRecord& client,
    const oauth::oauth2::AuthorizationRequest& request);

/// Whether the server offers the method of a code challenge.
///
/// Output: a refusal is invalid_request.
/// Spec:   RFC 7636 sections 4.3 and 4.4.1
[[nodiscard]] oauth::oauth2::Judgement<void> check_challenge_method(
    const Surroundings& around, const oauth::oauth2::AuthorizationRequest& request);

/// The resources that the tokens are for, each once.
///
/// Output: a refusal is invalid_target.
/// Spec:   RFC 8707 section 2.1
[[nodiscard]] oauth::oauth2::Judgement<std::vector<std::string>> request_resources(
    const oauth::oauth2::AuthorizationRequest& request);

/// The thumbprint of the key that the code is bound to.
///
/// Output: nothing where none is named. A refusal is invalid_request: a text that is no thumbprint.
/// Spec:   RFC 9449 section 10
[[nodiscard]] oauth::oauth2::Judgement<std::optional<std::string>> request_key(
    const oauth::message::Parameters& extra);

/// Of a request_uri that the server gave out itself.
///
/// Spec:   RFC 9126 sections 2.2 and 4
[[nodiscard]] bool pushed_by(const PushedRecord& pushed, std::string_view client_id);
[[nodiscard]] bool pushed_lives(const Surroundings& around, const PushedRecord& pushed);
[[nodiscard]] bool pushed_is_unused(const PushedRecord& pushed);
void use_pushed(PushedRecord& pushed);

/// Which request a pushed one stands for: itself, whatever else the browser brings along.
///
/// Input:  `brought` are the parameters at the authorization endpoint.
/// Spec:   RFC 9126 section 4
[[nodiscard]] oauth::oauth2::AuthorizationRequest pushed_request(
    const PushedRecord& pushed, const oauth::message::Parameters& brought);

/// Whether the request may be pushed by the client that is authenticated.
///
/// Output: a refusal is invalid_request: request_uri is among the parameters, or another client is named.
/// Spec:   RFC 9126 section 2.1
[[nodiscard]] oauth::oauth2::Judgement<void> check_pushed_parameters(
    const ClientRecord& client, const oauth::message::Parameters& parameters);

/// The key that a pushed request binds the code to, by its proof or by dpop_jkt.
///
/// Output: a refusal is invalid_request: the two are not the same.
/// Spec:   RFC 9449 section 10.1
[[nodiscard]] oauth::oauth2::Judgement<std::optional<std::string>> pushed_key(
    const std::optional<std::string>& proof, const std::optional<std::string>& dpop_jkt);

/// How long a pushed request is kept.
///
/// Spec:   RFC 9126 section 2.2
[[nodiscard]] Seconds pushed_lifetime(const Surroundings& around);

/// How many random octets a code, or a request_uri, has.
///
/// Spec:   RFC 6749 section 10.10
[[nodiscard]] std::size_t code_octets();

/// What is remembered of an authorization under its code, which is still to be drawn.
///
/// Spec:   RFC 6749 section 4.1.2; RFC 7636 section 4.4; RFC 9449 section 10
[[nodiscard]] CodeRecord code_record(const Surroundings& around,
                                     const InteractionRecord& interaction);

/// state of the answer.
///
/// Spec:   RFC 6749 sections 4.1.2 and 4.1.2.1
[[nodiscard]] std::optional<std::string> response_state(std::optional<std::string> requested);

/// iss of the answer.
///
/// Spec:   RFC 9207 section 2
[[nodiscard]] std::optional<std::string> response_issuer(const Surroundings& around);

/// The status of a redirection.
///
/// Spec:   RFC 9700 section 4.12
[[nodiscard]] int redirect_status(std::string_view method);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What the authorization endpoint decides, and the one for pushed authorization requests.
struct AuthorizationRules {
  decltype(&oauth::oauth2::parse_authorization_request) read_request =
      &oauth::oauth2::parse_authorization_request;
  decltype(&rules::match_redirect_uri) match_redirect_uri = &rules::match_redirect_uri;
  decltype(&rules::check_redirect_transport) check_redirect_transport =
      &rules::check_redirect_transport;
  decltype(&rules::error_mode) error_mode = &rules::error_mode;
  decltype(&rules::requested_client) requested_client = &rules::requested_client;
  decltype(&rules::requested_redirect_uri) requested_redirect_uri = &rules::requested_redirect_uri;
  decltype(&rules::may_refuse_by_redirect) may_refuse_by_redirect = &rules::may_refuse_by_redirect;
  decltype(&rules::check_request_object) check_request_object = &rules::check_request_object;
  decltype(&rules::check_pushed_first) check_pushed_first = &rules::check_pushed_first;
  decltype(&rules::check_response_type) check_response_type = &rules::check_response_type;
  decltype(&rules::choose_response_mode) choose_response_mode = &rules::choose_response_mode;
  decltype(&rules::check_challenge_sent) check_challenge_sent = &rules::check_challenge_sent;
  decltype(&rules::check_challenge_method) check_challenge_method = &rules::check_challenge_method;
  decltype(&rules::grant_scope) grant_scope = &rules::grant_scope;
  decltype(&rules::request_resources) request_resources = &rules::request_resources;
  decltype(&rules::request_key) request_key = &rules::request_key;
  decltype(&rules::pushed_by) pushed_by = &rules::pushed_by;
  decltype(&rules::pushed_lives) pushed_lives = &rules::pushed_lives;
  decltype(&rules::pushed_is_unused) pushed_is_unused = &rules::pushed_is_unused;
  decltype(&rules::use_pushed) use_pushed = &rules::use_pushed;
  decltype(&rules::pushed_request) pushed_request = &rules::pushed_request;
  decltype(&rules::check_pushed_parameters) check_pushed_parameters =
      &rules::check_pushed_parameters;
  decltype(&rules::pushed_key) pushed_key = &rules::pushed_key;
  decltype(&rules::pushed_lifetime) pushed_lifetime = &rules::pushed_lifetime;
  decltype(&rules::code_octets) code_octets = &rules::code_octets;
  decltype(&rules::secret_text) code_text = &rules::secret_text;
  decltype(&rules::secret_text) request_uri_text = &rules::secret_text;
  decltype(&rules::code_record) code_record = &rules::code_record;
  decltype(&rules::response_state) response_state = &rules::response_state;
  decltype(&rules::response_issuer) response_issuer = &rules::response_issuer;
  decltype(&rules::redirect_status) redirect_status = &rules::redirect_status;
};

}  // namespace oauthspec::provider
