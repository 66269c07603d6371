// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/error_response.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "harness/reference/codec/challenge.h"
#include "harness/reference/oauth2/characters.h"
#include "harness/reference/oauth2/json_object.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;

constexpr int kFirstError = 400;
constexpr int kAfterErrors = 600;
constexpr int kUnauthorized = 401;

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

Result<ErrorResponse> from_body(const message::Response& response) {
  const auto object = read_object(response);
  if (!object) return std::unexpected(object.error());
  MemberReader reader(*object);
  ErrorResponse read;
  // RFC6749-5.2-2, RFC6749-5.2-12, RFC6749-5.2-13, RFC6749-5.2-14
  read.error = reader.required_text("error", is_nqschar);
  read.error_description = reader.optional_text("error_description", is_nqschar);
  read.error_uri = reader.optional_uri("error_uri");
  if (auto done = reader.done(); !done) return std::unexpected(done.error());
  read.extra = others(*object, {"error", "error_description", "error_uri"});
  return read;
}

/// All challenges of all WWW-Authenticate fields.
Result<std::vector<codec::Challenge>> challenges_of(const message::Response& response) {
  std::vector<codec::Challenge> all;
  for (const message::HeaderField& field : response.headers) {
    if (!message::equal_without_case(field.name, "WWW-Authenticate")) continue;
    auto challenges = codec::parse_challenges(field.value);
    if (!challenges) return std::unexpected(challenges.error());
    std::ranges::move(*challenges, std::back_inserter(all));
  }
  return all;
}

std::optional<std::string> text_of(const codec::Challenge& challenge, std::string_view name) {
  const auto found = challenge.find(name);
  return found ? std::optional<std::string>(*found) : std::nullopt;
}

Result<ErrorResponse> from_challenge(const message::Response& response) {
  const auto challenges = challenges_of(response);
  if (!challenges) return std::unexpected(challenges.error());
  const auto names = [](std::string_view scheme) {
    return [scheme](const codec::Challenge& one) { return one.scheme == scheme; };
  };
  auto found = std::ranges::find_if(*challenges, names("bearer"));
  // One of the two that names an error says more than one that does not.
  const auto proof = std::ranges::find_if(*challenges, names("dpop"));
  if (proof != challenges->end() &&
      (found == challenges->end() || (!found->find("error") && proof->find("error")))) {
    found = proof;
  }
  if (found == challenges->end()) return refuse(Errc::header_scheme);
  ErrorResponse read;
  read.error = text_of(*found, "error").value_or("");
  read.error_description = text_of(*found, "error_description");
  read.error_uri = text_of(*found, "error_uri");
  read.realm = text_of(*found, "realm");
  read.resource_metadata = text_of(*found, "resource_metadata");
  if (const auto scope = found->find("scope")) {
    auto tokens = parse_scope(*scope);
    if (!tokens) return std::unexpected(tokens.error());
    read.scope = *std::move(tokens);
  }
  // RFC6750-3-11, RFC6750-3-13
  const auto within = [](const std::optional<std::string>& text, bool (*in_class)(char)) {
    return !text || is_all(*text, in_class);
  };
  if (!within(text_of(*found, "error"), is_nqschar) ||
      !within(read.error_description, is_nqschar) || !within(read.error_uri, is_nqchar)) {
    return refuse(Errc::member_invalid);
  }
  return read;
}

}  // namespace

Result<ErrorResponse> parse_error_response(Endpoint endpoint, const message::Response& response) {
  if (response.status < kFirstError || response.status >= kAfterErrors) {
    return refuse(Errc::status_unexpected);
  }
  auto read = endpoint == Endpoint::resource ? from_challenge(response) : from_body(response);
  if (!read) return read;
  if (const auto nonce = message::find_header(response.headers, "DPoP-Nonce")) {
    read->dpop_nonce = std::string(*nonce);
  }
  return read;
}

Result<message::Response> write_error_response(const ErrorResponse& error, int status,
                                               UsedScheme scheme) {
  json object = error.extra;
  object["error"] = error.error;
  if (error.error_description) object["error_description"] = *error.error_description;
  if (error.error_uri) object["error_uri"] = *error.error_uri;
  // RFC6749-5.2-6
  if (error.error == "invalid_client" && scheme == UsedScheme::basic) status = kUnauthorized;
  auto written = write_object(status, object);
  if (!written) return written;
  written->headers.push_back({"Pragma", "no-cache"});
  // RFC6749-5.2-7; RFC 7235 section 3.1: no 401 is without a challenge, whatever the client sent.
  if (status == kUnauthorized) {
    written->headers.push_back({"WWW-Authenticate", "Basic realm=\"\""});
  }
  if (error.dpop_nonce) written->headers.push_back({"DPoP-Nonce", *error.dpop_nonce});
  // RFC6749-5.2-12, RFC6749-5.2-13, RFC6749-5.2-14
  return if_readable(std::move(written), [](const message::Response& sent) {
    return parse_error_response(Endpoint::token, sent);
  });
}

}  // namespace oauth::oauth2
