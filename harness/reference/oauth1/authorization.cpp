// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/authorization.h"

#include "harness/reference/base/secret.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth1/request_parameters.h"

namespace oauth::oauth1 {
namespace {

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

Result<message::Parameters> query_of(const codec::Uri& uri) {
  message::Parameters query;
  if (auto done = query.add_form(uri.query.value_or("")); !done) {
    return std::unexpected(Error{done.error().code, done.error().offset + uri.query_offset});
  }
  return query;
}

/// RFC5849-2-4: the query of an advertised endpoint has no parameter of the namespace.
Result<void> check_endpoint(std::string_view endpoint) {
  const auto uri = codec::parse_uri(endpoint);
  if (!uri) return std::unexpected(uri.error());
  const codec::Authority authority = uri->authority.value_or(codec::Authority{});
  if (authority.host.empty()) return refuse(Errc::uri_host_missing);
  const auto query = query_of(*uri);
  if (!query) return std::unexpected(query.error());
  for (const message::ParameterView parameter : *query) {
    if (is_protocol_parameter(parameter.name)) return refuse(Errc::parameter_duplicated);
  }
  return {};
}

}  // namespace

Result<std::string> authorization_url(std::string_view endpoint, std::string_view token,
                                      const message::Parameters& extra) {
  if (auto done = check_endpoint(endpoint); !done) return std::unexpected(done.error());
  // RFC5849-2.2-2, RFC5849-2-5: oauth_token joins the endpoint's query.
  message::Parameters added{{"oauth_token", token}};
  for (const message::ParameterView parameter : extra) {
    // Section 2.2 lets a server specify more parameters, but not a second token.
    if (parameter.name == "oauth_token") return refuse(Errc::parameter_duplicated);
    added.add(parameter);
  }
  std::string url(endpoint);
  message::append_to_query(url, added);
  return url;
}

Result<Callback> parse_callback(std::string_view url, std::string_view token) {
  const auto uri = codec::parse_uri(url);
  if (!uri) return std::unexpected(uri.error());
  const auto query = query_of(*uri);
  if (!query) return std::unexpected(query.error());
  // RFC5849-2.2-10, RFC5849-2.2-11: both are required.
  const auto found = query->find("oauth_token");
  const auto verifier = query->find("oauth_verifier");
  if (!found || !verifier) return refuse(Errc::parameter_missing);
  if (query->count("oauth_token") > 1 || query->count("oauth_verifier") > 1)
    return refuse(Errc::parameter_duplicated);
  // RFC5849-2.2-10, RFC5849-4.13-2: the identifier is the one that the client sent this resource
  // owner away with.
  if (!equal_in_constant_time(*found, token)) return refuse(Errc::callback_token_mismatch);
  return Callback{std::string(token), std::string(*verifier)};
}

Result<std::string> callback_url(std::string_view callback, std::string_view token,
                                 std::string_view verifier) {
  if (const auto uri = codec::parse_uri(callback); !uri) return std::unexpected(uri.error());
  // RFC5849-2.2-9, RFC5849-2.2-12: both parameters, behind the query that is there.
  std::string url(callback);
  message::append_to_query(url, {{"oauth_token", token}, {"oauth_verifier", verifier}});
  return url;
}

}  // namespace oauth::oauth1
