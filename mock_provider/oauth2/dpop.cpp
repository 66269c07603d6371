// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/dpop.h"

#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/dpop.h"
#include "mock_provider/oauth2/answer.h"

namespace oauthspec::provider::oauth2_endpoints {

namespace oauth2 = oauth::oauth2;

std::optional<std::string> server_nonce(Call& call) {
  State& state = call.state;
  if (!state.settings.dpop_nonce) {
    return std::nullopt;
  }
  if (state.dpop_nonce.empty() || call.now >= state.dpop_nonce_until) {
    state.dpop_nonce = state.random_text(16);  // RFC9449-8-1
    state.dpop_nonce_until = call.now + state.settings.lifetimes.timestamp_window;
  }
  return state.dpop_nonce;
}

oauth2::Judgement<std::optional<std::string>> proof_key(Call& call, const ClientRecord& client) {
  const DpopRules& rules = call.state.rules.dpop;
  if (!oauth::message::find_header(call.request.headers, "DPoP")) {
    if (const auto optional = rules.check_proof_optional(client); !optional) {
      return because(call, optional.error(), "RFC9449-5.2-1");
    }
    return std::nullopt;
  }
  oauth2::UsedProofs fresh;
  auto jkt = rules.check_proof(call.around(), call.request, server_nonce(call), fresh);
  if (!jkt) {
    return std::unexpected(jkt.error());
  }
  const Seconds window = call.state.settings.lifetimes.timestamp_window;
  for (const std::string& id : fresh) {
    // iat may lie ahead by the window, and be good for as long again.
    const bool first = call.state.used_ids.remember("dpop " + id, call.now + 2 * window + 1);
    if (const auto unused = rules.check_proof_unused(first); !unused) {
      return because(call, unused.error(), "RFC9449-11.1-2");
    }
  }
  return std::optional(*std::move(jkt));
}

}  // namespace oauthspec::provider::oauth2_endpoints
