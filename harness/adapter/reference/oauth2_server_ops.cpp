// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "harness/adapter/reference/oauth2_shapes.h"
#include "harness/adapter/reference/ops.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/reference/oauth2/basic_authorization.h"
#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/pkce.h"
#include "harness/reference/oauth2/redirect_uri.h"
#include "harness/reference/oauth2/resource.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::adapter {
namespace {

using nlohmann::json;
namespace oauth2 = oauth::oauth2;

Verdict parse_scope(const json& in) {
  const auto scope = oauth2::parse_scope(read_bytes(in.at("text")));
  if (!scope) return reject(scope.error());
  return Out{*scope, {}};
}

Verdict compare_scope(const json& in) {
  oauth2::Scope requested;
  if (const auto text = read_optional(in, "requested")) {
    auto scope = oauth2::parse_scope(*text);
    if (!scope) return reject(scope.error());
    requested = *std::move(scope);
  }
  std::optional<oauth2::Scope> granted;
  if (const auto text = read_optional(in, "granted")) {
    auto scope = oauth2::parse_scope(*text);
    if (!scope) return reject(scope.error());
    granted = *std::move(scope);
  }
  const auto difference = oauth2::compare_scope(requested, granted);
  return Out{{{"changed", difference.changed()},
              {"sufficient", difference.sufficient()},
              {"missing", difference.missing},
              {"additional", difference.additional}},
             {}};
}

Verdict parse_basic_authorization(const json& in) {
  const auto read = oauth2::parse_basic_authorization(read_bytes(in.at("header")));
  if (!read) return reject(read.error());
  return Out{{{"client_id", write_bytes(read->client_id)},
              {"client_secret", write_bytes(read->client_secret.reveal())}},
             {}};
}

constexpr std::array kPlacements{std::pair("header", oauth2::TokenPlacement::header),
                                 std::pair("body", oauth2::TokenPlacement::body),
                                 std::pair("query", oauth2::TokenPlacement::query)};

Verdict bearer_token(const json& in) {
  std::vector<oauth2::TokenPlacement> placements;
  for (const json& placement : items_of(in.at("placements"))) {
    for (const auto& [name, value] : kPlacements) {
      if (placement == name) placements.push_back(value);
    }
  }
  const auto found = oauth2::find_bearer_token(read_request(in.at("request")), placements);
  if (found) {
    const auto place = static_cast<std::size_t>(found->placement);
    return Out{{{"verdict", "accepted"},
                {"token", found->token},
                {"placement", kPlacements.at(place).first}},
               {}};
  }
  json verdict = refused(found.error());
  if (found.error().error.empty()) verdict["error"] = nullptr;
  const auto challenge = oauth2::write_bearer_challenge(
      {read_optional(in, "realm"), read_scope(in), std::nullopt}, found.error().error);
  if (!challenge) return reject(challenge.error());
  verdict["www_authenticate"] = *challenge;
  return Out{std::move(verdict), {}};
}

Verdict pkce_verify(const json& in, const oauth::crypto::Backend& backend) {
  const auto challenge = read_optional(in, "code_challenge");
  const auto method = read_optional(in, "code_challenge_method");
  const auto verifier = read_optional(in, "code_verifier");
  oauth2::CodeExchange exchange{challenge, method, verifier, {}, in.at("required").get<bool>()};
  for (const std::string& name : read_texts(in, "methods")) {
    if (const auto known = oauth2::challenge_method_named(name)) exchange.methods.push_back(*known);
  }
  const auto verified = oauth2::verify_code_exchange(backend, exchange);
  if (!verified) return Out{refused(verified.error()), {}};
  return Out{{{"verdict", "accepted"}}, {}};
}

Verdict match_redirect_uri(const json& in) {
  const auto requested = read_optional(in, "requested");
  const auto matched = oauth2::match_redirect_uri(read_texts(in, "registered"), requested,
                                                  in.at("application_type") == "native"
                                                      ? oauth2::ApplicationType::native
                                                      : oauth2::ApplicationType::web);
  if (!matched) {
    return Out{{{"verdict", "refused"}, {"reason", oauth::name(matched.error().code)}}, {}};
  }
  return Out{{{"verdict", "accepted"}, {"redirect_uri", *matched}}, {}};
}

Verdict parse_resource(const json& in) {
  std::optional<std::vector<std::string>> known;
  if (!in.at("known").is_null()) known = read_texts(in, "known");
  const auto read = oauth2::parse_resources(read_parameters(in.at("parameters")), known);
  if (!read) {
    json verdict = refused(read.error());
    verdict.erase(
        "status");  // The op says nothing of it: at the authorization endpoint there is none.
    return Out{std::move(verdict), {}};
  }
  return Out{{{"verdict", "accepted"}, {"resource", *read}}, {}};
}

constexpr auto kOauth2ServerOps = std::to_array<Op>({
    {"oauth2.parse_scope", parse_scope},
    {"oauth2.compare_scope", compare_scope},
    {"oauth2.parse_basic_authorization", parse_basic_authorization},
    {"oauth2.bearer_token", bearer_token},
    {"oauth2.pkce_verify", pkce_verify},
    {"oauth2.match_redirect_uri", match_redirect_uri},
    {"oauth2.parse_resource", parse_resource},
});

}  // namespace

std::span<const Op> oauth2_server_ops() {
  return kOauth2ServerOps;
}

}  // namespace oauthspec::adapter
