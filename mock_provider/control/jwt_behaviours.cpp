// SPDX-License-Identifier: Apache-2.0
// JWT access tokens (RFC 9068) that no resource server may take. The provider's own resource does not know them.
#include <cstdint>
#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "harness/reference/codec/base64.h"
#include "harness/reference/jose/jws.h"
#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/fits.h"
#include "mock_provider/control/tables.h"

namespace oauthspec::provider::control {
namespace {

using http::Reply;
using nlohmann::json;
using oauth::codec::Base64;

constexpr Endpoints kToken{Endpoint::token};

struct Parts {
  json header;
  json claims;
  std::string signature;  // As it is written.
};

Parts parts_of(const std::string& token) {
  const auto first = token.find('.');
  const auto second = token.find('.', first + 1);
  const auto read = [](const std::string& text) {
    return json::parse(oauth::codec::base64_decode(text, Base64::url).value_or("null"), nullptr,
                       false);
  };
  return {read(token.substr(0, first)), read(token.substr(first + 1, second - first - 1)),
          token.substr(second + 1)};
}

std::string encoded(const json& part) {
  return oauth::codec::base64_encode(part.dump(), Base64::url);
}

std::string unsigned_text(const Parts& parts) {
  return encoded(parts.header) + '.' + encoded(parts.claims) + '.';
}

// Signs anew, by the key that the reply's token was signed with.
void sign_changed(Call& call, Reply& reply, const std::function<void(Parts&)>& change) {
  const auto body = json_object(reply);
  Parts parts = parts_of(body->at("access_token").get<std::string>());
  if (!parts.header.is_object() || !parts.claims.is_object() || call.state.keys->keys.empty()) {
    return;
  }
  change(parts);
  if (auto jwt = oauth::jose::sign_jws(call.state.world.backend, parts.header, parts.claims.dump(),
                                       call.state.keys->keys.front().key)) {
    set_member(reply, "access_token", *jwt);
  }
}

void set_claim(Call& call, Reply& reply, const char* name, const json& value) {
  sign_changed(call, reply, [&](Parts& parts) { parts.claims[name] = value; });
}

// Without a signature of our key: `signature` stands in its place.
void replace_signature(Reply& reply, const char* alg, const std::string& signature) {
  const auto body = json_object(reply);
  Parts parts = parts_of(body->at("access_token").get<std::string>());
  if (alg != nullptr) {
    parts.header["alg"] = alg;
  }
  set_member(reply, "access_token", unsigned_text(parts) + signature);
}

constexpr Behaviour kJwtBehaviours[] = {
    after("jwt_alg_none", "issues a JWT access token with alg none and no signature",
          "RFC7515-5.2-3", kToken, fits::has_jwt,
          [](Call&, Reply& reply, std::int64_t) { replace_signature(reply, "none", ""); }),
    after("jwt_bad_signature", "issues a JWT access token whose signature is another one's",
          "RFC7515-5.2-4", kToken, fits::has_jwt,
          [](Call&, Reply& reply, std::int64_t) {
            replace_signature(reply, nullptr, std::string(342, 'A'));
          }),
    after("jwt_expired", "issues a JWT access token that has expired already", "RFC7519-4.1.4-1",
          kToken, fits::has_jwt,
          [](Call& call, Reply& reply, std::int64_t) {
            set_claim(call, reply, "exp", call.now - 3600);
          }),
    after("jwt_wrong_audience", "issues a JWT access token for another resource", "RFC7519-4.1.3-1",
          kToken, fits::has_jwt,
          [](Call& call, Reply& reply, std::int64_t) {
            set_claim(call, reply, "aud", "https://other.example/resource");
          }),
    after("jwt_wrong_issuer", "issues a JWT access token in another issuer's name", "", kToken,
          fits::has_jwt,
          [](Call& call, Reply& reply, std::int64_t) {
            set_claim(call, reply, "iss", "https://attacker.example");
          }),
    after("jwt_unknown_kid", "issues a JWT access token whose kid is in no JWK set", "RFC7515-6-1",
          kToken, fits::has_jwt,
          [](Call& call, Reply& reply, std::int64_t) {
            sign_changed(call, reply, [](Parts& parts) { parts.header["kid"] = "unknown"; });
          }),
    after("jwt_wrong_type", "issues a JWT access token with the typ of any JWT", "", kToken,
          fits::has_jwt,
          [](Call& call, Reply& reply, std::int64_t) {
            sign_changed(call, reply, [](Parts& parts) { parts.header["typ"] = "JWT"; });
          }),
};

}  // namespace

std::span<const Behaviour> jwt_behaviours() {
  return kJwtBehaviours;
}

}  // namespace oauthspec::provider::control
