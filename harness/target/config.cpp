// SPDX-License-Identifier: Apache-2.0
#include "harness/target/config.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "harness/agent/instructions_json.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/oauth2/scope.h"
#include "harness/target/config_schema.h"
#include "harness/vector/file.h"
#include "harness/vector/schema.h"

namespace oauthspec::target {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;
using vector::JsonFile;
using vector::Problem;

// What the schema lists for a member of that name, wherever it stands there; null where it lists nothing.
json values_of(const json& schema, const std::string& member) {
  if (!schema.is_structured()) return nullptr;
  if (const auto found = schema.find(member);
      schema.is_object() && found != schema.end() && found->contains("enum")) {
    return found->at("enum");
  }
  for (const json& part : schema) {
    if (json values = values_of(part, member); !values.is_null()) return values;
  }
  return nullptr;
}

// "; there are: a, b" for a member that has one of a list of values; else nothing.
std::string choices_for(const std::string& pointer) {
  const json schema = json::parse(kServerSchema, nullptr, false);
  const json values = values_of(schema, pointer.substr(pointer.rfind('/') + 1));
  std::string text;
  for (const json& value : values) {
    if (value.is_string())
      text += (text.empty() ? "; there are: " : ", ") + value.get<std::string>();
  }
  return text;
}

std::expected<JsonFile, Problem> read_valid(const std::filesystem::path& file) {
  auto read = vector::read_json(file);
  if (!read) return read;
  const auto schema = vector::Schema::parse("server.schema.json", kServerSchema);
  if (!schema) return std::unexpected(schema.error());
  if (const auto mismatch = schema->validate("", read->value)) {
    return std::unexpected(vector::problem_at(*read, mismatch->pointer,
                                              mismatch->reason + choices_for(mismatch->pointer)));
  }
  return read;
}

std::string text(const json& object, const char* name) {
  return object.value(name, std::string());
}

/// Reads a file that its schema has let through. The first problem is kept; what is read after it does not matter.
class Reader {
 public:
  Reader(const oauth::crypto::Backend& backend, const JsonFile& file, std::filesystem::path folder,
         const Environment& environment)
      : backend_(backend), file_(file), folder_(std::move(folder)), environment_(environment) {}

  std::expected<Config, Problem> run() {
    const json& root = file_.value;
    constexpr std::chrono::seconds kAnswer{10};
    config_.connection.timeout = kAnswer;
    config_.name = text(root, "name");
    config_.version = text(root, "version");
    for (const json& document : root.at("documents")) {
      config_.description.documents.insert(document.get<std::string>());
    }
    if (const auto oauth2 = root.find("oauth2"); oauth2 != root.end()) read_oauth2(*oauth2);
    if (const auto oauth1 = root.find("oauth1"); oauth1 != root.end()) read_oauth1(*oauth1);
    config_.sign_in = owner("sign_in");
    config_.sign_in_to_deny = owner("sign_in_to_deny");
    deny_as_well();
    if (const auto found = root.find("connection"); found != root.end()) read_connection(*found);
    if (problem_) return std::unexpected(*std::move(problem_));
    return std::move(config_);
  }

 private:
  void fail(std::string place, std::string reason) {
    if (!problem_) problem_ = vector::problem_at(file_, std::move(place), std::move(reason));
  }

  std::string variable(const std::string& name, const std::string& place) {
    const auto value = environment_(name);
    if (!value) fail(place, fmt::format("the environment has no variable {}", name));
    return value.value_or("");
  }

  std::string secret(const json& object, const char* name, const std::string& place) {
    const auto found = object.find(name);
    if (found == object.end()) return "";
    std::string value = found->is_string()
                            ? found->get<std::string>()
                            : variable(text(*found, "env"), fmt::format("{}/{}", place, name));
    if (!value.empty()) config_.secrets.push_back(value);
    return value;
  }

  std::string contents(const std::string& name, const std::string& place) {
    auto read = vector::read_text(folder_ / name);
    if (!read) fail(place, vector::describe(read.error()));
    return read.value_or("");
  }

