// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/authorization_response.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth2/characters.h"
#include "harness/reference/oauth2/json_object.h"
#include "harness/reference/oauth2/redirect_uri.h"

namespace oauth::oauth2 {
namespace {

using message::ParameterView;

constexpr std::array<std::string_view, 10> kNames = {
    "code",  "access_token", "token_type",        "expires_in", "scope",
    "state", "iss",          "error_description", "error_uri",  "error"};

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

struct Halves {
  std::string_view before;  ///< Of "?" or "#".
  std::string_view query;
  std::string_view fragment;
};

Halves split(std::string_view url) {
  Halves halves;
  const std::size_t hash = std::min(url.find('#'), url.size());
  if (hash < url.size()) halves.fragment = url.substr(hash + 1);
  url = url.substr(0, hash);
  const std::size_t mark = std::min(url.find('?'), url.size());
  if (mark < url.size()) halves.query = url.substr(mark + 1);
  halves.before = url.substr(0, mark);
  return halves;
}

/// Whether one is the other with a path of "/": what a user-agent requests of an http URI that has none (RFC 7230
/// section 5.3.1).
bool requested_as(std::string_view redirect_uri, std::string_view url) {
  if (!url.ends_with('/') || url.substr(0, url.size() - 1) != redirect_uri) return false;
  const auto uri = codec::parse_uri(redirect_uri);
  return uri && uri->authority && uri->path.empty() &&
         (message::equal_without_case(uri->scheme, "https") ||
          message::equal_without_case(uri->scheme, "http"));
}

/// RFC8252-8.10-2, RFC9700-4.4.2.2-2: where the response arrived is where the request named, whose own query is kept and comes first.
bool arrived_at(const Halves& url, std::string_view redirect_uri) {
  const Halves expected = split(redirect_uri);
  if (url.before != expected.before && !requested_as(expected.before, url.before)) return false;
  if (expected.query.empty()) return true;
  return url.query.starts_with(expected.query) &&
         (url.query.size() == expected.query.size() || expected.query.ends_with('&') ||
          url.query[expected.query.size()] == '&');
}

Result<message::Parameters> parameters_of(const message::Request& request, const SentRequest& sent,
                                          const Halves& url) {
  std::string_view text = url.query;
  if (sent.response_mode == ResponseMode::fragment) text = url.fragment;
  if (sent.response_mode == ResponseMode::form_post) {
    // OAuth 2.0 Form Post Response Mode section 2.
    if (request.method != "POST") return refuse(Errc::method_invalid);
    if (!message::has_form_content_type(request.headers)) {
      return refuse(Errc::content_type_unexpected);
    }
    text = request.body;
  }
  message::Parameters all;
  if (auto done = all.add_form(text); !done) return std::unexpected(done.error());
  // RFC6749-3.1-10
  for (const std::string_view name : kNames) {
    if (all.count(name) > 1) return refuse(Errc::parameter_duplicated);
  }
  return all;
}

std::optional<std::string> value_of(const message::Parameters& parameters, std::string_view name) {
  const auto value = parameters.find(name);
  if (!value || value->empty()) return std::nullopt;
  return std::string(*value);
}

Result<void> check_state(const std::optional<std::string>& state, const SentRequest& sent) {
  // RFC6749-4.1.2-9, RFC6749-10.12-1: exactly what was sent, and nothing where nothing was.
  const bool same = state && sent.state ? equal_in_constant_time(*state, *sent.state)
                                        : state.has_value() == sent.state.has_value();
  if (!same) return refuse(Errc::state_mismatch);
  return {};
}

Result<void> check_issuer(const std::optional<std::string>& iss, const SentRequest& sent) {
  // RFC9207-2.4-10
  if (!iss) {
    if (sent.iss_supported.value_or(false)) return refuse(Errc::issuer_mismatch);
    return {};
  }
  // RFC9207-2.4-14: a client that knows of no issuer ignores it.
  if (!sent.issuer) return {};
  // RFC9207-2.4-3, RFC9207-2.4-4, RFC9207-2.4-11
  if (*iss != *sent.issuer || sent.iss_supported == false) return refuse(Errc::issuer_mismatch);
  return {};
}

bool within(const std::optional<std::string>& text, bool (*in_class)(char)) {
  return !text || is_all(*text, in_class);
}

Result<Denied> read_error(const message::Parameters& parameters) {
  Denied denied{*value_of(parameters, "error"), value_of(parameters, "error_description"),
                value_of(parameters, "error_uri")};
  // RFC6749-4.1.2.1-12 to -15, RFC6749-4.2.2.1-5 to -7
  if (!is_all(denied.error, is_nqschar) || !within(denied.error_description, is_nqschar) ||
      !within(denied.error_uri, is_nqchar)) {
    return refuse(Errc::parameter_invalid);
  }
  return denied;
}

Result<GrantedToken> read_token(const message::Parameters& parameters) {
  auto token = value_of(parameters, "access_token");
  const auto type = value_of(parameters, "token_type");
  // RFC6749-4.2.2-2, RFC6749-4.2.2-3
  if (!token || !type) return refuse(Errc::parameter_missing);
  // RFC6749-A.12-1, RFC6749-A.13-1
  if (!is_all(*token, is_vschar) || !is_all(*type, is_nqchar)) {
    return refuse(Errc::parameter_invalid);
  }
  GrantedToken granted{Secret::take(*std::move(token)), *type, std::nullopt, std::nullopt};
  if (const auto text = value_of(parameters, "expires_in")) {
    // RFC6749-A.14-1
    std::int64_t seconds = 0;
    const char* const last = text->data() + text->size();
    const auto [end, error] = std::from_chars(text->data(), last, seconds);
    if (error != std::errc() || end != last || text->front() == '-') {
      return refuse(Errc::parameter_invalid);
    }
    granted.expires_in = seconds;
  }
  // RFC6749-A.4-1: an empty scope is not as requested, but malformed.
  if (const auto text = parameters.find("scope")) {
    auto scope = parse_scope(*text);
    if (!scope) return std::unexpected(scope.error());
    granted.scope = *std::move(scope);
  }
  return granted;
}

Result<GrantedCode> read_code(const message::Parameters& parameters) {
  auto code = value_of(parameters, "code");
  // RFC6749-4.1.2-1
  if (!code) return refuse(Errc::parameter_missing);
  // RFC6749-A.11-1
  if (!is_all(*code, is_vschar)) return refuse(Errc::parameter_invalid);
  return GrantedCode{Secret::take(*std::move(code))};
}

using Outcome = decltype(AuthorizationResponse::outcome);

template <class T>
Result<Outcome> as_outcome(Result<T> read) {
  if (!read) return std::unexpected(read.error());
  return Outcome(*std::move(read));
}

Result<Outcome> read_outcome(const message::Parameters& parameters, ResponseType type) {
  const bool failed = value_of(parameters, "error").has_value();
  const char* const wanted = type == ResponseType::code ? "code" : "access_token";
  // An error and a success at once is neither.
  if (failed && value_of(parameters, wanted)) return refuse(Errc::parameter_invalid);
  if (failed) return as_outcome(read_error(parameters));
  if (type == ResponseType::code) return as_outcome(read_code(parameters));
  return as_outcome(read_token(parameters));
}

void add(message::Parameters& list, std::string_view name,
         const std::optional<std::string>& value) {
  if (value) list.add(name, *value);
}

struct OutcomeWriter {
  message::Parameters& list;

