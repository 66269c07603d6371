// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/authorization_response.h"

#include <utility>

#include "fuzz/oracle/authorization_response.h"
#include "fuzz/subjects/members.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;

oauth2::ResponseMode mode_of(ResponseMode mode) {
  switch (mode) {
    case ResponseMode::query:
      return oauth2::ResponseMode::query;
    case ResponseMode::fragment:
      return oauth2::ResponseMode::fragment;
    case ResponseMode::form_post:
      break;
  }
  return oauth2::ResponseMode::form_post;
}

struct OutcomeReader {
  Members& members;

  void operator()(const oauth2::GrantedCode& granted) const {
    members["code"] = granted.code.reveal();
  }
  void operator()(const oauth2::GrantedToken& granted) const {
    members["access_token"] = granted.access_token.reveal();
    members["token_type"] = granted.token_type;
    put(members, "expires_in", granted.expires_in);
    put(members, "scope", granted.scope);
  }
  void operator()(const oauth2::Denied& denied) const {
    members["error"] = denied.error;
    put(members, "error_description", denied.error_description);
    put(members, "error_uri", denied.error_uri);
  }
};

std::optional<Members> parse(const oauth::message::Request& request,
                             const SentAuthorization& sent) {
  const auto type = sent.wants_token ? oauth2::ResponseType::token : oauth2::ResponseType::code;
  const auto read = oauth2::parse_authorization_response(
      request,
      {type, mode_of(sent.mode), sent.redirect_uri, sent.state, sent.issuer, sent.iss_supported});
  if (!read) return std::nullopt;
  Members members{{"extra", json::array()}};
  std::visit(OutcomeReader{members}, read->outcome);
  put(members, "state", read->state);
  put(members, "iss", read->iss);
  for (const auto parameter : read->extra) {
    members["extra"].push_back(json::array({parameter.name, parameter.value}));
  }
  return members;
}

oauth::Secret secret_of(const Members& members, const char* name) {
  return oauth::Secret(members.at(name).get_ref<const std::string&>());
}

decltype(oauth2::AuthorizationResponse::outcome) outcome_of(const Members& members) {
  if (members.contains("code")) return oauth2::GrantedCode{secret_of(members, "code")};
  if (members.contains("access_token")) {
    oauth2::GrantedToken granted{secret_of(members, "access_token"),
                                 members.at("token_type").get<std::string>(), std::nullopt,
                                 std::nullopt};
    take(members, "expires_in", granted.expires_in);
    take(members, "scope", granted.scope);
    return granted;
  }
  oauth2::Denied denied{members.at("error").get<std::string>(), std::nullopt, std::nullopt};
  take(members, "error_description", denied.error_description);
  take(members, "error_uri", denied.error_uri);
  return denied;
}

std::optional<std::string> write(std::string_view redirect_uri, const Members& members,
                                 ResponseMode mode) {
  oauth2::AuthorizationResponse response;
  response.outcome = outcome_of(members);
  take(members, "state", response.state);
  take(members, "iss", response.iss);
  for (const json& pair : members.at("extra")) {
    response.extra.add(pair[0].get_ref<const std::string&>(),
                       pair[1].get_ref<const std::string&>());
  }
  return value_or_nothing(
      oauth2::write_authorization_response(redirect_uri, response, mode_of(mode)));
}

}  // namespace

template <>
AuthorizationResponseReader reference<AuthorizationResponseReader>() {
  return {.parse = parse, .write = write};
}

}  // namespace oauthspec::fuzz
