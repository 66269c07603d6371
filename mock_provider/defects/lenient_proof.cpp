// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/lenient_proof.h"

#include <cmath>
#include <expected>
#include <memory>
#include <string_view>

#include "harness/reference/jose/algorithm.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"

namespace oauthspec::provider::defects {
namespace {

namespace jose = oauth::jose;
namespace oauth2 = oauth::oauth2;
using oauth::Errc;
using Step = ProofStep;

std::unexpected<oauth2::Refusal> invalid_proof(Errc reason) {
  return std::unexpected(oauth2::Refusal{"invalid_dpop_proof", 400, reason});
}

struct LenientProver {
  Step left_out;
  const Surroundings& around;
  const oauth::message::Request& request;
  const std::optional<std::string>& nonce;

  [[nodiscard]] bool asks(Step step) const { return left_out != step; }

  // Whether the key of the header signed it.
  [[nodiscard]] bool is_signed(const jose::Jws& jws, const nlohmann::json& jwk) const {
    if (jws.alg() == "none") return !asks(Step::algorithm);
    const jose::Algorithm* const algorithm = jose::algorithm_named(jws.alg());
    const auto numbers = jose::key_numbers(jwk);
    if (algorithm == nullptr || algorithm->is_mac() || !numbers) return false;
    auto key = around.backend.public_key(*numbers);
    if (!key) return false;
    const std::shared_ptr<const oauth::crypto::PublicKey> shared(*std::move(key));
    return !asks(Step::signature) ||
           jose::verify_jws(around.backend, jws, *algorithm, shared).has_value();
  }

  // Text that is compared where it is there, and has to be there.
  [[nodiscard]] bool claim_is(const jose::Claims& claims, const char* name,
                              std::string_view right) const {
    const auto found = claims.all.find(name);
    if (found == claims.all.end()) return !asks(Step::claims);
    return *found == right;
  }

  [[nodiscard]] bool names_the_uri(const jose::Claims& claims) const {
    const std::string_view url = std::string_view(request.url).substr(0, request.url.find('?'));
    if (!asks(Step::uri)) return claims.all.contains("htu");
    const std::string htu = claims.all.value("htu", std::string());
    return claim_is(claims, "htu", url) || (!asks(Step::path) && htu.starts_with(url));
  }

  [[nodiscard]] bool is_recent(const jose::Claims& claims) const {
    if (!claims.issued) return !asks(Step::claims);
    const auto window = static_cast<double>(around.settings.lifetimes.timestamp_window);
    return !asks(Step::age) || std::abs(*claims.issued - static_cast<double>(around.now)) <= window;
  }

  [[nodiscard]] bool has_the_nonce(const jose::Claims& claims) const {
    if (!nonce) return true;
    const auto found = claims.all.find("nonce");
    if (found == claims.all.end()) return !asks(Step::nonce_named);
    return !asks(Step::nonce) || *found == *nonce;
  }

  [[nodiscard]] oauth2::Judgement<void> check(const jose::Claims& claims) const {
    const bool of_this_request =
        (!asks(Step::method) || claim_is(claims, "htm", request.method)) && names_the_uri(claims);
    if (!of_this_request) return invalid_proof(Errc::proof_mismatch);
    if (!claims.id && asks(Step::claims)) return invalid_proof(Errc::claim_missing);
    if (!is_recent(claims)) return invalid_proof(Errc::proof_stale);
    if (!has_the_nonce(claims)) {
      return std::unexpected(oauth2::Refusal{"use_dpop_nonce", 400, Errc::proof_mismatch});
    }
    return {};
  }
};

}  // namespace

oauth2::Judgement<std::string> verify_proof_without(Step step, const Surroundings& around,
                                                    const oauth::message::Request& request,
                                                    const std::optional<std::string>& nonce,
                                                    oauth2::UsedProofs& used) {
  const LenientProver prover{step, around, request, nonce};
  const bool one = oauth::message::count_headers(request.headers, "DPoP") == 1;
  if (!one && prover.asks(Step::one_proof)) return invalid_proof(Errc::proof_missing);
  const auto jws =
      jose::parse_jws(oauth::message::find_header(request.headers, "DPoP").value_or(""));
  if (!jws) return invalid_proof(jws.error().code);
  if (prover.asks(Step::type) && !jose::has_type(jws->header, "dpop+jwt")) {
    return invalid_proof(Errc::jwt_type_unexpected);
  }
  const auto jwk = jws->header.find("jwk");
  if (jwk == jws->header.end()) return invalid_proof(Errc::jose_header_invalid);
  if (prover.asks(Step::public_key) && jose::is_private(*jwk)) {
    return invalid_proof(Errc::key_invalid);
  }
  if (!prover.is_signed(*jws, *jwk)) return invalid_proof(Errc::signature_invalid);
  const auto claims = jose::claims_of(*jws);
  if (!claims) return invalid_proof(claims.error().code);
  if (const auto checked = prover.check(*claims); !checked) return std::unexpected(checked.error());
  auto thumbprint = jose::thumbprint(around.backend, *jwk);
  if (!thumbprint) return invalid_proof(thumbprint.error().code);
  if (claims->id) used.insert(*claims->id);
  return *std::move(thumbprint);
}

}  // namespace oauthspec::provider::defects
