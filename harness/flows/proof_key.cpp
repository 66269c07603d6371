// SPDX-License-Identifier: Apache-2.0
#include "harness/flows/proof_key.h"

#include <array>
#include <cstdint>

#include "harness/reference/codec/base64.h"
#include "harness/reference/oauth2/dpop.h"
#include "harness/reference/oauth2/error_response.h"

namespace oauthspec::flows {

namespace oauth2 = oauth::oauth2;

oauth::Result<std::string> make_proof(const World& world, const ProofKey& key,
                                      std::string_view method, std::string_view url,
                                      const std::optional<oauth::Secret>& access_token) {
  std::array<std::uint8_t, 16> id{};  // RFC9449-4.2-2: at least 96 bits
  world.random.fill(id);
  oauth2::ProofClaims claims;
  claims.method = method;
  claims.url = url;
  if (access_token) {
    claims.access_token = std::string(access_token->reveal());
    claims.nonce = key.resource_server_nonce;
  } else {
    claims.nonce = key.authorization_server_nonce;
  }
  claims.id = oauth::codec::base64_encode(id, oauth::codec::Base64::url);
  claims.issued = world.now();
  return oauth2::make_dpop_proof(world.backend, key.alg, key.key, claims);
}

bool take_nonce(const oauth::message::Response& response, std::optional<std::string>& nonce) {
  const auto given = oauth::message::find_header(response.headers, "DPoP-Nonce");
  if (!given) {
    return false;
  }
  const bool another = !nonce || *nonce != *given;
  nonce = std::string(*given);
  const auto endpoint =
      response.status == 401 && oauth::message::find_header(response.headers, "WWW-Authenticate")
          ? oauth2::Endpoint::resource
          : oauth2::Endpoint::token;
  const auto error = oauth2::parse_error_response(endpoint, response);
  return another && error && error->error == "use_dpop_nonce";
}

}  // namespace oauthspec::flows
