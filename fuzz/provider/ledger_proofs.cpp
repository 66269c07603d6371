// SPDX-License-Identifier: Apache-2.0
// RFC 9449: whoever proved to hold a key has to prove it again.
#include <cmath>

#include "fuzz/check/holds.h"
#include "fuzz/oracle/dpop_model.h"
#include "fuzz/oracle/jose_model.h"
#include "fuzz/provider/ledger.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

bool is_signed(const ModelJws& proof, const json& jwk) {
  const std::string alg = model_text(proof.header, "alg").value_or("");
  // Sequences sign with ES256; the other algorithm is EdDSA, which the model knows, too, and further ones need a private key of somebody's.
  const bool is_known = alg == "ES256" || alg == "EdDSA";
  return !alg.empty() && alg != "none" && (!is_known || model_verifies(proof, alg, jwk));
}

// Nor with a fragment.
std::string_view without_query(std::string_view url) {
  return url.substr(0, url.find_first_of("?#"));
}

}  // namespace

std::string Ledger::take_proof(const Seen& seen, std::string_view token) {
  std::size_t count = 0;
  for (const oauth::message::HeaderField& one : seen.request.headers) {
    if (same_name(one.name, "DPoP")) ++count;
  }
  if (count == 0) return {};
  holds(count == 1, "there is one proof (RFC 9449 4.3)");
  const std::string text = field(seen.request.headers, "DPoP");
  const auto proof = model_parse_jws(text);
  const auto claims = proof ? model_object(proof->payload) : std::nullopt;
  const json jwk = proof ? proof->header.value("jwk", json()) : json();
  holds(claims && jwk.is_object(), "a proof is a JWT with its key (RFC 9449 4.2)");
  if (!claims || !jwk.is_object()) return {};
  holds(is_signed(*proof, jwk), "a proof is signed with its key (RFC 9449 4.3)");
  holds(model_text(*claims, "htm") == seen.request.method,
        "a proof is for its method (RFC 9449 4.3)");
  const auto target = model_normal_uri(model_text(*claims, "htu").value_or(""));
  holds(target && target == model_normal_uri(without_query(seen.request.url)),
        "a proof is for its URI (RFC 9449 4.3)");
  const auto issued = claims->find("iat");
  holds(issued != claims->end() && issued->is_number() &&
            std::abs(issued->get<double>() - static_cast<double>(seen.now)) <=
                static_cast<double>(lifetimes_.timestamp_window),
        "a proof is of now (RFC 9449 4.3)");
  holds(proofs_.insert(text).second, "a proof is used once (RFC 9449 11.1)");
  if (!token.empty()) {
    holds(model_text(*claims, "ath") == model_hash(token),
          "a proof is for its token (RFC 9449 4.3)");
  }
  return model_thumbprint(jwk);
}

}  // namespace oauthspec::fuzz
