// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/error_response.h"

#include "fuzz/oracle/error_response.h"
#include "fuzz/subjects/members.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth2/bearer.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Response;
using oauth::oauth2::Endpoint;
using oauth::oauth2::ErrorResponse;
using oauth::oauth2::ResourceChallenge;
using oauth::oauth2::UsedScheme;

template <Endpoint kEndpoint>
std::optional<Members> parse(const Response& response) {
  const auto read = oauth::oauth2::parse_error_response(kEndpoint, response);
  if (!read) return std::nullopt;
  Members members{{"extra", read->extra}};
  if (!read->error.empty()) members["error"] = read->error;
  put(members, "error_description", read->error_description);
  put(members, "error_uri", read->error_uri);
  put(members, "scope", read->scope);
  put(members, "realm", read->realm);
  put(members, "resource_metadata", read->resource_metadata);
  put(members, "dpop_nonce", read->dpop_nonce);
  return members;
}

std::optional<Response> write_body(const Members& members, int status, bool basic) {
  ErrorResponse error;
  error.error = members.at("error").get<std::string>();
  error.extra = members.at("extra");
  take(members, "error_description", error.error_description);
  take(members, "error_uri", error.error_uri);
  take(members, "dpop_nonce", error.dpop_nonce);
  return value_or_nothing(oauth::oauth2::write_error_response(
      error, status, basic ? UsedScheme::basic : UsedScheme::none));
}

std::optional<std::string> write_challenge(const Members& members) {
  ResourceChallenge challenge;
  std::optional<std::string> error;
  take(members, "realm", challenge.realm);
  take(members, "scope", challenge.scope);
  take(members, "resource_metadata", challenge.resource_metadata);
  take(members, "error", error);
  return value_or_nothing(oauth::oauth2::write_bearer_challenge(challenge, error.value_or("")));
}

}  // namespace

template <>
ErrorResponseReader reference<ErrorResponseReader>() {
  return {.parse_body = parse<Endpoint::token>,
          .parse_challenge = parse<Endpoint::resource>,
          .write_body = write_body,
          .write_challenge = write_challenge};
}

}  // namespace oauthspec::fuzz
