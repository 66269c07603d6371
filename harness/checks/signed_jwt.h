// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/checks/session.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"

/// JWTs that are right, to be changed and signed; and those that a server issued.
namespace oauthspec::checks {

struct UnsignedJwt {
  nlohmann::json header;
  nlohmann::json claims;
};

/// The claims of an assertion for the token endpoint, good for a minute, with a jti of its own.
///
/// Spec:   RFC 7523 section 3
[[nodiscard]] UnsignedJwt assertion(Session& session, const Signer& signer,
                                    std::string_view subject);

/// Inconclusive where the key does not fit.
[[nodiscard]] Attempt<std::string> sign(Session& session, const UnsignedJwt& jwt,
                                        const oauth::jose::SigningKey& key);

/// The same with a signature that is of the right length, and wrong.
[[nodiscard]] std::string with_wrong_signature(std::string jwt);

/// The same with the algorithm none, and no signature.
[[nodiscard]] Attempt<std::string> unsecured(UnsignedJwt jwt);

/// The same, signed by a key that nobody registered and that stands in its own header.
///
/// Input:  `signer` is whose JWT it pretends to be.
/// Errors: inconclusive where the checks have no key on P-256 of their own.
/// Spec:   RFC 7515 section 4.1.3
[[nodiscard]] Attempt<std::string> signed_by_a_stranger(Session& session, UnsignedJwt jwt,
                                                        const Signer& signer);

struct ReadJwt {
  oauth::jose::Jws jws;
  oauth::jose::Claims claims;
};

/// What an access token says; its signature is not verified. Inconclusive where it is no JWT.
[[nodiscard]] Attempt<ReadJwt> read_access_token(const IssuedTokens& tokens);

}  // namespace oauthspec::checks
