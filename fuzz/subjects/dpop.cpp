// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/dpop.h"

#include <vector>

#include "fuzz/oracle/dpop.h"
#include "fuzz/oracle/remembered_crypto.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth2 = oauth::oauth2;

DpopAnswer verify(const oauth::message::Request& request, const DpopPlace& place, double now,
                  TakenProofs& taken) {
  static const std::vector<std::string> algs{"ES256", "EdDSA"};
  static const std::vector<oauth2::BoundToken> tokens{
      {std::string(kBoundToken), std::string(kBoundThumbprint)},
      {std::string(kBearerToken), std::nullopt}};
  const oauth2::ProofContext context{.tokens = place.resource_server ? &tokens : nullptr,
                                     .jkt = place.jkt,
                                     .nonce = place.nonce,
                                     .algs = algs,
                                     .now = now,
                                     .window = kProofWindow};
  auto jkt = oauth2::verify_dpop(remembered_crypto(), request, context, taken);
  if (!jkt)
    return {.jkt = {}, .error = jkt.error().error, .status = jkt.error().status.value_or(0)};
  return {.jkt = *std::move(jkt), .error = {}, .status = 0};
}

}  // namespace

template <>
DpopServer reference<DpopServer>() {
  return {.verify = verify};
}

}  // namespace oauthspec::fuzz
