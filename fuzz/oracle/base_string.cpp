// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/base_string.h"

#include <algorithm>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"
#include "fuzz/oracle/oauth1_base_string_model.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Request;

void check_uri(const BaseStringBuilder& builder, const Request& request) {
  const auto hosts = oauth1_model::fields_named(request.headers, "host");
  const std::optional<std::string> host = hosts.empty() ? std::nullopt : std::optional(hosts[0]);
  const auto uri = builder.uri(request.url, host);
  holds(uri == oauth1_model::base_string_uri(request.url, host),
        "the base string URI is as RFC 5849 section 3.4.1.2 says");
  if (!uri) return;
  holds(builder.uri(*uri, std::nullopt) == uri, "the base string URI of such a URI is itself");
}

void check_normalizing(const BaseStringBuilder& builder, Pairs parameters) {
  const std::string text = builder.normalize(parameters);
  holds(text == oauth1_model::normalize(parameters),
        "parameters are normalised as RFC 5849 section 3.4.1.3.2 says");
  std::ranges::reverse(parameters);
  std::ranges::rotate(parameters,
                      parameters.begin() + static_cast<std::ptrdiff_t>(parameters.size() / 2));
  holds(builder.normalize(parameters) == text, "the order of parameters makes no difference");
  auto read = oauth1_model::read_form(text);
  holds(read.has_value(), "normalised parameters are a form");
  if (!read) return;
  std::ranges::sort(*read);
  std::ranges::sort(parameters);
  holds(*read == parameters, "normalising loses and adds no parameter");
}

/// The same request with one more parameter, written in two ways.
void check_other_spelling(const BaseStringBuilder& builder, Request request) {
  if (!builder.base_string(request, {})) return;
  const auto beside = builder.base_string(request, {{"z=", "%26 &"}, {"oauth_signature", "other"}});
  request.method = oauth1_model::lower(request.method);
  const std::size_t fragment = std::min(request.url.find('#'), request.url.size());
  const bool has_query = request.url.find('?') < fragment;
  request.url.insert(fragment, has_query ? "&z%3d=%2526+%26" : "?z%3d=%2526+%26");
  holds(builder.base_string(request, {}) == beside,
        "a parameter is signed alike wherever it stands, whatever the signature and the method's "
        "case");
}

void check_text(const BaseStringBuilder& builder, const Request& request,
                const std::optional<oauth1_model::Collected>& collected) {
  const auto text = builder.base_string(request, {});
  const auto expected =
      collected ? oauth1_model::base_string(request, *collected, {}) : std::nullopt;
  holds(text.has_value() == expected.has_value(),
        "a base string is refused where the request cannot be read, and nowhere else");
  if (!text || !expected) return;
  holds(*text == *expected, "the base string is as RFC 5849 section 3.4.1.1 says");
}

}  // namespace

void check_base_string(const BaseStringBuilder& builder, std::string_view input) {
  const Request request = read_request(input);
  const Turn turn(input, 4);
  if (turn.is(0) && builder.uri != nullptr) check_uri(builder, request);
  if (turn.is(1) && builder.base_string != nullptr) check_other_spelling(builder, request);
  if (!turn.is(2) && !turn.is(3)) return;
  const auto collected = oauth1_model::collect(request);
  if (turn.is(2) && builder.normalize != nullptr && collected) {
    Pairs all = collected->query;
    for (const Pairs* more : {&collected->header, &collected->body})
      all.insert(all.end(), more->begin(), more->end());
    check_normalizing(builder, std::move(all));
  }
  if (turn.is(3) && builder.base_string != nullptr) check_text(builder, request, collected);
}

}  // namespace oauthspec::fuzz
