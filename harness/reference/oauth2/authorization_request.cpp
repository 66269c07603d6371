// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/authorization_request.h"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth2/characters.h"
#include "harness/reference/oauth2/pkce.h"
#include "harness/reference/oauth2/redirect_uri.h"
#include "harness/reference/oauth2/repeated_parameter.h"
#include "harness/reference/oauth2/resource.h"

namespace oauth::oauth2 {
namespace {

using message::ParameterView;

constexpr std::array<std::string_view, 10> kNames = {
    "response_type", "client_id",      "redirect_uri",          "scope",   "state",
    "resource",      "code_challenge", "code_challenge_method", "request", "request_uri"};

bool is_known(std::string_view name) {
  return std::ranges::find(kNames, name) != kNames.end();
}

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

// RFC6749-A.3-1
bool is_response_type(std::string_view text) {
  const auto in_name = [](char c) { return is_unreserved(c) && c != '-' && c != '.' && c != '~'; };
  bool after_space = true;
  for (const char c : text) {
    if (c == ' ' ? after_space : !in_name(c)) return false;
    after_space = c == ' ';
  }
  return !after_space;
}

Result<void> check_request_object(const AuthorizationRequest& request) {
  // RFC9101-5-2
  if (request.request && request.request_uri) return refuse(Errc::parameter_invalid);
  if (request.request && request.request->empty()) return refuse(Errc::parameter_invalid);
  // RFC9101-5.2-2
  if (request.request_uri && !codec::parse_uri(*request.request_uri)) {
    return refuse(Errc::parameter_invalid);
  }
  return {};
}

Result<void> check_challenge(const AuthorizationRequest& request) {
  if (!request.code_challenge) return {};
  // RFC7636-4.3-3
  if (request.code_challenge_method && !challenge_method_named(*request.code_challenge_method)) {
    return refuse(Errc::challenge_method_unsupported);
  }
  // RFC7636-4.2-6
  if (!is_code_verifier(*request.code_challenge)) return refuse(Errc::code_challenge_invalid);
  return {};
}

Result<void> check(const AuthorizationRequest& request) {
  const bool by_object = request.request || request.request_uri;
  // RFC6749-4.1.1-1, RFC6749-4.2.1-1; a request object holds it as well.
  if (request.response_type.empty() && !by_object) return refuse(Errc::parameter_missing);
  if (!request.response_type.empty() && !is_response_type(request.response_type)) {
    return refuse(Errc::parameter_invalid);
  }
  // RFC6749-4.1.1-2, RFC6749-A.1-1
  if (!is_all(request.client_id, is_vschar)) return refuse(Errc::parameter_invalid);
  // RFC6749-A.5-1
  if (request.state && !is_all(*request.state, is_vschar)) return refuse(Errc::parameter_invalid);
  if (request.redirect_uri) {
    if (auto sound = check_redirect_uri(*request.redirect_uri); !sound) return sound;
  }
  // RFC8707-2-1, RFC8707-2-2
  if (!std::ranges::all_of(request.resource, is_resource)) return refuse(Errc::resource_invalid);
  if (auto sound = check_challenge(request); !sound) return sound;
  return check_request_object(request);
}

void add(message::Parameters& list, std::string_view name,
         const std::optional<std::string>& value) {
  if (value) list.add(name, *value);
}

std::unexpected<Refusal> invalid_request(Errc reason) {
  return std::unexpected(Refusal{"invalid_request", std::nullopt, reason});
}

std::optional<std::string> value_of(const message::Parameters& parameters, std::string_view name) {
  const auto value = parameters.find(name);
  // RFC6749-3.1-7: without a value it counts as omitted.
  if (!value || value->empty()) return std::nullopt;
  return std::string(*value);
}

/// RFC6749-3.1-11; RFC 8707 section 2 lets resource stand more than once.
bool repeats_a_known_name(const message::Parameters& parameters) {
  return std::ranges::any_of(kNames, [&parameters](std::string_view name) {
    return name != "resource" && parameters.count(name) > 1;
  });
}

}  // namespace

Result<message::Parameters> write_authorization_parameters(const AuthorizationRequest& request) {
  if (auto sound = check(request); !sound) return std::unexpected(sound.error());
  message::Parameters list;
  if (!request.response_type.empty()) list.add("response_type", request.response_type);
  list.add("client_id", request.client_id);
  add(list, "redirect_uri", request.redirect_uri);
  if (request.scope) {
    const auto scope = write_scope(*request.scope);
    if (!scope) return std::unexpected(scope.error());
    list.add("scope", *scope);
  }
  add(list, "state", request.state);
  add(list, "code_challenge", request.code_challenge);
  if (request.code_challenge) {
    add(list, "code_challenge_method", request.code_challenge_method);
  }
  for (const std::string& resource : request.resource) list.add("resource", resource);
  add(list, "request", request.request);
  add(list, "request_uri", request.request_uri);
  for (const ParameterView parameter : request.extra) {
    if (is_known(parameter.name)) return refuse(Errc::parameter_duplicated);
    list.add(parameter);
  }
  // RFC6749-3.1-9
  if (has_repeated_parameter(list)) return refuse(Errc::parameter_duplicated);
  return list;
}

Result<std::string> authorization_url(std::string_view endpoint,
                                      const AuthorizationRequest& request) {
  const auto uri = codec::parse_uri(endpoint);
  if (!uri) return std::unexpected(uri.error());
  // RFC6749-3.1-3
  if (uri->fragment) return refuse(Errc::uri_invalid);
  const auto parameters = write_authorization_parameters(request);
  if (!parameters) return std::unexpected(parameters.error());
  message::Parameters present;
  if (uri->query) {
    if (auto done = present.add_form(*uri->query); !done) return std::unexpected(done.error());
  }
  for (const ParameterView parameter : *parameters) {
    // RFC6749-3.1-9
    if (present.find(parameter.name)) return refuse(Errc::parameter_duplicated);
  }
  // RFC6749-3.1-2, RFC6749-4.1.1-5: behind the query that is there.
  std::string url(endpoint);
  message::append_form_to_query(url, *parameters);
  return url;
}

Judgement<AuthorizationRequest> parse_authorization_request(const message::Parameters& parameters) {
  if (repeats_a_known_name(parameters)) return invalid_request(Errc::parameter_duplicated);
  AuthorizationRequest read;
  read.response_type = value_of(parameters, "response_type").value_or("");
  read.client_id = value_of(parameters, "client_id").value_or("");
  read.redirect_uri = value_of(parameters, "redirect_uri");
  read.state = value_of(parameters, "state");
  read.code_challenge = value_of(parameters, "code_challenge");
  read.code_challenge_method = value_of(parameters, "code_challenge_method");
  read.request = value_of(parameters, "request");
  read.request_uri = value_of(parameters, "request_uri");
  if (const auto text = value_of(parameters, "scope")) {
    auto scope = parse_scope(*text);
    // RFC6749-4.1.2.1-9
    if (!scope) return std::unexpected(Refusal{"invalid_scope", std::nullopt, scope.error().code});
    read.scope = *std::move(scope);
  }
  for (const ParameterView parameter : parameters) {
    // RFC6749-3.1-7
    if (parameter.name == "resource" && !parameter.value.empty()) {
      read.resource.emplace_back(parameter.value);
    }
    // RFC6749-3.1-8: what is not known is no error.
    if (!is_known(parameter.name)) read.extra.add(parameter);
  }
  // RFC8707-2-7
  if (!std::ranges::all_of(read.resource, is_resource)) {
    return std::unexpected(Refusal{"invalid_target", std::nullopt, Errc::resource_invalid});
  }
  // RFC6749-3.1.1-4, RFC6749-4.1.2.1-5
  if (auto sound = check(read); !sound) return invalid_request(sound.error().code);
  return read;
}

}  // namespace oauth::oauth2
