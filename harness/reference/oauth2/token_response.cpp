// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/token_response.h"

#include <algorithm>
#include <utility>

#include "harness/reference/codec/json.h"
#include "harness/reference/oauth2/characters.h"
#include "harness/reference/oauth2/json_object.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;

constexpr int kOk = 200;
constexpr std::int64_t kYear = std::int64_t{366} * 86'400;
// RFC 8693 section 2.2.1: what token_type says where the issued token is no access token.
constexpr std::string_view kNotApplicable = "N_A";

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

bool understands(const std::vector<std::string>& types, std::string_view type, bool exchange) {
  if (exchange && same_token_type(type, kNotApplicable)) return true;
  return std::ranges::any_of(
      types, [type](const std::string& known) { return same_token_type(known, type); });
}

/// RFC6749-A.13-1: a type-name or a URI-reference; either is visible ASCII.
TokenResponse read_members(const json& object, MemberReader& reader, bool exchange) {
  TokenResponse read;
  // RFC6749-5.1-5, RFC6749-5.1-6, RFC6749-A.12-1, RFC6749-A.17-1
  read.access_token = Secret::take(reader.required_text("access_token", is_vschar));
  read.token_type = reader.required_text("token_type", is_nqchar);
  read.expires_in = reader.optional_seconds("expires_in");
  if (auto token = reader.optional_text("refresh_token", is_vschar)) {
    read.refresh_token = Secret::take(*std::move(token));
  }
  read.scope = reader.optional_scope("scope");
  if (exchange) {
    read.issued_token_type = reader.required_uri("issued_token_type");
  } else {
    read.issued_token_type = reader.optional_text("issued_token_type");
  }
  // RFC6749-5.1-13: what is not known is no error.
  read.extra = others(object, {"access_token", "token_type", "expires_in", "refresh_token", "scope",
                               "issued_token_type"});
  return read;
}

/// Whether every member is one that parse_token_response() takes, as far as that can be seen without writing and parsing it: a server
/// writes so many of these that it pays. All of them are ASCII then.
bool is_plain(const TokenResponse& response) {
  // RFC6749-5.1-5, RFC6749-5.1-6, RFC6749-A.12-1, RFC6749-A.14-1, RFC6749-A.17-1
  return response.extra.empty() && is_all(response.access_token.reveal(), is_vschar) &&
         is_all(response.token_type, is_nqchar) &&
         (!response.expires_in || (*response.expires_in >= 0 && *response.expires_in <= kYear)) &&
         (!response.refresh_token || is_all(response.refresh_token->reveal(), is_vschar)) &&
         (!response.issued_token_type || is_all(*response.issued_token_type, is_nqchar));
}

/// The members of a plain one, in the order of their names as write_object() has them.
std::string plain_body(const TokenResponse& response, const std::optional<std::string>& scope) {
  std::string body = R"({"access_token":)";
  body.reserve(256);
  codec::append_json_string(body, response.access_token.reveal());
  if (response.expires_in) {
    (body += R"(,"expires_in":)") += std::to_string(*response.expires_in);
  }
  const auto add = [&body](std::string_view name, std::string_view value) {
    ((body += R"(,")") += name) += R"(":)";
    codec::append_json_string(body, value);
  };
  if (response.issued_token_type) add("issued_token_type", *response.issued_token_type);
  if (response.refresh_token) add("refresh_token", response.refresh_token->reveal());
  if (scope) add("scope", *scope);
  add("token_type", response.token_type);
  body += '}';
  return body;
}

Result<message::Response> write_members(const TokenResponse& response,
                                        const std::optional<std::string>& scope) {
  json object = response.extra;
  object["access_token"] = response.access_token.reveal();
  object["token_type"] = response.token_type;
  if (response.expires_in) object["expires_in"] = *response.expires_in;
  if (response.refresh_token) object["refresh_token"] = response.refresh_token->reveal();
  if (scope) object["scope"] = *scope;
  if (response.issued_token_type) object["issued_token_type"] = *response.issued_token_type;
  return write_object(kOk, object);
}

void add_fields(const TokenResponse& response, message::Response& written) {
  // RFC6749-5.1-12
  written.headers.push_back({"Pragma", "no-cache"});
  if (response.dpop_nonce) written.headers.push_back({"DPoP-Nonce", *response.dpop_nonce});
}

}  // namespace

bool same_token_type(std::string_view a, std::string_view b) {
  // RFC6749-5.1-7
  return message::equal_without_case(a, b);
}

Result<TokenResponse> parse_token_response(const message::Response& response,
                                           const std::vector<std::string>& token_types,
                                           bool exchange) {
  // RFC6749-5.1-1
  if (response.status != kOk) return refuse(Errc::error_response);
  const auto object = read_object(response);
  if (!object) return std::unexpected(object.error());
  MemberReader reader(*object);
  TokenResponse read = read_members(*object, reader, exchange);
  if (auto done = reader.done(); !done) return std::unexpected(done.error());
  // RFC6749-7.1-1: a token whose type the client does not understand is of no use.
  if (!understands(token_types, read.token_type, exchange)) {
    return refuse(Errc::token_type_unsupported);
  }
  if (const auto nonce = message::find_header(response.headers, "DPoP-Nonce")) {
    read.dpop_nonce = std::string(*nonce);
  }
  return read;
}

Result<message::Response> write_token_response(const TokenResponse& response) {
  constexpr std::size_t kFarBelowAnyLimit = 65'536;
  std::optional<std::string> scope;
  if (response.scope) {
    auto text = write_scope(*response.scope);
    if (!text) return std::unexpected(text.error());
    scope = *std::move(text);
  }
  if (is_plain(response)) {
    if (std::string body = plain_body(response, scope); body.size() < kFarBelowAnyLimit) {
      message::Response written = object_response(kOk, std::move(body));  // RFC6749-5.1-11
      add_fields(response, written);
      return written;
    }
  }
  auto written = write_members(response, scope);
  if (!written) return written;
  add_fields(response, *written);
  return if_readable(std::move(written), [&response](const message::Response& sent) {
    return parse_token_response(sent, {response.token_type}, false);
  });
}

}  // namespace oauth::oauth2
