// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/request_parameters.h"

#include <utility>

#include "harness/reference/codec/uri.h"

namespace oauth::oauth1 {
namespace {

Result<void> collect_query(const message::Request& request, message::Parameters& query) {
  const auto uri = codec::parse_uri(request.url);
  if (!uri) return std::unexpected(uri.error());
  // RFC5849-3.4.1.3.1-1: the query is read as a form.
  auto done = query.add_form(uri->query.value_or(""));
  if (!done) done.error().offset += uri->query_offset;
  return done;
}

}  // namespace

const message::Parameters& RequestParameters::at(Location location) const {
  switch (location) {
    case Location::authorization_header:
      return authorization_header;
    case Location::form_body:
      return form_body;
    case Location::query:
      break;
  }
  return query;
}

Result<RequestParameters> collect_parameters(const message::Request& request) {
  // RFC5849-3.4.1.3.1-10: whatever the method is.
  RequestParameters collected;
  if (auto done = collect_query(request, collected.query); !done)
    return std::unexpected(done.error());
  auto header = find_authorization_header(request);
  if (!header) return std::unexpected(header.error());
  if (std::optional<AuthorizationHeader>& found = *header) {
    // RFC5849-3.4.1.3.1-2: the realm is no parameter.
    collected.authorization_header = std::move(found->parameters);
    collected.realm = std::move(found->realm);
  }
  // RFC5849-3.4.1.3.1-3, RFC5849-3.4.1.3.1-4: the body takes part only as a form. A multipart body
  // has another type. One that says it is a form and has characters that no form has is read all
  // the same: left out, it would be open to change.
  if (message::has_form_content_type(request.headers)) {
    if (auto done = collected.form_body.add_form(request.body); !done)
      return std::unexpected(done.error());
  }
  return collected;
}

Result<std::optional<AuthorizationHeader>> find_authorization_header(
    const message::Request& request) {
  std::optional<AuthorizationHeader> found;
  for (const message::HeaderField& field : request.headers) {
    if (!message::equal_without_case(field.name, "Authorization") || !has_oauth_scheme(field.value))
      continue;
    if (found) return std::unexpected(Error{Errc::header_duplicate, 0});
    auto header = parse_authorization_header(field.value);
    if (!header) return std::unexpected(header.error());
    found = std::move(*header);
  }
  return found;
}

}  // namespace oauth::oauth1
