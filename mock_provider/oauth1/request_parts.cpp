// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth1/request_parts.h"

#include <cstddef>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/reference/codec/form.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/uri.h"

namespace oauthspec::provider::oauth1_endpoints {
namespace {

using Place = SentParameter::Place;

std::string form_decoded(std::string_view text) {
  std::string out;
  if (!oauth::codec::append_form_decoded(out, text)) {
    out = text;
  }
  return out;
}

void add_form(RequestParts& parts, Place place, std::string_view text) {
  for (oauth::codec::RawPairs pairs(text); pairs.next();) {
    const oauth::codec::RawPair& pair = pairs.current();
    parts.parameters.push_back({place, form_decoded(pair.name), form_decoded(pair.value),
                                std::string(pair.name), std::string(pair.value)});
  }
}

// As clients do that take a JSON body for a form: each member of the object is a parameter.
void add_json(RequestParts& parts, std::string_view body) {
  // Members are written by recursion, so that a deep one must not be large.
  constexpr std::size_t kLongest = 4096;
  if (body.size() > kLongest) {
    return;
  }
  const auto document = nlohmann::json::parse(body, nullptr, false);
  if (!document.is_object()) {
    return;
  }
  for (const auto& [name, member] : document.items()) {
    std::string value = member.is_string()
                            ? member.get<std::string>()
                            : member.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    parts.parameters.push_back({Place::json_body, name, value, name, value});
  }
}

void add_header(RequestParts& parts, const oauth::message::Parameters& parameters) {
  for (const oauth::message::ParameterView parameter : parameters) {
    parts.parameters.push_back({Place::header, std::string(parameter.name),
                                std::string(parameter.value),
                                oauth::codec::percent_encode(parameter.name),
                                oauth::codec::percent_encode(parameter.value)});
  }
}

}  // namespace

std::optional<RequestParts> parts_of(const oauth::message::Request& request,
                                     const oauth::oauth1::RequestParameters& collected) {
  const auto uri = oauth::codec::parse_uri(request.url);
  if (!uri || !uri->authority) {
    return std::nullopt;
  }
  oauth::codec::Authority authority = *uri->authority;
  if (const auto host = oauth::message::find_header(request.headers, "Host"); host) {
    const auto sent = oauth::codec::parse_host_and_port(*host);
    if (!sent) {
      return std::nullopt;
    }
    authority = *sent;
  }
  RequestParts parts{.method = request.method,
                     .https = oauth::message::equal_without_case(uri->scheme, "https"),
                     .host = std::string(authority.host),
                     .port = {},
                     .path = std::string(uri->path),
                     .query = std::string(uri->query.value_or("")),
                     .realm = collected.realm,
                     .parameters = {}};
  if (authority.port && !authority.port->empty()) {
    parts.port = *authority.port;
  }
  add_form(parts, Place::query, parts.query);
  if (oauth::message::has_form_content_type(request.headers)) {
    add_form(parts, Place::form_body, request.body);
  } else if (!request.body.empty()) {
    add_json(parts, request.body);
    add_form(parts, Place::other_body, request.body);
  }
  add_header(parts, collected.authorization_header);
  return parts;
}

}  // namespace oauthspec::provider::oauth1_endpoints
