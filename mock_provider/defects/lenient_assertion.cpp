// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/lenient_assertion.h"

#include <algorithm>
#include <expected>
#include <memory>
#include <optional>

#include "harness/reference/jose/algorithm.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"

namespace oauthspec::provider::defects {
namespace {

namespace jose = oauth::jose;
namespace oauth2 = oauth::oauth2;
using oauth::Errc;
using Step = AssertionStep;

std::string_view without_slash(std::string_view text) {
  return text.ends_with('/') ? text.substr(0, text.size() - 1) : text;
}

struct LenientJudge {
  Step left_out;
  const oauth::crypto::Backend& backend;
  const oauth2::AssertionContext& context;

  [[nodiscard]] std::unexpected<oauth2::Refusal> refuse(Errc reason) const {
    const bool grant = context.use == oauth2::AssertionUse::authorization_grant;
    return std::unexpected(grant ? oauth2::Refusal{"invalid_grant", 400, reason}
                                 : oauth2::Refusal{"invalid_client", 401, reason});
  }

  // Null where the issuer is nobody's.
  [[nodiscard]] const oauth2::TrustedIssuer* issuer_of(const jose::Claims& claims) const {
    const auto found =
        std::ranges::find_if(context.issuers, [&](const oauth2::TrustedIssuer& known) {
          if (!claims.issuer) return left_out == Step::issuer_named;
          return left_out == Step::issuer_compared
                     ? without_slash(known.issuer) == without_slash(*claims.issuer)
                     : known.issuer == *claims.issuer;
        });
    return found == context.issuers.end() ? nullptr : &*found;
  }

  [[nodiscard]] bool verifies(const jose::Jws& jws, const jose::VerificationKey& key) const {
    const jose::Algorithm* const algorithm = jose::algorithm_named(jws.alg());
    return algorithm != nullptr && jose::verify_jws(backend, jws, *algorithm, key).has_value();
  }

  // By the key that the JWT has in its own header.
  [[nodiscard]] bool signed_by_itself(const jose::Jws& jws) const {
    const auto jwk = jws.header.find("jwk");
    if (jwk == jws.header.end()) return false;
    const auto numbers = jose::key_numbers(*jwk);
    if (!numbers) return false;
    auto key = backend.public_key(*numbers);
    return key && verifies(jws, std::shared_ptr<const oauth::crypto::PublicKey>(*std::move(key)));
  }

  [[nodiscard]] bool is_signed(const jose::Jws& jws, const oauth2::TrustedIssuer& issuer) const {
    if (jws.alg() == "none") return left_out == Step::algorithm;
    if (left_out == Step::signature) return true;
    if (left_out == Step::own_key && signed_by_itself(jws)) return true;
    return std::ranges::any_of(
        issuer.keys, [&](const oauth2::IssuerKey& key) { return verifies(jws, key.key); });
  }

  [[nodiscard]] bool is_audience(const std::string& named) const {
    return std::ranges::any_of(context.audience, [&](const std::string& own) {
      return named == own || left_out == Step::audience_compared ||
             (left_out == Step::audience_whole && named.starts_with(own));
    });
  }

  [[nodiscard]] std::optional<Errc> fault_of(const jose::Claims& claims) const {
    const bool missing = (!claims.subject && left_out != Step::subject_named) ||
                         (!claims.audience && left_out != Step::audience_named) ||
                         (!claims.expires && left_out != Step::expiry_named);
    if (missing) return Errc::claim_missing;
    const bool own = !claims.subject || !claims.issuer || *claims.subject == *claims.issuer;
    if (context.use == oauth2::AssertionUse::client_authentication && !own &&
        left_out != Step::subject_compared) {
      return Errc::subject_mismatch;
    }
    if (claims.audience && std::ranges::none_of(*claims.audience, [this](const std::string& named) {
          return is_audience(named);
        })) {
      return Errc::audience_mismatch;
    }
    if (claims.expires && *claims.expires <= context.now && left_out != Step::expiry_compared) {
      return Errc::jwt_expired;
    }
    const bool early = claims.not_before && *claims.not_before > context.now;
    return early && left_out != Step::not_before ? std::optional(Errc::jwt_not_yet_valid)
                                                 : std::nullopt;
  }
};

}  // namespace

oauth2::Judgement<std::string> verify_assertion_without(Step step,
                                                        const oauth::crypto::Backend& backend,
                                                        const oauth2::AssertionContext& context,
                                                        std::string_view jwt,
                                                        oauth2::UsedIds& used) {
  const LenientJudge judge{step, backend, context};
  const auto jws = jose::parse_jws(jwt);
  if (!jws) return judge.refuse(jws.error().code);
  const auto claims = jose::claims_of(*jws);
  if (!claims) return judge.refuse(claims.error().code);
  const oauth2::TrustedIssuer* const issuer = judge.issuer_of(*claims);
  if (issuer == nullptr) return judge.refuse(Errc::issuer_unknown);
  if (!judge.is_signed(*jws, *issuer)) return judge.refuse(Errc::signature_invalid);
  if (const auto fault = judge.fault_of(*claims)) return judge.refuse(*fault);
  if (claims->id) used.emplace(issuer->issuer, *claims->id);
  return claims->subject.value_or(issuer->issuer);
}

}  // namespace oauthspec::provider::defects
