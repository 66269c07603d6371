// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/callback.h"

#include <algorithm>
#include <array>
#include <string>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/message/parameters.h"

namespace oauthspec::fuzz {
namespace {

const CallbackCodec& right() {
  static const CallbackCodec codec = reference<CallbackCodec>();
  return codec;
}

/// The verifier of a callback whose token is good.
std::optional<std::string> read_with(std::string_view text, std::string_view token,
                                     bool (*is_good)(std::string_view, std::string_view)) {
  const auto uri = oauth::codec::parse_uri(text);
  oauth::message::Parameters query;
  if (!uri || !query.add_form(uri->query.value_or(""))) return std::nullopt;
  const auto found = query.find("oauth_token");
  const auto verifier = query.find("oauth_verifier");
  if (!found || !verifier || query.count("oauth_token") + query.count("oauth_verifier") != 2 ||
      !is_good(*found, token))
    return std::nullopt;
  return std::string(*verifier);
}

std::optional<std::string> parse_prefix(std::string_view url, std::string_view token) {
  return read_with(url, token, [](std::string_view found, std::string_view waited_for) {
    return found == waited_for || (!found.empty() && waited_for.starts_with(found));
  });
}

std::optional<std::string> parse_first(std::string_view url, std::string_view token) {
  const auto verifier = right().parse(url, token);
  const std::size_t last = url.rfind('&');
  if (verifier || last == std::string_view::npos || !url.substr(last).starts_with("&oauth_"))
    return verifier;
  return right().parse(url.substr(0, last), token);
}

std::optional<std::string> url_behind_fragment(std::string_view endpoint, std::string_view token) {
  const auto url = right().authorization_url(endpoint, token);
  if (!url || !endpoint.contains('#')) return url;
  return std::string(endpoint) + "?oauth_token=" + oauth::codec::percent_encode(token);
}

std::optional<std::string> url_with_token_as_it_is(std::string_view endpoint,
                                                   std::string_view token) {
  const auto plain = oauth::codec::percent_decode(token);
  return right().authorization_url(endpoint, plain ? std::string_view(*plain) : token);
}

std::optional<std::string> callback_with_two_question_marks(std::string_view callback,
                                                            std::string_view token,
                                                            std::string_view verifier) {
  const auto url = right().callback_url(callback, token, verifier);
  // A query that is there, but ends with an empty pair, is taken for none.
  if (!url || !callback.ends_with('&')) return url;
  return std::string(callback) + "?oauth_token=" + oauth::codec::percent_encode(token) +
         "&oauth_verifier=" + oauth::codec::percent_encode(verifier);
}

constexpr auto kBugs = std::to_array<PlantedBug<CallbackCodec>>({
    {"token-is-a-prefix", "A callback is taken whose token is the beginning of the right one.",
     "OAuth session fixation 2009.1", [](CallbackCodec& codec) { codec.parse = parse_prefix; }},
    {"first-of-two", "Of two verifiers the first is taken.", "Keycloak CVE-2026-9689",
     [](CallbackCodec& codec) { codec.parse = parse_first; }},
    {"query-behind-the-fragment", "The token is added behind the fragment.", "RFC 3986 3.5",
     [](CallbackCodec& codec) { codec.authorization_url = url_behind_fragment; }},
    {"escaped-token-is-left-alone", "A token that holds escapes already is not encoded.",
     "postman #678",
     [](CallbackCodec& codec) { codec.authorization_url = url_with_token_as_it_is; }},
    {"second-question-mark", "A second question mark stands behind a query that ends with &.",
     "RFC 5849 3.5.3",
     [](CallbackCodec& codec) { codec.callback_url = callback_with_two_question_marks; }},
});

}  // namespace

template <>
std::span<const PlantedBug<CallbackCodec>> planted_bugs<CallbackCodec>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
