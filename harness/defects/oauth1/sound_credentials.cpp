// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/functions.h"
#include "harness/reference/base/secret.h"

namespace oauthspec::defects::oauth1 {
namespace {

// RFC5849-2.1-8, RFC5849-2.3-9
Result<void> check_response(const Response& response) {
  if (response.status != 200) return refuse(Errc::status_unexpected);
  if (!oauth::message::has_form_content_type(response.headers))
    return refuse(Errc::content_type_unexpected);
  return {};
}

// RFC5849-2.1-9, RFC5849-2.1-10, RFC5849-2.1-11, RFC5849-2.3-10, RFC5849-2.3-11
Result<void> check_credentials(rfc::CredentialsKind kind, const Parameters& parameters) {
  for (const string_view name : {"oauth_token", "oauth_token_secret", "oauth_callback_confirmed"}) {
    if (parameters.count(name) > 1) return refuse(Errc::parameter_duplicated);
  }
  if (!parameters.find("oauth_token") || !parameters.find("oauth_token_secret"))
    return refuse(Errc::parameter_missing);
  if (kind == rfc::CredentialsKind::temporary &&
      parameters.find("oauth_callback_confirmed") != "true")
    return refuse(Errc::callback_not_confirmed);
  return {};
}

std::optional<string_view> pick(const Parameters& parameters, string_view name) {
  return parameters.find(name);
}

string_view callback_query(const Uri& uri) {
  return uri.query.value_or("");
}

// RFC5849-2.2-10, RFC5849-2.2-11
Result<void> check_callback(const Parameters& parameters) {
  for (const string_view name : {"oauth_token", "oauth_verifier"}) {
    if (!parameters.find(name)) return refuse(Errc::parameter_missing);
    if (parameters.count(name) > 1) return refuse(Errc::parameter_duplicated);
  }
  return {};
}

Result<void> check_endpoint(string_view endpoint) {
  const auto uri = oauth::codec::parse_uri(endpoint);
  if (!uri) return std::unexpected(uri.error());
  if (uri->authority.value_or(Authority{}).host.empty()) return refuse(Errc::uri_host_missing);
  return {};
}

// RFC5849-2.2-2, RFC5849-2-5
std::string add_to_query(const Functions& /*library*/, string_view endpoint,
                         const Parameters& parameters) {
  std::string url(endpoint);
  oauth::message::append_to_query(url, parameters);
  return url;
}

}  // namespace

void put_credentials_functions(Functions& library) {
  library.check_response = check_response;
  library.check_credentials = check_credentials;
  library.pick = pick;
  library.callback_query = callback_query;
  library.check_callback = check_callback;
  // RFC5849-2.2-10, RFC5849-4.13-2
  library.same_token = oauth::equal_in_constant_time;
  library.check_endpoint = check_endpoint;
  library.add_to_query = add_to_query;
}

}  // namespace oauthspec::defects::oauth1
