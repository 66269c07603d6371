// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/setup.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/reference/codec/uri.h"
#include "harness/reference/crypto/generate_key.h"
#include "harness/report/text.h"
#include "mock_provider/model/client_document.h"

namespace oauthspec::provider {
namespace {

// "http://host:port", which an issuer with a path behind it can begin with.
bool is_origin(const std::string& text) {
  const auto uri = oauth::codec::parse_uri(text);
  return uri && (uri->scheme == "http" || uri->scheme == "https") && uri->authority &&
         !uri->authority->host.empty() && !uri->authority->userinfo && uri->path.empty() &&
         !uri->query && !uri->fragment;
}

}  // namespace

std::expected<Config, std::string> set_up(const oauth::crypto::Backend& backend,
                                          const ServeArguments& arguments) {
  Config config = default_config();
  if (!arguments.config.empty()) {
    auto read = read_config(backend, arguments.config);
    if (!read) {
      return std::unexpected(vector::describe(read.error()));
    }
    config = *std::move(read);
  }
  Settings& settings = config.settings;
  settings.profile = arguments.profile.value_or(settings.profile);
  settings.token_format = arguments.token_format.value_or(settings.token_format);
  settings.show_secrets = arguments.show_secrets;
  if (arguments.approve_as) {
    if (!config.registry.users.contains(*arguments.approve_as)) {
      return std::unexpected(fmt::format("--approve-as: {} is no user", *arguments.approve_as));
    }
    settings.automatic_user = arguments.approve_as;
  }
  std::ranges::copy(arguments.issuers, std::back_inserter(config.issuers));
  const auto wrong = std::ranges::find_if_not(config.issuers, is_origin);
  if (wrong != config.issuers.end()) {
    return std::unexpected(
        fmt::format("issuer: {} is no origin, as http://provider.test:8080 is one", *wrong));
  }
  return config;
}

std::expected<SigningKeys, std::string> signing_keys(const oauth::crypto::Backend& backend,
                                                     const Config& config) {
  std::vector<std::string> pems;
  for (const oauth::Secret& key : config.keys) {
    pems.emplace_back(key.reveal());
  }
  if (pems.empty()) {
    for (const auto type : {oauth::crypto::KeyType::rsa, oauth::crypto::KeyType::p256}) {
      const auto key = oauth::crypto::generate_key(type);
      if (!key) {
        return std::unexpected("a key for JWT access tokens could not be made");
      }
      pems.emplace_back(key->reveal());
    }
  }
  auto keys = SigningKeys::from_pem(backend, pems);
  for (std::string& pem : pems) oauth::wipe(pem);
  if (!keys) {
    return std::unexpected(
        fmt::format("a key for JWT access tokens: {}", oauth::meaning(keys.error().code)));
  }
  return *std::move(keys);
}

std::string list_clients(const Registry& registry) {
  std::string list = fmt::format("{:<16} {:<70} {}\n", "client", "secret", "authentication");
  for (const auto& [id, client] : registry.clients) {
    std::vector<std::string_view> methods;
    for (const AuthenticationMethod method : client.methods) {
      methods.push_back(name(method));
    }
    const std::string_view secret = client.secret.reveal();
    list += fmt::format("{:<16} {:<70} {}{}\n", id, secret.empty() ? "-" : secret,
                        fmt::join(methods, ", "),
                        client.rsa_public_key ? ", RSA-SHA1 and RSA-SHA256 in OAuth 1.0" : "");
  }
  list += fmt::format("\n{:<16} {:<70} {}\n", "user", "password", "name");
  for (const auto& [username, user] : registry.users) {
    list += fmt::format("{:<16} {:<70} {}\n", username, user.password.reveal(), user.name);
  }
  return report::harmless(list);
}

}  // namespace oauthspec::provider