  std::shared_ptr<const oauth::crypto::PrivateKey> key(const json& value,
                                                       const std::string& place) {
    auto made = oauth::Result<std::unique_ptr<oauth::crypto::PrivateKey>>(
        std::unexpected(oauth::Error{.code = oauth::Errc::key_invalid}));
    if (const auto jwk = value.find("jwk"); jwk != value.end()) {
      const auto numbers = oauth::jose::key_numbers(*jwk);
      if (numbers) made = backend_.private_key(*numbers);
    } else {
      const std::string pem = value.contains("pem") ? text(value, "pem")
                              : value.contains("file")
                                  ? contents(text(value, "file"), place + "/file")
                                  : variable(text(value, "env"), place + "/env");
      config_.secrets.push_back(pem);
      made = backend_.private_key(pem);
    }
    if (!made) {
      fail(place, "is no private key that can be read");
      return nullptr;
    }
    return *std::move(made);
  }

  std::optional<checks::TestClient> client(const json& clients, const char* name) {
    const auto found = clients.find(name);
    if (found == clients.end()) return std::nullopt;
    const std::string place = fmt::format("/oauth2/clients/{}", name);
    checks::TestClient client;
    client.client.client_id = text(*found, "client_id");
    const std::string given = secret(*found, "client_secret", place);
    const std::string method =
        found->value("token_endpoint_auth_method", given.empty() ? "none" : "client_secret_basic");
    if (method == "client_secret_basic") {
      client.client.authentication = oauth2::SecretBasic{oauth::Secret(given)};
    } else if (method == "client_secret_post") {
      client.client.authentication = oauth2::SecretPost{oauth::Secret(given)};
    }
    client.redirect_uris = found->value("redirect_uris", std::vector<std::string>());
    if (const std::string scope = text(*found, "scope"); !scope.empty()) {
      auto read = oauth2::parse_scope(scope);
      if (!read) fail(place + "/scope", "is no scope as RFC 6749 section 3.3 has it");
      client.scope = std::move(read).value_or(oauth2::Scope{});
    }
    return client;
  }

  std::optional<checks::Signer> signer(const json& object, const char* name,
                                       const std::string& parent) {
    const auto found = object.find(name);
    if (found == object.end()) return std::nullopt;
    const std::string place = fmt::format("{}/{}", parent, name);
    checks::Signer signer{
        .id = found->contains("issuer") ? text(*found, "issuer") : text(*found, "client_id"),
        .alg = text(*found, "alg"),
        .key = key(found->at("key"), place + "/key"),
        .kid = std::nullopt};
    if (found->contains("kid")) signer.kid = text(*found, "kid");
    return signer;
  }

  void read_clients(const json& clients) {
    checks::Description& to = config_.description;
    to.confidential = client(clients, "confidential");
    to.second = client(clients, "second");
    to.open = client(clients, "public");
    to.code_only = client(clients, "code_only");
    to.dpop_bound = client(clients, "dpop_bound");
    to.asserting = signer(clients, "asserting", "/oauth2/clients");
  }

  void read_oauth2(const json& value) {
    checks::Description& to = config_.description;
    to.server.issuer = text(value, "issuer");
    config_.metadata_required = !value.contains("endpoints");
    config_.metadata_url = text(value, "metadata_url");
    read_endpoints(value.value("endpoints", json::object()), to.server);
    config_.supports = value.value("supports", json::object());
    read_clients(value.value("clients", json::object()));
    to.assertion_issuer = signer(value, "assertion_issuer", "/oauth2");
    if (to.assertion_issuer) to.assertion_subject = text(value.at("assertion_issuer"), "subject");
    to.resource = text(value, "resource");
    to.dpop_nonce = value.value("dpop_nonce", false);
    if (const auto owner = value.find("resource_owner_password"); owner != value.end()) {
      to.password = {text(*owner, "username"),
                     oauth::Secret(secret(*owner, "password", "/oauth2/resource_owner_password"))};
    }
  }

  static void read_endpoints(const json& value, flows::OAuth2Server& server) {
    server.authorization_endpoint = text(value, "authorization");
    server.token_endpoint = text(value, "token");
    server.device_authorization_endpoint = text(value, "device_authorization");
    server.pushed_authorization_request_endpoint = text(value, "pushed_authorization_request");
    server.revocation_endpoint = text(value, "revocation");
    server.introspection_endpoint = text(value, "introspection");
    server.registration_endpoint = text(value, "registration");
    server.jwks_uri = text(value, "jwks");
  }

