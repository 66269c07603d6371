// SPDX-License-Identifier: Apache-2.0
// DPoP at the token endpoint: RFC 9449 sections 4, 5, 8 and 10.
#include <array>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/lenient_proof.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using Key = std::optional<std::string>;
using Step = ProofStep;

template <Step kStep>
void leave_out(Rules& rules) {
  rules.dpop.check_proof = &check_proof_without<kStep>;
}

void with_nonces(Settings& settings) {
  settings.dpop_nonce = true;
}

void with_jwts(Settings& settings) {
  settings.token_format = TokenFormat::jwt;
}

oauth2::Judgement<void> used_or_not(bool) {
  return {};
}

oauth2::Judgement<void> any_client(const ClientRecord&) {
  return {};
}

oauth2::Judgement<void> any_code_key(const Key&, const Key&) {
  return {};
}

oauth2::Judgement<void> any_refresh_key(const RefreshTokenRecord& refresh, const Key& jkt) {
  return jkt ? oauth2::Judgement<void>() : rules::check_refresh_key(refresh, jkt);
}

oauth2::Judgement<void> refresh_key_if_it_is_there(const RefreshTokenRecord& refresh,
                                                   const Key& jkt) {
  return jkt ? rules::check_refresh_key(refresh, jkt) : oauth2::Judgement<void>();
}

// As if a proof without its nonce was as good.
oauth2::Judgement<std::string> without_nonce(const Surroundings& around,
                                             const oauth::message::Request& request,
                                             const std::optional<std::string>&,
                                             oauth2::UsedProofs& used) {
  return rules::check_proof(around, request, std::nullopt, used);
}

nlohmann::json key_by_another_name(const AccessTokenRecord& record) {
  nlohmann::json claims = rules::access_token_claims(record);
  if (claims.contains("cnf")) {
    claims["jkt"] = claims["cnf"]["jkt"];
    claims.erase("cnf");
  }
  return claims;
}

void give_two_nonces(Rules& rules) {
  alter(rules, Endpoint::token, [](const oauth::message::Request&, http::Reply& reply) {
    if (oauth::message::find_header(reply.response.headers, "DPoP-Nonce")) {
      reply.response.headers.push_back({"DPoP-Nonce", "another-nonce"});
    }
  });
}

constexpr std::array kDpopDefects = {
    Defect{"bound-token-called-bearer", "RFC9449-5-3", "The token_type of a bound token is Bearer.",
           [](Rules& rules) {
             rules.token.token_type = [](const Key&) { return std::string("Bearer"); };
           }},
    Defect{"bound-token-without-cnf", "RFC9449-6.1-1",
           "A JWT access token names its key, and not in cnf.",
           [](Rules& rules) { rules.token.access_token_claims = &key_by_another_name; },
           &with_jwts},
    Defect{"token-proof-twice", "RFC9449-4.3-1", "The first of several proofs is looked at.",
           &leave_out<Step::one_proof>},
    Defect{"token-proof-without-claims", "RFC9449-4.3-3",
           "The claims of a proof are looked at if they are there.", &leave_out<Step::claims>},
    Defect{"token-proof-of-any-type", "RFC9449-4.3-4", "A JWT of any type is a proof.",
           &leave_out<Step::type>},
    Defect{"token-proof-unsecured", "RFC9449-4.3-5", "A proof may have the algorithm none.",
           &leave_out<Step::algorithm>},
    Defect{"token-proof-with-any-signature", "RFC9449-4.3-6",
           "The signature of a proof has to be there, and may be any.",
           &leave_out<Step::signature>},
    Defect{"token-proof-with-private-key", "RFC9449-4.3-7",
           "The key of a proof may have its private half.", &leave_out<Step::public_key>},
    Defect{"token-proof-of-any-method", "RFC9449-4.3-8",
           "At the token endpoint htm is compared with nothing.", &leave_out<Step::method>},
    Defect{"token-proof-of-any-uri", "RFC9449-4.3-9",
           "At the token endpoint htu is compared with nothing.", &leave_out<Step::uri>},
    Defect{"token-proof-of-longer-uri", "RFC9449-4.3-9",
           "htu need only begin as the URL of the token endpoint.", &leave_out<Step::path>},
    Defect{"token-proof-of-any-age", "RFC9449-11.1-1",
           "At the token endpoint a proof is good for ever.", &leave_out<Step::age>},
    Defect{"token-proof-used-twice", "RFC9449-11.1-2", "jti of a proof is remembered by nobody.",
           [](Rules& rules) { rules.dpop.check_proof_unused = &used_or_not; }},
    Defect{"token-without-proof", "RFC9449-5.2-1",
           "A client that is registered for bound tokens gets others.",
           [](Rules& rules) { rules.dpop.check_proof_optional = &any_client; }},
    Defect{"code-for-another-key", "RFC9449-10-1", "dpop_jkt of a code is compared with nothing.",
           [](Rules& rules) { rules.grant.check_code_key = &any_code_key; }},
    Defect{"refresh-token-of-no-key", "RFC9449-5-4",
           "A public client's refresh token is bound to no key.",
           [](Rules& rules) {
             rules.token.refresh_token_key = [](const ClientRecord&, const Key&) { return Key(); };
           }},
    Defect{"refresh-token-for-another-key", "RFC9449-5-5",
           "A proof has to come with a bound refresh token, of any key.",
           [](Rules& rules) { rules.grant.check_refresh_key = &any_refresh_key; }},
    Defect{"refresh-token-without-key", "RFC9449-5-5",
           "The key of a refresh token is compared if there is a proof.",
           [](Rules& rules) { rules.grant.check_refresh_key = &refresh_key_if_it_is_there; }},
    Defect{"nonce-not-asked-for", "RFC9449-8-4", "A proof needs no nonce.",
           [](Rules& rules) { rules.dpop.check_proof = &without_nonce; }, &with_nonces},
    Defect{"nonce-asked-for-and-not-given", "RFC9449-8-4",
           "A proof without a nonce is refused, and the client is not told one.",
           [](Rules& rules) { write_field(rules, Endpoint::token, "DPoP-Nonce", ""); },
           &with_nonces},
    Defect{"nonce-given-twice", "RFC9449-8-2", "A response has two DPoP-Nonce fields.",
           &give_two_nonces, &with_nonces},
    Defect{"nonce-of-anybody", "RFC9449-8-3", "A proof has to have a nonce, and may have any.",
           &leave_out<Step::nonce>, &with_nonces},
};

}  // namespace

DefectTopic dpop() {
  return kDpopDefects;
}

}  // namespace oauthspec::provider::defects
