// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/form_request.h"

#include <string>
#include <utility>

#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth2/repeated_parameter.h"
#include "harness/reference/oauth2/resource.h"

namespace oauth::oauth2 {
namespace {

using message::ParameterView;

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

Result<void> add_options(const FormOptions& options, message::Parameters& form) {
  if (options.scope) {
    const auto scope = write_scope(*options.scope);
    if (!scope) return std::unexpected(scope.error());
    form.add("scope", *scope);
  }
  for (const std::string& resource : options.resource) {
    // RFC8707-2-1, RFC8707-2-2, RFC8693-2.1-2, RFC8693-2.1-3
    if (!is_resource(resource)) return refuse(Errc::resource_invalid);
    form.add("resource", resource);
  }
  for (const ParameterView parameter : options.extra) form.add(parameter);
  return {};
}

}  // namespace

Result<void> check_endpoint(std::string_view endpoint) {
  const auto uri = codec::parse_uri(endpoint);
  if (!uri) return std::unexpected(uri.error());
  // RFC6749-3.2-3
  if (uri->fragment) return refuse(Errc::uri_invalid);
  return {};
}

Result<void> check_secure_endpoint(std::string_view endpoint, bool allow_plain_http) {
  if (auto sound = check_endpoint(endpoint); !sound) return sound;
  const auto uri = codec::parse_uri(endpoint);
  if (!uri || (!allow_plain_http && !message::equal_without_case(uri->scheme, "https"))) {
    return refuse(Errc::uri_scheme_unsupported);
  }
  return {};
}

Result<message::Request> write_form_request(std::string_view endpoint, message::Parameters form,
                                            const Client* client, const FormOptions& options) {
  if (auto sound = check_endpoint(endpoint); !sound) return std::unexpected(sound.error());
  // RFC6749-3.2-2, RFC6749-3.2-5, RFC6749-4.1.3-1
  message::Request request{
      "POST", std::string(endpoint), {{"Content-Type", "application/x-www-form-urlencoded"}}, {}};
  if (auto done = add_options(options, form); !done) return std::unexpected(done.error());
  if (client != nullptr) {
    auto done = add_client_authentication(*client, form, request.headers);
    if (!done) return std::unexpected(done.error());
  }
  if (has_repeated_parameter(form)) return refuse(Errc::parameter_duplicated);
  // RFC9449-5-1
  if (options.dpop_proof) request.headers.push_back({"DPoP", *options.dpop_proof});
  request.body = message::write_form(form);
  return request;
}

}  // namespace oauth::oauth2
