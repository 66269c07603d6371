// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/fits.h"

#include <algorithm>
#include <string>

#include "harness/reference/message/http.h"
#include "mock_provider/control/edit_reply.h"

namespace oauthspec::provider::control::fits {
namespace {

bool has_member(const http::Reply& reply, const std::string& name) {
  const auto body = json_object(reply);
  return body && body->contains(name);
}

bool redirects_with(const http::Reply& reply, std::initializer_list<std::string_view> names) {
  const auto found = redirection(reply);
  return found && std::ranges::any_of(names, [&](std::string_view name) {
           return value_of(found->parameters, name).has_value();
         });
}

bool has_grant_type(const Call& call, std::string_view grant_type) {
  return value_of(read_pairs(call.request.body), "grant_type") == grant_type;
}

}  // namespace

bool always(const Call& /*call*/, const http::Reply& /*reply*/) {
  return true;
}

bool has_body(const Call& /*call*/, const http::Reply& reply) {
  return !reply.response.body.empty();
}

bool has_json(const Call& /*call*/, const http::Reply& reply) {
  return json_object(reply).has_value();
}

bool has_token(const Call& /*call*/, const http::Reply& reply) {
  return reply.response.status == 200 && has_member(reply, "access_token");
}

bool has_refresh_token(const Call& call, const http::Reply& reply) {
  return has_token(call, reply) && has_member(reply, "refresh_token");
}

bool has_jwt(const Call& call, const http::Reply& reply) {
  if (!has_token(call, reply)) {
    return false;
  }
  const auto body = json_object(reply);
  const auto& token = body->at("access_token");
  return token.is_string() && std::ranges::count(token.get_ref<const std::string&>(), '.') == 2;
}

bool is_authorization_response(const Call& /*call*/, const http::Reply& reply) {
  return redirects_with(reply, {"code", "access_token", "error"});
}

bool has_code(const Call& /*call*/, const http::Reply& reply) {
  return redirects_with(reply, {"code"});
}

bool is_granted(const Call& /*call*/, const http::Reply& reply) {
  return redirects_with(reply, {"code", "access_token"});
}

bool has_verifier(const Call& /*call*/, const http::Reply& reply) {
  return redirects_with(reply, {"oauth_verifier"});
}

bool has_credentials(const Call& /*call*/, const http::Reply& reply) {
  return reply.response.status == 200 &&
         value_of(read_pairs(reply.response.body), "oauth_token_secret").has_value();
}

bool has_temporary_credentials(const Call& call, const http::Reply& reply) {
  return has_credentials(call, reply) &&
         value_of(read_pairs(reply.response.body), "oauth_callback_confirmed").has_value();
}

bool has_challenge(const Call& /*call*/, const http::Reply& reply) {
  return oauth::message::find_header(reply.response.headers, "WWW-Authenticate").has_value();
}

bool is_success(const Call& /*call*/, const http::Reply& reply) {
  constexpr int kFirstOther = 300;
  return reply.response.status < kFirstOther;
}

bool is_device_poll(const Call& call, const http::Reply& /*reply*/) {
  return has_grant_type(call, "urn:ietf:params:oauth:grant-type:device_code");
}

bool is_refresh(const Call& call, const http::Reply& /*reply*/) {
  return has_grant_type(call, "refresh_token");
}

bool is_code_exchange(const Call& call, const http::Reply& /*reply*/) {
  return has_grant_type(call, "authorization_code");
}

bool is_refreshed(const Call& call, const http::Reply& reply) {
  return is_refresh(call, reply) && has_token(call, reply);
}

}  // namespace oauthspec::provider::control::fits
