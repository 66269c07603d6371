// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/authorization.h"

#include <cstddef>

#include "harness/reference/base/secret.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth1/request_parameters.h"

namespace oauth::oauth1 {
namespace {

Result<message::Parameters> query_of(std::string_view url) {
  const auto uri = codec::parse_uri(url);
  if (!uri) return std::unexpected(uri.error());
  message::Parameters query;
  if (!uri->query) return query;
  if (auto done = query.add_form(*uri->query); !done) {
    return std::unexpected(Error{done.error().code, done.error().offset + uri->query_offset});
  }
  return query;
}

}  // namespace

Result<std::string> authorization_url(std::string_view endpoint, std::string_view token,
                                      const message::Parameters& extra) {
  const auto query = query_of(endpoint);
  if (!query) return std::unexpected(query.error());
  // RFC5849-2-4: the server's own query has no parameter of the namespace.
  for (const message::ParameterView parameter : *query) {
    if (is_protocol_parameter(parameter.name))
      return std::unexpected(Error{Errc::parameter_duplicated, 0});
  }
  // RFC5849-2.2-2, RFC5849-2-5: oauth_token joins the endpoint's query.
  message::Parameters added{{"oauth_token", token}};
  for (const message::ParameterView parameter : extra) added.add(parameter);
  if (const auto uri = codec::parse_uri(endpoint);
      !uri->authority || uri->authority->host.empty()) {
    return std::unexpected(Error{Errc::uri_host_missing, 0});
  }
  std::string url(endpoint);
  message::append_to_query(url, added);
  return url;
}

Result<Callback> parse_callback(std::string_view url, std::string_view token) {
  const auto query = query_of(url);
  if (!query) return std::unexpected(query.error());
  // RFC5849-2.2-10, RFC5849-2.2-11: both are required.
  for (const std::string_view name : {"oauth_token", "oauth_verifier"}) {
    const std::size_t found = query->count(name);
    if (found == 0) return std::unexpected(Error{Errc::parameter_missing, 0});
    if (found > 1) return std::unexpected(Error{Errc::parameter_duplicated, 0});
  }
  // RFC5849-2.2-10: the identifier is the one that the client sent.
  if (!equal_in_constant_time(*query->find("oauth_token"), token)) {
    return std::unexpected(Error{Errc::callback_token_mismatch, 0});
  }
  return Callback{std::string(token), std::string(*query->find("oauth_verifier"))};
}

Result<std::string> callback_url(std::string_view callback, std::string_view token,
                                 std::string_view verifier) {
  if (const auto uri = codec::parse_uri(callback); !uri) return std::unexpected(uri.error());
  // RFC5849-2.2-12: behind the query that is there.
  std::string url(callback);
  message::append_to_query(url, {{"oauth_token", token}, {"oauth_verifier", verifier}});
  return url;
}

}  // namespace oauth::oauth1
