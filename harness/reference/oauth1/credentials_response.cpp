// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/credentials_response.h"

#include <algorithm>
#include <array>
#include <utility>

namespace oauth::oauth1 {
namespace {

constexpr int kOk = 200;
constexpr std::array<std::string_view, 3> kNames = {"oauth_token", "oauth_token_secret",
                                                    "oauth_callback_confirmed"};

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

Result<void> check(CredentialsKind kind, const message::Parameters& parameters) {
  for (const std::string_view name : kNames) {
    if (parameters.count(name) > 1) return refuse(Errc::parameter_duplicated);
  }
  // RFC5849-2.1-9, RFC5849-2.1-10, RFC5849-2.3-10, RFC5849-2.3-11
  for (const std::string_view name : {"oauth_token", "oauth_token_secret"}) {
    if (!parameters.find(name)) return refuse(Errc::parameter_missing);
  }
  // RFC5849-2.1-11, RFC5849-2.1-12: its absence means an earlier revision of the protocol.
  if (kind == CredentialsKind::temporary && parameters.find("oauth_callback_confirmed") != "true") {
    return refuse(Errc::callback_not_confirmed);
  }
  return {};
}

}  // namespace

Result<CredentialsResponse> parse_credentials_response(CredentialsKind kind,
                                                       const message::Response& response) {
  // RFC5849-2.1-8, RFC5849-2.3-9: 200, and a form.
  if (response.status != kOk) return refuse(Errc::status_unexpected);
  if (!message::has_form_content_type(response.headers))
    return refuse(Errc::content_type_unexpected);
  message::Parameters parameters;
  if (auto done = parameters.add_form(response.body); !done) return std::unexpected(done.error());
  if (auto done = check(kind, parameters); !done) return std::unexpected(done.error());

  // RFC5849-2-7, RFC5849-2-8: identifier and secret may be of any size and hold any octets.
  CredentialsResponse read{{std::string(parameters.find("oauth_token").value_or("")),
                            Secret(parameters.find("oauth_token_secret").value_or(""))},
                           {}};
  for (const message::ParameterView parameter : parameters) {
    if (std::ranges::find(kNames, parameter.name) == kNames.end()) read.extra.add(parameter);
  }
  return read;
}

message::Response write_credentials_response(CredentialsKind kind, const Credentials& credentials) {
  message::Parameters parameters{{"oauth_token", credentials.key},
                                 {"oauth_token_secret", credentials.secret.reveal()}};
  if (kind == CredentialsKind::temporary) parameters.add("oauth_callback_confirmed", "true");
  return {kOk,
          {{"Content-Type", "application/x-www-form-urlencoded"}},
          message::write_form(parameters)};
}

}  // namespace oauth::oauth1
