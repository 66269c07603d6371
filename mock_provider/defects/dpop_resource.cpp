// SPDX-License-Identifier: Apache-2.0
// A protected resource that takes tokens bound to a key: RFC 9449 section 7.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/jose/jws.h"
#include "harness/reference/message/http.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;
using oauth::message::Request;
using Scheme = PresentedToken::Scheme;
using Challenges = oauth::Result<std::vector<std::string>>;
using Nonce = std::optional<std::string>;

oauth2::Judgement<void> any_scheme(const AccessTokenRecord& /*token*/, Scheme /*scheme*/) {
  return {};
}

// A claim of the request's proof; empty where there is none.
std::string claim(const Request& request, const char* name) {
  const auto field = oauth::message::find_header(request.headers, "DPoP");
  const auto jws = field ? oauth::jose::parse_jws(*field) : oauth::Result<oauth::jose::Jws>();
  const json payload = jws ? json::parse(jws->payload, nullptr, false) : json();
  return payload.is_object() ? payload.value(name, std::string()) : std::string();
}

oauth2::Judgement<void> without_proof(const Surroundings& around, const Request& request,
                                      const AccessTokenRecord& token, const Nonce& nonce,
                                      oauth2::UsedProofs& used) {
  if (!oauth::message::find_header(request.headers, "DPoP")) {
    return {};
  }
  return rules::check_resource_proof(around, request, token, nonce, used);
}

oauth2::Judgement<void> of_any_method(const Surroundings& around, const Request& request,
                                      const AccessTokenRecord& token, const Nonce& nonce,
                                      oauth2::UsedProofs& used) {
  Request asked = request;
  asked.method = claim(request, "htm");
  return rules::check_resource_proof(around, asked, token, nonce, used);
}

oauth2::Judgement<void> of_any_url(const Surroundings& around, const Request& request,
                                   const AccessTokenRecord& token, const Nonce& nonce,
                                   oauth2::UsedProofs& used) {
  Request asked = request;
  asked.url = claim(request, "htu");
  return rules::check_resource_proof(around, asked, token, nonce, used);
}

// As an authorization server verifies a proof: no token goes with it.
oauth2::Judgement<void> verify(const Surroundings& around, const Request& request,
                               const Nonce& nonce, const std::optional<std::string>& jkt,
                               oauth2::UsedProofs& used) {
  const auto key = rules::verify_proof(around, request, {.jkt = jkt, .nonce = nonce}, used);
  if (!key) {
    return std::unexpected(key.error());
  }
  return {};
}

oauth2::Judgement<void> of_any_token(const Surroundings& around, const Request& request,
                                     const AccessTokenRecord& token, const Nonce& nonce,
                                     oauth2::UsedProofs& used) {
  return verify(around, request, nonce, token.jkt, used);
}

oauth2::Judgement<void> of_any_key(const Surroundings& around, const Request& request,
                                   const AccessTokenRecord& /*token*/, const Nonce& nonce,
                                   oauth2::UsedProofs& used) {
  return verify(around, request, nonce, std::nullopt, used);
}

// ath is compared where it is there.
oauth2::Judgement<void> ath_optional(const Surroundings& around, const Request& request,
                                     const AccessTokenRecord& token, const Nonce& nonce,
                                     oauth2::UsedProofs& used) {
  return claim(request, "ath").empty()
             ? verify(around, request, nonce, token.jkt, used)
             : rules::check_resource_proof(around, request, token, nonce, used);
}

oauth2::Judgement<void> of_any_age(const Surroundings& around, const Request& request,
                                   const AccessTokenRecord& token, const Nonce& nonce,
                                   oauth2::UsedProofs& used) {
  Settings patient = around.settings;
  patient.lifetimes.timestamp_window = around.now;
  return rules::check_resource_proof({patient, around.backend, around.issuer, around.now}, request,
                                     token, nonce, used);
}

Challenges bearer_alone(const oauth2::Refusal& refusal, const rules::ChallengeContext& context) {
  auto challenges = rules::resource_challenges(refusal, context);
  if (challenges) challenges->resize(1);
  return challenges;
}

Challenges always_for_bearer(const oauth2::Refusal& refusal,
                             const rules::ChallengeContext& context) {
  rules::ChallengeContext bearer = context;
  bearer.scheme = Scheme::bearer;
  return rules::resource_challenges(refusal, bearer);
}

constexpr std::array kDpopResourceDefects = {
    Defect{"bound-token-as-bearer", "RFC9449-7.2-1",
           "A bound token is taken under the scheme Bearer.",
           [](Rules& rules) { rules.resource.check_scheme = &any_scheme; }},
    Defect{"bound-token-without-proof", "RFC9449-7.1-1", "A proof is verified if there is one.",
           [](Rules& rules) { rules.resource.check_proof = &without_proof; }},
    Defect{"proof-of-any-method", "RFC9449-4.3-8", "htm of a proof is compared with nothing.",
           [](Rules& rules) { rules.resource.check_proof = &of_any_method; }},
    Defect{"proof-of-any-url", "RFC9449-4.3-9", "htu of a proof is compared with nothing.",
           [](Rules& rules) { rules.resource.check_proof = &of_any_url; }},
    Defect{"proof-of-any-token", "RFC9449-4.3-12", "ath of a proof is compared with nothing.",
           [](Rules& rules) { rules.resource.check_proof = &of_any_token; }},
    Defect{"proof-with-optional-ath", "RFC9449-7-1", "ath of a proof is asked for by nobody.",
           [](Rules& rules) { rules.resource.check_proof = &ath_optional; }},
    Defect{"proof-of-any-key", "RFC9449-6-1",
           "A proof may be of another key than the token is bound to.",
           [](Rules& rules) { rules.resource.check_proof = &of_any_key; }},
    Defect{"proof-of-any-age", "RFC9449-4.3-11", "A proof is good for ever.",
           [](Rules& rules) { rules.resource.check_proof = &of_any_age; }},
    Defect{"resource-without-dpop-challenge", "RFC9449-7.1-2",
           "There is no challenge of the scheme DPoP.",
           [](Rules& rules) { rules.resource.challenges = &bearer_alone; }},
    Defect{"resource-error-in-other-challenge", "RFC9449-7.2-4",
           "The error stands in the challenge of the scheme that was not used.",
           [](Rules& rules) { rules.resource.challenges = &always_for_bearer; }},
};

}  // namespace

DefectTopic dpop_resource() {
  return kDpopResourceDefects;
}

}  // namespace oauthspec::provider::defects
