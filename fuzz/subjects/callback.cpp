// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/callback.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth1/authorization.h"

namespace oauthspec::fuzz {
namespace {

std::optional<std::string> authorization_url(std::string_view endpoint, std::string_view token) {
  return value_or_nothing(oauth::oauth1::authorization_url(endpoint, token));
}

std::optional<std::string> callback_url(std::string_view callback, std::string_view token,
                                        std::string_view verifier) {
  return value_or_nothing(oauth::oauth1::callback_url(callback, token, verifier));
}

std::optional<std::string> parse(std::string_view url, std::string_view token) {
  const auto callback = oauth::oauth1::parse_callback(url, token);

  if (!callback) return std::nullopt;
  return callback->verifier;
}

}  // namespace

template <>
CallbackCodec reference<CallbackCodec>() {
  return {.authorization_url = authorization_url, .callback_url = callback_url, .parse = parse};
}

}  // namespace oauthspec::fuzz