  Result<void> operator()(const GrantedCode& granted) const {
    list.add("code", granted.code.reveal());
    return {};
  }
  Result<void> operator()(const GrantedToken& granted) const {
    list.add("access_token", granted.access_token.reveal());
    list.add("token_type", granted.token_type);
    if (granted.expires_in) list.add("expires_in", std::to_string(*granted.expires_in));
    if (!granted.scope) return {};
    const auto scope = write_scope(*granted.scope);
    if (!scope) return std::unexpected(scope.error());
    list.add("scope", *scope);
    return {};
  }
  Result<void> operator()(const Denied& denied) const {
    list.add("error", denied.error);
    add(list, "error_description", denied.error_description);
    add(list, "error_uri", denied.error_uri);
    return {};
  }
};

/// What the client that waits for this response remembers.
SentRequest expected(const AuthorizationResponse& response, ResponseMode mode) {
  SentRequest sent;
  if (std::holds_alternative<GrantedToken>(response.outcome)) {
    sent.response_type = ResponseType::token;
  }
  sent.response_mode = mode;
  sent.state = response.state;
  sent.issuer = response.iss;
  return sent;
}

}  // namespace

Result<AuthorizationResponse> parse_authorization_response(const message::Request& request,
                                                           const SentRequest& sent) {
  const Halves url = split(request.url);
  if (sent.redirect_uri && !arrived_at(url, *sent.redirect_uri)) {
    return refuse(Errc::redirect_uri_mismatch);
  }
  const auto parameters = parameters_of(request, sent, url);
  if (!parameters) return std::unexpected(parameters.error());
  AuthorizationResponse read;
  read.state = value_of(*parameters, "state");
  // RFC9207-2.4-2: where it is there it is compared, empty or not.
  if (const auto iss = parameters->find("iss")) read.iss = std::string(*iss);
  // RFC9207-2.4-6, RFC6749-10.12-1: before anything else of it is believed, an error too.
  if (auto sound = check_state(read.state, sent); !sound) return std::unexpected(sound.error());
  if (auto sound = check_issuer(read.iss, sent); !sound) return std::unexpected(sound.error());
  auto outcome = read_outcome(*parameters, sent.response_type);
  if (!outcome) return std::unexpected(outcome.error());
  read.outcome = *std::move(outcome);
  for (const ParameterView parameter : *parameters) {
    // RFC6749-4.1.2-10, RFC6749-4.2.2-9: what is not known is no error.
    if (std::ranges::find(kNames, parameter.name) == kNames.end()) read.extra.add(parameter);
  }
  return read;
}

Result<message::Parameters> authorization_response_parameters(
    const AuthorizationResponse& response) {
  message::Parameters list;
  if (auto done = std::visit(OutcomeWriter{list}, response.outcome); !done) {
    return std::unexpected(done.error());
  }
  // RFC6749-4.1.2-9, RFC6749-4.1.2.1-16, RFC9207-2-1, RFC9207-2-2
  add(list, "state", response.state);
  add(list, "iss", response.iss);
  for (const ParameterView parameter : response.extra) list.add(parameter);
  // RFC6749-3.1-10
  if (list.has_duplicate_name()) return refuse(Errc::parameter_duplicated);
  return list;
}

Result<std::string> write_authorization_response(std::string_view redirect_uri,
                                                 const AuthorizationResponse& response,
                                                 ResponseMode mode) {
  if (mode == ResponseMode::form_post) return refuse(Errc::parameter_invalid);
  if (auto sound = check_redirect_uri(redirect_uri); !sound) return std::unexpected(sound.error());
  const auto list = authorization_response_parameters(response);
  if (!list) return std::unexpected(list.error());
  std::string url(redirect_uri);
  if (mode == ResponseMode::fragment) {
    // RFC6749-4.2.2-1
    url.append("#").append(message::write_form(*list));
  } else {
    // RFC6749-3.1.2-2, RFC6749-4.1.2-2
    message::append_form_to_query(url, *list);
  }
  return if_readable(Result<std::string>(std::move(url)), [&](const std::string& written) {
    return parse_authorization_response({"GET", written, {}, {}}, expected(response, mode));
  });
}

}  // namespace oauth::oauth2
