// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/signed_jwt.h"

#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/json.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::checks {
namespace {

namespace codec = oauth::codec;

std::unexpected<Finding> unwritable() {
  return std::unexpected(inconclusive("a JWT could not be written"));
}

// Nothing for the secret of an HMAC.
std::optional<nlohmann::json> public_half(const oauth::jose::SigningKey& key) {
  const auto* const pair = std::get_if<std::shared_ptr<const oauth::crypto::PrivateKey>>(&key);
  const auto numbers =
      pair != nullptr ? (*pair)->public_numbers()
                      : oauth::Result<oauth::crypto::KeyNumbers>(std::unexpected(oauth::Error{}));
  return numbers ? std::optional(oauth::jose::public_jwk(*numbers)) : std::nullopt;
}

}  // namespace

UnsignedJwt assertion(Session& session, const Signer& signer, std::string_view subject) {
  const std::int64_t now = session.world().now();
  UnsignedJwt jwt{{{"alg", signer.alg}, {"typ", "JWT"}},
                  {{"iss", signer.id},
                   {"sub", subject},
                   {"aud", session.target().server.token_endpoint},
                   {"iat", now},
                   {"exp", now + 60},
                   {"jti", session.fresh_text()}}};
  if (signer.kid) {
    jwt.header["kid"] = *signer.kid;
  }
  return jwt;
}

Attempt<std::string> sign(Session& session, const UnsignedJwt& jwt,
                          const oauth::jose::SigningKey& key) {
  const auto claims = codec::write_json(jwt.claims);
  if (!claims) return unwritable();
  auto written = oauth::jose::sign_jws(session.world().backend, jwt.header, *claims, key);
  if (!written) return unwritable();
  return *std::move(written);
}

std::string with_wrong_signature(std::string jwt) {
  const std::size_t first = jwt.rfind('.') + 1;
  if (first < jwt.size()) {
    jwt[first] = jwt[first] == 'A' ? 'B' : 'A';
  }
  return jwt;
}

Attempt<std::string> unsecured(UnsignedJwt jwt) {
  jwt.header["alg"] = "none";
  const auto header = codec::write_json(jwt.header);
  const auto claims = codec::write_json(jwt.claims);
  if (!header || !claims) return unwritable();
  return codec::base64_encode(*header, codec::Base64::url) + '.' +
         codec::base64_encode(*claims, codec::Base64::url) + '.';
}

Attempt<std::string> signed_by_a_stranger(Session& session, UnsignedJwt jwt, const Signer& signer) {
  const auto own = public_half(signer.key);
  for (const auto& key : session.target().keys) {
    const auto jwk = public_half(key);
    if (!jwk || jwk == own) continue;
    jwt.header.erase("kid");
    jwt.header["alg"] = "ES256";
    jwt.header["jwk"] = *jwk;
    return sign(session, jwt, key);
  }
  return std::unexpected(inconclusive("there is no key that could be a stranger's"));
}

Attempt<ReadJwt> read_access_token(const IssuedTokens& tokens) {
  auto jws = oauth::jose::parse_jws(tokens.access_token);
  if (!jws) return std::unexpected(inconclusive("the access token is no JWT"));
  auto claims = oauth::jose::claims_of(*jws);
  if (!claims) {
    return std::unexpected(inconclusive("the access token has no claims that can be read"));
  }
  return ReadJwt{*std::move(jws), *std::move(claims)};
}

}  // namespace oauthspec::checks
