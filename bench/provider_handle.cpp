// SPDX-License-Identifier: Apache-2.0
// How long the mock provider's handle() takes, beside one bare HMAC-SHA1 over 300 octets: what signing one OAuth 1.0 request costs
// at the least. All are measured in turns, and the medians of their processor time are compared.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/median_reporter.h"
#include "harness/reference/base/system_clock.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/crypto/generate_key.h"
#include "harness/reference/crypto/system_random.h"
#include "harness/reference/oauth1/client.h"
#include "mock_provider/core/handle.h"
#include "mock_provider/model/default_registry.h"

namespace oauthspec::bench {
namespace {

using oauth::message::Request;

constexpr std::string_view kOrigin = "http://127.0.0.1:8080";
constexpr std::string_view kBare = "hmac-sha1/300";
constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kClientBasic = "Basic Y2xpZW50OnNlY3JldA==";
constexpr std::string_view kResourceServerBasic =
    "Basic cmVzb3VyY2Utc2VydmVyOnJlc291cmNlLXNlcnZlci1zZWNyZXQ=";

const oauth::Clock& the_clock() {
  static const oauth::SystemClock kClock;
  return kClock;
}

std::shared_ptr<const provider::SigningKeys> signing_keys() {
  const auto key = oauth::crypto::generate_key(oauth::crypto::KeyType::p256);
  return std::make_shared<provider::SigningKeys>(*provider::SigningKeys::from_pem(
      oauth::crypto::openssl(), {std::string(key.value().reveal())}));
}

provider::State make_state(provider::TokenFormat format = provider::TokenFormat::opaque) {
  provider::Settings settings;
  settings.token_format = format;
  return {{oauth::crypto::openssl(), the_clock(), oauth::crypto::system_random()},
          std::move(settings),
          provider::default_registry(),
          provider::Rules{},
          signing_keys()};
}

// As the server hands it over: with the fields that a client of HTTP sends.
Request request(std::string method, std::string_view path,
                std::vector<oauth::message::HeaderField> headers = {}, std::string body = {}) {
  Request made{std::move(method), std::string(kOrigin).append(path), std::move(headers),
               std::move(body)};
  made.headers.insert(made.headers.begin(), {{"Host", "127.0.0.1:8080"}, {"Accept", "*/*"}});
  return made;
}

Request form(std::string_view path, std::string_view authorization, std::string body) {
  return request("POST", path,
                 {{"Authorization", std::string(authorization)},
                  {"Content-Type", std::string(kForm)},
                  {"Content-Length", std::to_string(body.size())}},
                 std::move(body));
}

std::string access_token(provider::State& state) {
  const auto reply = provider::handle(
      form("/token", kClientBasic, "grant_type=client_credentials&scope=read"), state);
  return nlohmann::json::parse(reply.response.body).at("access_token");
}

void bare_hmac(benchmark::State& runs) {
  const auto key =
      oauth::crypto::openssl().mac_key(oauth::crypto::Hash::sha1, "secret&token-secret").value();
  const std::string text(300, 'a');
  for (auto _ : runs) {
    auto tag = key->authenticate(text);
    benchmark::DoNotOptimize(tag);
  }
}

// The same requests one after the other; each must be answered with 200.
void handle(benchmark::State& runs, provider::State& state, const std::vector<Request>& requests) {
  std::size_t next = 0;
  for (auto _ : runs) {
    const auto reply = provider::handle(requests[next], state);
    if (reply.response.status != 200) {
      runs.SkipWithError(reply.response.body.c_str());
      break;
    }
    if (++next == requests.size()) {
      next = 0;
      state.nonces.forget_before(UINT64_MAX);  // so that signed requests may come again
    }
  }
}

void client_credentials(benchmark::State& runs) {
  provider::State state = make_state();
  handle(runs, state, {form("/token", kClientBasic, "grant_type=client_credentials&scope=read")});
}

void client_credentials_post(benchmark::State& runs) {
  provider::State state = make_state();
  handle(runs, state,
         {request("POST", "/token", {{"Content-Type", std::string(kForm)}},
                  "grant_type=client_credentials&client_id=client&client_secret=secret")});
}

void client_credentials_jwt(benchmark::State& runs) {
  provider::State state = make_state(provider::TokenFormat::jwt);
  handle(runs, state, {form("/token", kClientBasic, "grant_type=client_credentials&scope=read")});
}

void introspection(benchmark::State& runs) {
  provider::State state = make_state();
  const std::string token = access_token(state);
  handle(runs, state, {form("/introspect", kResourceServerBasic, "token=" + token)});
}

void resource(benchmark::State& runs) {
  provider::State state = make_state();
  const std::string token = access_token(state);
  handle(runs, state, {request("GET", "/resource", {{"Authorization", "Bearer " + token}})});
}

void metadata(benchmark::State& runs) {
  provider::State state = make_state();
  handle(runs, state, {request("GET", "/.well-known/oauth-authorization-server")});
}

void temporary_credentials(benchmark::State& runs) {
  provider::State state = make_state();
  oauth::oauth1::Client client(oauth::crypto::openssl(), the_clock(),
                               oauth::crypto::system_random(),
                               {"client", oauth::Secret("secret"), nullptr}, {});
  std::vector<Request> requests;
  for (int i = 0; i < 1'000; ++i) {
    requests.push_back(client
                           .temporary_credentials_request(std::string(kOrigin) + "/oauth1/initiate",
                                                          "https://client.example/callback")
                           .value());
  }
  handle(runs, state, requests);
}

void add_all() {
  benchmark::RegisterBenchmark(kBare.data(), &bare_hmac);
  benchmark::RegisterBenchmark("client_credentials", &client_credentials);
  benchmark::RegisterBenchmark("client_credentials, secret in the form", &client_credentials_post);
  benchmark::RegisterBenchmark("client_credentials, JWT by ES256", &client_credentials_jwt);
  benchmark::RegisterBenchmark("introspection", &introspection);
  benchmark::RegisterBenchmark("resource", &resource);
  benchmark::RegisterBenchmark("metadata", &metadata);
  benchmark::RegisterBenchmark("temporary credentials", &temporary_credentials);
}

}  // namespace
}  // namespace oauthspec::bench

int main(int argc, char** argv) {
  using namespace oauthspec::bench;
  return run_in_turns(argc, argv, kBare, add_all);
}
