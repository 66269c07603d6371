// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include "mock_provider/control/operation.h"
#include "mock_provider/control/registry_json.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::ordered_json;

ControlAnswer list_clients(ControlCall& asked) {
  auto list = ordered_json::array();
  for (const auto& [id, client] : asked.call.state.registry.clients) {
    list.push_back(client_json(client));
  }
  return ordered_json{{"clients", list}};
}

ControlAnswer add_client(ControlCall& asked) {
  auto client = client_of(asked.body);
  if (!client) {
    return std::unexpected(std::move(client).error());
  }
  const std::string id = client->id;
  auto& kept = asked.call.state.registry.clients[id];
  kept = *std::move(client);
  return client_json(kept);
}

ControlAnswer remove_client(ControlCall& asked) {
  auto& clients = asked.call.state.registry.clients;
  const auto found = clients.find(asked.argument);
  if (found == clients.end()) {
    return not_there("There is no such client.");
  }
  clients.erase(found);
  return ordered_json{{"removed", asked.argument}};
}

ControlAnswer list_users(ControlCall& asked) {
  auto list = ordered_json::array();
  for (const auto& [username, user] : asked.call.state.registry.users) {
    list.push_back(user_json(user));
  }
  return ordered_json{{"users", list}};
}

ControlAnswer add_user(ControlCall& asked) {
  auto user = user_of(asked.body);
  if (!user) {
    return std::unexpected(std::move(user).error());
  }
  const std::string username = user->username;
  auto& kept = asked.call.state.registry.users[username];
  kept = *std::move(user);
  return user_json(kept);
}

ControlAnswer remove_user(ControlCall& asked) {
  auto& users = asked.call.state.registry.users;
  const auto found = users.find(asked.argument);
  if (found == users.end()) {
    return not_there("There is no such user.");
  }
  users.erase(found);
  return ordered_json{{"removed", asked.argument}};
}

constexpr Operation kRegistryOperations[] = {
    {"GET", "/clients", "", "The clients, without their secrets", &list_clients},
    {"POST", "/clients", "",
     "Adds a client, or puts it in the place of one with its `client_id`; members as RFC 7591 "
     "names them, and `callbacks` and `rsa_public_key` of OAuth 1.0",
     &add_client},
    {"DELETE", "/clients", "/CLIENT_ID", "Takes a client away", &remove_client},
    {"GET", "/users", "", "The resource owners, without their passwords", &list_users},
    {"POST", "/users", "",
     "Adds one: `{\"username\": ..., \"password\": ..., \"sub\": ..., \"name\": ...}`; the first "
     "two are needed",
     &add_user},
    {"DELETE", "/users", "/USERNAME", "Takes one away", &remove_user},
};

}  // namespace

std::span<const Operation> registry_operations() {
  return kRegistryOperations;
}

}  // namespace oauthspec::provider::control
