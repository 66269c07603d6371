// SPDX-License-Identifier: Apache-2.0
#include "harness/result/sensitive_names.h"

#include <algorithm>
#include <array>
#include <string>

#include "harness/result/without_case.h"

namespace oauthspec::result {
namespace {

constexpr std::array<std::string_view, 4> kSecretEndings{"secret", "password", "_token",
                                                         "assertion"};
constexpr std::array<std::string_view, 7> kSecrets{
    "oauth_verifier", "oauth_session_handle", "code_verifier", "device_code",
    "user_code",      "id_token_hint",        "passwd"};
constexpr std::array<std::string_view, 2> kParameters{"code", "token"};
constexpr std::array<std::string_view, 24> kNames{
    "access_token",         "access_token_expires",
    "actor_token",          "actor_token_type",
    "client_assertion",     "client_assertion_type",
    "client_secret",        "client_secret_expires_at",
    "code_verifier",        "consumer_secret",
    "device_code",          "id_token",
    "issued_token_type",    "oauth_consumer_secret",
    "oauth_token",          "oauth_token_secret",
    "oauth_verifier",       "refresh_token",
    "requested_token_type", "subject_token",
    "subject_token_type",   "token_secret",
    "token_type",           "token_type_hint"};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), small);
  return lower;
}

}  // namespace

Sensitivity sensitivity(std::string_view name) {
  const std::string lower = lower_case(name);
  if (lower == "oauth_signature") return Sensitivity::signature;
  if (std::ranges::count(kParameters, lower) != 0) return Sensitivity::parameter;
  const bool ends = std::ranges::any_of(
      kSecretEndings, [&](std::string_view ending) { return lower.ends_with(ending); });
  return ends || std::ranges::count(kSecrets, lower) != 0 ? Sensitivity::secret : Sensitivity::none;
}

bool protocol_name(std::string_view word) {
  return std::ranges::count(kNames, lower_case(word)) != 0;
}

}  // namespace oauthspec::result
