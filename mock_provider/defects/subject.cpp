// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/subject.h"

#include <string>
#include <utility>

#include "harness/checks/example_keys.h"
#include "harness/flows/server.h"
#include "harness/reference/jose/jwk.h"
#include "mock_provider/core/handle.h"
#include "mock_provider/model/default_registry.h"

namespace oauthspec::provider {
namespace {

namespace oauth2 = oauth::oauth2;

// https, so that nothing is left out for want of TLS.
constexpr const char* kOrigin = "https://127.0.0.1:8443";
constexpr const char* kCallback = "https://client.example/callback";
constexpr const char* kLoopback = "http://127.0.0.1/callback";

Settings with_origin(Settings settings) {
  settings.origins = {kOrigin};
  return settings;
}

agent::Instructions alice(agent::Decision decision) {
  agent::Instructions instructions;
  instructions.username = "alice";
  instructions.password = "wonderland";
  instructions.decision = decision;
  return instructions;
}

checks::TestClient open_client(const char* id) {
  checks::TestClient client;
  client.client.client_id = id;
  client.redirect_uris = {kCallback, kLoopback};
  client.scope = {"read", "write"};
  return client;
}

checks::TestClient confidential(const char* id, const char* secret) {
  return {{id, oauth2::SecretBasic{oauth::Secret(secret)}}, {kCallback}, {"read", "write"}};
}

// The example of RFC 7515 appendix A.2, whose public half the default registry has for its RSA client.
constexpr const char* kRsaClientKey = R"({"kty":"RSA","e":"AQAB",
"n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
"d":"Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ",
"p":"4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc",
"q":"uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc",
"dp":"BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb34MCdy7cpdTh_YVr7tss2u6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0",
"dq":"h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU",
"qi":"IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U"})";
constexpr const char* kAssertionIssuer = "https://issuer.example";

std::shared_ptr<const oauth::crypto::PrivateKey> rsa_client_key() {
  const auto numbers = oauth::jose::key_numbers(nlohmann::json::parse(kRsaClientKey));
  return oauth::crypto::openssl().private_key(numbers.value()).value();
}

nlohmann::json public_keys(const char* jwk) {
  nlohmann::json key = nlohmann::json::parse(jwk);
  key.erase("d");
  return {{"keys", nlohmann::json::array({key})}};
}

// The default registry, and those whom only some checks ask for.
Registry registry() {
  Registry registry = default_registry();
  registry.assertion_issuers[kAssertionIssuer] = public_keys(checks::example_jwks()[0]);
  // Otherwise its grant types alone would keep it from the client credentials grant.
  registry.clients.at("public").grant_types.insert("client_credentials");
  ClientRecord other = registry.clients.at("client");
  other.id = "code-only";
  other.grant_types = {"authorization_code"};
  registry.clients.emplace(other.id, other);
  other = registry.clients.at("client");
  other.id = "dpop-bound";
  other.dpop_bound_access_tokens = true;
  registry.clients.emplace(other.id, other);
  return registry;
}

// What the provider says that it keeps.
std::set<std::string> documents_of(const Settings& settings) {
  std::set<std::string> documents = {
      "rfc5849", "ext",     "rfc6749", "rfc6750", "rfc7009", "rfc7521", "rfc7523",
      "rfc7591", "rfc7592", "rfc7636", "rfc7662", "rfc8252", "rfc8414", "rfc8628",
      "rfc8693", "rfc8707", "rfc9126", "rfc9207", "rfc9449", "rfc9728", "rfc7517"};
  if (settings.profile != Profile::rfc6749) {
    documents.insert({"rfc9700", "rfc6819"});
  }
  if (settings.profile == Profile::oauth21) {
    documents.insert("draft-ietf-oauth-v2-1");
  }
  if (settings.token_format == TokenFormat::jwt) {
    documents.insert("rfc9068");
  }
  return documents;
}

}  // namespace

void Subject::RepeatableSource::fill(std::span<std::uint8_t> octets) {
  for (std::uint8_t& octet : octets) {
    // Knuth's linear congruential generator, its upper octet.
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    octet = static_cast<std::uint8_t>(state_ >> 56U);
  }
}

Subject::Subject(Rules rules, Settings settings, std::shared_ptr<const SigningKeys> keys)
    : state_({oauth::crypto::openssl(), clock_, random_}, with_origin(std::move(settings)),
             registry(), std::move(rules), std::move(keys)),
      transport_(
          [this](const oauth::message::Request& request) { return handle(request, state_); }),
      recorder_(transport_, [] { return std::chrono::microseconds(); }),
      allowing_(recorder_, clock_, alice(agent::Decision::allow)),
      denying_(recorder_, clock_, alice(agent::Decision::deny)),
      owner_(allowing_),
      denying_owner_(denying_),
      target_(make_target()) {}

checks::Target Subject::make_target() {
  const std::string origin = kOrigin;
  checks::Target target({.transport = recorder_,
                         .backend = state_.world.backend,
                         .clock = clock_,
                         .random = random_,
                         .wait =
                             [this](std::int64_t seconds) {
                               clock_.at += std::chrono::seconds(seconds);
                               return true;
                             }},
                        owner_);
  target.recorder = &recorder_;
  target.denying_owner = &denying_owner_;
  target.browser = alice(agent::Decision::allow);
  if (auto server = flows::discover(target.world, origin)) {
    target.server = *std::move(server);
  } else {
    target.server.issuer = origin;  // What its metadata does wrong is for the checks to find.
  }
  target.confidential = confidential("client", "secret");
  target.second = confidential("second", "second-secret");
  target.open = open_client("public");
  target.code_only = confidential("code-only", "secret");
  target.dpop_bound = confidential("dpop-bound", "secret");
  target.keys = checks::example_keys(state_.world.backend);
  target.asserting = checks::Signer{"key-client", "ES256", target.keys.at(1), "key-client"};
  target.assertion_issuer =
      checks::Signer{kAssertionIssuer, "ES256", target.keys.at(0), std::nullopt};
  target.assertion_subject = "alice";
  // One process, one thread: one after another is as near as it gets.
  target.at_once = [this](const std::vector<oauth::message::Request>& requests) {
    std::vector<checks::Answered> answered;
    for (const auto& request : requests) {
      answered.push_back(transport_.send(request));
    }
    return answered;
  };
  target.dpop_nonce = state_.settings.dpop_nonce;
  target.resource = origin + "/resource";
  target.password = {"alice", oauth::Secret("wonderland")};
  target.oauth1_server = {origin + "/oauth1/initiate", origin + "/oauth1/authorize",
                          origin + "/oauth1/token"};
  target.oauth1_client =
      checks::TestOAuth1Client{"client", oauth::Secret("secret"), nullptr, kCallback};
  target.oauth1_second =
      checks::TestOAuth1Client{"second", oauth::Secret("second-secret"), nullptr, kCallback};
  target.oauth1_rsa_client =
      checks::TestOAuth1Client{"rsa-client", {}, rsa_client_key(), kCallback};
  // At the default port of a host with letters, so that what base strings make of both can be seen.
  target.oauth1_resource = "https://localhost/oauth1/resource";
  target.oauth1_temporary_lifetime = state_.settings.lifetimes.temporary_credentials;
  target.documents = documents_of(state_.settings);
  return target;
}

}  // namespace oauthspec::provider
