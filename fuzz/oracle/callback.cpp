// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/callback.h"

#include <algorithm>

#include "fuzz/check/holds.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/oauth1_base_string_model.h"

namespace oauthspec::fuzz {
namespace {

using oauth1_model::Url;

std::optional<Pairs> query_of(const std::optional<Url>& url) {
  return url ? oauth1_model::read_form(url->query) : std::nullopt;
}

/// Section 2.2: both parameters, once each, and the token that the client waits for.
std::optional<std::string> model_parse(std::string_view text, std::string_view token) {
  const auto query = query_of(oauth1_model::read_url(text));
  if (!query || oauth1_model::count(*query, "oauth_token") != 1 ||
      oauth1_model::count(*query, "oauth_verifier") != 1 ||
      oauth1_model::find(*query, "oauth_token") != token)
    return std::nullopt;
  return oauth1_model::find(*query, "oauth_verifier");
}

/// Section 2: an endpoint has a host, and no parameter of the protocol.
bool is_endpoint(std::string_view text) {
  const auto url = oauth1_model::read_url(text);
  const auto query = query_of(url);
  return query && !url->host.empty() && std::ranges::none_of(*query, [](const auto& pair) {
           return pair.first.starts_with("oauth_");
         });
}

/// Whether `written` is the URI `before` with the parameters behind its own.
void check_written(std::string_view before, std::string_view written, const Pairs& added) {
  const std::string_view kept = before.substr(0, before.find_first_of("?#"));
  holds(written.starts_with(kept) && written.substr(kept.size()).starts_with('?'),
        "scheme, authority and path stay as they are");
  const auto old_url = oauth1_model::read_url(before);
  const auto url = oauth1_model::read_url(written);
  holds(url.has_value(), "what is written is a URI");
  holds(old_url && url && url->fragment == old_url->fragment, "the fragment stays as it is");
  auto expected = query_of(old_url).value_or(Pairs{});
  expected.insert(expected.end(), added.begin(), added.end());
  holds(query_of(url) == expected, "parameters are added behind those that are there");
}

void check_endpoint(const CallbackCodec& codec, std::string_view endpoint, std::string_view token) {
  const auto url = codec.authorization_url(endpoint, token);
  holds(url.has_value() == is_endpoint(endpoint),
        "an endpoint is a URI with a host and without parameters of the protocol");
  if (url) check_written(endpoint, *url, {{"oauth_token", std::string(token)}});
}

void check_coming_back(const CallbackCodec& codec, std::string_view callback,
                       std::string_view token, std::string_view verifier) {
  const auto url = codec.callback_url(callback, token, verifier);
  const auto query = query_of(oauth1_model::read_url(callback));
  holds(url.has_value() == query.has_value(), "a callback is any URI");
  if (!url || !query) return;
  check_written(callback, *url,
                {{"oauth_token", std::string(token)}, {"oauth_verifier", std::string(verifier)}});
  if (codec.parse == nullptr) return;
  const bool had_some =
      oauth1_model::count(*query, "oauth_token") + oauth1_model::count(*query, "oauth_verifier") !=
      0;
  const auto read = codec.parse(*url, token);
  holds(had_some ? !read.has_value() : read == verifier,
        "parsing undoes writing, unless a parameter stands twice then");
  std::string other(token);
  if (other.empty()) return;
  other.back() = static_cast<char>(static_cast<unsigned char>(other.back()) ^ 1U);
  holds(!codec.parse(*url, other), "another token is refused");
}

}  // namespace

void check_callback(const CallbackCodec& codec, std::string_view input) {
  const auto [url, token, verifier] = split_parts<3>(input);
  if (codec.authorization_url != nullptr) check_endpoint(codec, url, token);
  if (codec.callback_url != nullptr) check_coming_back(codec, url, token, verifier);
  if (codec.parse != nullptr) {
    holds(codec.parse(url, token) == model_parse(url, token),
          "a callback has the token that is waited for, and a verifier, once each");
  }
}

}  // namespace oauthspec::fuzz
