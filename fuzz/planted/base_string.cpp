// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/base_string.h"

#include <algorithm>
#include <array>
#include <string>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/oauth1/authorization_header.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Request;

const BaseStringBuilder& right() {
  static const BaseStringBuilder builder = reference<BaseStringBuilder>();
  return builder;
}

std::optional<std::string> uri_without_443(std::string_view url,
                                           std::optional<std::string_view> host_field) {
  auto uri = right().uri(url, host_field);
  if (!uri) return uri;
  const std::size_t port = uri->find(":443/");
  if (port != std::string::npos) uri->erase(port, 4);
  return uri;
}

std::string normalize_as_form(const Pairs& parameters) {
  Pairs sorted = parameters;
  std::ranges::sort(sorted);
  std::string text = right().normalize(parameters);
  const bool unusual = std::ranges::any_of(parameters, [](const auto& pair) {
    return pair.second.find_first_of("*~") != std::string::npos;
  });
  if (!unusual) return text;
  text.clear();
  for (const auto& [name, value] : sorted) {
    if (!text.empty()) text += '&';
    text += oauth::codec::form_encode(name) + '=' + oauth::codec::form_encode(value);
  }
  return text;
}

std::string normalize_sorted_before(const Pairs& parameters) {
  Pairs sorted = parameters;
  std::ranges::sort(sorted);
  std::string text;
  for (const auto& pair : sorted) {
    if (!text.empty()) text += '&';
    text += right().normalize({pair});
  }
  return text;
}

std::optional<std::string> sign_any_body(const Request& request, const Pairs& more) {
  Request form = request;
  for (auto& field : form.headers) {
    if (field.name == "Content-Type") field.value = "application/x-www-form-urlencoded";
  }
  return right().base_string(form, more);
}

std::optional<std::string> sign_realm(const Request& request, const Pairs& more) {
  Pairs with_realm = more;
  for (const auto& field : request.headers) {
    const auto header = oauth::oauth1::parse_authorization_header(field.value);
    if (header && header->realm) with_realm.emplace_back("realm", *header->realm);
  }
  return right().base_string(request, with_realm);
}

std::optional<std::string> sign_plus_of_query(const Request& request, const Pairs& more) {
  Request escaped = request;
  std::size_t at = escaped.url.find('?');
  if (at == std::string::npos) return right().base_string(request, more);
  while ((at = escaped.url.find('+', at)) != std::string::npos) escaped.url.replace(at, 1, "%2B");
  return right().base_string(escaped, more);
}

constexpr auto kBugs = std::to_array<PlantedBug<BaseStringBuilder>>({
    {"port-of-the-other-scheme", "Port 443 is left out of http URIs, too.", "RFC 5849 3.4.1.2",
     [](BaseStringBuilder& builder) { builder.uri = uri_without_443; }},
    {"form-encoder", "Where a value holds * or ~, parameters are encoded as forms are.",
     "jersey #783", [](BaseStringBuilder& builder) { builder.normalize = normalize_as_form; }},
    {"sorted-before-encoding", "Parameters are sorted before they are encoded.",
     "oauth_reverse_proxy #6",
     [](BaseStringBuilder& builder) { builder.normalize = normalize_sorted_before; }},
    {"any-body-is-a-form", "A body of any content type is signed as a form.",
     "mashape #14, connect-auth #91",
     [](BaseStringBuilder& builder) { builder.base_string = sign_any_body; }},
    {"realm-is-signed", "The realm takes part in the base string.", "ddo/oauth-1.0a #50",
     [](BaseStringBuilder& builder) { builder.base_string = sign_realm; }},
    {"plus-of-the-query-is-kept", "A plus sign of the query is signed as one, not as a space.",
     "postman #1869, WP-API #65",
     [](BaseStringBuilder& builder) { builder.base_string = sign_plus_of_query; }},
});

}  // namespace

template <>
std::span<const PlantedBug<BaseStringBuilder>> planted_bugs<BaseStringBuilder>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
