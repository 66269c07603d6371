// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "fuzz/input/http_text.h"
#include "fuzz/input/parts.h"
#include "fuzz/seeds/seeds.h"
#include "harness/adapter/reference/shapes.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

/// The tokens that stand in the requests of a verifier's vector.
std::vector<std::string> assertions(const json& in) {
  std::vector<std::string> tokens;
  for (const json& parameters : adapter::items_of(in.at("sequence"))) {
    for (const auto parameter : adapter::read_parameters(parameters)) {
      if (parameter.name == "client_assertion" || parameter.name == "assertion") {
        tokens.emplace_back(parameter.value);
      }
    }
  }
  return tokens;
}

/// The requests, as a form whose octets are plain.
std::vector<std::string> assertion_forms(const json& in) {
  std::vector<std::string> forms;
  for (const json& parameters : adapter::items_of(in.at("sequence"))) {
    std::string form;
    for (const auto parameter : adapter::read_parameters(parameters)) {
      if (!form.empty()) form += '&';
      (form += parameter.name) += '=';
      form += parameter.value;
    }
    forms.push_back(form);
  }
  return forms;
}

std::vector<std::string> proofs(const json& in) {
  std::vector<std::string> tokens;
  for (const json& written : adapter::items_of(in.at("sequence"))) {
    for (const auto& field : adapter::read_request(written).headers) {
      if (oauth::message::equal_without_case(field.name, "DPoP")) tokens.push_back(field.value);
    }
  }
  return tokens;
}

/// The requests, with the letters of what is known where they arrive.
std::vector<std::string> dpop_requests(const json& in) {
  std::string letters;
  if (!in.at("tokens").is_null()) letters += 'r';
  if (!in.at("nonce").is_null()) letters += 'n';
  if (!in.at("jkt").is_null()) letters += 'k';
  std::vector<std::string> requests;
  for (const json& written : adapter::items_of(in.at("sequence"))) {
    requests.push_back(letters + kPartEnd + write_request(adapter::read_request(written)));
  }
  return requests;
}

std::vector<std::string> jwk_of(const json& in) {
  const json& key = in.at("key");
  if (!key.contains("jwk")) return {};
  return {key.at("jwk").dump()};
}

constexpr auto kJoseSeeds = std::to_array<SeedRule>({
    {"client_assertion", "oauth2.verify_client_assertion", assertion_forms},
    {"dpop", "oauth2.verify_dpop_proof", dpop_requests},
    {"jws", "oauth2.verify_client_assertion", assertions},
    {"jws", "oauth2.verify_dpop_proof", proofs},
    {"jwt", "oauth2.verify_client_assertion", assertions},
    {"jwt", "oauth2.verify_dpop_proof", proofs},
    {"jwk", "oauth2.client_assertion", jwk_of},
    {"jwk", "oauth2.dpop_proof", jwk_of},
});

}  // namespace

std::span<const SeedRule> jose_seeds() {
  return kJoseSeeds;
}

}  // namespace oauthspec::fuzz
