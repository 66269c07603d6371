// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/introspection.h"

#include <utility>

#include "harness/reference/oauth2/json_object.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;

constexpr int kOk = 200;

// RFC7662-2.2-7: a text, or a list of texts.
std::optional<std::vector<std::string>> read_audience(const json& object, MemberReader& reader) {
  const auto found = object.find("aud");
  if (found != object.end() && found->is_string()) {
    return std::vector{found->get<std::string>()};
  }
  return reader.optional_texts("aud");
}

template <class T>
void put(json& object, const char* name, const std::optional<T>& value) {
  if (value) object[name] = *value;
}

}  // namespace

Result<IntrospectionResponse> parse_introspection(const message::Response& response) {
  // RFC7662-2.2-13: of an inactive token too.
  if (response.status != kOk) return std::unexpected(Error{Errc::status_unexpected, 0});
  const auto object = read_object(response);
  if (!object) return std::unexpected(object.error());
  MemberReader reader(*object);
  // RFC7662-2.2-2
  const auto active = reader.optional_truth("active");
  if (!active) reader.refuse(Errc::member_missing);
  IntrospectionResponse read{
      .active = active.value_or(false),
      .scope = reader.optional_scope("scope"),  // RFC7662-2.2-4
      .client_id = reader.optional_text("client_id"),
      .username = reader.optional_text("username"),
      .token_type = reader.optional_text("token_type"),
      .exp = reader.optional_seconds("exp"),  // RFC7662-2.2-6
      .iat = reader.optional_seconds("iat"),
      .nbf = reader.optional_seconds("nbf"),
      .sub = reader.optional_text("sub"),  // RFC7662-2.2-8
      .aud = read_audience(*object, reader),
      .iss = reader.optional_text("iss"),
      .jti = reader.optional_text("jti"),
      .cnf = reader.optional_object("cnf"),
      .extra = others(*object, {"active", "scope", "client_id", "username", "token_type", "exp",
                                "iat", "nbf", "sub", "aud", "iss", "jti", "cnf"})};
  if (auto done = reader.done(); !done) return std::unexpected(done.error());
  return read;
}

Result<message::Response> write_introspection(const IntrospectionResponse& response) {
  // RFC7662-2.2-12, RFC7662-4-11
  json object = response.active ? response.extra : json::object();
  object["active"] = response.active;
  if (response.active) {
    if (response.scope) {
      auto scope = write_scope(*response.scope);
      if (!scope) return std::unexpected(scope.error());
      object["scope"] = *std::move(scope);
    }
    put(object, "client_id", response.client_id);
    put(object, "username", response.username);
    put(object, "token_type", response.token_type);
    put(object, "exp", response.exp);
    put(object, "iat", response.iat);
    put(object, "nbf", response.nbf);
    put(object, "sub", response.sub);
    put(object, "aud", response.aud);
    put(object, "iss", response.iss);
    put(object, "jti", response.jti);
    put(object, "cnf", response.cnf);
  }
  return if_readable(write_object(kOk, object), parse_introspection);
}

}  // namespace oauth::oauth2
