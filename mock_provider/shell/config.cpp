// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/config.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "harness/reference/codec/json.h"
#include "harness/vector/file.h"
#include "harness/vector/schema.h"
#include "mock_provider/model/client_document.h"
#include "mock_provider/model/default_registry.h"
#include "mock_provider/shell/config_schema.h"

namespace oauthspec::provider {
namespace {

using nlohmann::json;
using vector::JsonFile;
using vector::Problem;
using Step = std::optional<Problem>;

constexpr std::size_t kFewestRsaOctets = 256;  // RFC 7518 section 3.3

std::expected<JsonFile, Problem> read_valid(const std::filesystem::path& file) {
  auto read = vector::read_json(file);
  if (!read) {
    return read;
  }
  const auto schema = vector::Schema::parse("config.schema.json", kConfigSchema);
  if (!schema) {
    return std::unexpected(schema.error());
  }
  if (const auto mismatch = schema->validate("", read->value)) {
    return std::unexpected(vector::problem_at(*read, mismatch->pointer, mismatch->reason));
  }
  return read;
}

void read_lifetimes(const json& members, Lifetimes& lifetimes) {
  const std::array<std::pair<const char*, Seconds*>, 11> all = {
      {{"code", &lifetimes.code},
       {"access_token", &lifetimes.access_token},
       {"refresh_token", &lifetimes.refresh_token},
       {"device_code", &lifetimes.device_code},
       {"device_interval", &lifetimes.device_interval},
       {"pushed_request", &lifetimes.pushed_request},
       {"temporary_credentials", &lifetimes.temporary_credentials},
       {"token_credentials", &lifetimes.token_credentials},
       {"session", &lifetimes.session},
       {"interaction", &lifetimes.interaction},
       {"timestamp_window", &lifetimes.timestamp_window}}};
  for (const auto& [name, seconds] : all) {
    *seconds = members.value(name, *seconds);
  }
}

void read_capacities(const json& members, Capacities& capacities) {
  capacities.records = members.value("records", capacities.records);
  capacities.exchanges = members.value("exchanges", capacities.exchanges);
  capacities.exchange_octets = members.value("exchange_octets", capacities.exchange_octets);
  capacities.cases = members.value("cases", capacities.cases);
}

Step read_scopes(const JsonFile& file, Settings& settings) {
  settings.scopes = file.value.value("scopes", settings.scopes);
  const bool named = file.value.contains("default_scope");
  if (!named && file.value.contains("scopes")) {
    settings.default_scope = {settings.scopes.front()};
  }
  settings.default_scope = file.value.value("default_scope", settings.default_scope);
  for (const std::string& token : settings.default_scope) {
    if (std::ranges::find(settings.scopes, token) == settings.scopes.end()) {
      return vector::problem_at(file, "/default_scope", "has a token that is not among scopes");
    }
  }
  return std::nullopt;
}

Step read_settings(const JsonFile& file, Settings& settings) {
  const json& value = file.value;
  settings.profile = profile_named(value.value("profile", std::string(name(settings.profile))))
                         .value_or(settings.profile);
  if (value.value("token_format", "opaque") == "jwt") {
    settings.token_format = TokenFormat::jwt;
  }
  settings.require_pushed_authorization_requests = value.value(
      "require_pushed_authorization_requests", settings.require_pushed_authorization_requests);
  settings.rotate_refresh_tokens =
      value.value("rotate_refresh_tokens", settings.rotate_refresh_tokens);
  settings.dpop_nonce = value.value("dpop_nonce", settings.dpop_nonce);
  if (value.contains("initial_access_token")) {
    settings.initial_access_token =
        oauth::Secret(value.at("initial_access_token").get_ref<const std::string&>());
  }
  if (value.contains("approve_as")) {
    settings.automatic_user = value.at("approve_as").get<std::string>();
  }
  read_lifetimes(value.value("lifetimes", json::object()), settings.lifetimes);
  read_capacities(value.value("capacities", json::object()), settings.capacities);
  return read_scopes(file, settings);
}

Step read_clients(const oauth::crypto::Backend& backend, const JsonFile& file, Config& config) {
  if (!file.value.contains("clients")) {
    // The default clients may ask for whatever there is.
    for (auto& [id, client] : config.registry.clients) {
      client.scope = config.settings.scopes;
    }
    return std::nullopt;
  }
  config.registry.clients.clear();
  const json& clients = file.value.at("clients");
  for (std::size_t i = 0; i < clients.size(); ++i) {
    const std::string place = fmt::format("/clients/{}", i);
    auto client = read_client(backend, clients[i], config.settings.scopes);
    if (!client) {
      return vector::problem_at(file, place + client.error().pointer, client.error().reason);
    }
    const std::string id = client->id;
    if (!config.registry.clients.emplace(id, *std::move(client)).second) {
      return vector::problem_at(file, place + "/client_id", "is that of a client above");
    }
  }
  return std::nullopt;
}

Step read_users(const JsonFile& file, Config& config) {
  if (file.value.contains("users")) {
    config.registry.users.clear();
  }
  const json users = file.value.value("users", json::array());
  for (std::size_t i = 0; i < users.size(); ++i) {
    UserRecord user;
    user.username = users[i].at("username").get<std::string>();
    user.password = oauth::Secret(users[i].at("password").get_ref<const std::string&>());
    user.subject = users[i].value("subject", user.username);
    user.name = users[i].value("name", user.username);
    if (!config.registry.users.emplace(user.username, user).second) {
      return vector::problem_at(file, fmt::format("/users/{}/username", i),
                                "is that of a user above");
    }
  }
  const auto& automatic = config.settings.automatic_user;
  if (automatic && !config.registry.users.contains(*automatic)) {
    return vector::problem_at(file, "/approve_as", "is no user");
  }
  return std::nullopt;
}

Step read_assertion_issuers(const oauth::crypto::Backend& backend, const JsonFile& file,
                            Config& config) {
  const json issuers = file.value.value("assertion_issuers", json::array());
  for (std::size_t i = 0; i < issuers.size(); ++i) {
    const std::string place = fmt::format("/assertion_issuers/{}", i);
    const json& jwks = issuers[i].at("jwks");
    if (const auto right = check_jwks(backend, jwks); !right) {
      return vector::problem_at(file, place + "/jwks" + right.error().pointer,
                                right.error().reason);
    }
    if (!config.registry.assertion_issuers.emplace(issuers[i].at("issuer").get<std::string>(), jwks)
             .second) {
      return vector::problem_at(file, place + "/issuer", "is that of an issuer above");
    }
  }
  return std::nullopt;
}

bool signs(const oauth::crypto::Backend& backend, std::string_view pem) {
  const auto key = backend.private_key(pem);
  if (!key || (*key)->type() == oauth::crypto::KeyType::p256) {
    return key.has_value();
  }
  const auto numbers = (*key)->public_numbers();
  const auto* const rsa = numbers ? std::get_if<oauth::crypto::RsaNumbers>(&*numbers) : nullptr;
  return rsa != nullptr && rsa->n.size() >= kFewestRsaOctets;
}

Step read_keys(const oauth::crypto::Backend& backend, const JsonFile& file,
               const std::filesystem::path& folder, Config& config) {
  const json keys = file.value.value("keys", json::array());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::string place = fmt::format("/keys/{}", i);
    std::string pem = keys[i].value("pem", "");
    if (keys[i].contains("file")) {
      auto text = vector::read_text(folder / keys[i].at("file").get<std::string>());
      if (!text) {
        return vector::problem_at(file, place + "/file", vector::describe(text.error()));
      }
      pem = *std::move(text);
    }
    config.keys.push_back(oauth::Secret::take(std::move(pem)));
    if (!signs(backend, config.keys.back().reveal())) {
      return vector::problem_at(
          file, place, "is no private key of RSA with 2048 bits or more, or of P-256, in PEM");
    }
  }
  return std::nullopt;
}

}  // namespace

Config default_config() {
  return {.settings = {}, .registry = default_registry(), .issuers = {}, .keys = {}};
}

std::expected<Config, Problem> read_config(const oauth::crypto::Backend& backend,
                                           const std::filesystem::path& path) {
  const auto file = read_valid(path);
  if (!file) {
    return std::unexpected(file.error());
  }
  Config config = default_config();
  config.issuers = file->value.value("issuers", config.issuers);
  Step problem = read_settings(*file, config.settings);
  if (!problem) {
    problem = read_clients(backend, *file, config);
  }
  if (!problem) {
    problem = read_users(*file, config);
  }
  if (!problem) {
    problem = read_assertion_issuers(backend, *file, config);
  }
  if (!problem) {
    problem = read_keys(backend, *file, path.parent_path(), config);
  }
  if (problem) {
    return std::unexpected(*std::move(problem));
  }
  return config;
}

}  // namespace oauthspec::provider