  std::optional<checks::TestOAuth1Client> oauth1_client(const json& clients, const char* name) {
    const auto found = clients.find(name);
    if (found == clients.end()) return std::nullopt;
    const std::string place = fmt::format("/oauth1/clients/{}", name);
    checks::TestOAuth1Client client;
    client.key = text(*found, "client_key");
    client.secret = oauth::Secret(secret(*found, "client_secret", place));
    client.callback = text(*found, "callback");
    if (found->contains("private_key")) {
      client.private_key = key(found->at("private_key"), place + "/private_key");
    }
    return client;
  }

  void read_oauth1(const json& value) {
    checks::Description& to = config_.description;
    to.oauth1_server = {text(value, "temporary_credential_request"),
                        text(value, "resource_owner_authorization"), text(value, "token_request")};
    to.oauth1_resource = text(value, "resource");
    if (const auto found = value.find("temporary_credentials_seconds"); found != value.end()) {
      to.oauth1_temporary_lifetime = found->get<std::int64_t>();
    }
    to.oauth1_client = oauth1_client(value.at("clients"), "first");
    to.oauth1_second = oauth1_client(value.at("clients"), "second");
    to.oauth1_rsa_client = oauth1_client(value.at("clients"), "rsa");
  }

  std::optional<SignIn> owner(const char* name) {
    const auto found = file_.value.find(name);
    if (found == file_.value.end()) return std::nullopt;
    const std::string place = fmt::format("/{}", name);
    if (found->contains("manual")) return ManualSignIn{};
    if (found->contains("command")) {
      ProgramSignIn program;
      program.words = found->at("command").get<std::vector<std::string>>();
      const double seconds = found->value("command_timeout_seconds", 60.0);
      program.timeout = std::chrono::milliseconds(static_cast<long>(seconds * 1000));
      return program;
    }
    return form(*found, place);
  }

  std::optional<SignIn> form(const json& value, const std::string& place) {
    FormSignIn form;
    json members = value.at("form");
    if (members.contains("password"))
      members["password"] = secret(members, "password", place + "/form");
    auto read = agent::parse_instructions(members);
    if (!read) {
      fail(place + "/form" + read.error().place, read.error().problem);
      return std::nullopt;
    }
    form.instructions = *std::move(read);
    const json cookies = value.value("cookies", json::array());
    for (std::size_t i = 0; i < cookies.size(); ++i) {
      form.cookies.push_back({text(cookies[i], "url"), text(cookies[i], "name"),
                              secret(cookies[i], "value", fmt::format("{}/cookies/{}", place, i))});
    }
    return form;
  }

  // Whoever signs in by forms can deny by them, too.
  void deny_as_well() {
    if (config_.sign_in_to_deny || !config_.sign_in) return;
    if (const auto* const form = std::get_if<FormSignIn>(&*config_.sign_in)) {
      FormSignIn denying = *form;
      denying.instructions.decision = agent::Decision::deny;
      config_.sign_in_to_deny = std::move(denying);
    }
  }

  void read_connection(const json& value) {
    constexpr double kSeconds = 10;
    config_.connection.timeout = std::chrono::milliseconds(
        static_cast<long>(value.value("timeout_seconds", kSeconds) * 1000));
    if (value.contains("authority")) {
      config_.connection.trust.authority_pem =
          contents(text(value, "authority"), "/connection/authority");
    }
    for (const json& address : value.value("addresses", json::array())) {
      config_.connection.addresses.push_back({text(address, "host"),
                                              address.at("port").get<std::uint16_t>(),
                                              text(address, "address")});
    }
  }

  const oauth::crypto::Backend& backend_;
  const JsonFile& file_;
  std::filesystem::path folder_;
  const Environment& environment_;
  Config config_;
  std::optional<Problem> problem_;
};

}  // namespace

std::expected<Config, Problem> read_config(const oauth::crypto::Backend& backend,
                                           const std::filesystem::path& file,
                                           const Environment& environment) {
  const auto read = read_valid(file);
  if (!read) return std::unexpected(read.error());
  return Reader(backend, *read, file.parent_path(), environment).run();
}

}  // namespace oauthspec::target
