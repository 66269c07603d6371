// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/token_request.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Request;

Answer<TokenFields> parse_rightly(const Request& request) {
  return reference<TokenEndpoint>().parse(request);
}

/// With a body of other pairs, where it is a form.
template <class Change>
Answer<TokenFields> parse_changed(const Request& request, Change change) {
  auto pairs = model_read_form(request.body);
  if (!pairs) return parse_rightly(request);
  change(*pairs);
  Request changed = request;
  changed.body = model_write_form(*pairs);
  return parse_rightly(changed);
}

Answer<TokenFields> parse_first_of_two(const Request& request) {
  return parse_changed(request, [](PairList& pairs) {
    const auto is_code = [](const auto& pair) { return pair.first == "code"; };
    const auto first = std::ranges::find_if(pairs, is_code);
    if (first != pairs.end())
      pairs.erase(std::remove_if(first + 1, pairs.end(), is_code), pairs.end());
  });
}

Answer<TokenFields> parse_basic_first(const Request& request) {
  if (model_fields(request, "authorization").empty()) return parse_rightly(request);
  return parse_changed(request, [](PairList& pairs) {
    std::erase_if(pairs, [](const auto& pair) { return pair.first == "client_secret"; });
  });
}

Answer<TokenFields> parse_client_id_of_form(const Request& request) {
  const auto pairs = model_read_form(request.body);
  const auto client_id = pairs ? model_value(*pairs, "client_id") : std::nullopt;
  if (!client_id || model_fields(request, "authorization").empty()) return parse_rightly(request);
  auto answer = parse_changed(request, [](PairList& changed) {
    std::erase_if(changed, [](const auto& pair) { return pair.first == "client_id"; });
  });
  if (auto* const fields = std::get_if<TokenFields>(&answer)) fields->client.client_id = *client_id;
  return answer;
}

Answer<TokenFields> parse_any_assertion(const Request& request) {
  return parse_changed(request, [](PairList& pairs) {
    for (auto& [name, value] : pairs) {
      if (name == "client_assertion_type" && value.starts_with("urn:")) {
        value = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
      }
    }
  });
}

Answer<TokenFields> parse_json(const Request& request) {
  Request changed = request;
  for (auto& field : changed.headers) {
    if (model_lower(field.value) == "application/json") {
      field.value = "application/x-www-form-urlencoded";
    }
  }
  return parse_rightly(changed);
}

std::optional<Request> build_in_query(std::string_view endpoint, const TokenFields& fields,
                                      const PairList& extra) {
  auto sent = reference<TokenEndpoint>().build(endpoint, fields, extra);
  if (sent && fields.client.method == "client_secret_post") sent->url += "?client_secret=";
  return sent;
}

std::optional<Request> build_without_fragments(std::string_view endpoint, const TokenFields& fields,
                                               const PairList& extra) {
  PairList cut = extra;
  for (auto& [name, value] : cut) {
    if (name == "resource") value.resize(std::min(value.find('#'), value.size()));
  }
  return reference<TokenEndpoint>().build(endpoint, fields, cut);
}

constexpr auto kBugs = std::to_array<PlantedBug<TokenEndpoint>>({
    {"first-code-wins", "Of two code parameters the first is taken.", "Keycloak CVE-2026-9689",
     [](TokenEndpoint& endpoint) { endpoint.parse = parse_first_of_two; }},
    {"basic-wins", "A client_secret beside a Basic header field is passed over.", "RFC 6749 2.3",
     [](TokenEndpoint& endpoint) { endpoint.parse = parse_basic_first; }},
    {"client-id-of-form", "The client_id of the form is believed, not that of the header field.",
     "doorkeeper CVE-2016-6582",
     [](TokenEndpoint& endpoint) { endpoint.parse = parse_client_id_of_form; }},
    {"any-assertion-type", "The type of an assertion is any URN.", "RFC 7523 2.2",
     [](TokenEndpoint& endpoint) { endpoint.parse = parse_any_assertion; }},
    {"json-is-form", "A body that says to be JSON is read as a form.", "mashape #14",
     [](TokenEndpoint& endpoint) { endpoint.parse = parse_json; }},
    {"resource-loses-its-fragment", "A resource with a fragment is sent without it, not refused.",
     "RFC 8707 2", [](TokenEndpoint& endpoint) { endpoint.build = build_without_fragments; }},
    {"secret-in-query", "A client_secret is sent in the URI as well.", "RFC 6749 2.3.1",
     [](TokenEndpoint& endpoint) { endpoint.build = build_in_query; }},
});

}  // namespace

template <>
std::span<const PlantedBug<TokenEndpoint>> planted_bugs<TokenEndpoint>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
