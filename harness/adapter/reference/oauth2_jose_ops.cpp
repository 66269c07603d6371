// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "harness/adapter/reference/oauth2_shapes.h"
#include "harness/adapter/reference/ops.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/reference/oauth2/client_assertion.h"
#include "harness/reference/oauth2/dpop.h"

namespace oauthspec::adapter {
namespace {

using nlohmann::json;
namespace oauth2 = oauth::oauth2;

Verdict client_assertion(const json& in, const oauth::crypto::Backend& backend) {
  const auto key = read_signing_key(in.at("key"), backend);
  if (!key) return reject(key.error());
  const oauth2::AssertionClaims claims{
      in.at("issuer").get<std::string>(), in.at("subject").get<std::string>(),
      read_texts(in, "audience"),         read_integer(in.at("exp")),
      read_optional_integer(in, "iat"),   read_optional_integer(in, "nbf"),
      read_optional(in, "jti"),           in.at("claims")};
  return text_or_reject(oauth2::make_client_assertion(backend, in.at("alg").get<std::string>(),
                                                      *key, read_optional(in, "kid"), claims));
}

// A key that is none verifies nothing; what comes of it is a verdict, as of every other fault.
std::vector<oauth2::TrustedIssuer> read_issuers(const json& list,
                                                const oauth::crypto::Backend& backend) {
  std::vector<oauth2::TrustedIssuer> issuers;
  for (const json& item : items_of(list)) {
    oauth2::TrustedIssuer issuer{
        item.at("issuer").get<std::string>(), {}, read_texts(item, "algs")};
    for (const json& written : items_of(item.at("keys"))) {
      auto key = read_verification_key(written, backend);
      if (!key) continue;
      std::optional<std::string> kid;
      if (written.contains("jwk")) kid = read_optional(written.at("jwk"), "kid");
      issuer.keys.push_back({*std::move(key), std::move(kid)});
    }
    issuers.push_back(std::move(issuer));
  }
  return issuers;
}

Verdict verify_client_assertion(const json& in, const oauth::crypto::Backend& backend) {
  const std::vector<oauth2::TrustedIssuer> issuers = read_issuers(in.at("issuers"), backend);
  const std::vector<std::string> audience = read_texts(in, "audience");
  const oauth2::AssertionContext context{
      in.at("use") == "authorization_grant" ? oauth2::AssertionUse::authorization_grant
                                            : oauth2::AssertionUse::client_authentication,
      issuers, audience, static_cast<double>(read_integer(in.at("now"))),
      static_cast<double>(read_integer(in.at("leeway")))};
  oauth2::UsedIds used;
  json verdicts = json::array();
  for (const json& parameters : items_of(in.at("sequence"))) {
    const auto subject =
        oauth2::verify_assertion(backend, read_parameters(parameters), context, used);
    verdicts.push_back(subject ? json{{"verdict", "accepted"}, {"subject", *subject}}
                               : refused(subject.error()));
  }
  return Out{std::move(verdicts), {}};
}

Verdict dpop_proof(const json& in, const oauth::crypto::Backend& backend) {
  auto key = read_private_key(in.at("key"), backend);
  if (!key) return reject(key.error());
  return text_or_reject(
      oauth2::make_dpop_proof(backend, in.at("alg").get<std::string>(), *std::move(key),
                              {in.at("method").get<std::string>(), in.at("url").get<std::string>(),
                               read_optional(in, "access_token"), read_optional(in, "nonce"),
                               in.at("jti").get<std::string>(), read_integer(in.at("iat"))}));
}

std::vector<oauth2::BoundToken> read_tokens(const json& list) {
  std::vector<oauth2::BoundToken> tokens;
  for (const json& item : items_of(list)) {
    tokens.push_back({item.at("token").get<std::string>(), read_optional(item, "jkt")});
  }
  return tokens;
}

Verdict verify_dpop_proof(const json& in, const oauth::crypto::Backend& backend) {
  const bool at_resource = !in.at("tokens").is_null();
  const auto tokens =
      at_resource ? read_tokens(in.at("tokens")) : std::vector<oauth2::BoundToken>();
  const std::vector<std::string> algs = read_texts(in, "algs");
  const oauth2::ProofContext context{at_resource ? &tokens : nullptr,
                                     read_optional(in, "jkt"),
                                     read_optional(in, "nonce"),
                                     algs,
                                     static_cast<double>(read_integer(in.at("now"))),
                                     static_cast<double>(read_integer(in.at("window")))};
  oauth2::UsedProofs used;
  json verdicts = json::array();
  for (const json& request : items_of(in.at("sequence"))) {
    const auto jkt = oauth2::verify_dpop(backend, read_request(request), context, used);
    if (!jkt) {
      verdicts.push_back(refused(jkt.error()));
      continue;
    }
    json verdict{{"verdict", "accepted"}};
    if (!jkt->empty()) verdict["jkt"] = *jkt;
    verdicts.push_back(std::move(verdict));
  }
  return Out{std::move(verdicts), {}};
}

constexpr auto kOauth2JoseOps = std::to_array<Op>({
    {"oauth2.client_assertion", client_assertion},
    {"oauth2.verify_client_assertion", verify_client_assertion},
    {"oauth2.dpop_proof", dpop_proof},
    {"oauth2.verify_dpop_proof", verify_dpop_proof},
});

}  // namespace

std::span<const Op> oauth2_jose_ops() {
  return kOauth2JoseOps;
}

}  // namespace oauthspec::adapter
